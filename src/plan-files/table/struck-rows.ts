import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { type Cell, columnLetters, type GridRow, isStruckOut, type Sheet, struckCell } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';
import type { Table } from './find-table.ts';

const struckRowChoices = [
  { value: 'withdrawn', label: 'Withdrawn: keep them in the plan as closed, and ask nobody about them' },
  { value: 'keep', label: 'Still open: read them like any other row' },
  { value: 'leave-out', label: 'No longer in the plan: leave them out' },
] as const;

/** Words struck through as people mark them in programs without a format for it. */
const tildes = /~~(?=\S)([^~]{1,2000})~~/g;

/**
 * A sheet without what is struck through in it, each place said. A row whose action is struck through as a whole is asked about.
 * `tableOf` finds the sheet's table, and is called only where something is struck through.
 */
export function settleStruck(
  sheet: Sheet,
  tableOf: (sheet: Sheet) => Table<ColumnRole> | null,
  questions: Questions,
): { sheet: Sheet; warnings: ImportWarning[] } {
  const marked = sheet.rows.map(readTildes);
  if (!marked.some(hasStruck)) {
    return { sheet, warnings: [] };
  }
  const table = tableOf({ ...sheet, rows: marked });
  const headerRow = table?.headerRow ?? 0;
  const action = table?.columns.find(({ role }) => role === 'action')?.column ?? null;
  const headers = new Map(table?.columns.map(({ column, header }) => [column, header]));
  const warnings: ImportWarning[] = [];
  const placeOf = (row: GridRow, column: number, value: string) => ({
    sheet: sheet.name,
    row: row.number,
    ...(sheet.kind === 'text' ? {} : { column: headers.get(column) ?? `column ${columnLetters(column)}` }),
    value,
  });
  const withoutStruck = (row: GridRow): GridRow => {
    const cells = new Map<number, Cell>();
    for (const [column, cell] of row.cells) {
      if (cell.struck !== undefined) {
        const message = isStruckOut(cell)
          ? 'All of this cell is struck through; it was read as blank.'
          : 'Words struck through in this cell were left out; the rest of it was read.';
        warnings.push(warning('struck-through', message, placeOf(row, column, cell.struck)));
      }
      if (!isStruckOut(cell)) {
        cells.set(column, cell);
      }
    }
    return { ...row, cells };
  };
  const rows = marked.flatMap((row): GridRow[] => {
    if (!hasStruck(row) || row.number === headerRow) {
      return [row];
    }
    const words = row.number > headerRow && sheet.kind !== 'text' ? struckAction(row, action) : null;
    if (words === null) {
      return [withoutStruck(row)].filter(({ cells }) => cells.size > 0);
    }
    const answer = questions.ask({
      id: 'struck-rows',
      text: 'Whole rows of this plan are struck through. What became of their actions?',
      choices: struckRowChoices,
      taken: 'withdrawn',
      place: placeOf(row, action ?? 1, words),
    });
    if (answer === 'leave-out') {
      const message = 'This row is struck through and was left out, as you said.';
      warnings.push(warning('row-left-out', message, { sheet: sheet.name, row: row.number, value: words }));
      return [];
    }
    return [answer === 'keep' ? row : { ...row, isStruck: true }];
  });
  return { sheet: { ...sheet, rows }, warnings };
}

function hasStruck({ cells }: GridRow): boolean {
  for (const { struck } of cells.values()) {
    if (struck !== undefined) return true;
  }
  return false;
}

/** The words of a row whose action is struck through as a whole, or all of it; null for any other. */
function struckAction({ cells }: GridRow, column: number | null): string | null {
  const action = column === null ? undefined : cells.get(column);
  const all = [...cells.values()];
  const isAll = all.length > 1 && all.every(isStruckOut);
  const isStruck = (action !== undefined && isStruckOut(action)) || isAll;
  return isStruck ? oneLine(action?.text ?? all.map(({ text }) => text).join(' | ')) : null;
}

function readTildes(row: GridRow): GridRow {
  if (![...row.cells.values()].some(({ text }) => text.includes('~~'))) {
    return row;
  }
  const cells = new Map(
    [...row.cells].map(([column, cell]): [number, Cell] => {
      const struck = [...cell.text.matchAll(tildes)].map(([, words = '']) => words).join('\n');
      const text = oneLine(cell.text.replace(tildes, ' '));
      return [column, struckCell(text === '' ? null : { ...cell, text }, struck) ?? cell];
    }),
  );
  return { ...row, cells };
}
