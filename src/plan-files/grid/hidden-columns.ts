import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { warning } from '../text/warnings.ts';
import { type Cell, columnLetters, type Grid, type GridRow, type Sheet } from './grid.ts';

/** A sheet without some of its columns, and without the rows that held nothing else. */
export function withoutColumns(sheet: Sheet, columns: readonly number[]): Sheet {
  const out = new Set(columns);
  const rows = sheet.rows.flatMap((row): GridRow[] => {
    const cells = new Map<number, Cell>();
    for (const [column, cell] of row.cells) {
      if (!out.has(column)) cells.set(column, cell);
    }
    return cells.size === row.cells.size ? [row] : cells.size === 0 ? [] : [{ ...row, cells }];
  });
  return { ...sheet, rows };
}

/**
 * A grid as its reader's program shows it but for hidden rows: what stands in a hidden column its owner meant nobody to see, so it is
 * left out and told of.
 */
export function withoutHiddenColumns(grid: Grid): Grid {
  const warnings: ImportWarning[] = [];
  const sheets = grid.sheets.map((sheet) => {
    const columns = sheet.hiddenColumns ?? [];
    if (columns.length === 0) {
      return sheet;
    }
    if (!sheet.hidden) warnings.push(hiddenColumnsWarning(sheet, columns));
    return withoutColumns(sheet, columns);
  });
  return { ...grid, sheets, warnings: [...grid.warnings, ...warnings] };
}

/** Tells which columns were not read because they are hidden. */
export function hiddenColumnsWarning(sheet: Sheet, columns: readonly number[]): ImportWarning {
  const message = `Hidden columns were not read: ${columns.map(columnLetters).join(', ')}. Show those that belong to the plan and import again.`;
  return warning('hidden-columns-not-read', message, { sheet: sheet.name });
}
