import { Temporal } from 'temporal-polyfill';
import { formatDate } from '../shared/dates.ts';
import { hasMet } from './cycle.ts';

/** Why a day is hardly that of the next meeting; null when it may well be. Boards meet once a year at the least. */
export function doubtMeeting(meeting: Temporal.PlainDate, today: Temporal.PlainDate): string | null {
  const day = formatDate(meeting.toString());
  if (Temporal.PlainDate.compare(meeting, today) < 0) return `${day} has passed.`;
  return Temporal.PlainDate.compare(meeting, today.add({ years: 1 })) > 0
    ? `${day} is more than a year away.`
    : null;
}

/**
 * What is wrong with a last day for replies; null for nothing. Days are `YYYY-MM-DD` in the plan's time zone. Of a board that has
 * met the days have all passed, which is no fault: cycles of the past may be loaded.
 */
export function faultOfDue(due: string, boardDate: string, today: string): 'after-board' | 'past' | null {
  if (due > boardDate) return 'after-board';
  return due < today && !hasMet({ boardDate }, today) ? 'past' : null;
}
