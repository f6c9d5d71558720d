import { sameFact } from '../../domain/import/import-differences.ts';
import { surnameFirst } from '../../domain/leads/lead-person.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Link, Step } from '../../domain/plan/document-facts.ts';
import { parseTimescale, type Timescale } from '../../domain/shared/timescale.ts';
import { type LeadColumn, readLeadCell } from '../action/lead-cell.ts';
import { splitAction, splitItems } from '../action/split-action.ts';
import { noStepFact } from '../action/step-facts.ts';
import { readTimescaleCell } from '../action/timescale-cell.ts';
import { dateCell } from '../excel/excel-date.ts';
import { oneLine } from '../text/clean-text.ts';

// Reading a cell is a judgement, so writing one is a search: of the ways to write a fact, in order of how well they
// look, the first that reads back as that fact. Where none does, the best looking is taken.

/** Title and steps in one cell, the steps as bullets. */
export function actionText({ title, steps }: Pick<Action, 'title' | 'steps'>): string {
  const texts = steps.map(({ text }) => text);
  const ways =
    texts.length === 0
      ? [title, `• ${title}`]
      : listWays(texts).flatMap((list) => [list, `${title}\n${list}`, `${title}:\n${list}`]);
  const isSame = (text: string) => {
    const read = splitAction(text);
    return read.title === title && sameFact(read.steps, texts);
  };
  return ways.find(isSame) ?? `${title}${texts.length > 0 ? `\n${bullets(texts)}` : ''}`;
}

/** Outcomes, measures or pieces of evidence: one as it stands, several as bullets. */
export function itemsText(items: readonly string[]): string {
  const ways = [...(items.length === 1 ? items : []), ...listWays(items)];
  return ways.find((text) => sameFact(splitItems(text), items)) ?? bullets(items);
}

const bullets = (items: readonly string[]) => items.map((item) => `• ${item}`).join('\n');

/** Numbers as well as bullets keep a number that an item itself begins with. */
function listWays(items: readonly string[]): string[] {
  return [bullets(items), items.map((item, at) => `• ${at + 1}. ${item}`).join('\n')];
}

/** Leads of one kind, parted by semicolons. */
export function leadsText(kind: LeadColumn, leads: readonly string[]): string {
  const isSame = (text: string) => {
    const read = readLeadCell(text, kind);
    const all = [...read.responsible, ...read.strategic, ...read.contributors];
    return sameFact(read[kind], leads) && all.length === leads.length && read.workstream === null;
  };
  // A semicolon behind `Holt, Ana` says that its comma parts no people.
  const [only = '', ...more] = leads;
  const isTurned = more.length === 0 && surnameFirst(only.split(', ')) !== null;
  const ways = [...(isTurned ? [`${only};`] : []), leads.join('; '), leads.join('\n')];
  return ways.find(isSame) ?? leads.join('; ');
}

/** `Paper <https://...>`, one a line; the address alone where it is the text. */
export function linksText(links: readonly Link[]): string {
  return links.map(({ text, url }) => (text === url ? url : `${oneLine(text)} <${url}>`)).join('\n');
}

/**
 * A timescale's words; of words joined from several cells only those that say the date, where together they say another. A day whose
 * words say another when read alone (`12/04/2026` from an American column) is written as an ISO day.
 */
export function timescaleText(timescale: Timescale): string {
  const { text, kind, date } = timescale;
  const ways = [text, ...text.split('; ')];
  const written = ways.find((way) => sameFact(parseTimescale(way).timescale, timescale));
  return written ?? (kind === 'day' && date !== null && plainDay.test(text) ? date : text);
}

/** Shapes of a date that nothing else stands beside, which a true date says as well. */
const plainDay =
  /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})|\d{1,2}(st|nd|rd|th)? \p{L}{3,9}\.? (\d{4}|\d{2}))$/u;
const dayFormats = ['dd/mm/yyyy', 'd mmmm yyyy', 'd mmm yyyy', 'd mmm yy', 'd mmmm yy'];

/** The day a timescale is, for a true date, in the format that shows the plan's own words; null for any other. */
export function excelDay({ text, kind, date }: Timescale): { day: string; format: string } | null {
  if (kind !== 'day' || date === null || !plainDay.test(text)) {
    return null;
  }
  const value = new Date(`${date}T00:00:00Z`);
  const format = dayFormats.find((one) => dateCell(value, one)?.text === text) ?? 'dd/mm/yyyy';
  return { day: date, format };
}

/** What reading an action's cells of action, timescale and responsible leads gives as its steps. */
function stepsOf(action: string, timescale: Timescale, responsible: string): Step[] {
  const { steps } = splitAction(action);
  const { parts } = readTimescaleCell({
    cell: null,
    header: 'Timescale',
    text: timescale.text,
  });
  const { lines } = readLeadCell(responsible, 'responsible');
  const paired = steps.length > 1;
  return steps.map((text, at) => ({
    text,
    timescale: paired && parts.length === steps.length ? (parts[at] ?? null) : null,
    leads: paired && lines.length === steps.length ? (lines[at] ?? []) : [],
  }));
}

/** What two columns say of an action's steps, a line a step; '' for none. */
export interface StepTexts {
  readonly timescales: string;
  readonly leads: string;
}

/** The steps' own timescales and leads; '' for both where the other cells say the same already. */
export function stepTexts(action: Action): StepTexts {
  const { steps, originalTimescale, responsibleLeads } = action;
  const text = leadsText('responsible', responsibleLeads);
  if (sameFact(stepsOf(actionText(action), originalTimescale, text), steps)) {
    return { timescales: '', leads: '' };
  }
  const lines = (of: (step: Step) => string) =>
    steps.map((step) => (of(step) === '' ? noStepFact : of(step))).join('\n');
  return {
    timescales: lines(({ timescale }) => stepTimescale(timescale)),
    leads: lines(({ leads }) => leads.join('; ')),
  };
}

/** On one line; an ISO day where its words in one line would no longer say it. */
function stepTimescale(timescale: Timescale | null): string {
  const text = oneLine(timescale?.text ?? '');
  const isSame = sameFact(parseTimescale(text).timescale, timescale);
  return isSame || timescale?.date == null ? text : timescale.date;
}
