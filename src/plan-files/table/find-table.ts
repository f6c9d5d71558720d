import { type HeaderMatch, type HeaderWords, headerWords, matchHeader } from '../grid/columns.ts';
import { columnLetters, createSheetView, type GridRow, type Sheet, type SheetView } from '../grid/grid.ts';
import { readHeaderMark } from '../grid/marked-header.ts';
import { oneLine } from '../text/clean-text.ts';

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
export type SaidColumns<Role extends string> = ReadonlyMap<string, Role | 'ignore'>;

/** Titles and notes above a header take a page at most; looking further would read data as headers. */
const searchedRows = 200;
const longestSubheader = 40;

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
    const header = double !== null && double.roles > Math.max(single.roles, alone) ? double : single;
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

/** Two rows as one header: the lower may only hold headers that divide or name columns; null when it holds more. */
function doubleHeader<Role extends string>(
  view: SheetView,
  [upper, lower]: readonly [GridRow, GridRow],
  headers: readonly HeaderWords<Role>[],
  said: SaidColumns<Role>,
): Header<Role> | null {
  const single = singleHeader(upper, headers, said);
  const texts = new Map(single.texts);
  const matches = new Map(single.matches);
  for (const [column, { text }] of lower.cells) {
    const above = view.at(upper.number, column).cell?.text ?? '';
    const joined = [text, `${text} ${above}`, `${above} ${text}`].map(oneLine);
    const found = joined.flatMap((one) => matchSaid(one, said) ?? matchHeader(one, headers) ?? []);
    const match = found.find(({ strength }) => strength === 'named') ?? found[0];
    if (text.length > longestSubheader || match === undefined) {
      return null;
    }
    texts.set(column, oneLine(`${above} ${text}`));
    matches.set(column, match);
  }
  return { rows: [upper, lower], texts, matches, roles: countRoles(matches) };
}

function countRoles<Role extends string>(matches: ReadonlyMap<number, HeaderMatch<Role>>): number {
  return new Set([...matches.values()].map(({ role }) => role)).size;
}

function matchSaid<Role extends string>(text: string, said: SaidColumns<Role>): HeaderMatch<Role> | null {
  const role = said.get(headerWords(text));
  return role === undefined || role === 'ignore' ? null : { role, strength: 'named' };
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
      .filter(([column, match]) => match.role === role && saidOf(column) !== 'ignore')
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
        return { column, header: own, role: null, score: 1, why: 'its header says so', ignored: !mark.kept };
      }
      const match = matches.get(column);
      const told = saidOf(column);
      if (told === 'ignore') {
        return { column, header, role: null, score: 1, why: 'you said to leave it out', ignored: true };
      }
      if (match === undefined || !chosen.has(column)) {
        const why = match === undefined ? 'not understood' : 'another column says it better';
        return { column, header, role: null, score: 0, why, ignored: false };
      }
      const { role, strength } = match;
      return told === undefined
        ? { column, header, role, score: scores[strength], why: reasons[strength], ignored: false }
        : { column, header, role, score: 1, why: 'you said so', ignored: false };
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
