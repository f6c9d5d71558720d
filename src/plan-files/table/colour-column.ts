import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { headerWords } from '../grid/columns.ts';
import type { GridRow } from '../grid/grid.ts';
import { signalOf } from '../office/signal-colour.ts';
import { isSignalColour } from '../office/theme-colours.ts';
import type { SaidColumns, Table, TableColumn } from './find-table.ts';

const sampledRows = 200;
/** So many rows must have a colour, of at least two kinds: one colour alone decorates. */
const leastShare = 0.6;
const guessed = 'its cells are coloured';
/** Where a coloured row is looked at first. */
const lookedAt: readonly (ColumnRole | null)[] = ['progress', 'status', 'ref', 'action', null];

/**
 * A table without ratings whose rows or cells are red, amber and green all the same: its colours are a column of their own beside the
 * words in them, which the PM is asked about.
 */
export function addColourColumn(table: Table<ColumnRole>, said: SaidColumns<ColumnRole>): Table<ColumnRole> {
  if (table.columns.some(({ role, earlier }) => role === 'rating' || earlier !== undefined)) {
    return table;
  }
  const columns = table.columns.filter(({ ignored }) => !ignored);
  const coloured = lookedAt
    .flatMap((role) => columns.filter((one) => role === null || one.role === role))
    .find((one) => isRated(table.rows, one));
  if (coloured === undefined) {
    return table;
  }
  const header = `Colour of ${coloured.header}`;
  const told = said.get(headerWords(header));
  const isRating = told === undefined || told === 'rating';
  const column: TableColumn<ColumnRole> = {
    ...coloured,
    header,
    role: isRating ? 'rating' : null,
    score: told === undefined ? 0.4 : 1,
    why: told === undefined ? guessed : 'you said so',
    ignored: !isRating,
    claim: null,
    byFill: true,
  };
  return { ...table, columns: [...table.columns, column] };
}

/** A column of colours leaves nothing to ask where the document's own key explains each of them. `fills`: those of the key, `RRGGBB`. */
export function trustKeyColours(
  table: Table<ColumnRole>,
  fills: ReadonlyMap<string, string>,
): Table<ColumnRole> {
  const isExplained = ({ column }: TableColumn<ColumnRole>) =>
    fillsOf(table.rows, column).every((fill) => fills.has(fill));
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.byFill === true && column.why === guessed && isExplained(column)
        ? { ...column, score: 1, why: 'its cells have the colours of the key' }
        : column,
    ),
  };
}

/** The fills of a column's cells that signal something. */
function fillsOf(rows: readonly GridRow[], column: number): string[] {
  return rows.slice(0, sampledRows).flatMap(({ cells, coloured }) => {
    const fill = cells.get(column)?.fill ?? coloured.get(column) ?? null;
    return fill !== null && isSignalColour(fill) ? [fill] : [];
  });
}

function isRated(rows: readonly GridRow[], { column }: TableColumn<ColumnRole>): boolean {
  const signals = fillsOf(rows, column)
    .map(signalOf)
    .filter((signal) => signal !== null && signal !== 'grey');
  // Blue beside one other is as likely a theme’s colour.
  const lights = new Set(signals.filter((signal) => signal !== 'blue'));
  return lights.size > 1 && signals.length >= leastShare * Math.min(rows.length, sampledRows);
}
