import { Refusal } from '../domain/errors.ts';
import type { ImportedAction, ImportedPlan, ImportWarning } from '../domain/imported-plan.ts';
import type { RatingKey } from '../domain/rating.ts';
import { readDraft } from './action-draft.ts';
import { planHeaders } from './columns.ts';
import { fileLabel } from './file-limits.ts';
import { scoreSheet } from './find-table.ts';
import { giveRefs } from './give-refs.ts';
import type { Grid, Sheet } from './grid.ts';
import { isKeyRow, keyFromUse, readRatingKey } from './rating-key.ts';
import { readGrid } from './read-grid.ts';
import { type PlanTable, readTable } from './read-table.ts';
import { readTitles } from './title-lines.ts';
import { warning } from './warnings.ts';

/**
 * Reads a tracker (.xlsx or CSV, told by its content). Throws Refusal: `file-unreadable`, `not-a-plan`,
 * `duplicate-ref`; whatever else is not understood is a warning with its place.
 */
export async function readPlanFile(name: string, bytes: Uint8Array): Promise<ImportedPlan> {
  const grid = await readGrid(name, bytes, (candidate) =>
    Math.max(0, ...candidate.sheets.map((sheet) => scoreSheet(sheet, planHeaders))),
  );
  return readPlanGrid(fileLabel(name), grid);
}

/** The same from a grid, whatever kind of file it came from. `source` names the file. */
function readPlanGrid(source: string, grid: Grid): ImportedPlan {
  const shown = grid.sheets.filter(({ hidden }) => !hidden);
  const tables = shown.flatMap((sheet) => readTable(sheet) ?? []);
  if (tables.length === 0) {
    throw noHeader(source, shown);
  }
  if (tables.every(({ drafts }) => drafts.length === 0)) {
    throw noActions(source, tables);
  }
  const others = shown.filter((sheet) => tables.every((table) => table.sheet !== sheet));
  const { key, keySheets } = ratingKeyOf(tables, others);
  const severalTables = tables.filter(({ drafts }) => drafts.length > 0).length > 1;
  const read = tables.flatMap(({ drafts }) => drafts).map((draft) => readDraft(draft, key));
  const actions = read.map(({ action }): ImportedAction => {
    // A workbook with a table a sheet has its sections on its tabs.
    const tab = severalTables ? action.source.sheet : null;
    return { ...action, priority: action.priority ?? tab };
  });
  const titles = tables.map(({ sheet, table }) =>
    readTitles(
      sheet.name,
      table.above.filter((row) => !isKeyRow(row)),
    ),
  );

  return {
    name: titles.find((title) => title.name !== '')?.name ?? '',
    board: titles.find(({ board }) => board !== '')?.board ?? '',
    positionDate: titles.find(({ positionDate }) => positionDate !== null)?.positionDate ?? null,
    source,
    rows: tables.reduce((sum, { rowCount }) => sum + rowCount, 0),
    actions: giveRefs(source, actions),
    ratingKey: key,
    columns: [],
    leadKey: [],
    references: [],
    statedCounts: [],
    warnings: [
      ...grid.warnings,
      ...unreadSheets(grid, others, keySheets),
      ...titles.flatMap(({ warnings }) => warnings),
      ...tables.flatMap(({ warnings }) => warnings),
      ...read.flatMap(({ warnings }) => warnings),
    ],
  };
}

function ratingKeyOf(
  tables: readonly PlanTable[],
  others: readonly Sheet[],
): { key: RatingKey; keySheets: readonly Sheet[] } {
  const stated =
    tables
      .map(({ table, keyRows }) => readRatingKey(keyRows) ?? readRatingKey(table.above))
      .find((key) => key !== null) ?? null;
  const keySheets = others.filter(({ rows }) => readRatingKey(rows) !== null);
  const ofSheet = keySheets.map(({ rows }) => readRatingKey(rows)).find((key) => key !== null) ?? null;
  const used = () =>
    tables.flatMap(({ drafts }) => drafts.flatMap(({ rows }) => rows.map((row) => row.text('rating'))));
  return { key: stated ?? ofSheet ?? keyFromUse(used()), keySheets };
}

function unreadSheets(grid: Grid, others: readonly Sheet[], keySheets: readonly Sheet[]): ImportWarning[] {
  const hidden = grid.sheets
    .filter((sheet) => sheet.hidden && sheet.rows.length > 0)
    .map(({ name }) =>
      warning('hidden-sheet-not-read', 'This sheet is hidden and was not read.', { sheet: name }),
    );
  const strange = others
    .filter((sheet) => !keySheets.includes(sheet) && sheet.rows.length > 0)
    .map(({ name }) =>
      warning('sheet-not-read', 'This sheet holds neither actions nor a rating key and was not read.', {
        sheet: name,
      }),
    );
  return [...hidden, ...strange];
}

function noHeader(source: string, sheets: readonly Sheet[]): Refusal {
  const looked = sheets.map(({ name }) => name).filter((name) => name !== '');
  const where = looked.length > 1 ? ` on any of its sheets (${looked.slice(0, 10).join(', ')})` : '';
  return new Refusal(
    'not-a-plan',
    `${source} has no header row${where}: one row must name a column for the action (Action, Action required) and at least one other (Ref, Theme, Timescale, Lead, Progress, RAG).`,
  );
}

function noActions(source: string, tables: readonly PlanTable[]): Refusal {
  const [first] = tables;
  const headers = first?.table.columns.map(({ header }) => header).join(', ') ?? '';
  return new Refusal(
    'not-a-plan',
    `${source} has a header row (row ${first?.table.headerRow ?? 0}: ${headers.slice(0, 300)}) but no actions below it: add them and import again.`,
  );
}
