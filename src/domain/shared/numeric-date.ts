import { Temporal } from 'temporal-polyfill';
import { fullYear, realDay } from './calendar-days.ts';
import type { DateOrder } from './timescale-rules.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A date of numbers alone, and of the weekday before it where one is written. Its groups are read by `readNumericDate`. */
export const numericDateShape =
  '(?:\\b(?<numWeekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?,?\\s+)?\\b(?<numFirst>\\d{1,2})[./-](?<numSecond>\\d{1,2})[./-](?<numYear>\\d{4}|\\d{2})(?!\\d)';

/** Both readings of a date of numbers, `YYYY-MM-DD`; null for one no calendar has, or on another weekday than is written. */
export type NumericDate = Readonly<Record<DateOrder, string | null>>;

/** null where the groups are not those of `numericDateShape`. */
export function readNumericDate(part: Record<string, string | undefined>): NumericDate | null {
  const { numFirst, numSecond, numYear, numWeekday } = part;
  if (numFirst === undefined || numSecond === undefined || numYear === undefined) {
    return null;
  }
  const inYear = fullYear(numYear);
  const dayFirst = realDay(inYear, Number(numSecond), Number(numFirst));
  const monthFirst = realDay(inYear, Number(numFirst), Number(numSecond));
  if (numWeekday === undefined) {
    return { 'day-first': dayFirst, 'month-first': monthFirst };
  }
  const weekday = weekdays.indexOf(numWeekday.toLowerCase()) + 1;
  const falls = (day: string | null) => day !== null && Temporal.PlainDate.from(day).dayOfWeek === weekday;
  // A weekday that fits neither reading is a slip of the pen and decides nothing.
  if (falls(dayFirst) !== falls(monthFirst)) {
    return {
      'day-first': falls(dayFirst) ? dayFirst : null,
      'month-first': falls(monthFirst) ? monthFirst : null,
    };
  }
  return { 'day-first': dayFirst, 'month-first': monthFirst };
}

/** The only order in which it is a date; `either` where both are, on two different days; null where that is all one. */
export function orderOf(date: NumericDate): DateOrder | 'either' | null {
  const { 'day-first': dayFirst, 'month-first': monthFirst } = date;
  if (dayFirst === monthFirst) {
    return null;
  }
  if (dayFirst !== null && monthFirst !== null) {
    return 'either';
  }
  return dayFirst === null ? 'month-first' : 'day-first';
}

const everyNumericDate = new RegExp(numericDateShape, 'gi');

/** The dates of numbers alone that a text holds, as they are written. */
export function findNumericDates(text: string): (NumericDate & { readonly text: string })[] {
  // Most cells of a column hold none, and this is a good deal cheaper than the search.
  if (!/\d[./-]\d/.test(text)) {
    return [];
  }
  return [...text.matchAll(everyNumericDate)].flatMap((match) => {
    const date = readNumericDate(match.groups ?? {});
    return date === null ? [] : [{ ...date, text: match[0] }];
  });
}
