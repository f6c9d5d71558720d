import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Grid, Sheet } from '../grid/grid.ts';
import type { Questions } from '../text/questions.ts';
import { joinBrokenRows } from './broken-rows.ts';
import type { SaidColumns } from './find-table.ts';
import { settleHidden } from './hidden-parts.ts';
import { findPlanTable } from './read-table.ts';
import { splitTables } from './split-tables.ts';
import { settleStruck } from './struck-rows.ts';

/** A grid's sheets with what is hidden or struck through in them settled and its broken rows joined, a table each. */
export function readShownSheets(
  grid: Grid,
  said: SaidColumns<ColumnRole>,
  questions: Questions,
): { sheets: Sheet[]; warnings: ImportWarning[] } {
  const tableOf = (sheet: Sheet) => findPlanTable(sheet, said);
  const hidden = settleHidden(grid, tableOf, questions);
  const settled = hidden.sheets.flatMap(splitTables).map((sheet) => settleStruck(sheet, tableOf, questions));
  const joined = settled.map(({ sheet }) => joinBrokenRows(sheet, tableOf));
  return {
    sheets: joined.map(({ sheet }) => sheet),
    warnings: [...hidden.warnings, ...[...settled, ...joined].flatMap(({ warnings }) => warnings)],
  };
}
