import { monthNames } from '../../domain/shared/dates.ts';
import { type Cell, textCell } from '../grid/grid.ts';

/**
 * An Excel date as its number format shows it, written the British way: `mmm-yy` is the month, `Dec 18`; an
 * all-numeric format is a day, `31/03/2025`, whatever the order of its parts (Excel's "short date" follows
 * the reader's own settings). null when the value is no date a calendar has.
 */
export function dateCell(value: Date, numberFormat: string): Cell | null {
  const year = value.getUTCFullYear();
  const month = value.getUTCMonth();
  const day = value.getUTCDate();
  if (Number.isNaN(year) || year < 1900 || year > 9999) {
    return null;
  }
  const iso = `${year}-${two(month + 1)}-${two(day)}`;
  const format = shownParts(numberFormat);
  const name = monthNames[month] ?? '';
  const named = /m{4,}/.test(format) ? name : name.slice(0, 3);
  const shownYear = /y{3,}/.test(format) ? String(year) : two(year % 100);

  if (!format.includes('d') && format.includes('m') && format.includes('y')) {
    const text = /m{3,}/.test(format) ? `${named} ${shownYear}` : `${two(month + 1)}/${year}`;
    return { ...textCell(text), kind: 'date', date: { day: iso, precision: 'month' } };
  }
  // A day by its month's name always shows its year here, even where the format hides it: the date has one.
  const text = /m{3,}/.test(format)
    ? `${day} ${named} ${format.includes('y') ? shownYear : year}`
    : `${two(day)}/${two(month + 1)}/${year}`;
  return { ...textCell(text), kind: 'date', date: { day: iso, precision: 'day' } };
}

/** Days since the end of 1899, or of 1904 for workbooks begun on old Macs, as a date in UTC. */
export function dateOfSerial(serial: number, startsIn1904: boolean): Date {
  return new Date(Math.round((serial - 25_569 + (startsIn1904 ? 1_462 : 0)) * 86_400_000));
}

/** Whether a number is shown as a date: with a day, a year or a month's name. A mere time of day is none. */
export function isDateFormat(numberFormat: string): boolean {
  return numberFormat !== '' && /d|y|m{3,}/.test(shownParts(numberFormat));
}

/** A number as its cell shows it where that matters for refs: `1.10` under `0.00`, not `1.1`; `50%`. */
export function numberText(value: number, numberFormat: string): string {
  const percent = numberFormat.match(/^0(?:\.(0{1,10}))?%$/);
  if (percent !== null) {
    return `${(value * 100).toFixed(percent[1]?.length ?? 0)}%`;
  }
  const decimals = numberFormat.match(/^0\.(0{1,10})$/)?.[1]?.length;
  // Fifteen digits are what Excel itself keeps; the rest is binary noise (0.30000000000000004).
  return decimals === undefined ? String(Number(value.toPrecision(15))) : value.toFixed(decimals);
}

/** The format without its literals, colours and locale marks. */
function shownParts(format: string): string {
  return (format.split(';')[0] ?? '').replace(/\[[^\]]*\]|"[^"]*"|\\./g, '').toLowerCase();
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
