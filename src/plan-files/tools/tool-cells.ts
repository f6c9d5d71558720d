import { Temporal } from 'temporal-polyfill';
import { surnameFirst } from '../../domain/leads/lead-person.ts';
import { dayOfInstant } from '../../domain/shared/calendar-days.ts';
import { type Cell, textCell } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';

const isoDay = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/;
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** A day or an instant by the clock of machines, as the true date it stands for; any other cell as it is. `NA` is no date: null. */
export function dateCellOf(cell: Cell): Cell | null {
  const text = oneLine(cell.text);
  if (/^n\/?a$/i.test(text)) {
    return null;
  }
  const day = text.match(isoDay)?.[1] ?? (isoInstant.test(text) ? dayOfInstant(text) : null);
  const [year, month, date] = day?.split('-') ?? [];
  return day === null || !isDay(day)
    ? cell
    : { ...cell, text: `${date}/${month}/${year}`, kind: 'date', date: { day, precision: 'day' } };
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** `2026-09-01 - 2027-03-31`: the two days of a timeline in one cell; null where it holds anything else. */
export function daysOfSpan(cell: Cell): { start: Cell; end: Cell } | null {
  const [, from, to] = oneLine(cell.text).match(/^(\S{8,10})\s*(?:[-–—]|to)\s*(\S{8,10})$/i) ?? [];
  return from === undefined || to === undefined
    ? null
    : { start: dateCellOf(textCell(from)) ?? cell, end: dateCellOf(textCell(to)) ?? cell };
}

/** The people of a cell, each as the tool writes them without a share or a number, and what was left out of them. */
export function peopleOf(
  text: string,
  separators: RegExp,
): { people: readonly string[]; hasShares: boolean } {
  const listed = /^\[\s*"/.test(text) ? text.slice(1, -1).replace(/"/g, '').split(',') : null;
  // An older list writes `12;#Ana Holt;#14;#Ben Croft`.
  const numbered = text.includes(';#') ? text.split(/;#/).filter((part) => !/^\d*$/.test(part.trim())) : null;
  // A semicolon parts for certain; a comma may belong to a name then.
  const parting = text.includes(';') ? /[;\n]/ : new RegExp(`${separators.source}|\\n`);
  const split = text.split(parting);
  const parts = listed ?? numbered ?? (text.includes(';') ? split : surnamePairs(split));
  const isSure = numbered !== null || text.includes(';') || !separators.test(',');
  const people = parts
    .map((part) => oneLine(part.replace(/\[\d+(?:[.,]\d+)?\s*%\]/g, '')))
    .filter((part) => part !== '')
    .map((part) => (isSure ? inOrder(part) : part));
  return { people, hasShares: /\[\d+(?:[.,]\d+)?\s*%\]/.test(text) };
}

/** `Holt, Ana` that commas have parted, together again where every two parts are a surname and what goes before it; else as they are. */
function surnamePairs(parts: readonly string[]): readonly string[] {
  const pairs = parts.flatMap((part, at) => (at % 2 === 0 ? [[part, parts[at + 1] ?? ''].map(oneLine)] : []));
  const areNames = pairs.every((pair) => surnameFirst(pair) !== null);
  return areNames ? pairs.map((pair) => pair.join(', ')) : parts;
}

/** `HOLT, Ana (Wexcombe ICB)`, as directories list people, in the order of speech. */
function inOrder(name: string): string {
  const [, last, first, more = ''] =
    name.match(/^(\p{L}[\p{L}'’ -]*),\s*(\p{L}[\p{L}'’. -]*?)(\s*\([^)]*\))?$/u) ?? [];
  return first === undefined || last === undefined ? name : `${first} ${last}${more}`;
}

/** Whether a column of percentages counts to 1 and not to 100, as tools do whose workbooks show the sign alone. */
export function countsToOne(texts: readonly string[]): boolean {
  return texts.every((text) => text.includes('%') || Number(text) <= 1);
}

/** A share of 1 as the percentage that the tool shows. */
export function percentCellOf(cell: Cell): Cell {
  const value = Number(cell.text);
  return Number.isNaN(value) ? cell : { ...cell, text: `${Number((value * 100).toPrecision(12))}%` };
}

/** The items of a checklist. */
export function checklistOf(text: string): string[] {
  return text
    .split(text.includes('\n') ? /\n/ : /;/)
    .map((item) => oneLine(item.replace(/^\s*(?:[•☐☑✓-]|\[[ x]?\])\s*/iu, '')))
    .filter((item) => item !== '');
}
