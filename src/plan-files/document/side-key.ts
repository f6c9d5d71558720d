import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { GridRow, Sheet } from '../grid/grid.ts';
import type { Table } from '../table/find-table.ts';
import { keyRowsAmong, readRatingKey } from '../table/rating-key.ts';
import { isLeadKey } from './lead-key.ts';

/** A key has a title, a header and some labels, in a few columns. */
const mostRows = 16;
const mostColumns = 4;

/**
 * A sheet that has a key in columns of its own at the right of its table, as two; any other as it is. `tableOf` is called only where
 * columns look like one.
 */
export function splitSideKey(
  sheet: Sheet,
  tableOf: (sheet: Sheet) => Table<ColumnRole> | null,
): readonly Sheet[] {
  for (const from of sheet.kind === 'text' ? [] : shortColumns(sheet)) {
    const key = { ...partOf(sheet, (column) => column >= from), kind: 'table', headings: [] } as const;
    const plan = partOf(sheet, (column) => column < from);
    const table = isKey(key) ? tableOf(plan) : null;
    if (table !== null && isApart(key, table, from)) {
      return [plan, key];
    }
  }
  return [sheet];
}

/** The columns at which a key may begin: from there on to the right all of them are few and short. */
function shortColumns({ rows }: Sheet): number[] {
  const filled = new Map<number, number>();
  for (const { cells, coloured } of rows) {
    for (const column of cells.keys()) filled.set(column, (filled.get(column) ?? 0) + 1);
    for (const column of coloured.keys()) filled.set(column, (filled.get(column) ?? 0) + 1);
  }
  const columns = [...filled.keys()].sort((a, b) => b - a).slice(0, mostColumns);
  const end = columns.findIndex((column) => (filled.get(column) ?? 0) > mostRows);
  const short = end < 0 ? columns : columns.slice(0, end);
  // The widest first: a colour stands left of its meaning.
  return short.reverse();
}

function partOf(sheet: Sheet, isIn: (column: number) => boolean): Sheet {
  const within = <T>(of: ReadonlyMap<number, T>) => new Map([...of].filter(([column]) => isIn(column)));
  const rows = sheet.rows
    .map((row): GridRow => ({ ...row, cells: within(row.cells), coloured: within(row.coloured) }))
    .filter(({ cells, coloured }) => cells.size > 0 || coloured.size > 0);
  return { ...sheet, rows, merges: sheet.merges.filter(({ left }) => isIn(left)) };
}

/** Nothing but a key: a column of ratings has the same words, and most of them more than once. */
function isKey(sheet: Sheet): boolean {
  const { rows } = sheet;
  const stated = readRatingKey(rows)?.key ?? [];
  const explained = stated.filter(({ meaning }) => meaning !== '').length;
  const isOfRatings = explained > 0 && explained * 2 >= stated.length && rows.length <= stated.length + 2;
  return isOfRatings || isLeadKey(sheet);
}

/** A key stands behind a blank column and has no header in the table's own header row, or has one there that only keys have. */
function isApart(key: Sheet, { headerRow, columns }: Table<ColumnRole>, from: number): boolean {
  const header = key.rows.filter(({ number }) => number === headerRow);
  const isRated = columns.some(({ role }) => role === 'rating' || role === 'status');
  const isBehindBlank = columns.every(({ column }) => column < from - 1);
  return header.every(({ cells }) => cells.size === 0) || isLeadKey(key)
    ? isBehindBlank
    : isRated && keyRowsAmong(header).size > 0;
}
