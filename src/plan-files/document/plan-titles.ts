import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import type { DateOrder } from '../../domain/shared/timescale-rules.ts';
import type { GridRow, Sheet } from '../grid/grid.ts';
import { keyRowsAmong, readRatingKey } from '../table/rating-key.ts';
import type { PlanTable } from '../table/read-table.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';
import {
  hasPlanWords,
  isPlanName,
  isTitle,
  nameOfFile,
  namesBoard,
  saysLevel,
  saysTheme,
} from './plan-name.ts';
import { readTitleFacts, type TitleFacts, type TitleLine } from './title-lines.ts';

/** What a document says of the plan outside its actions. */
export interface PlanTitles {
  /** '' when nothing names it, not even the file. */
  readonly name: string;
  readonly board: string;
  /** `YYYY-MM-DD`; null when no line names a day. */
  readonly positionDate: string | null;
  /** The title lines of sheets that hold a section each, by the sheet's name. */
  readonly sections: ReadonlyMap<string, SheetSection>;
  /** Sheets that were read for it: a cover is no sheet without a meaning. */
  readonly covers: ReadonlySet<Sheet>;
  readonly warnings: readonly ImportWarning[];
}

/** What a sheet's own title line says its actions belong to. */
export interface SheetSection {
  readonly level: 'priority' | 'theme';
  readonly title: string;
}

interface DocumentParts {
  /** The file's name. */
  readonly source: string;
  readonly tables: readonly PlanTable[];
  /** The sheets that hold no actions. */
  readonly others: readonly Sheet[];
  /** Those whose tables are no part of the plan: their headings name nothing of it. */
  readonly left: ReadonlySet<Sheet>;
  /** How all its columns write a date of numbers alone; null where they do not say. */
  readonly order: DateOrder | null;
  readonly questions: Questions;
}

/** A document's front page takes so many lines at most; what follows is prose. */
const titleLines = 12;
const longestCover = 40;
const widestCover = 4;
const coverName =
  /\b(cover|front|title|about|summary|info(rmation)?|read ?me|introduction|details?|document control|home)\b/i;

/**
 * What names a plan, in this order: a line that says so, the document's title, a line above its tables, on its cover or its front
 * page, the heading over all of it, its file. A line over one of several tables heads that one, and a priority's line never names a
 * plan.
 */
export function readPlanTitles({
  source,
  tables,
  others,
  left,
  order,
  questions,
}: DocumentParts): PlanTitles {
  const headings = new Set(
    [...tables.map(({ sheet }) => sheet), ...others, ...left].flatMap((sheet) => sheet.headings),
  );
  const covers = others.filter((sheet) => isCover(sheet, tables));
  const ofCovers = covers.map((sheet) => ({ sheet, facts: readTitleFacts(titlesIn(sheet.rows, headings)) }));
  const ofTexts = others
    .filter(({ kind }) => kind === 'text')
    .map((sheet) => ({
      sheet,
      facts: readTitleFacts(titlesIn(sheet.rows.slice(0, titleLines), headings)),
    }));
  const ofTables = tables.map((table) => ({
    table,
    sheet: table.sheet,
    facts: readTitleFacts(titlesIn(table.table.above, headings)),
  }));
  const sections = sectionsOf(ofTables);
  const heads = (sheet: string, text: string) => sections.get(sheet)?.title === text;

  const all: { sheet: Sheet; facts: TitleFacts }[] = [...ofCovers, ...ofTexts, ...ofTables];
  const board = boardOf(all);
  const names = all.flatMap(({ sheet, facts }) =>
    namesIn(facts, board).filter((text) => !heads(sheet.name, text)),
  );
  const stated = [...all.map(({ facts }) => facts.name), ...others.map(({ title }) => title ?? '')];
  const name =
    [...stated, names.find(hasPlanWords) ?? '', headingOver(tables), names[0] ?? ''].find(
      (one) => one !== '',
    ) ?? nameOfFile(source);
  const notRead = ({ text }: TitleLine, sheet: Sheet) =>
    text !== name && text !== board && !heads(sheet.name, text);

  return {
    name: name.slice(0, 200),
    board,
    positionDate: positionOf(all, order, questions),
    sections,
    covers: new Set(covers),
    warnings: [
      ...ofCovers.flatMap(({ sheet, facts }) =>
        coverWarnings(
          sheet,
          facts.free.filter((line) => notRead(line, sheet)),
        ),
      ),
      ...ofTexts.map(({ sheet }) => textWarning(sheet)),
      ...ofTables.flatMap(({ sheet, facts }) =>
        facts.free
          .filter((line) => notRead(line, sheet))
          .map(({ text, row }) => {
            const message = 'This line above the table was not understood and is not kept.';
            return warning('title-not-read', message, { sheet: sheet.name, row, value: text });
          }),
      ),
    ],
  };
}

/** The day that a document describes: by the order of its own dates, else asked where the two orders make two days of it. */
function positionOf(
  all: readonly { readonly sheet: Sheet; readonly facts: TitleFacts }[],
  order: DateOrder | null,
  questions: Questions,
): string | null {
  const found = all.flatMap(({ sheet, facts: { position } }) =>
    position === null ? [] : [{ sheet: sheet.name, position }],
  )[0];
  if (found === undefined) {
    return null;
  }
  const { days, text, row } = found.position;
  const dayFirst = days['day-first'];
  const monthFirst = days['month-first'];
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) {
    return dayFirst ?? monthFirst;
  }
  const taken =
    order ??
    questions.ask({
      id: 'position-date',
      text: `The plan gives its position at ${text}. Is that ${formatDate(dayFirst)} or ${formatDate(monthFirst)}?`,
      choices: [
        { value: 'day-first', label: `Day first: ${formatDate(dayFirst)}` },
        { value: 'month-first', label: `Month first: ${formatDate(monthFirst)}` },
      ],
      taken: 'day-first',
      place: { sheet: found.sheet, row, value: text },
    });
  return taken === 'month-first' ? monthFirst : dayFirst;
}

/** The name that lines above a plan's only table give it; '' where they give none. */
export function nameInLines(rows: readonly GridRow[]): string {
  const facts = readTitleFacts(rows);
  const names = namesIn(facts, boardOf([{ facts }]));
  return facts.name !== '' ? facts.name : (names.find(hasPlanWords) ?? names[0] ?? '');
}

/** The lines that can be a plan's name and say nothing else of it. */
function namesIn({ free }: TitleFacts, board: string): string[] {
  return free
    .filter(({ isPair }) => !isPair)
    .flatMap(({ text }) => (text !== board && isPlanName(text) ? text : []));
}

function titlesIn(rows: readonly GridRow[], headings: ReadonlySet<string>): GridRow[] {
  const keyRows = keyRowsAmong(rows);
  return rows.filter(
    (row) => !keyRows.has(row) && ![...row.cells.values()].some(({ text }) => headings.has(oneLine(text))),
  );
}

/** A short sheet of few columns before the tables, or one that calls itself a cover. */
function isCover(sheet: Sheet, tables: readonly PlanTable[]): boolean {
  const widest = Math.max(0, ...sheet.rows.map(({ cells }) => cells.size));
  const facts = readTitleFacts(sheet.rows);
  const says = facts.name !== '' || facts.board !== '' || facts.position !== null;
  const named = facts.free.some(({ text, isPair }) => !isPair && isPlanName(text) && hasPlanWords(text));
  return (
    sheet.kind === 'sheet' &&
    tables.length > 0 &&
    sheet.rows.length <= longestCover &&
    widest <= widestCover &&
    readRatingKey(sheet.rows) === null &&
    (says || (named && coverName.test(sheet.name)))
  );
}

/** The line that heads each of several tables, or says of itself what it heads; the nearest to the table. */
function sectionsOf(
  ofTables: readonly { readonly table: PlanTable; readonly sheet: Sheet; readonly facts: TitleFacts }[],
): Map<string, SheetSection> {
  const tabs = ofTables.filter(({ table, sheet }) => table.drafts.length > 0 && sheet.kind === 'sheet');
  const sections = new Map<string, SheetSection>();
  for (const { sheet, facts } of tabs) {
    const own = facts.free.filter(
      ({ text, isPair }) =>
        (!isPair || saysLevel(text)) &&
        !(tabs.length > 1 && tabs.every((other) => other.facts.free.some((line) => line.text === text))),
    );
    const several = tabs.length > 1;
    const title =
      own.findLast(({ text }) => saysLevel(text)) ??
      (several
        ? own.findLast(({ text }) => isTitle(text) && !namesBoard(text) && !hasPlanWords(text))
        : undefined);
    if (title !== undefined) {
      sections.set(sheet.name, { level: saysTheme(title.text) ? 'theme' : 'priority', title: title.text });
    }
  }
  return sections;
}

function boardOf(all: readonly { readonly facts: TitleFacts }[]): string {
  const stated = all.find(({ facts }) => facts.board !== '')?.facts.board;
  const isBoard = ({ text, isPair }: TitleLine) =>
    !isPair &&
    namesBoard(text) &&
    isTitle(text) &&
    !/\b(plan|tracker|strategy|statement of action)\b/i.test(text);
  return (
    stated ??
    all
      .flatMap(({ facts }) => facts.free)
      .find(isBoard)
      ?.text.slice(0, 200) ??
    ''
  );
}

/** The outermost heading that stands over every table, unless it is their priority. */
function headingOver(tables: readonly PlanTable[]): string {
  const [first, ...more] = tables;
  const heading = first?.sheet.headings[0] ?? '';
  const isOver = more.every(({ sheet }) => sheet.headings[0] === heading);
  const isTaken = tables.some(({ drafts }) =>
    drafts.some(({ priority, objective, theme }) => [priority, objective, theme].includes(heading)),
  );
  return isOver && !isTaken && isPlanName(heading) ? heading : '';
}

function textWarning(sheet: Sheet): ImportWarning {
  const left = sheet.rows.length;
  const message = `The document's text outside its tables (${left} ${left === 1 ? 'paragraph' : 'paragraphs'}) was searched for titles, keys and totals; nothing else of it is kept.`;
  return warning('text-not-kept', message, { sheet: sheet.name });
}

function coverWarnings(sheet: Sheet, left: readonly TitleLine[]): ImportWarning[] {
  const message =
    'This sheet was read as the plan’s cover, for its name, board and date; nothing else of it is kept.';
  const value = left.map(({ text }) => text).join('; ');
  return left.length === 0 ? [] : [warning('text-not-kept', message, { sheet: sheet.name, value })];
}
