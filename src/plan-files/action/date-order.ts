import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { findNumericDates, orderOf } from '../../domain/shared/numeric-date.ts';
import type { DateOrder } from '../../domain/shared/timescale-rules.ts';
import type { GridRow } from '../grid/grid.ts';
import type { PlanTable } from '../table/read-table.ts';

const dateOrders: readonly DateOrder[] = ['day-first', 'month-first'];

/** How a column writes its dates of numbers alone. */
export interface ColumnOrder {
  readonly order: DateOrder;
  /** false where nothing in the file says it, and where the column's own dates speak for both. */
  readonly decided: boolean;
  /** A date that can only be read day first and one that can only be read month first, where the column has both. */
  readonly bothWays: Readonly<Record<DateOrder, string>> | null;
  /** It has dates that can be read both ways. */
  readonly inDoubt: boolean;
}

export interface MixedColumn {
  readonly sheet: string;
  readonly header: string;
  readonly bothWays: Readonly<Record<DateOrder, string>>;
}

/** The orders of day and month in a file's columns. */
export interface DateOrders {
  of(sheet: string, header: string): ColumnOrder;
  /** Columns that hold dates of both orders and none that could be of either. */
  readonly mixed: readonly MixedColumn[];
  /** What all columns agree on; null where none knows it or they differ. */
  readonly ofFile: DateOrder | null;
}

/** Columns of dates are read in full: one cell among thousands may be the one that decides. */
const dateRoles: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>([
  'timescale',
  'revised',
  'start',
  'step-timescales',
]);
/** Of any other column so many rows are looked at; it is a witness only. */
const searchedCells = 200;
/** A cell of a date alone, with its weekday or time; `1.13.25` may as well be a number of a list. */
const wholeDate =
  /^(?:[a-z]{3,9}\.?,?\s+)?\d{1,2}(?:[/-]\d{1,2}[/-]\d{2,4}|\.\d{1,2}\.\d{4})(?:,?\s+\d{1,2}:\d{2}.{0,6})?$/i;

interface Tally {
  /** Cells that can only be read so. */
  readonly count: Record<DateOrder, number>;
  readonly example: Record<DateOrder, string>;
  inDoubt: boolean;
}

/**
 * One column has one order: dates that can only be read one way decide for the rest. Where a column has none of them, the other
 * columns of its table decide, else those of the whole file, if they agree. Failing that it is day first, and in doubt.
 */
export function judgeDateOrders(tables: readonly PlanTable[]): DateOrders {
  const columns = new Map<string, Tally>();
  const ofTable = new Map<string, OrderOfMany>();
  const ofFile = createOrderOfMany();
  for (const { table, sheet } of tables) {
    const tallies = [tallyOf(table.above, null)];
    const witness = createOrderOfMany();
    for (const { column, header, role } of table.columns) {
      const key = keyOf(sheet.name, header);
      if (dateRoles.has(role)) {
        const tally = tallyOf(table.rows, column, null, columns.get(key));
        columns.set(key, tally);
        ofTable.set(key, witness);
        tallies.push(tally);
      } else if (role !== 'ref') {
        tallies.push(tallyOf(table.rows.slice(0, searchedCells), column, wholeDate));
      }
    }
    for (const tally of tallies) {
      witness.hear(tally);
      ofFile.hear(tally);
    }
  }
  const judged = new Map(
    [...columns].map(([key, tally]) => [key, judge(tally, ofTable.get(key)?.agreed() ?? ofFile.agreed())]),
  );
  const unseen = judge(newTally(), ofFile.agreed());
  const mixed = [...judged].flatMap(([key, { bothWays, inDoubt }]): MixedColumn[] => {
    const [sheet = '', header = ''] = key.split('\n');
    return bothWays === null || inDoubt ? [] : [{ sheet, header, bothWays }];
  });
  return {
    of: (sheet, header) => judged.get(keyOf(sheet, header)) ?? unseen,
    mixed,
    ofFile: ofFile.agreed(),
  };
}

/** What several columns say together. */
interface OrderOfMany {
  hear(tally: Tally): void;
  /** null where none knows it or they differ. */
  agreed(): DateOrder | null;
}

function createOrderOfMany(): OrderOfMany {
  const known = new Set<DateOrder>();
  return {
    hear({ count }) {
      for (const order of dateOrders.filter((one) => count[one] > 0)) {
        known.add(order);
      }
    },
    agreed() {
      const [only] = known;
      return known.size === 1 && only !== undefined ? only : null;
    },
  };
}

function keyOf(sheet: string, header: string): string {
  return `${sheet}\n${header}`;
}

function newTally(): Tally {
  return {
    count: { 'day-first': 0, 'month-first': 0 },
    example: { 'day-first': '', 'month-first': '' },
    inDoubt: false,
  };
}

/** Counts the dates of a column, or of all columns; with `only`, of cells of that shape alone; onto `before`. */
function tallyOf(
  rows: readonly GridRow[],
  column: number | null,
  only: RegExp | null = null,
  before: Tally = newTally(),
): Tally {
  const tally = before;
  for (const { cells } of rows) {
    for (const cell of column === null ? cells.values() : [cells.get(column)]) {
      // True dates are in no doubt, and were written out by our own reader.
      if (cell === undefined || cell.kind === 'date' || (only !== null && !only.test(cell.text))) {
        continue;
      }
      for (const date of findNumericDates(cell.text)) {
        const order = orderOf(date);
        if (order === 'either') {
          tally.inDoubt = true;
        } else if (order !== null) {
          tally.count[order] += 1;
          tally.example[order] ||= date.text;
        }
      }
    }
  }
  return tally;
}

function judge({ count, example, inDoubt }: Tally, others: DateOrder | null): ColumnOrder {
  const own = dateOrders.filter((order) => count[order] > 0);
  if (own.length > 1) {
    const order = count['month-first'] > count['day-first'] ? 'month-first' : 'day-first';
    return { order, decided: false, bothWays: example, inDoubt };
  }
  const order = own[0] ?? others;
  return { order: order ?? 'day-first', decided: order !== null, bothWays: null, inDoubt };
}
