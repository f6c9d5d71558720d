import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Grid, Sheet } from '../grid/grid.ts';
import { joinBrokenRows } from '../table/broken-rows.ts';
import type { SaidColumns, Table } from '../table/find-table.ts';
import { settleHidden } from '../table/hidden-parts.ts';
import { findPlanTable } from '../table/read-table.ts';
import { splitTables } from '../table/split-tables.ts';
import { settleStruck } from '../table/struck-rows.ts';
import type { Questions } from '../text/questions.ts';
import { settleCompanions } from './companion-sheets.ts';
import { readToolSheets } from './read-tool-sheets.ts';
import { tableOfTool } from './tool-sheet.ts';

/** A grid's sheets, a table each. */
export interface ShownSheets {
  readonly sheets: readonly Sheet[];
  /** The tables that are found already: of sheets that a tool has written. */
  readonly tables: ReadonlyMap<Sheet, Table<ColumnRole>>;
  readonly warnings: readonly ImportWarning[];
}

/** A grid's sheets with what is hidden or struck through in them settled, broken rows joined, and what tools have written taken apart. */
export function readShownSheets(
  grid: Grid,
  said: SaidColumns<ColumnRole>,
  questions: Questions,
): ShownSheets {
  const tableOf = (sheet: Sheet) => tableOfTool(sheet, said) ?? findPlanTable(sheet, said);
  const hidden = settleHidden(grid, tableOf, questions);
  const isTool = (sheet: Sheet) => tableOfTool(sheet, said) !== null;
  const settled = hidden.sheets
    .flatMap((sheet) => (isTool(sheet) ? [sheet] : splitTables(sheet)))
    .map((sheet) => settleStruck(sheet, tableOf, questions));
  // What a tool writes has no pages to break over.
  const joined = settled.map(({ sheet }) =>
    isTool(sheet) ? { sheet, warnings: [] } : joinBrokenRows(sheet, tableOf),
  );
  const own = settleCompanions(joined.map(({ sheet }) => sheet));
  const tools = readToolSheets(own.sheets, { said, questions });
  return {
    sheets: tools.sheets,
    tables: tools.tables,
    warnings: [
      ...hidden.warnings,
      ...[...settled, ...joined].flatMap(({ warnings }) => warnings),
      ...own.warnings,
      ...tools.warnings,
    ],
  };
}
