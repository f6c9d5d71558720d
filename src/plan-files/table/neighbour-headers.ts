import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { headerWords } from '../grid/columns.ts';
import type { Sheet } from '../grid/grid.ts';
import { warning } from '../text/warnings.ts';
import type { Table, TableColumn } from './find-table.ts';

type Column = TableColumn<ColumnRole>;
/** A table that was found, and where. */
interface FoundTable {
  readonly sheet: Sheet;
  readonly table: Table<ColumnRole>;
}

/** So many tables before and behind one are its neighbours. */
const near = 5;
const blankHeader = /^column [A-Z]{1,3}$/;
const grouping: ReadonlySet<ColumnRole | null> = new Set(['priority', 'objective', 'theme']);

/**
 * The column of a table as its neighbour of the same layout has it: one whose header cell is blank where the neighbour's is not, and
 * one that groups actions under another word than the neighbour's (`Objective` where that has `Priority`). null where the neighbour
 * says nothing of it.
 */
function fromNeighbour(column: Column, other: Column | undefined, isBefore: boolean): Column | null {
  const isTold = other === undefined || other.role === null || column.ignored || /^you said/.test(column.why);
  if (isTold || other.part !== undefined) {
    return null;
  }
  const isBlank = blankHeader.test(column.header) && !blankHeader.test(other.header);
  const isGroup =
    isBefore && grouping.has(column.role) && grouping.has(other.role) && column.role !== other.role;
  if (!isBlank && !isGroup) {
    return null;
  }
  const why = `it stands where “${other.header}” does in another table`;
  const { role, claim } = other;
  return { ...column, header: isBlank ? other.header : column.header, role, claim, score: 0.8, why };
}

/** Whether two tables have the same columns in the same places, but for one header at most. */
function isSameLayout(one: Table<ColumnRole>, other: Table<ColumnRole>): boolean {
  const byColumn = new Map(other.columns.map((column) => [column.column, headerWords(column.header)]));
  const same = one.columns.filter(
    ({ column, header }) => byColumn.get(column) === headerWords(header),
  ).length;
  return one.columns.length === other.columns.length && same >= 2 && same >= one.columns.length - 1;
}

/**
 * Reads a header cell that is missing as a neighbouring table has it, and one that groups actions as the tables before it do; which is
 * said once.
 */
export function readNeighbourHeaders<Found extends FoundTable>(
  found: readonly Found[],
): { tables: Found[]; warnings: ImportWarning[] } {
  const warnings: ImportWarning[] = [];
  const tables: Found[] = [];
  for (const [at, one] of found.entries()) {
    const alike = ({ table }: FoundTable) => isSameLayout(one.table, table);
    const before = tables.slice(-near).findLast(alike);
    const behind = found.slice(at + 1, at + 1 + near).find(alike);
    const roles = new Set(one.table.columns.map(({ role }) => role));
    const columns = one.table.columns.map((column) => {
      const inPlace = (table: FoundTable | undefined) =>
        table?.table.columns.find((other) => other.column === column.column);
      const read =
        fromNeighbour(column, inPlace(before), true) ?? fromNeighbour(column, inPlace(behind), false);
      if (read === null || (read.role !== column.role && roles.has(read.role))) {
        return column;
      }
      const message = `A column of this table was read by its place: ${read.why}.`;
      warnings.push(
        warning('header-from-neighbour', message, { sheet: one.sheet.name, column: read.header }),
      );
      return read;
    });
    tables.push({ ...one, table: { ...one.table, columns } });
  }
  return { tables, warnings: warnings.slice(0, 1) };
}
