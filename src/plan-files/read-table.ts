import type { ImportWarning } from '../domain/imported-plan.ts';
import { refKey } from '../domain/ref.ts';
import type { ActionDraft } from './action-draft.ts';
import { oneLine } from './clean-text.ts';
import { type ColumnRole, planHeaders } from './columns.ts';
import { findTable, type Table } from './find-table.ts';
import { createSheetView, type GridRow, type Sheet, type SheetView } from './grid.ts';
import { opensKey } from './rating-key.ts';
import { createRowReader, type TableRow } from './row-reader.ts';
import { warning } from './warnings.ts';

/** A plan's table taken apart into its actions, before ratings and dates are read. */
export interface PlanTable {
  readonly sheet: Sheet;
  readonly table: Table<ColumnRole>;
  readonly drafts: readonly ActionDraft[];
  /** Rows with content below the header. */
  readonly rowCount: number;
  /** Rows at the foot that hold the rating key. */
  readonly keyRows: readonly GridRow[];
  readonly warnings: readonly ImportWarning[];
}

/** A ref is shown on cards and typed in commands; longer text in that column is something else. */
const longestRef = 50;

/** null when the sheet has no row that names a column for the action and another one. */
export function readTable(sheet: Sheet): PlanTable | null {
  const found = findTable(sheet, planHeaders, 'action');
  if (found === null) {
    return null;
  }
  const keyAt = found.rows.findIndex(opensKey);
  const rows = keyAt < 0 ? found.rows : found.rows.slice(0, keyAt);
  const table = withRating({ ...found, rows });
  const view = createSheetView(sheet);
  const read = createRowReader(view, table);
  const hasPriority = table.columns.some(({ role }) => role === 'priority');
  const keyRole = table.columns.some(({ role }) => role === 'ref') ? 'ref' : 'action';
  const warnings: ImportWarning[] = unreadColumns(sheet, table);
  const drafts: ActionDraft[] = [];
  let section: { text: string; row: TableRow; used: boolean } | null = null;

  const notUnderstood = (row: TableRow) => {
    const value = row.own.map(({ cell }) => oneLine(cell.text)).join(' | ');
    warnings.push(
      warning('row-not-understood', 'This row names no action; it was left out.', {
        sheet: sheet.name,
        row: row.number,
        value,
      }),
    );
  };
  const closeSection = () => {
    if (section !== null && !section.used) {
      notUnderstood(section.row);
    }
  };

  for (const gridRow of rows) {
    const row = read(gridRow);
    const heading = headingOf(row, table, view);
    const last = drafts.at(-1);
    if (heading !== null) {
      if (hasPriority) {
        notUnderstood(row);
      } else {
        closeSection();
        section = { text: heading, row, used: false };
      }
    } else if (last !== undefined && row.field(keyRole)?.fromAbove === true && row.text(keyRole) !== '') {
      last.rows.push(row);
    } else if (row.text('action') === '') {
      notUnderstood(row);
    } else {
      const ref = oneLine(row.text('ref'));
      const usable = ref.length <= longestRef && refKey(ref) !== '';
      if (keyRole === 'ref') {
        warnings.push(...refWarnings(sheet.name, row, usable));
      }
      if (section !== null) {
        section.used = true;
      }
      drafts.push({ sheet: sheet.name, ref: usable ? ref : '', section: section?.text ?? null, rows: [row] });
    }
  }
  closeSection();
  return {
    sheet,
    table,
    drafts,
    rowCount: rows.length,
    keyRows: keyAt < 0 ? [] : found.rows.slice(keyAt),
    warnings,
  };
}

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
  return atLeft && alone && (first.role !== 'ref' || /\p{L}{3,}.*\s/u.test(text)) ? text : null;
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

function unreadColumns(sheet: Sheet, table: Table<ColumnRole>): ImportWarning[] {
  return table.columns
    .filter(({ role }) => role === null)
    .flatMap(({ column, header }) => {
      const filled = table.rows.filter(({ cells }) => cells.has(column));
      const [first] = filled;
      const message = `This column was not understood; its ${filled.length} filled cells are not imported.`;
      return first === undefined
        ? []
        : [
            warning('column-not-read', message, {
              sheet: sheet.name,
              row: first.number,
              column: header,
              value: first.cells.get(column)?.text ?? '',
            }),
          ];
    });
}

const ratingWord = /^\W*(red|amber|green|blue|yellow|r|a|g|b)\b\W*$/i;

/** A column headed `Status` that holds colours is the plan's rating, where it has no other. */
function withRating(table: Table<ColumnRole>): Table<ColumnRole> {
  const status = table.columns.find(({ role }) => role === 'status');
  if (status === undefined || table.columns.some(({ role }) => role === 'rating')) {
    return table;
  }
  const texts = table.rows
    .map(({ cells }) => cells.get(status.column)?.text ?? '')
    .filter((text) => text !== '');
  const colours = texts.filter((text) => ratingWord.test(text));
  return colours.length * 2 <= texts.length
    ? table
    : {
        ...table,
        columns: table.columns.map((one) => (one === status ? { ...one, role: 'rating' as const } : one)),
      };
}
