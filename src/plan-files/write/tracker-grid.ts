import type { TrackerCell, TrackerSheet } from '../../domain/export/tracker-sheet.ts';
import { dateCell } from '../excel/excel-date.ts';
import { type Cell, type Grid, type GridRow, type Sheet, textCell } from '../grid/grid.ts';
import { cleanText } from '../text/clean-text.ts';

/** A tracker as reading its file would give it: what an export can be checked with before anything is written. */
export function trackerGrid({ titles, columns, rows, ratingKey }: TrackerSheet): Grid {
  const lines = [
    ...titles.map((text) => [textCell(text)]),
    [],
    columns.map(({ header }) => textCell(header)),
    ...rows.map((cells) => cells.map(cellOf)),
  ];
  const key = [['Rating', 'Meaning'], ...ratingKey.map(({ label, meaning }) => [label, meaning])];
  return {
    sheets: [
      sheetOf('Actions', lines),
      sheetOf(
        'Key',
        key.map((texts) => texts.map((text) => (text === '' ? null : textCell(text)))),
      ),
    ],
    warnings: [],
  };
}

function cellOf({ text, date }: TrackerCell): Cell | null {
  const shown = cleanText(text);
  const day = date === null ? null : dateCell(new Date(`${date.day}T00:00:00Z`), date.format);
  return day ?? (shown === '' ? null : textCell(shown));
}

function sheetOf(name: string, lines: readonly (readonly (Cell | null)[])[]): Sheet {
  const rows = lines.flatMap((cells, at): GridRow[] => {
    const filled = cells.flatMap((cell, column) => (cell === null ? [] : [[column + 1, cell] as const]));
    return filled.length === 0 ? [] : [{ number: at + 1, cells: new Map(filled), coloured: new Map() }];
  });
  return { name, kind: 'sheet', headings: [], hidden: false, rows, merges: [] };
}
