import { Temporal } from 'temporal-polyfill';

/** In English, written out because `Intl` differs between builds of Node. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** In English, Monday first as in ISO 8601: `weekdayNames[date.dayOfWeek - 1]`. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

function inWords(date: Temporal.PlainDate): string {
  return `${date.day} ${monthNames[date.month - 1] ?? ''} ${date.year}`;
}

/**
 * A calendar day `YYYY-MM-DD` as people write it: `16 October 2019`. Written out by hand because `Intl` differs
 * between builds of Node. Throws a RangeError on text that is no day.
 */
export function formatDate(day: string): string {
  return inWords(Temporal.PlainDate.from(day));
}

/** The same with its day of the week, for days somebody has to act on: `Wednesday 16 October 2019`. */
export function formatWeekday(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${weekdayNames[date.dayOfWeek - 1] ?? ''} ${inWords(date)}`;
}

/** The day of an ISO instant in an IANA time zone, in words: `16 October 2019`. */
export function formatInstantDate(instant: string, timeZone: string): string {
  return inWords(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate());
}

/** The wall-clock time of an ISO instant in an IANA time zone: `10:42`. */
export function formatInstantTime(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}

/** When something was said, as of a day in that zone: `at 10:42`, and on an earlier day `on 3 October 2026 at 10:42`. */
export function formatMoment(instant: string, timeZone: string, today: Temporal.PlainDate): string {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();
  const at = `at ${formatInstantTime(instant, timeZone)}`;
  return day.equals(today) ? at : `on ${inWords(day)} ${at}`;
}
