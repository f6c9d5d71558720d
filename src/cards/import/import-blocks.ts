import { groupWarnings } from '../../domain/import/group-warnings.ts';
import type { ImportedAction, ImportedPlan, ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ActionChange } from '../../domain/import/merge-import.ts';
import { countTimescales } from '../../domain/import/timescale-counts.ts';
import { weighWarning } from '../../domain/import/warning-weight.ts';
import { listLeadTexts } from '../../domain/leads/lead-match.ts';
import { refKey } from '../../domain/shared/ref.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { count, dayWords, joined, percentWords, ratingWords } from '../kit/words.ts';
import type { ImportView } from './import-view.ts';
import {
  changeTitle,
  codeWords,
  columnWords,
  differenceWords,
  isSure,
  placeWords,
  warningPlace,
  warningTitle,
} from './import-words.ts';

/** One line of the card, as its template takes it. */
export interface ImportBlock {
  readonly kind: 'section' | 'item' | 'text' | 'small' | 'pair';
  readonly text: string;
  /** The second column of a pair; '' for the others. */
  readonly beside: string;
}

export interface Fact {
  readonly title: string;
  readonly value: string;
}

const block = (kind: ImportBlock['kind'], text: string, beside = ''): ImportBlock => ({ kind, text, beside });

/** On the summary; all of them stand in the list of changes. */
export const fewDifferences = 8;
const mostPlaces = 3;
const mostUnderstood = 5;
const mostKept = 15;

/** Counts of what was read, for the top of the card. */
export function importFacts(imported: ImportedPlan): Fact[] {
  const leads = listLeadTexts(imported.actions);
  const steps = imported.actions.reduce((sum, action) => sum + action.steps.length, 0);
  return [
    { title: 'Rows read', value: String(imported.rows) },
    {
      title: 'Actions',
      value:
        steps === 0
          ? String(imported.actions.length)
          : `${imported.actions.length}, with ${count(steps, 'step')}`,
    },
    { title: 'Ratings', value: ratingCounts(imported) },
    { title: 'Dates', value: dateCounts(imported) },
    { title: 'Names of leads', value: leads.size === 0 ? 'none' : String(leads.size) },
    ...(imported.positionDate === null
      ? []
      : [{ title: 'Position at', value: escapeLine(dayWords(imported.positionDate)) }]),
    ...imported.statedCounts.slice(0, 3).map(({ text, stated, found }) => ({
      title: 'The file says',
      value: `${shortLine(text, 80)}: ${stated === found ? 'as found' : `found ${found}`}`,
    })),
  ];
}

/** How many actions have a day to be done by: what was read, and what is missing. */
function dateCounts({ actions }: ImportedPlan): string {
  const { read, without, none } = countTimescales(actions);
  return [`${read} read`, `${without} without a date`, `${none} with no timescale`]
    .filter((words) => !words.startsWith('0 ') || words === '0 read')
    .join(', ');
}

/** By the plan's own labels, in the order of its key. */
function ratingCounts({ actions, ratingKey }: ImportedPlan): string {
  const counts = new Map(ratingKey.map((entry) => [ratingWords(entry), 0]));
  for (const { rating } of actions) {
    const words = ratingWords(rating);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const found = [...counts].filter(([, number]) => number > 0).slice(0, 8);
  return found.map(([words, number]) => `${number} ${shortLine(words, 60)}`).join(', ') || 'none';
}

const order = { gone: 0, changed: 1, back: 2, added: 3 } as const;

/** What the board might mind first: closed, changed, opened again, new. */
export function sortChanges(changes: readonly ActionChange[]): ActionChange[] {
  return changes.toSorted((one, other) => order[one.kind] - order[other.kind]);
}

/** Finds titles for changes, which name their actions by ref alone. */
export function titlesOf({ actions }: ImportedPlan): (ref: string) => string {
  let titles: ReadonlyMap<string, string> | null = null;
  return (ref) => {
    // A new plan of thousands asks for none.
    titles ??= new Map(actions.map((action) => [refKey(action.ref), action.title]));
    return shortLine(titles.get(refKey(ref)) ?? '', 160);
  };
}

export function changeBlocks(
  change: ActionChange,
  titleOf: (ref: string) => string,
  most = change.differences.length,
): ImportBlock[] {
  const shown = change.differences.slice(0, most);
  const left = change.differences.length - shown.length;
  const title = titleOf(change.ref);
  return [
    block('item', changeTitle(change)),
    ...(title === '' ? [] : [block(change.kind === 'added' ? 'text' : 'small', title)]),
    ...shown.map((difference) => block('text', differenceWords(difference))),
    ...(left > 0 ? [block('small', `and ${left} more`)] : []),
  ];
}

/** What changes of the plan itself. */
export function planChangeBlocks({ planChanges }: ImportView): ImportBlock[] {
  return planChanges.length === 0
    ? []
    : [block('item', 'The plan itself'), ...planChanges.map((one) => block('text', differenceWords(one)))];
}

/** Kinds of warnings, each with their number, what the first says, and the first few places. */
export function warningGroups(warnings: readonly ImportWarning[]): ImportBlock[][] {
  return groupWarnings(warnings).map(({ code, column, warnings: ofCode }) => {
    const places = ofCode.map(warningPlace).filter((place) => place !== '');
    const shown = places.slice(0, mostPlaces).map((place) => `• ${place}`);
    const more = places.length - shown.length;
    const lines = [...shown, ...(more > 0 ? [`and ${more} more`] : [])];
    return [
      block(
        'item',
        `${ofCode.length === 1 ? '' : `${ofCode.length} × `}${warningTitle(code)}${column === '' ? '' : ` · ${shortLine(column, 60)}`}`,
      ),
      block('text', shortLine(ofCode[0]?.message ?? '', 240)),
      ...(lines.length === 0 ? [] : [block('small', lines.join('\n\n'))]),
    ];
  });
}

/** It only says how something was read, and that nothing is lost. */
export function isNote({ code }: ImportWarning): boolean {
  return weighWarning(code) === 'note';
}

/** `2 warnings and 3 notes` */
export function countWarnings(warnings: readonly ImportWarning[]): string {
  const notes = warnings.filter(isNote).length;
  const others = warnings.length - notes;
  const parts = [
    ...(others > 0 ? [count(others, 'warning')] : []),
    ...(notes > 0 ? [count(notes, 'note')] : []),
  ];
  return parts.length === 0 ? 'No warnings' : parts.join(' and ');
}

/** Every warning in order of its kind, with its own words. */
export function sortWarnings(warnings: readonly ImportWarning[]): ImportWarning[] {
  return groupWarnings(warnings).flatMap(({ warnings: ofCode }) => ofCode);
}

export function warningBlocks(warning: ImportWarning): ImportBlock[] {
  const place = placeWords(warning);
  const { value } = warning;
  return [
    block('item', `${warningTitle(warning.code)}${place === '' ? '' : ` · ${place}`}`),
    block('text', shortLine(warning.message, 300)),
    ...(value === null || value === '' ? [] : [block('small', `“${shortLine(value, 160)}”`)]),
  ];
}

/**
 * Columns with what they were taken for; one that stands in several tables alike is told once. Those the register has no place for
 * are one line: an export of a tool has many.
 */
export function columnGroups({ columns }: ImportedPlan): ImportBlock[][] {
  const read = columns.filter(({ field }) => field !== null);
  const pairs = read.map((column) => [shortLine(column.header, 60), columnWords(column)] as const);
  const distinct = [...new Map(pairs.map((pair) => [pair.join('\n'), pair])).values()];
  const kept = columns.filter(({ field }) => field === null);
  return [
    ...distinct.map(([header, words]) => [block('pair', header, words)]),
    keptColumns(
      'Not understood, so kept beside the action as they stand',
      kept.filter((one) => !isSure(one)),
    ),
    keptColumns('Kept beside the action as they stand', kept.filter(isSure)),
  ].filter((group) => group.length > 0);
}

function keptColumns(words: string, columns: ImportedPlan['columns']): ImportBlock[] {
  const headers = [...new Set(columns.map(({ header }) => excerpt(plainLine(header), 40)))];
  if (headers.length === 0) return [];
  const left = headers.length - mostKept;
  const more = left > 0 ? ` and ${left} more` : '';
  return [block('text', escapeLine(`${words}: ${headers.slice(0, mostKept).join(', ')}${more}`))];
}

/** The first rows as they were understood. */
export function understoodGroups({ actions }: ImportedPlan): ImportBlock[][] {
  return actions.slice(0, mostUnderstood).map(understoodAction);
}

function understoodAction(action: ImportedAction): ImportBlock[] {
  const { ref, title, theme, priority, timescale, revisedTimescale, rating, status, steps } = action;
  const leads = [...action.responsibleLeads, ...action.strategicLeads].map((lead) =>
    excerpt(plainLine(lead), 40),
  );
  const shownLeads = leads.slice(0, 4).join('; ');
  const facts = joined(
    excerpt(plainLine(theme ?? priority ?? ''), 80),
    timescaleWords(timescale.text, timescale.date),
    revisedTimescale === null
      ? null
      : `revised ${timescaleWords(revisedTimescale.text, revisedTimescale.date)}`,
    shownLeads === '' ? 'no lead' : `${shownLeads}${leads.length > 4 ? ` and ${leads.length - 4} more` : ''}`,
    ratingWords(rating),
    status === rating.level ? null : codeWords(status),
    percentWords(action.percentComplete),
    steps.length === 0 ? null : count(steps.length, 'step'),
  );
  return [
    block('item', escapeLine(`${excerpt(plainLine(ref), 64)} · ${excerpt(plainLine(title), 160)}`)),
    block('text', escapeLine(facts)),
    ...(action.narrative === '' ? [] : [block('small', shortLine(action.narrative, 160))]),
  ];
}

/** The text of the document beside the day it was read as, where that is not the same. */
function timescaleWords(text: string, date: string | null): string {
  const said = excerpt(plainLine(text), 60);
  if (said === '') return 'no timescale';
  const day = dayWords(date);
  return day === '' || day === said ? said : `${said} (${day})`;
}
