import { Temporal } from 'temporal-polyfill';
import type { CalendarSettings, Division } from './calendar-settings.ts';
import type { RoundDates } from './meeting.ts';
import type { Term } from './schedule-rules.ts';

export type IsClosed = (date: Temporal.PlainDate) => boolean;

/** Days on which nothing happens, and why. */
export interface Closures {
  /** Weekends, bank holidays and the plan's closed days: what clear days, freeze and escalation leave out. */
  readonly publication: IsClosed;
  /** The same and, where the plan's rules say so, days out of term: what prompts, reminders and replies leave out. */
  readonly working: IsClosed;
  /** Why a day that is no weekend is closed, for a sentence: `a bank holiday`; null for a day that is open or only a weekend. */
  readonly why: (date: Temporal.PlainDate) => string | null;
}

/**
 * Clear days that agenda and papers must be open to inspection before a meeting: England five (Local Government
 * Act 1972 s.100B, SI 2012/2089), Wales three, Scotland three (Local Government (Scotland) Act 1973 s.50B),
 * Northern Ireland five.
 */
const clearDaysOf: Readonly<Record<Division, number>> = {
  england: 5,
  wales: 3,
  scotland: 3,
  'northern-ireland': 5,
};

/** Saturdays, Sundays and the given `YYYY-MM-DD` days are closed. */
export function closedOn(days: ReadonlySet<string>): IsClosed {
  return (date) => date.dayOfWeek > 5 || days.has(date.toString());
}

/**
 * Between two of the terms given. Before the first and after the last nothing is known, so no day is out of term.
 */
export function isOutOfTerm(terms: readonly Term[], day: string): boolean {
  if (terms.some(({ from, to }) => from <= day && day <= to)) return false;
  return terms.some(({ to }) => to < day) && terms.some(({ from }) => day < from);
}

/** The closed days of a plan: `bankHolidays` must reach from some months before the first meeting to the last. */
export function closuresOf(
  plan: Pick<CalendarSettings, 'schedule'>,
  bankHolidays: ReadonlySet<string>,
): Closures {
  const { closedDays, terms, outOfTermCloses } = plan.schedule;
  const named = new Map(closedDays.map(({ date, name }) => [date, name]));
  const publication: IsClosed = (date) => {
    if (date.dayOfWeek > 5) return true;
    const day = date.toString();
    return bankHolidays.has(day) || named.has(day);
  };
  const outOfTerm = (date: Temporal.PlainDate) => outOfTermCloses && isOutOfTerm(terms, date.toString());
  return {
    publication,
    working: (date) => publication(date) || outOfTerm(date),
    why(date) {
      const day = date.toString();
      if (bankHolidays.has(day)) return 'a bank holiday';
      const name = named.get(day);
      if (name !== undefined) return name === '' ? 'a closed day' : `closed (${name})`;
      return date.dayOfWeek <= 5 && outOfTerm(date) ? 'out of term' : null;
    },
  };
}

/** The working day `count` working days before `date`, which itself does not count; `date` for none. */
export function workingDaysBefore(
  date: Temporal.PlainDate,
  count: number,
  isClosed: IsClosed,
): Temporal.PlainDate {
  return stepOver(date, count, isClosed, -1);
}

/** The working day `count` working days after `date`, which itself does not count; `date` for none. */
export function workingDaysAfter(
  date: Temporal.PlainDate,
  count: number,
  isClosed: IsClosed,
): Temporal.PlainDate {
  return stepOver(date, count, isClosed, 1);
}

function stepOver(
  date: Temporal.PlainDate,
  count: number,
  isClosed: IsClosed,
  step: 1 | -1,
): Temporal.PlainDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = day.add({ days: step });
    if (!isClosed(day)) left -= 1;
  }
  return day;
}

/** Itself if it is open, else the working day before. */
function openOnOrBefore(date: Temporal.PlainDate, isClosed: IsClosed): Temporal.PlainDate {
  return isClosed(date) ? workingDaysBefore(date, 1, isClosed) : date;
}

/** The open days next to one that is closed. */
export function nearestOpenDays(
  date: Temporal.PlainDate,
  isClosed: IsClosed,
): { readonly before: Temporal.PlainDate; readonly after: Temporal.PlainDate } {
  return { before: workingDaysBefore(date, 1, isClosed), after: workingDaysAfter(date, 1, isClosed) };
}

/** How many clear days a meeting's papers are open, and whose rule that is. Of several boards the strictest counts. */
export interface ClearDays {
  readonly count: number;
  /** A board's name; null where the plan or its division says so. */
  readonly board: string | null;
  readonly source: 'board' | 'plan' | 'division';
}

/** The board's own clear days before the plan's, the plan's before the division's. `boards` is [] for the plan's own board. */
export function clearDaysFor(plan: CalendarSettings, boards: readonly string[]): ClearDays {
  const { schedule, division } = plan;
  const common: ClearDays =
    schedule.clearDays === null
      ? { count: clearDaysOf[division], board: null, source: 'division' }
      : { count: schedule.clearDays, board: null, source: 'plan' };
  const each = boards.map((name): ClearDays => {
    const own = schedule.boards.find((board) => board.name === name)?.clearDays ?? null;
    return own === null ? common : { count: own, board: name, source: 'board' };
  });
  return each.reduce((strictest, one) => (one.count > strictest.count ? one : strictest), each[0] ?? common);
}

function publishByOf(
  date: Temporal.PlainDate,
  plan: CalendarSettings,
  boards: readonly string[],
  isClosed: IsClosed,
): Temporal.PlainDate {
  const { count } = clearDaysFor(plan, boards);
  if (plan.schedule.clearDayKind === 'working') return workingDaysBefore(date, count + 1, isClosed);
  // Every day counts, but nobody is there to publish on a closed one.
  return openOnOrBefore(date.subtract({ days: count + 1 }), isClosed);
}

/**
 * The days of one round, worked back from its board meeting by the plan's rules (DOMAIN 4.9). `boards` are the names of
 * those that meet, [] for the plan's own. Every day is open in `closures`, and they are in order:
 * opens <= reminders <= due < escalates <= freezes <= publishBy.
 */
export function workBackRound(
  date: Temporal.PlainDate,
  plan: CalendarSettings,
  boards: readonly string[],
  closures: Pick<Closures, 'publication' | 'working'>,
): RoundDates {
  const rules = plan.schedule;
  const { publication, working } = closures;
  const publishBy = publishByOf(date, plan, boards, publication);
  const due = openOnOrBefore(workingDaysBefore(publishBy, rules.dueDays, working), working);
  const freezes = later(workingDaysBefore(publishBy, rules.freezeDays, publication), due);
  const opens = workingDaysBefore(due, rules.openDays, working);
  const escalates =
    rules.escalateDays === null ? null : workingDaysAfter(due, rules.escalateDays, publication).toString();
  const reminders = rules.reminderDays
    .map((days) => workingDaysBefore(due, days, working).toString())
    .filter((day) => day > opens.toString());
  return {
    opens: opens.toString(),
    reminders: [...new Set(reminders)].sort(),
    due: due.toString(),
    // Nobody can answer a silence that is passed up after the freeze.
    escalates: escalates !== null && escalates <= freezes.toString() ? escalates : null,
    freezes: freezes.toString(),
    publishBy: publishBy.toString(),
  };
}

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) < 0 ? b : a;

/**
 * The days of a round that is opened late. Replies are due as planned if that day is still to come, else on the day of
 * publication, else on the working day before the meeting, else today: a lead is never asked for a reply by
 * yesterday. The freeze waits for the replies, and what cannot be in time any more is left out.
 */
export function squeezeRound(
  dates: RoundDates,
  today: Temporal.PlainDate,
  meeting: Temporal.PlainDate,
  isClosed: IsClosed = closedOn(new Set()),
): RoundDates {
  const now = today.toString();
  if (dates.opens >= now) return dates;
  const possible = [dates.due, dates.publishBy, workingDaysBefore(meeting, 1, isClosed).toString()];
  const due = possible.find((day) => day >= now) ?? now;
  // ISO days sort as text.
  const freezes = [dates.freezes, due].sort().at(-1) ?? due;
  const { escalates } = dates;
  return {
    opens: now,
    reminders: dates.reminders.filter((day) => day > now && day <= due),
    due,
    escalates: escalates !== null && escalates > due && escalates <= freezes ? escalates : null,
    freezes,
    publishBy: dates.publishBy,
  };
}
