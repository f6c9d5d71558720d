import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Recurrence, settleRecurrence } from '../../domain/calendar/recurrence.ts';

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const codeOf = (weekday: number) => codes[weekday - 1] ?? 'MO';

/** The parts of RFC 5545 that say on which day of its week or month a meeting falls. */
function placeOf(recurrence: Recurrence) {
  if (recurrence.every === 'week') {
    return recurrence.weekday === null ? {} : { byDay: [codeOf(recurrence.weekday)] };
  }
  const { on } = recurrence;
  if (on === null) return {};
  if ('nth' in on) return { byDay: [`${on.nth}${codeOf(on.weekday)}`] };
  // In months without the day, the last one: of those that there are from the 28th on, the latest.
  return on.day <= 28
    ? { byMonthDay: [on.day] }
    : { byMonthDay: Array.from({ length: on.day - 27 }, (_, index) => 28 + index), bySetPos: [-1] };
}

/**
 * The days of a recurrence from `from` to `until`, both included, oldest first and at most `most`. It begins with the
 * first fitting day, whatever its month or week: “quarterly on the first Wednesday” from the middle of November begins in
 * December.
 */
export function expandRecurrence(
  recurrence: Recurrence,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  most: number,
): Temporal.PlainDate[] {
  if (Temporal.PlainDate.compare(from, until) > 0) return [];
  const settled = settleRecurrence(recurrence, from);
  const rule = (start: Temporal.PlainDate, interval: number, count: number) =>
    new RRuleTemporal({
      freq: settled.every === 'week' ? 'WEEKLY' : 'MONTHLY',
      interval,
      count,
      // Days have no zone: any will do, and UTC has no gaps.
      dtstart: start.toZonedDateTime({ timeZone: 'UTC' }),
      until: until.toZonedDateTime({ timeZone: 'UTC' }),
      ...placeOf(settled),
    })
      .all()
      .map((moment) => Temporal.PlainDate.from(moment.toString().slice(0, 10)));
  const [first] = rule(from, 1, 1);
  return first === undefined ? [] : rule(first, settled.interval, most);
}
