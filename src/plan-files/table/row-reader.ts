import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Cell, GridRow, Seen, SheetView } from '../grid/grid.ts';
import { isSignalColour } from '../office/theme-colours.ts';
import type { Table, TableColumn } from './find-table.ts';

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
  /** Cells with content under headers that were not understood. */
  readonly unread: readonly Field[];
  /** `RRGGBB` where the role's cell is blank but filled with a colour; else null. */
  colour(role: ColumnRole): string | null;
  /** What is written on this row itself. */
  readonly own: readonly { readonly column: number; readonly cell: Cell }[];
}

export function createRowReader(view: SheetView, table: Table<ColumnRole>): (row: GridRow) => TableRow {
  const byRole = new Map<ColumnRole, TableColumn<ColumnRole>[]>();
  for (const column of table.columns) {
    if (column.role !== null) {
      byRole.set(column.role, [...(byRole.get(column.role) ?? []), column]);
    }
  }
  const unreadColumns = table.columns.filter(({ role, ignored }) => role === null && !ignored);
  return (row) => {
    const read = ({ column, header }: TableColumn<ColumnRole>): Field => {
      const seen = view.at(row.number, column);
      // A title above the table may be merged down to the header, never into the rows.
      const below = seen.merge === null || seen.merge.top > table.headerRow;
      const cell = below ? seen.cell : null;
      return { cell, merge: seen.merge, fromAbove: seen.fromAbove, header, text: cell?.text ?? '' };
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
