import { oneLine } from './clean-text.ts';
import { type HeaderMatch, type HeaderWords, headerWords, matchHeader } from './columns.ts';
import type { GridRow, Sheet } from './grid.ts';

export interface TableColumn<Role extends string> {
  readonly column: number;
  /** The header as written, on one line; `column C` where it is blank. */
  readonly header: string;
  /** null for a column that stands for nothing we read. */
  readonly role: Role | null;
}

/** A table found on a sheet by its header row. */
export interface Table<Role extends string> {
  readonly headerRow: number;
  readonly columns: readonly TableColumn<Role>[];
  /** The rows above the header: titles. */
  readonly above: readonly GridRow[];
  /** The rows below it. */
  readonly rows: readonly GridRow[];
}

/** Titles and notes above a header take a page at most; looking further would read data as headers. */
const searchedRows = 200;

/**
 * The table whose header row names the most of the wanted columns, the required ones among them and at least
 * two in all. null when there is none.
 */
export function findTable<Role extends string>(
  sheet: Sheet,
  headers: readonly HeaderWords<Role>[],
  required: Role,
): Table<Role> | null {
  let best: { row: GridRow; roles: number } | null = null;
  for (const row of sheet.rows.slice(0, searchedRows)) {
    const roles = rolesOf(row, headers);
    if (roles.has(required) && roles.size >= 2 && roles.size > (best?.roles ?? 0)) {
      best = { row, roles: roles.size };
    }
  }
  if (best === null) {
    return null;
  }
  const { row } = best;
  const below = sheet.rows.filter(({ number }) => number > row.number);
  return {
    headerRow: row.number,
    columns: assignColumns(row, below, headers),
    above: sheet.rows.filter(({ number }) => number < row.number),
    rows: below.filter((one) => !isSameHeader(one, row)),
  };
}

/** How many of the wanted columns the sheet's best header row names; a measure of how well a file was taken apart. */
export function scoreSheet<Role extends string>(sheet: Sheet, headers: readonly HeaderWords<Role>[]): number {
  return Math.max(0, ...sheet.rows.slice(0, searchedRows).map((row) => rolesOf(row, headers).size));
}

function rolesOf<Role extends string>(row: GridRow, headers: readonly HeaderWords<Role>[]): Set<Role> {
  const roles = new Set<Role>();
  for (const { text } of row.cells.values()) {
    const match = matchHeader(text, headers);
    if (match !== null) {
      roles.add(match.role);
    }
  }
  return roles;
}

function assignColumns<Role extends string>(
  headerRow: GridRow,
  below: readonly GridRow[],
  headers: readonly HeaderWords<Role>[],
): TableColumn<Role>[] {
  const matches = new Map<number, HeaderMatch<Role>>();
  for (const [column, { text }] of headerRow.cells) {
    const match = matchHeader(text, headers);
    if (match !== null) {
      matches.set(column, match);
    }
  }
  const chosen = new Map<number, Role>();
  for (const { role, several } of headers) {
    const ofRole = [...matches].filter(([, match]) => match.role === role).sort(([a], [b]) => a - b);
    const named = ofRole.filter(([, { strength }]) => strength === 'named');
    const preferred = named.length > 0 ? named : ofRole;
    for (const [column] of several ? preferred : preferred.slice(0, 1)) {
      chosen.set(column, role);
    }
  }
  const used = new Set([...headerRow.cells.keys(), ...below.flatMap(({ cells }) => [...cells.keys()])]);
  return [...used]
    .sort((a, b) => a - b)
    .map((column) => ({
      column,
      header: headerText(headerRow, column),
      role: chosen.get(column) ?? null,
    }));
}

function headerText(row: GridRow, column: number): string {
  const text = oneLine(row.cells.get(column)?.text ?? '').slice(0, 80);
  return text === '' ? `column ${columnLetters(column)}` : text;
}

/** 1 -> `A`, 27 -> `AA`: the name the reader's program gives the column. */
function columnLetters(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnLetters(before) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
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
