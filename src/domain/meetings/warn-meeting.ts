import { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../calendar/meeting.ts';
import { type Closures, isOutOfTerm, nearestOpenDays, squeezeRound } from '../calendar/working-days.ts';
import type { Cycle } from '../cycle/cycle.ts';
import type { Plan } from '../plan/plan.ts';
import { formatDate } from '../shared/dates.ts';
import { todayIn } from '../shared/days.ts';
import { inList, shortWeekday } from '../shared/weekdays.ts';
import { openedFor } from './assign-rounds.ts';
import type { CalendarWarning, CalendarWarningCode } from './board-calendar.ts';

/** Everything a calendar is made from. */
export interface CalendarFacts {
  readonly plan: Plan;
  /** Every row, moved and cancelled ones among them. */
  readonly meetings: readonly Meeting[];
  readonly cycles: readonly Cycle[];
  readonly closures: Closures;
  readonly now: Temporal.Instant;
}

/** The day in the plan's zone, `YYYY-MM-DD`. */
export function todayOf({ plan, now }: Pick<CalendarFacts, 'plan' | 'now'>): string {
  return todayIn(plan, now).toString();
}

/** Whether a day, or a wall-clock time on it, has gone by in the plan's zone. */
export function hasPassed(
  { plan, now }: Pick<CalendarFacts, 'plan' | 'now'>,
  day: string,
  time: string | null,
): boolean {
  const local = now.toZonedDateTimeISO(plan.timeZone);
  const today = local.toPlainDate().toString();
  if (day !== today) return day < today;
  return time !== null && local.toPlainTime().toString() >= time;
}

const daysApart = (a: string, b: string) =>
  Math.abs(Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b)).days);

const asksItself = (meeting: Meeting, cycles: readonly Cycle[]) =>
  meeting.cycle !== null &&
  meeting.state === 'planned' &&
  meeting.missed === null &&
  (meeting.cycle === meeting.date || openedFor(meeting.date, cycles)?.cycleId === meeting.cycle);

/** What the PM should look at in one planned meeting; [] for one that is past and was asked for, moved or cancelled. */
export function warnMeeting(meeting: Meeting, facts: CalendarFacts): CalendarWarning[] {
  if (meeting.state !== 'planned') return [];
  const today = todayOf(facts);
  const { date } = meeting;
  const found: CalendarWarning[] = [];
  const warn = (code: CalendarWarningCode, message: string) => found.push({ code, meeting: date, message });
  if (meeting.missed !== null) warn('missed', meeting.missed);
  const opened = openedFor(date, facts.cycles);
  if (date < today) {
    if (opened === null && meeting.missed === null) {
      warn('past-meeting', `${shortWeekday(date)} has passed: nobody will be asked for it.`);
    }
    return found;
  }
  warnDay(meeting, facts, warn);
  if (meeting.cycle === null) {
    warn(
      'nothing-to-draw-on',
      `Leads are never asked for ${formatDate(date)}, and no earlier meeting asks them: its paper will have no replies.`,
    );
  } else if (asksItself(meeting, facts.cycles)) {
    if (opened === null) warnRound(meeting, facts, warn);
  } else {
    warnDrawing(meeting, facts, warn);
  }
  return found;
}

type Warn = (code: CalendarWarningCode, message: string) => void;

function warnDay({ date }: Meeting, facts: CalendarFacts, warn: Warn): void {
  const day = Temporal.PlainDate.from(date);
  const { publication, why } = facts.closures;
  if (publication(day)) {
    const { before, after } = nearestOpenDays(day, publication);
    const reason = why(day) ?? 'a weekend';
    warn(
      'closed-day',
      `${shortWeekday(date)} is ${reason}. The nearest working days are ${shortWeekday(before.toString())} and ${shortWeekday(after.toString())}.`,
    );
  }
  const inAYear = Temporal.PlainDate.from(todayOf(facts)).add({ years: 1 }).toString();
  if (date > inAYear) {
    warn(
      'far-away',
      `${formatDate(date)} is over a year away: bank holidays may still be changed by then. Look at its dates again nearer the time.`,
    );
  }
}

function warnRound(meeting: Meeting, facts: CalendarFacts, warn: Warn): void {
  const { date, dates } = meeting;
  const { plan, closures } = facts;
  const { schedule } = plan;
  const today = todayOf(facts);
  if (hasPassed(facts, dates.freezes, schedule.freezeAt)) {
    warn(
      'date-passed',
      `For ${formatDate(date)} the paper’s data should have been fixed on ${shortWeekday(dates.freezes)}: nobody will be asked of its own accord. Open the cycle by hand if replies can still be of use.`,
    );
  } else if (dates.opens < today) {
    warn(
      'opens-in-past',
      `For ${formatDate(date)} prompts should have gone out on ${shortWeekday(dates.opens)}: they go out at once.`,
    );
    const squeezed = squeezeRound(
      dates,
      Temporal.PlainDate.from(today),
      Temporal.PlainDate.from(date),
      closures.working,
    );
    if (squeezed.due !== dates.due) {
      warn(
        'date-passed',
        `For ${formatDate(date)} the last day for replies, ${shortWeekday(dates.due)}, has passed: replies will be due on ${shortWeekday(squeezed.due)}.`,
      );
    }
  }
  if (dates.publishBy < today) {
    warn(
      'date-passed',
      `Papers for ${formatDate(date)} should have been published by ${shortWeekday(dates.publishBy)}.`,
    );
  }
  if (!schedule.outOfTermCloses) {
    const days = [dates.opens, ...dates.reminders, dates.due].filter((day) =>
      isOutOfTerm(schedule.terms, day),
    );
    if (days.length > 0) {
      warn(
        'out-of-term',
        `For ${formatDate(date)} leads are asked or due out of term: ${inList(days.map((day) => shortWeekday(day)))}. Days out of term can be made no working days in the rules.`,
      );
    }
  }
  warnNeighbours(meeting, facts, warn);
}

function warnNeighbours(meeting: Meeting, facts: CalendarFacts, warn: Warn): void {
  const { date, dates } = meeting;
  const asking = facts.meetings.filter((other) => other.date !== date && asksItself(other, facts.cycles));
  const earlier = asking.filter((other) => other.dates.due < dates.due);
  const previous = earlier.toSorted((a, b) => a.dates.freezes.localeCompare(b.dates.freezes)).at(-1);
  if (previous && previous.dates.freezes >= dates.opens) {
    warn(
      'overlaps-previous',
      `Prompts for ${formatDate(date)} go out on ${shortWeekday(dates.opens)}, before the cycle for ${formatDate(previous.date)} is frozen on ${shortWeekday(previous.dates.freezes)}: leads will have two requests at once.`,
    );
  }
  const { periodDays } = facts.plan.schedule;
  const close = asking.find((other) => daysApart(other.dates.due, dates.due) < periodDays);
  if (close) {
    warn(
      'too-close',
      `Leads are asked for ${formatDate(date)} and for ${formatDate(close.date)}, less than ${periodDays} days apart. Without “always ask” the one would show the other’s replies.`,
    );
  }
}

function warnDrawing(meeting: Meeting, facts: CalendarFacts, warn: Warn): void {
  const cycle = facts.cycles.find((one) => one.cycleId === meeting.cycle);
  const other = facts.meetings.find((one) => one.date === meeting.cycle && one.state === 'planned');
  const closes = cycle ? cycle.freezes : other?.dates.freezes;
  if (closes !== undefined && closes !== null && closes > meeting.dates.publishBy) {
    warn(
      'replies-too-late',
      `Papers for ${formatDate(meeting.date)} are out by ${shortWeekday(meeting.dates.publishBy)}, before the replies it shows are complete on ${shortWeekday(closes)}.`,
    );
  }
}
