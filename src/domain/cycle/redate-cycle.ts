import { Temporal } from 'temporal-polyfill';
import { type Closures, workingDaysAfter, workingDaysBefore } from '../calendar/working-days.ts';
import type { Plan } from '../plan/plan.ts';
import { todayIn } from '../shared/days.ts';
import type { Cycle } from './cycle.ts';

/** When a day's freeze comes. */
export function freezeInstant(day: string, plan: Pick<Plan, 'schedule' | 'timeZone'>): Temporal.Instant {
  const plainTime = Temporal.PlainTime.from(plan.schedule.freezeAt);
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: plan.timeZone, plainTime }).toInstant();
}

/** The day of the freeze, never before the last day for replies; null where its moment has passed, so that only the PM freezes. */
export function freezeDay(
  freezes: string | null,
  due: string,
  plan: Pick<Plan, 'schedule' | 'timeZone'>,
  now: Temporal.Instant,
): string | null {
  if (freezes === null) return null;
  const day = freezes < due ? due : freezes;
  return Temporal.Instant.compare(freezeInstant(day, plan), now) > 0 ? day : null;
}

/** What the days of a cycle are counted from. */
export interface RedateFacts {
  readonly plan: Pick<Plan, 'schedule' | 'timeZone'>;
  readonly closures: Pick<Closures, 'publication' | 'working'>;
  readonly now: Temporal.Instant;
}

/**
 * The cycle with another last day for replies. The freeze follows where it must; reminders and escalation that lie ahead
 * are counted anew from that day; what has happened stays, and what was left open behind is not made up for.
 */
export function redateCycle(
  cycle: Cycle,
  due: Temporal.PlainDate,
  { plan, closures, now }: RedateFacts,
): Cycle {
  const { reminderDays, escalateDays } = plan.schedule;
  const last = due.toString();
  const today = todayIn(plan, now).toString();
  const freezes = freezeDay(cycle.freezes, last, plan, now);
  const ahead = reminderDays
    .map((days) => workingDaysBefore(due, days, closures.working).toString())
    .filter((day) => day > today);
  const done = cycle.reminders.filter((day) => cycle.remindersDone.includes(day) && day <= today);
  const escalates =
    escalateDays === null ? null : workingDaysAfter(due, escalateDays, closures.publication).toString();
  const inTime = escalates !== null && escalates > today && escalates <= (freezes ?? cycle.boardDate);
  return {
    ...cycle,
    due: last,
    reminders: [...new Set([...done, ...ahead])].sort(),
    remindersDone: done,
    freezes,
    escalates: inTime ? escalates : null,
    escalationDoneAt: inTime ? null : cycle.escalationDoneAt,
  };
}
