import { Temporal } from 'temporal-polyfill';
import { type GridRow, textCell } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
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

/** Reads the lines above a header: labels with their values, and the titles that stand alone. `monthFirst`: how the tool writes dates. */
export function readToolFacts(rows: readonly GridRow[], monthFirst: boolean): ToolFacts {
  const titles: GridRow[] = [];
  const left: string[] = [];
  for (const row of rows) {
    const [label, value, ...more] = [...row.cells.values()];
    if (label === undefined || toolWords(label.text) === 'list schema') {
      continue;
    }
    const words = toolWords(label.text);
    const day =
      value === undefined || !exportDates.test(words)
        ? null
        : dayOf(value.date?.day ?? value.text, monthFirst);
    if (value === undefined) {
      titles.push(row);
    } else if (names.test(words)) {
      titles.push(line(row, `Plan name: ${oneLine(value.text)}`));
    } else if (day !== null) {
      titles.push(line(row, `Position at ${day}`));
    } else {
      left.push(`${label.text}: ${[value, ...more].map(({ text }) => oneLine(text)).join(', ')}`);
    }
  }
  return { titles, left };
}

function line(row: GridRow, text: string): GridRow {
  return { ...row, cells: new Map([[1, textCell(text)]]) };
}

/** `31/03/2027`, which every reader of titles understands. */
function dayOf(text: string, monthFirst: boolean): string | null {
  const iso = text.match(/^(\d{4})-(\d{2})-(\d{2})/);
  const numbers = text.match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})/);
  const [year, month, day] = (
    iso?.slice(1) ??
    (monthFirst ? [numbers?.[3], numbers?.[1], numbers?.[2]] : [numbers?.[3], numbers?.[2], numbers?.[1]])
  ).map(Number);
  try {
    const found = Temporal.PlainDate.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
      { overflow: 'reject' },
    );
    const two = (number: number) => String(number).padStart(2, '0');
    return `${two(found.day)}/${two(found.month)}/${found.year}`;
  } catch {
    return null;
  }
}

/** Whether a sheet's numeric dates can only be read with the month first. */
export function writesMonthFirst(rows: readonly GridRow[]): boolean {
  const dates = rows
    .slice(0, 200)
    .flatMap(({ cells }) =>
      [...cells.values()].flatMap(({ text, kind }) =>
        kind === 'date' ? [] : (text.match(/^(\d{1,2})\/(\d{1,2})\/\d{2,4}\b/) ?? []).slice(1, 3).map(Number),
      ),
    );
  const pairs = dates.flatMap((first, at) => (at % 2 === 0 ? [[first, dates[at + 1] ?? 0] as const] : []));
  return pairs.some(([, second]) => second > 12) && pairs.every(([first]) => first <= 12);
}
