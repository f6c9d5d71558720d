import { type HeaderMatch, type HeaderWords, headerWords, isAside, matchHeader } from '../grid/columns.ts';
import { columnLetters, createSheetView, type GridRow, type Sheet, type SheetView } from '../grid/grid.ts';
import { readHeaderMark } from '../grid/marked-header.ts';
import { oneLine } from '../text/clean-text.ts';
import type { CellPart } from './lead-and-date.ts';

export interface TableColumn<Role extends string> {
  readonly column: number;
  /** The header as written, on one line; `column C` where it is blank. */
  readonly header: string;
  /** null for a column that stands for nothing we read. */
  readonly role: Role | null;
  /** From 0 to 1: how sure the role is. */
  readonly score: number;
  /** In a few words for the reader of the report. */
  readonly why: string;
  /** Someone has said that this column is to be left out. */
  readonly ignored: boolean;
  /** What its header names, also where another column has that role; null for a header that names nothing. */
  readonly claim: HeaderMatch<Role> | null;
  /** A role that it may have all the same, which the PM is asked about; absent where there is no doubt. */
  readonly doubt?: Role;
  /** The fact its cells hold beside another: a column of leads and dates stands twice in a table. */
  readonly part?: CellPart;
  /** Its cells' colours are meant, and not the words in them, which another column has. */
  readonly byFill?: true;
  /** It holds the rating of an earlier time: the higher, the later. */
  readonly earlier?: number;
  /** It is of a kind that no plan needs: kept beside its actions, and nobody is asked about it. */
  readonly isKnown?: true;
}

/** A table found on a sheet by its header row. */
export interface Table<Role extends string> {
  /** The last row of the header. */
  readonly headerRow: number;
  readonly columns: readonly TableColumn<Role>[];
  /** The rows above the header: titles. */
  readonly above: readonly GridRow[];
  /** The rows below it, repeated headers left out. */
  readonly rows: readonly GridRow[];
}

/** What a person has said of columns, by `headerWords` of the header. */
export type SaidColumns<Role extends string> = ReadonlyMap<string, Role | 'keep' | 'ignore'>;

/** Titles and notes above a header take a page at most; looking further would read data as headers. */
const searchedRows = 200;
const longestSubheader = 40;
/** Under a group they say that the column is of what the group names, as it stands. */
const nowWords = /^(now|current(ly)?|today|this (time|month|quarter|term|meeting|board)|latest)$/;

interface Header<Role extends string> {
  /** One row, or two that are read together. */
  readonly rows: readonly GridRow[];
  readonly texts: ReadonlyMap<number, string>;
  readonly matches: ReadonlyMap<number, HeaderMatch<Role>>;
  readonly roles: number;
}

/**
 * The table whose header (one row, or two where the lower divides columns of the upper) names the most of the wanted
 * columns: at least `least`, the required one among them unless that is null. null when there is none.
 */
export function findTable<Role extends string>(
  sheet: Sheet,
  headers: readonly HeaderWords<Role>[],
  required: Role | null,
  { least = 2, said = new Map() }: { readonly least?: number; readonly said?: SaidColumns<Role> } = {},
): Table<Role> | null {
  const view = createSheetView(sheet);
  const searched = sheet.rows.slice(0, searchedRows);
  let best: Header<Role> | null = null;
  for (const [at, row] of searched.entries()) {
    const single = singleHeader(row, headers, said);
    const next = searched[at + 1];
    const double = next?.number === row.number + 1 ? doubleHeader(view, [row, next], headers, said) : null;
    // A title above a header adds nothing to it.
    const alone = next === undefined ? 0 : singleHeader(next, headers, said).roles;
    const isDivided = next !== undefined && divides(view, row, next) && (double?.roles ?? 0) >= single.roles;
    const isDouble =
      double !== null &&
      (double.roles > Math.max(single.roles, alone) || (isDivided && alone < single.roles));
    const header = isDouble ? double : single;
    const has = required === null || [...header.matches.values()].some(({ role }) => role === required);
    if (has && header.roles >= least && header.roles > (best?.roles ?? 0)) {
      best = header;
    }
  }
  if (best === null) {
    return null;
  }
  const [first] = best.rows;
  const last = best.rows.at(-1);
  const headerRow = last?.number ?? 0;
  const below = sheet.rows.filter(({ number }) => number > headerRow);
  const headerRows = best.rows;
  return {
    headerRow,
    columns: assignColumns(best, below, headers, said),
    above: sheet.rows.filter(({ number }) => number < (first?.number ?? 0)),
    rows: below.filter((one) => !headerRows.some((row) => isSameHeader(one, row))),
  };
}

/** How many of the wanted columns the sheet's best header row names; a measure of how well a file was taken apart. */
export function scoreSheet<Role extends string>(sheet: Sheet, headers: readonly HeaderWords<Role>[]): number {
  const counts = sheet.rows
    .slice(0, searchedRows)
    .map((row) => singleHeader(row, headers, new Map<string, Role>()).roles);
  return Math.max(0, ...counts);
}

function singleHeader<Role extends string>(
  row: GridRow,
  headers: readonly HeaderWords<Role>[],
  said: SaidColumns<Role>,
): Header<Role> {
  const texts = new Map([...row.cells].map(([column, { text }]) => [column, text]));
  const matches = new Map<number, HeaderMatch<Role>>();
  for (const [column, text] of texts) {
    const match = matchSaid(text, said) ?? matchHeader(text, headers);
    if (match !== null) {
      matches.set(column, match);
    }
  }
  return { rows: [row], texts, matches, roles: countRoles(matches) };
}

/** Whether every cell of the lower row stands under one of the upper that covers several columns: `RAG` over `Previous` and `Current`. */
function divides(view: SheetView, upper: GridRow, lower: GridRow): boolean {
  return (
    lower.cells.size > 1 &&
    [...lower.cells.keys()].every((column) => {
      const { cell, merge } = view.at(upper.number, column);
      const isWide = merge !== null && merge.right > merge.left;
      const next = column + 1;
      const opensGroup = !upper.cells.has(next) && lower.cells.has(next);
      return cell === null ? groupAbove(view, upper, lower, column) !== '' : isWide || opensGroup;
    })
  );
}

/** What stands above a cell of a lower header row: where that is blank, the group that the cells to its left stand under. */
function groupAbove(view: SheetView, upper: GridRow, lower: GridRow, column: number): string {
  for (let at = column; lower.cells.has(at); at -= 1) {
    const { cell } = view.at(upper.number, at);
    if (cell !== null) {
      return cell.text;
    }
  }
  return '';
}

/**
 * Two rows as one header: the lower holds headers that divide or name columns, and at most as many short words that name nothing to
 * us (`Previous` under `RAG`); null when it holds more.
 */
function doubleHeader<Role extends string>(
  view: SheetView,
  [upper, lower]: readonly [GridRow, GridRow],
  headers: readonly HeaderWords<Role>[],
  said: SaidColumns<Role>,
): Header<Role> | null {
  const single = singleHeader(upper, headers, said);
  const texts = new Map(single.texts);
  const matches = new Map(single.matches);
  const isGrouped = divides(view, upper, lower);
  let unnamed = 0;
  for (const [column, { text, kind }] of lower.cells) {
    const above = groupAbove(view, upper, lower, column);
    const joined = [`${text} ${above}`, text, `${above} ${text}`].map(oneLine);
    const isNot = above !== '' && isAside(joined[0] ?? '');
    const found = isNot
      ? []
      : joined.flatMap((one) => matchSaid(one, said) ?? matchHeader(one, headers) ?? []);
    const ofGroup = nowWords.test(headerWords(text)) ? matchHeader(above, headers) : null;
    const match = found.find(({ strength }) => strength === 'named') ?? found[0] ?? ofGroup ?? undefined;
    const isNamed = match !== undefined || isNot || isGrouped;
    if (text.length > longestSubheader || kind !== 'text' || !isNamed) {
      return null;
    }
    texts.set(column, oneLine(`${above} ${text}`));
    if (match === undefined) {
      unnamed += 1;
      matches.delete(column);
    } else {
      matches.set(column, match);
    }
  }
  if (unnamed * 2 > lower.cells.size) {
    return null;
  }
  return { rows: [upper, lower], texts, matches, roles: countRoles(matches) };
}

function countRoles<Role extends string>(matches: ReadonlyMap<number, HeaderMatch<Role>>): number {
  return new Set([...matches.values()].map(({ role }) => role)).size;
}

function matchSaid<Role extends string>(text: string, said: SaidColumns<Role>): HeaderMatch<Role> | null {
  const role = said.get(headerWords(text));
  return role === undefined || role === 'keep' || role === 'ignore' ? null : { role, strength: 'named' };
}

const scores = { named: 1, cut: 0.6, hinted: 0.7 } as const;
const reasons = {
  named: 'its header says so',
  cut: 'its header begins like that, cut short',
  hinted: 'its header mentions it',
} as const;

function assignColumns<Role extends string>(
  { texts, matches }: Header<Role>,
  below: readonly GridRow[],
  headers: readonly HeaderWords<Role>[],
  said: SaidColumns<Role>,
): TableColumn<Role>[] {
  const saidOf = (column: number) => said.get(headerWords(headerText(texts, column)));
  const chosen = new Set<number>();
  for (const { role, several } of headers) {
    const ofRole = [...matches]
      .filter(([column, match]) => match.role === role && !['keep', 'ignore'].includes(saidOf(column) ?? ''))
      .sort(([a], [b]) => a - b);
    const told = ofRole.filter(([column]) => saidOf(column) !== undefined);
    const named = ofRole.filter(([, { strength }]) => strength === 'named');
    const [first] = [told, named, ofRole].filter((one) => one.length > 0);
    for (const [column] of several ? [...told, ...named, ...ofRole] : (first ?? []).slice(0, 1)) {
      chosen.add(column);
    }
  }
  const used = new Set([...texts.keys(), ...below.flatMap(({ cells }) => [...cells.keys()])]);
  return [...used]
    .sort((a, b) => a - b)
    .map((column) => {
      const header = headerText(texts, column);
      const mark = readHeaderMark(texts.get(column) ?? '');
      if (mark !== null) {
        const own = mark.kept ? mark.header : header;
        return {
          column,
          header: own,
          role: null,
          score: 1,
          why: 'its header says so',
          ignored: !mark.kept,
          claim: null,
        };
      }
      const match = matches.get(column);
      const claim = match ?? null;
      const told = saidOf(column);
      if (told === 'ignore' || told === 'keep') {
        const ignored = told === 'ignore';
        const why = ignored ? 'you said to leave it out' : 'you said to keep it as it stands';
        return { column, header, role: null, score: 1, why, ignored, claim };
      }
      if (match === undefined || !chosen.has(column)) {
        const why = match === undefined ? 'not understood' : 'another column says it better';
        return { column, header, role: null, score: 0, why, ignored: false, claim };
      }
      const { role, strength } = match;
      return told === undefined
        ? { column, header, role, score: scores[strength], why: reasons[strength], ignored: false, claim }
        : { column, header, role, score: 1, why: 'you said so', ignored: false, claim };
    });
}

function headerText(texts: ReadonlyMap<number, string>, column: number): string {
  const text = oneLine(texts.get(column) ?? '').slice(0, 80);
  return text === '' ? `column ${columnLetters(column)}` : text;
}

/** A header printed again at the top of each page. */
function isSameHeader(row: GridRow, header: GridRow): boolean {
  return (
    row.cells.size === header.cells.size &&
    [...row.cells].every(
      ([column, { text }]) => headerWords(text) === headerWords(header.cells.get(column)?.text ?? ''),
    )
  );
}
