import { Temporal } from 'temporal-polyfill';
import type { Plan } from './plan.ts';

/** A day written just as `YYYY-MM-DD`; null for anything else, among it times and other calendars that Temporal takes. */
export function parseDay(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

export type IsClosed = (date: Temporal.PlainDate) => boolean;

/**
 * Clear days that agenda and papers must be open to inspection before a meeting: England five (Local Government
 * Act 1972 s.100B, SI 2012/2089), Wales three, Scotland three (Local Government (Scotland) Act 1973 s.50B),
 * Northern Ireland five.
 */
const clearDaysBefore: Readonly<Record<Plan['division'], number>> = {
  england: 5,
  wales: 3,
  scotland: 3,
  'northern-ireland': 5,
};

/** Working days the PM keeps for collating, between the last replies and publication. */
const collatingDays = 2;

/** Saturdays, Sundays and the given `YYYY-MM-DD` days are closed. */
export function closedOn(days: ReadonlySet<string>): IsClosed {
  return (date) => date.dayOfWeek > 5 || days.has(date.toString());
}

/** The working day `count` working days before `date`, which itself does not count. */
export function workingDaysBefore(
  date: Temporal.PlainDate,
  count: number,
  isClosed: IsClosed,
): Temporal.PlainDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = day.subtract({ days: 1 });
    if (!isClosed(day)) left -= 1;
  }
  return day;
}

export interface CycleDates {
  readonly publishBy: Temporal.PlainDate;
  readonly due: Temporal.PlainDate;
}

/**
 * Works back from a board meeting: papers published with the division's clear working days (neither the day of issue nor
 * the day of the meeting counts), replies due two working days before that. Where that day has passed when
 * the cycle opens, replies are due on the day of publication, else on the working day before the meeting, else
 * today: a lead is never asked for a reply by yesterday.
 */
export function workBack(
  meeting: Temporal.PlainDate,
  division: Plan['division'],
  isClosed: IsClosed,
  today: Temporal.PlainDate,
): CycleDates {
  const publishBy = workingDaysBefore(meeting, clearDaysBefore[division] + 1, isClosed);
  const planned = workingDaysBefore(publishBy, collatingDays, isClosed);
  if (Temporal.PlainDate.compare(planned, today) >= 0) return { publishBy, due: planned };
  const later = [publishBy, workingDaysBefore(meeting, 1, isClosed)];
  return { publishBy, due: later.find((day) => Temporal.PlainDate.compare(day, today) >= 0) ?? today };
}
