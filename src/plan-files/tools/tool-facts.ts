import { formatDate } from '../../domain/shared/dates.ts';
import { findNumericDates, orderOf } from '../../domain/shared/numeric-date.ts';
import type { DateOrder } from '../../domain/shared/timescale-rules.ts';
import { type GridRow, textCell } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { dateCellOf } from './tool-cells.ts';
import { toolWords } from './tool-kind.ts';

/** What a tool says of the plan outside its rows. */
export interface ToolFacts {
  /** Title lines in the words in which people write them, for whoever reads titles. */
  readonly titles: readonly GridRow[];
  /** `Plan ID: q3Vn0aExxkGd`: what no plan needs. */
  readonly left: readonly string[];
}

const names = /^(plan|project|board|sheet) name$/;
const exportDates = /^(date of export|exported on|export(ed)? (date|time|at)|date exported)$/;
const searchedRows = 200;

/** Reads the lines above a header: labels with their values, and titles that stand alone. The export describes the plan as of its day. */
export function readToolFacts(rows: readonly GridRow[], order: DateOrder | null): ToolFacts {
  const titles: GridRow[] = [];
  const left: string[] = [];
  for (const row of rows) {
    const [label, value, ...more] = [...row.cells.values()];
    const words = toolWords(label?.text ?? '');
    if (label === undefined || words === 'list schema') {
      continue;
    }
    const date = value === undefined ? null : (dateCellOf(value)?.date?.day ?? dayIn(value.text, order));
    if (value === undefined) {
      titles.push(row);
    } else if (names.test(words)) {
      titles.push(lineAt(row, `Plan name: ${oneLine(value.text)}`));
    } else if (exportDates.test(words) && date !== null) {
      titles.push(lineAt(row, `Position at ${formatDate(date)}`));
    } else {
      left.push(`${label.text}: ${[value, ...more].map(({ text }) => oneLine(text)).join(', ')}`);
    }
  }
  return { titles, left };
}

function lineAt(row: GridRow, text: string): GridRow {
  return { ...row, cells: new Map([[1, textCell(text)]]) };
}

/** A date that can be read two ways is none as long as nothing says which. */
function dayIn(text: string, order: DateOrder | null): string | null {
  const [date] = findNumericDates(text);
  const known = date === undefined ? null : orderOf(date);
  const taken = known === 'either' ? order : (known ?? 'day-first');
  return date === undefined || taken === null ? null : date[taken];
}

/** The order in which a sheet's dates of numbers alone are written, where they can only be read in one; else null. */
export function dateOrderOf(rows: readonly GridRow[]): DateOrder | null {
  const found = new Set(
    rows
      .slice(0, searchedRows)
      .flatMap(({ cells }) => [...cells.values()])
      .filter(({ kind }) => kind !== 'date')
      .flatMap(({ text }) => findNumericDates(text.slice(0, 40)).map(orderOf)),
  );
  const known = (['day-first', 'month-first'] as const).filter((order) => found.has(order));
  return known.length === 1 ? (known[0] ?? null) : null;
}
