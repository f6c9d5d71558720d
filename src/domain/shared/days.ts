import { Temporal } from 'temporal-polyfill';

/** Where a day begins and ends: the IANA time zone of a plan. */
interface Zoned {
  readonly timeZone: string;
}

/** A day written just as `YYYY-MM-DD`; null for anything else, among it times and other calendars that Temporal takes. */
export function parseDay(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** The day it is at a moment, where a plan is. */
export function todayIn({ timeZone }: Zoned, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The day of an ISO instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(at: string, timeZone: string): string {
  return todayIn({ timeZone }, Temporal.Instant.from(at)).toString();
}
