import { Temporal } from 'temporal-polyfill';
import type { RoundDates } from '../calendar/meeting.ts';
import { publicationWords, publishes } from '../calendar/schedule-rules.ts';
import { type Closures, clearDaysFor } from '../calendar/working-days.ts';
import type { Plan } from '../plan/plan.ts';
import { inList, inWords, listDays, shortWeekday } from '../shared/weekdays.ts';
import type { CalendarDate, DateName } from './board-calendar.ts';

/** How each day of a round is called. */
export const dateNames: Readonly<Record<DateName, string>> = {
  opens: 'Prompts go out',
  reminder: 'Reminder',
  due: 'Last day for replies',
  escalates: 'Silence passed up',
  freezes: 'Freeze',
  'publish-by': 'Papers published by',
  meeting: 'Board meeting',
};

/** A round's days; `freezes` is null for a cycle that only the PM freezes. */
export type ExplainedDates = Omit<RoundDates, 'freezes'> & { readonly freezes: string | null };

const workingDays = (count: number) => `${inWords(count)} working ${count === 1 ? 'day' : 'days'}`;

/** `25 and 28 December are bank holidays.`; '' where no weekday between the two days is closed. */
function closedBetween(from: string, to: string, why: Closures['why']): string {
  const byReason = new Map<string, string[]>();
  const end = Temporal.PlainDate.from(to);
  for (
    let date = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(date, end) <= 0;
    date = date.add({ days: 1 })
  ) {
    const reason = date.dayOfWeek > 5 ? null : why(date);
    if (reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), date.toString()]);
  }
  const parts = [...byReason].map(([reason, days]) => {
    const one = days.length === 1;
    const what = !one && /^a /.test(reason) ? `${reason.slice(2)}s` : reason;
    return `${listDays(days)} ${one ? 'is' : 'are'} ${what}`;
  });
  return parts.length === 0 ? '' : ` ${inList(parts)}.`;
}

/** As a sentence names them. */
const divisionNames: Readonly<Record<Plan['division'], string>> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

/** A meeting's round and what its days follow from. */
export interface RoundFacts {
  /** The day the board meets. */
  readonly date: string;
  readonly dates: ExplainedDates;
  readonly plan: Pick<Plan, 'division' | 'schedule'>;
  /** Names of the boards that meet; [] for the plan's own. */
  readonly boards: readonly string[];
  readonly closures: Closures;
  /** Leads are asked for this meeting; else it has the day of publication and its own only. */
  readonly asks: boolean;
  /** Whether a day has gone by. */
  readonly isPast: (day: string, time: string | null) => boolean;
}

function publishReason({ date, dates: { publishBy }, plan, boards, closures, asks }: RoundFacts): string {
  const { count, board, source } = clearDaysFor(plan, boards);
  const kind = plan.schedule.clearDayKind;
  const whose = {
    board: `the rule of ${board ?? ''}`,
    plan: 'the plan’s own rule',
    division: `the law in ${divisionNames[plan.division]}`,
  }[source];
  const days = `${inWords(count)} clear ${kind === 'working' ? 'working ' : ''}${count === 1 ? 'day' : 'days'}`;
  const issued = `${shortWeekday(publishBy).replace(/ \d{4}$/, '')} itself`;
  const holidays = closedBetween(publishBy, date, closures.why);
  const every =
    kind === 'working' ? '' : ' Every day of the week counts, but papers come out on a working day.';
  const digest =
    asks && publishes(plan.schedule)
      ? `From ${plan.schedule.sendFrom}: ${publicationWords(plan.schedule)}. `
      : '';
  return `${digest}Papers must be open ${days} before the meeting (${whose}), not counting ${issued} nor the meeting.${every}${holidays}`;
}

/** Every day of a round with the rule that puts it there, oldest first. */
export function explainRound(facts: RoundFacts): CalendarDate[] {
  const { date, dates, plan, closures, asks, isPast } = facts;
  const rules = plan.schedule;
  const row = (what: DateName, day: string, time: string | null, reason: string): CalendarDate => ({
    what,
    name: dateNames[what],
    day,
    time,
    reason,
    past: isPast(day, time),
  });
  const between = (from: string, to: string) => closedBetween(from, to, closures.why);
  const asking = !asks
    ? []
    : [
        row(
          'opens',
          dates.opens,
          rules.sendFrom,
          `${capital(workingDays(rules.openDays))} before the last day for replies.${between(dates.opens, dates.due)}`,
        ),
        ...dates.reminders.map((day) =>
          row(
            'reminder',
            day,
            rules.sendFrom,
            day === dates.due
              ? 'On the last day for replies, to whoever has not answered.'
              : `${reminderDistance(day, dates, plan, closures)} before the last day for replies, to whoever has not answered.`,
          ),
        ),
        row(
          'due',
          dates.due,
          null,
          `${capital(workingDays(rules.dueDays))} before the papers are published, to collate them.${between(dates.due, dates.publishBy)}`,
        ),
        ...(dates.escalates === null
          ? []
          : [
              row(
                'escalates',
                dates.escalates,
                rules.sendFrom,
                `${capital(workingDays(rules.escalateDays ?? 0))} after the last day for replies: strategic leads hear who has not answered.`,
              ),
            ]),
        ...(dates.freezes === null
          ? []
          : [
              row(
                'freezes',
                dates.freezes,
                rules.freezeAt,
                dates.freezes === dates.due
                  ? 'The end of the last day for replies: the paper’s data are fixed.'
                  : `${capital(workingDays(rules.freezeDays))} before the papers are published: the paper’s data are fixed.`,
              ),
            ]),
      ];
  return [
    ...asking,
    row('publish-by', dates.publishBy, null, publishReason(facts)),
    row('meeting', date, null, 'The day the board meets.'),
  ];
}

function reminderDistance(
  day: string,
  { due }: ExplainedDates,
  { schedule }: Pick<Plan, 'schedule'>,
  { working }: Closures,
): string {
  let count = 0;
  for (
    let date = Temporal.PlainDate.from(due);
    date.toString() > day && count <= Math.max(0, ...schedule.reminderDays);
  ) {
    date = date.subtract({ days: 1 });
    if (!working(date)) count += 1;
  }
  return capital(workingDays(count));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
