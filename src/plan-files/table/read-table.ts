import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { refKey } from '../../domain/shared/ref.ts';
import { planHeaders } from '../grid/columns.ts';
import { createSheetView, type GridRow, type Sheet, type SheetView } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';
import { readBlankGroups } from './blank-groups.ts';
import { evidenceOf } from './cell-evidence.ts';
import { addColourColumn } from './colour-column.ts';
import { contradictionOf } from './contradictions.ts';
import type { ActionDraft } from './draft-rows.ts';
import { findTable, type SaidColumns, type Table } from './find-table.ts';
import { guessColumns } from './guess-columns.ts';
import { markupWarnings } from './markup-cells.ts';
import { findKeyStart } from './rating-key.ts';
import { createRowReader, type TableRow } from './row-reader.ts';
import { noSectionFacts, type SectionFacts } from './section-facts.ts';
import { columnWarnings } from './unread-columns.ts';

/** A plan's table taken apart into its actions, before ratings and dates are read. */
export interface PlanTable {
  readonly sheet: Sheet;
  readonly table: Table<ColumnRole>;
  readonly drafts: readonly ActionDraft[];
  /** Rows with content below the header. */
  readonly rowCount: number;
  /** Rows at the foot that hold the rating key. */
  readonly keyRows: readonly GridRow[];
  /** Rows that count the others, in which a document states its totals. */
  readonly totalRows: readonly GridRow[];
  readonly warnings: readonly ImportWarning[];
}

/** What the headings of a document say of all rows of a table that has no column for it. */
export interface TableHeadings {
  readonly priority: string | null;
  readonly objective: string | null;
  readonly theme: string | null;
  readonly section: SectionFacts;
}

export const noHeadings: TableHeadings = {
  priority: null,
  objective: null,
  theme: null,
  section: noSectionFacts,
};

/** A ref is shown on cards and typed in commands; longer text in that column is something else. */
const longestRef = 50;
/** Without a column for the action, so many others must be named for a table to be a plan's. */
const leastWithoutAction = 3;

/**
 * The table of actions on a sheet, its columns settled: null when no header names a column for the action and another
 * one, nor three others beside a column that can be the action.
 */
export function findPlanTable(sheet: Sheet, said: SaidColumns<ColumnRole>): Table<ColumnRole> | null {
  const found =
    findTable(sheet, planHeaders, 'action', { said }) ??
    findTable(sheet, planHeaders, null, { said, least: leastWithoutAction });
  if (found === null) {
    return null;
  }
  const keyAt = findKeyStart(found.rows);
  const rows = keyAt < 0 ? found.rows : found.rows.slice(0, keyAt);
  const table = addColourColumn(guessColumns({ ...found, rows }), said);
  return table.columns.some(({ role }) => role === 'action') ? { ...table, rows: found.rows } : null;
}

/** A table that goes on from another without a header of its own, in as many columns. */
export function continueTable(sheet: Sheet, before: Table<ColumnRole>): Table<ColumnRole> | null {
  const used = new Set(sheet.rows.flatMap(({ cells }) => [...cells.keys()]));
  const known = new Set(before.columns.map(({ column }) => column));
  const action = before.columns.find(({ role }) => role === 'action');
  const filled = sheet.rows.filter(({ cells }) => action !== undefined && cells.has(action.column)).length;
  const fits =
    used.size >= 3 && [...used].every((column) => known.has(column)) && used.size >= known.size - 2;
  return fits && filled * 2 >= sheet.rows.length
    ? { headerRow: 0, columns: before.columns, above: [], rows: sheet.rows }
    : null;
}

/** How many columns of a table hold cells of another kind than their headers name. */
export function countMisfits(table: Table<ColumnRole>): number {
  return table.columns.filter(
    (column) =>
      column.role !== null &&
      contradictionOf(column, column.role, evidenceOf(table, column.column)) !== undefined,
  ).length;
}

/** What is known of a table before its rows are read. */
export interface TableReading {
  readonly headings: TableHeadings;
  /** Takes what its columns leave open. */
  readonly questions: Questions;
}

/** Takes a table's rows apart into actions. */
export function readTable(
  sheet: Sheet,
  found: Table<ColumnRole>,
  { headings, questions }: TableReading,
): PlanTable {
  const keyAt = findKeyStart(found.rows);
  const rows = keyAt < 0 ? found.rows : found.rows.slice(0, keyAt);
  const table = { ...found, rows };
  const view = createSheetView(sheet);
  const read = createRowReader(view, table);
  const has = (role: ColumnRole) => table.columns.some((one) => one.role === role);
  const hasPriority = has('priority');
  const keyRole = has('ref') ? 'ref' : 'action';
  const warnings: ImportWarning[] = [
    ...columnWarnings(sheet, table, questions),
    ...markupWarnings(sheet, table),
  ];
  const groups = readBlankGroups(sheet, table, questions);
  const drafts: ActionDraft[] = [];
  const totalRows: GridRow[] = [];
  let section: { text: string; row: TableRow; used: boolean } | null = null;

  const warnOfRow = (code: string, message: string, row: TableRow) => {
    const value = row.own.map(({ cell }) => oneLine(cell.text)).join(' | ');
    warnings.push(warning(code, message, { sheet: sheet.name, row: row.number, value }));
  };
  const notUnderstood = (row: TableRow) =>
    warnOfRow('row-not-understood', 'This row names no action; it was left out.', row);
  const closeSection = () => {
    if (section !== null && !section.used) {
      notUnderstood(section.row);
    }
  };

  for (const gridRow of rows) {
    const row = read(gridRow);
    const heading = headingOf(row, table, view);
    const last = drafts.at(-1);
    if (isTotal(row)) {
      totalRows.push(gridRow);
      warnOfRow('row-not-understood', 'This row is a total and names no action; it was left out.', row);
    } else if (heading !== null) {
      if (hasPriority) {
        notUnderstood(row);
      } else {
        closeSection();
        section = { text: heading, row, used: false };
      }
    } else if (last !== undefined && row.field(keyRole)?.fromAbove === true && row.text(keyRole) !== '') {
      last.rows.push(row);
    } else if (row.text('action') === '') {
      const goesOn = last !== undefined && row.text('ref') === '' && (section === null || section.used);
      if (goesOn) {
        last.rows.push(row);
        const message =
          'This row has neither ref nor action; its cells were read as going on from the action above it.';
        warnOfRow('row-joined', message, row);
      } else {
        notUnderstood(row);
      }
    } else {
      const ref = oneLine(row.text('ref'));
      const usable = ref.length <= longestRef && refKey(ref) !== '';
      if (keyRole === 'ref') {
        warnings.push(...refWarnings(sheet.name, row, usable));
      }
      if (section !== null) {
        section.used = true;
      }
      drafts.push({
        ...placeUnder(headings, section?.text ?? null),
        ...Object.fromEntries(groups.get(row.number) ?? []),
        sheet: sheet.name,
        ref: usable ? ref : '',
        rows: [row],
      });
    }
  }
  closeSection();
  return {
    sheet,
    table,
    drafts,
    rowCount: rows.length,
    keyRows: keyAt < 0 ? [] : found.rows.slice(keyAt),
    totalRows,
    warnings,
  };
}

const totalWords =
  /^(?:(?:grand|overall|sub)[ -]?)?totals?(?: (?:number of |no\. of )?(?:actions|rows|items))?\s*[:=–-]?\s*\d*$|^(?:number|no\.|count) of (?:actions|rows|items)\s*[:=–-]?\s*\d*$/i;

/** A row that counts those above it: its first words say so, and nobody is to do it by any time. */
function isTotal(row: TableRow): boolean {
  const [first] = row.own;
  return (
    first !== undefined &&
    totalWords.test(oneLine(first.cell.text).slice(0, 80)) &&
    row.text('responsible') === '' &&
    row.text('timescale') === ''
  );
}

/** A heading row inside the table is nearer than the document's own heading, which then stands above it. */
function placeUnder(headings: TableHeadings, section: string | null): TableHeadings {
  if (section === null) {
    return headings;
  }
  return headings.priority === null || headings.objective !== null
    ? { ...headings, priority: section }
    : { ...headings, objective: section };
}

/** A section of one word, where refs stand. */
const oneWord = /^\p{Lu}\p{Ll}{4,}$/u;

/** A row that holds one text only, at its left or merged across half the table, heads the rows below it. */
function headingOf(row: TableRow, table: Table<ColumnRole>, view: SheetView): string | null {
  const [only, ...more] = row.own;
  if (only === undefined || more.length > 0) {
    return null;
  }
  const text = oneLine(only.cell.text);
  const { merge } = view.at(row.number, only.column);
  if (merge?.top === row.number && merge.right - merge.left + 1 >= Math.max(2, table.columns.length / 2)) {
    return text;
  }
  const [first] = table.columns;
  const atLeft = only.column === first?.column && first.role !== 'action';
  // A row whose other cells show through merges from above is one of those rows, not a heading.
  const alone = table.columns.every(
    ({ role }) => role === null || role === first?.role || row.text(role) === '',
  );
  return atLeft &&
    alone &&
    (first.role !== 'ref' || /\p{L}{3}/u.test(text.slice(0, text.lastIndexOf(' ') + 1)) || oneWord.test(text))
    ? text
    : null;
}

function refWarnings(sheet: string, row: TableRow, usable: boolean): ImportWarning[] {
  const field = row.field('ref');
  const column = field?.header ?? 'Ref';
  const place = { sheet, row: row.number, column, value: field?.text ?? '' };
  if (field?.cell?.kind === 'date') {
    return [
      warning(
        'ref-is-date',
        'Excel has turned this ref into a date: format the column as text, type the ref again and import again.',
        place,
      ),
    ];
  }
  return usable
    ? []
    : [warning('row-without-ref', 'This action has no usable ref; one was made up from its row.', place)];
}
