import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Cell, GridRow, Seen, SheetView } from '../grid/grid.ts';
import { isSignalColour } from '../office/theme-colours.ts';
import type { Table, TableColumn } from './find-table.ts';
import { type CellPart, splitLeadAndDate } from './lead-and-date.ts';

/** One cell of a row under a header. */
export interface Field extends Seen {
  readonly header: string;
  readonly text: string;
}

/** A row below the header, with its cells found by what their columns mean and through merged rectangles. */
export interface TableRow {
  readonly number: number;
  /** It is struck through as a whole. */
  readonly isStruck: boolean;
  /** '' when there is no such column or its cell is blank. */
  text(role: ColumnRole): string;
  /** null when there is no such column. */
  field(role: ColumnRole): Field | null;
  /** Cells with content of a role that several columns may have. */
  fields(role: ColumnRole): readonly Field[];
  /** The latest rating of an earlier time that the row gives; null when it gives none. */
  readonly earlierRating: Field | null;
  /** Cells with content under headers that were not understood. */
  readonly unread: readonly Field[];
  /** `RRGGBB` where the role's cell is blank but filled with a colour; else null. */
  colour(role: ColumnRole): string | null;
  /** What is written on this row itself. */
  readonly own: readonly { readonly column: number; readonly cell: Cell }[];
}

/** Columns of short facts that a row takes over from the one above where it says so; a comment that does is linked to the other. */
const dittoRoles: ReadonlySet<ColumnRole | null> = new Set([
  'priority',
  'objective',
  'theme',
  'responsible',
  'strategic',
  'timescale',
  'revised',
]);
const ditto = /^\W*(?:(?:same )?as (?:the )?(?:row |one )?above|ditto)\W*$|^\s*(?:["”″〃]|''|,,)\s*$/iu;
/** Longer runs of the same than any tracker of ours has. */
const furthestAbove = 100;

const isDitto = (role: ColumnRole | null, text: string) =>
  dittoRoles.has(role) && text.length < 40 && ditto.test(text);

export function createRowReader(view: SheetView, table: Table<ColumnRole>): (row: GridRow) => TableRow {
  const byRole = new Map<ColumnRole, TableColumn<ColumnRole>[]>();
  for (const column of table.columns) {
    if (column.role !== null) {
      byRole.set(column.role, [...(byRole.get(column.role) ?? []), column]);
    }
  }
  const unreadColumns = table.columns.filter(({ role, ignored }) => role === null && !ignored);
  const earlierColumns = table.columns
    .filter(({ earlier }) => earlier !== undefined)
    .toSorted((a, b) => (b.earlier ?? 0) - (a.earlier ?? 0) || b.column - a.column);
  return (row) => {
    const readAt = (number: number, { column, header, part, byFill }: TableColumn<ColumnRole>): Field => {
      const seen = view.at(number, column);
      // A title above the table may be merged down to the header, never into the rows.
      const below = seen.merge === null || seen.merge.top > table.headerRow;
      const cell = below ? partOf(seen.cell, part) : null;
      const text = byFill === true ? '' : (cell?.text ?? '');
      return { cell, merge: seen.merge, fromAbove: seen.fromAbove, header, text };
    };
    const read = (column: TableColumn<ColumnRole>): Field => {
      let field = readAt(row.number, column);
      const top = Math.max(table.headerRow, row.number - furthestAbove);
      for (let above = row.number - 1; above > top && isDitto(column.role, field.text); above -= 1) {
        const meant = readAt(above, column);
        if (meant.text !== '') field = meant;
      }
      return field;
    };
    const field = (role: ColumnRole): Field | null => {
      const [first] = byRole.get(role) ?? [];
      return first === undefined ? null : read(first);
    };
    const columnsOf = (role: ColumnRole) => byRole.get(role) ?? [];
    return {
      number: row.number,
      isStruck: row.isStruck === true,
      own: [...row.cells].map(([column, cell]) => ({ column, cell })),
      field,
      colour: (role) =>
        columnsOf(role)
          .map(({ column }) => row.coloured.get(column))
          .find((colour) => colour !== undefined && !isBand(row, colour)) ?? null,
      text: (role) => field(role)?.text ?? '',
      fields: (role) =>
        columnsOf(role)
          .map(read)
          .filter(({ text }) => text !== ''),
      earlierRating: earlierColumns.map(read).find(({ text }) => text !== '') ?? null,
      // A cell merged across columns shows in each of them: it is one text.
      unread: unreadColumns
        .filter(({ column }) => row.cells.has(column))
        .map(read)
        .filter(({ text }) => text !== ''),
    };
  };
}

/** A pale colour that other cells of the row have too shades the row, and says nothing of one cell. */
function isBand(row: GridRow, colour: string): boolean {
  const fills = [...[...row.cells.values()].map(({ fill }) => fill), ...row.coloured.values()];
  return !isSignalColour(colour) && fills.filter((fill) => fill === colour).length > 1;
}

/** Of a cell that holds a lead and a date, the one; null where it says nothing of that. */
function partOf(cell: Cell | null, part: CellPart | undefined): Cell | null {
  if (cell === null || part === undefined || (cell.date !== null && part === 'date')) {
    return cell;
  }
  const text = cell.date === null ? splitLeadAndDate(cell.text)[part] : '';
  return text === '' ? null : { ...cell, text, kind: 'text' };
}
