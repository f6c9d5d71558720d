import type { Merge } from '../grid/grid.ts';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Rows a sheet can have. */
export const lastSheetRow = 1_048_576;

/** `B5` or `$B$5`; null for what is no cell of any sheet. */
export function parseCellPlace(text: string): CellPlace | null {
  let column = 0;
  let row = 0;
  // By hand: a large workbook asks this hundreds of thousands of times.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 65 && code <= 90 && row === 0) {
      column = column * 26 + code - 64;
    } else if (code >= 48 && code <= 57 && column > 0) {
      row = row * 10 + code - 48;
    } else if (code !== 36) {
      return null;
    }
  }
  return row >= 1 && row <= lastSheetRow && column >= 1 && column <= 16_384 ? { row, column } : null;
}

/** `B5:B9`, or `B5` alone; null for a range no sheet can have. */
export function parseRange(text: string): Merge | null {
  const [first = '', last = first] = text.split(':');
  const start = parseCellPlace(first);
  const end = parseCellPlace(last);
  return start === null || end === null || end.row < start.row || end.column < start.column
    ? null
    : { top: start.row, left: start.column, bottom: end.row, right: end.column };
}
