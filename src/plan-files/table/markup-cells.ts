import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { GridRow, Sheet } from '../grid/grid.ts';
import { warning } from '../text/warnings.ts';
import type { Table, TableColumn } from './find-table.ts';

/** A tag that closes, begins the cell, stands alone, or says how something looks; `<select>` in a sentence is none. */
const markup =
  /^\s{0,9}<(?:b|i|u|p|div|span|font|strong|em|ul|ol|li)\b[^<>]{0,200}>|&(?:amp|nbsp|lt|gt|quot|#\d{1,5});|<\/(?:a|b|i|u|p|br|div|span|font|strong|em|ul|ol|li|h[1-6]|table|tr|td|script|style)>|<br ?\/?>|<(?:a|div|span|font|img|p|td|script|iframe|input) [^<>]{0,200}=/i;
const shownRows = 3;

/** One line for each column of a table with cells that look like HTML: they are read as the text they are. */
export function markupWarnings({ name }: Sheet, { columns, rows }: Table<ColumnRole>): ImportWarning[] {
  const found = new Map<number, GridRow[]>();
  for (const row of rows) {
    for (const [column, { text }] of row.cells) {
      if (/[<&]/.test(text) && markup.test(text)) {
        const before = found.get(column);
        if (before === undefined) found.set(column, [row]);
        else before.push(row);
      }
    }
  }
  return columns
    .filter(({ ignored }) => !ignored)
    .flatMap((column) => toWarning(name, column, found.get(column.column) ?? []));
}

function toWarning(
  sheet: string,
  { column, header, role }: TableColumn<ColumnRole>,
  rows: readonly GridRow[],
): ImportWarning[] {
  const [first] = rows;
  if (first === undefined) {
    return [];
  }
  const places = rows.slice(0, shownRows).map(({ number }) => number);
  const more = rows.length > shownRows ? ` and ${rows.length - shownRows} more` : '';
  const cells = rows.length === 1 ? '1 cell looks' : `${rows.length} cells look`;
  const were = rows.length === 1 ? 'was read as the text it is' : 'were read as the text they are';
  const words = role === 'rating' ? '; a rating of the key among the words was taken' : '';
  const message = `${cells} like HTML and ${were}${words} (${rows.length === 1 ? 'row' : 'rows'} ${places.join(', ')}${more}).`;
  const value = first.cells.get(column)?.text ?? '';
  return [warning('markup-is-text', message, { sheet, row: first.number, column: header, value })];
}
