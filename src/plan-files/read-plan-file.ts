import type { ImportedAction, ImportedPlan, ImportWarning } from '../domain/import/imported-plan.ts';
import type { ColumnRole } from '../domain/plan/document-facts.ts';
import type { ColumnChoice, ColumnMap, ReadingChoices } from '../domain/plan/plan-columns.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { refKey } from '../domain/shared/ref.ts';
import { readDraft } from './action/action-draft.ts';
import { judgeDateOrders } from './action/date-order.ts';
import { createDateReading } from './action/date-reading.ts';
import { readPercentScales } from './action/draft-percent.ts';
import { createLeadReading } from './action/lead-reading.ts';
import { readPlanKey } from './action/plan-key.ts';
import { readProgressStatus } from './action/progress-status.ts';
import { isBulleted } from './action/split-action.ts';
import { settleBullets } from './document/bullets.ts';
import { settleEditions } from './document/editions.ts';
import { findReferences } from './document/find-references.ts';
import { readFrontMatter } from './document/front-matter.ts';
import { giveRefs } from './document/give-refs.ts';
import { isLeadKey, splitLeadKey } from './document/lead-key.ts';
import { readPlanTitles, type SheetSection } from './document/plan-titles.ts';
import { splitSideKey } from './document/side-key.ts';
import { checkStatedCounts, type TextLine } from './document/stated-counts.ts';
import { headerWords, planHeaders } from './grid/columns.ts';
import type { Grid, GridRow, Sheet } from './grid/grid.ts';
import { readGrid } from './read-grid.ts';
import { trustKeyColours } from './table/colour-column.ts';
import { type SaidColumns, scoreSheet, type Table } from './table/find-table.ts';
import { hiddenTextQuestion } from './table/hidden-parts.ts';
import { readNeighbourHeaders } from './table/neighbour-headers.ts';
import { readRatingKey } from './table/rating-key.ts';
import {
  continueTable,
  countMisfits,
  findPlanTable,
  noHeadings,
  type PlanTable,
  readTable,
} from './table/read-table.ts';
import { isRiskRegister, riskRegisterWarning } from './table/risk-register.ts';
import { readSectionFacts } from './table/section-facts.ts';
import { readTableHeadings } from './table/table-headings.ts';
import { unreadColumns } from './table/unread-columns.ts';
import { fileLabel } from './text/file-limits.ts';
import { createQuestions, type Questions } from './text/questions.ts';
import { warning } from './text/warnings.ts';
import { readShownSheets } from './tools/shown-sheets.ts';

const noChoices: ReadingChoices = { columnMap: {}, readingAnswers: {}, knownRefs: [], terms: [] };

/**
 * Reads a tracker (Word, .xlsx or CSV, told by its content). Throws Refusal: `file-unreadable`, `not-a-plan`; whatever
 * else is not understood is a warning with its place.
 */
export async function readPlanFile(
  name: string,
  bytes: Uint8Array,
  choices: Partial<ReadingChoices> = {},
): Promise<ImportedPlan> {
  const score = ({ sheets }: Grid) => Math.max(0, ...sheets.map((sheet) => scoreSheet(sheet, planHeaders)));
  const readsHidden = choices.readingAnswers?.[hiddenTextQuestion] === 'read';
  const grid = await readGrid(name, bytes, score, readsHidden);
  return readPlanGrid(fileLabel(name), grid, { ...noChoices, ...choices });
}

/** The same from a grid, whatever kind of file it came from. `source` names the file. */
export function readPlanGrid(source: string, grid: Grid, choices: ReadingChoices): ImportedPlan {
  const questions = createQuestions(choices);
  const said = saidColumns(choices.columnMap);
  const { sheets: visible, tables: known, warnings: sheetWarnings } = readShownSheets(grid, said, questions);
  const shown = visible.flatMap((sheet) =>
    known.has(sheet)
      ? [sheet]
      : splitSideKey(sheet, (one) => findPlanTable(one, said)).flatMap((part) => splitLeadKey(part)),
  );
  const found = readTables(
    shown.filter((sheet) => !isLeadKey(sheet)),
    known,
    { choices, questions },
  );
  const { tables, left: editions, warnings: leftOut } = settleEditions(found.tables, questions);
  const left = new Set([...found.risks, ...editions]);
  if (tables.length === 0) {
    throw noHeader(source, shown);
  }
  if (tables.every(({ drafts }) => drafts.length === 0)) {
    throw noActions(source, tables);
  }
  const others = shown.filter((sheet) => !left.has(sheet) && tables.every((table) => table.sheet !== sheet));
  const key = readPlanKey(tables, others, questions);
  const orders = judgeDateOrders(tables);
  const titles = readPlanTitles({ source, tables, others, left, order: orders.ofFile, questions });
  const severalSheets =
    new Set(tables.flatMap(({ drafts, sheet }) => (drafts.length > 0 ? [sheet] : []))).size > 1;
  const tabs = new Set(shown.filter(({ kind }) => kind === 'sheet').map(({ name }) => name));
  const drafts = tables.flatMap((table) => table.drafts);
  const readLeadCell = createLeadReading(drafts, questions);
  const dates = createDateReading(tables, questions, {
    orders,
    positionDate: titles.positionDate,
    titles: [titles.name, ...tables.flatMap(({ table }) => table.above.flatMap(textsOf))],
    terms: choices.terms,
  });
  const percentScales = readPercentScales(drafts, questions);
  const progressStatus = readProgressStatus(drafts);
  const refs = new Map(drafts.flatMap(({ ref }) => (ref === '' ? [] : [[refKey(ref), { ref }] as const])));
  const read = drafts.map((draft) =>
    readDraft(draft, { key, readLeadCell, questions, percentScales, progressStatus, dates, refs }),
  );
  const untitled = read.map(({ action }): ImportedAction => {
    // A workbook with a table a sheet has its sections on its tabs.
    const tab = severalSheets && tabs.has(action.source.sheet) ? action.source.sheet : null;
    return underTitle(action, titles.sections.get(action.source.sheet), tab);
  });
  const numbered = giveRefs(untitled, choices.knownRefs, questions);
  const statements = statementsOf(tables, others);
  const given = settleBullets(numbered.actions, {
    isBulleted: bulletsIn(tables),
    statedCounts: checkStatedCounts(statements, numbered.actions, key.key).statedCounts,
    questions,
  });
  const unexplained = others.filter((sheet) => !titles.covers.has(sheet));
  const front = readFrontMatter(unexplained, given.actions);
  const counts = checkStatedCounts(statements, given.actions, key.key);

  return {
    name: titles.name,
    board: titles.board,
    positionDate: titles.positionDate,
    source,
    rows: tables.reduce((sum, { rowCount }) => sum + rowCount, 0),
    actions: given.actions,
    ratingKey: key.key,
    columns: tables.flatMap(columnsOf),
    leadKey: front.leadKey,
    references: findReferences(given.actions),
    statedCounts: counts.statedCounts,
    questions: questions.asked(),
    warnings: [
      ...grid.warnings,
      ...sheetWarnings,
      ...front.warnings,
      ...found.warnings,
      ...leftOut,
      ...titles.warnings,
      ...tables.flatMap(({ warnings }) => warnings),
      ...unreadColumns(tables),
      ...dates.warnings,
      ...numbered.warnings,
      ...progressStatus.warnings,
      ...given.warnings,
      ...counts.warnings,
      ...read.flatMap(({ warnings }) => warnings),
    ],
  };
}

function readTables(
  sheets: readonly Sheet[],
  known: ReadonlyMap<Sheet, Table<ColumnRole>>,
  { choices: { columnMap }, questions }: { readonly choices: ReadingChoices; readonly questions: Questions },
): { tables: PlanTable[]; risks: readonly Sheet[]; warnings: ImportWarning[] } {
  const said = saidColumns(columnMap);
  const { facts, warnings } = readSectionFacts(sheets);
  const headings = readTableHeadings(sheets, facts);
  const tables: PlanTable[] = [];
  // The nearest first: a table without a header is one of those above that its cells agree with.
  const before: Table<ColumnRole>[] = [];
  const searched = sheets.filter(({ kind }) => kind !== 'text');
  const candidates = searched.flatMap((sheet) => {
    const table = known.get(sheet) ?? findPlanTable(sheet, said);
    return table === null ? [] : [{ sheet, table }];
  });
  const beside = sheets.filter((sheet) => candidates.every((one) => one.sheet !== sheet));
  const fills = new Map(beside.flatMap(({ rows }) => [...(readRatingKey(rows)?.fills ?? [])]));
  const found = candidates.map(({ sheet, table }) => ({ sheet, table: trustKeyColours(table, fills) }));
  const registers = found.filter(({ table }) => isRiskRegister(table));
  // Alone it may be all the plan there is.
  const risks = registers.length < found.length ? registers : [];
  warnings.push(...risks.map(({ sheet, table }) => riskRegisterWarning(sheet, table)));
  const neighbours = readNeighbourHeaders(found.filter((one) => !risks.includes(one)));
  warnings.push(...neighbours.warnings);
  const ownTables = new Map(neighbours.tables.map(({ sheet, table }) => [sheet, table]));
  for (const sheet of searched) {
    if (risks.some((one) => one.sheet === sheet)) {
      continue;
    }
    const own = ownTables.get(sheet) ?? null;
    const table: Table<ColumnRole> | null =
      own ??
      (sheet.kind === 'table'
        ? before
            .flatMap((one) => continueTable(sheet, one) ?? [])
            .reduce<Table<ColumnRole> | null>(
              (best, one) => (best === null || countMisfits(one) < countMisfits(best) ? one : best),
              null,
            )
        : null);
    if (table === null) {
      continue;
    }
    if (own === null) {
      const message =
        'This table has no header of its own; its columns were read as those of the table before it.';
      warnings.push(warning('header-from-above', message, { sheet: sheet.name }));
    }
    before.unshift(table);
    before.length = Math.min(before.length, mostBefore);
    tables.push(readTable(sheet, table, { headings: headings.get(sheet) ?? noHeadings, questions }));
  }
  const present = new Set(
    tables.flatMap(({ table }) => table.columns.map(({ header }) => headerWords(header))),
  );
  for (const header of Object.keys(columnMap).filter(
    (one) => tables.length > 0 && !present.has(headerWords(one)),
  )) {
    const message = 'No column of this file has this header; what was said of it had no effect.';
    warnings.push(warning('column-not-found', message, { column: header }));
  }
  return { tables, risks: risks.map(({ sheet }) => sheet), warnings };
}

/** So many tables above may a table without a header go on from. */
const mostBefore = 5;

function saidColumns(columnMap: ColumnMap): SaidColumns<ColumnRole> {
  return new Map(Object.entries(columnMap).map(([header, field]) => [headerWords(header), field]));
}

function columnsOf({ sheet, table }: PlanTable): ColumnChoice[] {
  return table.columns.map(({ header, role, score, why, ignored }) => ({
    sheet: sheet.name,
    header,
    field: ignored ? 'ignore' : role,
    score,
    why,
  }));
}

/** Tells the actions whose cell has several bullets; a column for the facts of steps and a tool's checklist say that they are steps. */
function bulletsIn(tables: readonly PlanTable[]): (action: ImportedAction) => boolean {
  const place = (sheet: string, row: number | undefined) => `${sheet}\n${row ?? 0}`;
  const bulleted = new Set(
    tables
      .filter(({ table }) =>
        table.columns.every(
          ({ role, isKnown }) => role !== 'step-timescales' && role !== 'step-leads' && isKnown !== true,
        ),
      )
      .flatMap(({ drafts }) => drafts)
      .filter(({ rows }) => isBulleted(rows[0]?.text('action') ?? ''))
      .map(({ sheet, rows }) => place(sheet, rows[0]?.number)),
  );
  return ({ source }) => bulleted.has(place(source.sheet, source.row));
}

/** An action under what its sheet's own title line says, else under the sheet's name where several hold a section each. */
function underTitle(
  action: ImportedAction,
  section: SheetSection | undefined,
  tab: string | null,
): ImportedAction {
  return section?.level === 'theme'
    ? { ...action, theme: action.theme ?? section.title }
    : { ...action, priority: action.priority ?? section?.title ?? tab };
}

/** Lines in which a document may state its own totals: whatever is no row of actions. */
function statementsOf(tables: readonly PlanTable[], others: readonly Sheet[]): TextLine[] {
  const rows = [
    ...tables.flatMap(({ sheet, table, totalRows }) =>
      [...table.above, ...totalRows].map((row) => ({ sheet, row })),
    ),
    ...others.flatMap((sheet) => sheet.rows.map((row) => ({ sheet, row }))),
  ];
  return rows.flatMap(({ sheet, row }) =>
    [...row.cells.values()].flatMap(({ text }) =>
      text.split('\n').map((line) => ({ text: line, sheet: sheet.name, row: row.number })),
    ),
  );
}

function textsOf({ cells }: GridRow): string[] {
  return [...cells.values()].map(({ text }) => text);
}

function noHeader(source: string, sheets: readonly Sheet[]): Refusal {
  const looked = sheets
    .filter(({ kind }) => kind !== 'text')
    .map(({ name }) => name)
    .filter((name) => name !== '');
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
