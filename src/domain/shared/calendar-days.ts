import { Temporal } from 'temporal-polyfill';

const shortMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** 1 to 12 of a number or a name, shortened or not; 0 for a name that is none. */
export function monthNumber(text: string): number {
  return /^\d/.test(text) ? Number(text) : shortMonths.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

/** Two digits are of this century. */
export function fullYear(text: string): number {
  const digits = text.replace(/\D/g, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/**
 * `YYYY-MM-DD`; null for a day or month that no calendar has, and for years no plan of ours can mean. By sums, since a file has
 * tens of thousands of dates and Temporal takes its time over each.
 */
export function realDay(ofYear: number, ofMonth: number, day: number | 'last'): string | null {
  if (ofYear < 1990 || ofYear > 2099 || ofMonth < 1 || ofMonth > 12) {
    return null;
  }
  const isLeap = (ofYear % 4 === 0 && ofYear % 100 !== 0) || ofYear % 400 === 0;
  const days = ofMonth === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(ofMonth) ? 30 : 31;
  const wanted = day === 'last' ? days : day;
  return wanted >= 1 && wanted <= days ? `${ofYear}-${two(ofMonth)}-${two(wanted)}` : null;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The Friday of a day's week; of a Saturday or Sunday, that of the week it opens. */
export function fridayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.add({ days: (12 - date.dayOfWeek) % 7 }).toString();
}

/** `days` before it, or after it where negative. */
export function daysBefore(day: string, days: number): string {
  return Temporal.PlainDate.from(day).subtract({ days }).toString();
}

/** Easter Sunday by the Gregorian rule of Meeus, Jones and Butcher. */
export function easterSunday(ofYear: number): string {
  const golden = ofYear % 19;
  const century = Math.floor(ofYear / 100);
  const ofCentury = ofYear % 100;
  const skipped = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + skipped + 15) % 30;
  const moon = epact - Math.floor((golden + 11 * epact) / 319);
  const weekday = (2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - (ofCentury % 4) - moon + 32) % 7;
  const month = Math.floor((moon + weekday + 90) / 25);
  const day = (moon + weekday + month + 19) % 32;
  return Temporal.PlainDate.from({ year: ofYear, month, day }).toString();
}

/** A number of days, weeks, months or years after a day; working days leave out Saturdays and Sundays alone. */
export function countOn(day: string, number: number, unit: string): string {
  const from = Temporal.PlainDate.from(day);
  if (unit === 'working day') {
    // Five working days are a week; a start at the weekend counts from the Friday before.
    const start = from.subtract({ days: Math.max(0, from.dayOfWeek - 5) });
    const rest = number % 5;
    const weekend = start.dayOfWeek + rest > 5 ? 2 : 0;
    return start.add({ weeks: Math.floor(number / 5), days: rest + weekend }).toString();
  }
  return from.add({ [`${unit}s`]: number }).toString();
}

/** Programs write a day as the instant of its midnight where it was set. */
const timeZone = 'Europe/London';

/** The day, `YYYY-MM-DD`, on which an instant (`2027-03-30T23:00:00Z`) falls by a British clock; null where it is none. */
export function dayOfInstant(text: string): string | null {
  try {
    return Temporal.Instant.from(text).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  } catch {
    return null;
  }
}
