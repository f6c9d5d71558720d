import { Temporal } from 'temporal-polyfill';
import type { Asking, Meeting, RoundDates } from '../calendar/meeting.ts';
import { workBackRound } from '../calendar/working-days.ts';
import { formatDate } from '../shared/dates.ts';
import { inList, shortWeekday } from '../shared/weekdays.ts';
import { assignRounds, openedFor } from './assign-rounds.ts';
import type { CalendarWarning, DateChange, DateName, MeetingChange } from './board-calendar.ts';
import { dateNames, type ExplainedDates } from './explain-round.ts';
import { boardsOf, viewMeeting } from './view-calendar.ts';
import { type CalendarFacts, todayOf } from './warn-meeting.ts';

/** The meetings with the cycle each reports; those whose assignment stays are the same objects. */
export function assignAll(facts: Pick<CalendarFacts, 'meetings' | 'cycles' | 'plan' | 'now'>): Meeting[] {
  const assigned = assignRounds(facts.meetings, facts.cycles, facts.plan.schedule, todayOf(facts));
  return facts.meetings.map((meeting) => {
    const cycle = assigned.get(meeting.date);
    return cycle === undefined || cycle === meeting.cycle ? meeting : { ...meeting, cycle };
  });
}

/** The round of a meeting by the plan's rules as they are. */
export function roundOf(
  date: string,
  boards: readonly string[],
  { plan, closures }: Pick<CalendarFacts, 'plan' | 'closures'>,
): RoundDates {
  return workBackRound(Temporal.PlainDate.from(date), plan, boards, closures);
}

/**
 * Dates worked back anew for every planned meeting whose day has not passed and whose cycle has not been opened. One that was
 * missed by its old dates may be in time by its new ones, which the scheduler will see.
 */
export function reworkMeetings(facts: CalendarFacts, today: string): Meeting[] {
  return facts.meetings.map((meeting) => {
    const isOpen = openedFor(meeting.date, facts.cycles) !== null;
    if (meeting.state !== 'planned' || meeting.date < today || isOpen) return meeting;
    const dates = roundOf(meeting.date, meeting.boards, facts);
    return JSON.stringify(dates) === JSON.stringify(meeting.dates)
      ? meeting
      : { ...meeting, dates, missed: null };
  });
}

/** Whether a day is free for a meeting, else why not, in words. A moved meeting's old day is free unless its cycle bears it. */
export function whyTaken(
  date: string,
  { meetings, cycles }: Pick<CalendarFacts, 'meetings' | 'cycles'>,
): string | null {
  const named = cycles.find((cycle) => cycle.cycleId === date && cycle.boardDate !== date);
  if (named) {
    return `The cycle of ${formatDate(date)} belongs to the meeting since moved to ${formatDate(named.boardDate)}. Choose another day, or move that meeting back.`;
  }
  return meetings.some((one) => one.date === date && one.state === 'planned')
    ? `There is a meeting on ${formatDate(date)} already.`
    : null;
}

export interface MeetingsToAdd {
  /** `YYYY-MM-DD`, each once. */
  readonly days: readonly string[];
  readonly boards: readonly string[];
  readonly asking: Asking;
  /** Who adds them: a name. */
  readonly by: string;
}

export interface AddedMeetings {
  /** Every meeting as it will be. */
  readonly meetings: readonly Meeting[];
  /** Days of those that are new, or planned again after they were cancelled. */
  readonly added: readonly string[];
  readonly warnings: readonly CalendarWarning[];
}

/**
 * Adds meetings and assigns all of them anew. On a day that has one already, boards that were not named for it join it;
 * nothing is added where all were. Naming it to be asked for always or never changes that of the meeting that is there.
 */
export function planAdded(facts: CalendarFacts, toAdd: MeetingsToAdd): AddedMeetings {
  const { plan, cycles, now } = facts;
  const rows = new Map(facts.meetings.map((meeting) => [meeting.date, meeting]));
  const added: string[] = [];
  const warnings: CalendarWarning[] = [];
  for (const date of toAdd.days) {
    const known = rows.get(date);
    if (known?.state === 'planned') {
      const joined = [...new Set([...boardsOf(plan, known.boards), ...boardsOf(plan, toAdd.boards)])];
      const joins = joined.length > boardsOf(plan, known.boards).length;
      // Said anew, the PM's word on asking counts; left unsaid it stays.
      const asking = toAdd.asking === 'when-due' ? known.asking : toAdd.asking;
      if (joins || asking !== known.asking) {
        const boards = joins ? joined : known.boards;
        const isOpen = openedFor(date, cycles) !== null;
        const dates = isOpen ? known.dates : roundOf(date, boards, facts);
        rows.set(date, { ...known, boards, asking, dates });
        continue;
      }
    }
    const taken = whyTaken(date, { meetings: [...rows.values()], cycles });
    if (taken !== null) {
      warnings.push({ code: 'meeting-exists', meeting: date, message: taken });
      continue;
    }
    added.push(date);
    rows.set(date, {
      date,
      state: 'planned',
      boards: toAdd.boards,
      asking: toAdd.asking,
      dates: roundOf(date, toAdd.boards, facts),
      cycle: null,
      addedAt: now.toString(),
      addedBy: toAdd.by,
      // Planned again it is the meeting it was; on a day another was moved from it is a new one.
      movedFrom: known?.state === 'cancelled' ? known.movedFrom : [],
      movedTo: null,
      missed: null,
    });
  }
  const meetings = assignAll({ ...facts, meetings: byDate([...rows.values()]) });
  return { meetings, added, warnings };
}

export const byDate = (meetings: readonly Meeting[]) =>
  meetings.toSorted((a, b) => a.date.localeCompare(b.date));

const shownDays = (days: readonly string[]) => (days.length === 0 ? null : inList(days.map(shortWeekday)));

/** What is different between two rounds, day by day. */
export function changedDates(before: ExplainedDates, after: ExplainedDates): DateChange[] {
  const rows: readonly (readonly [DateName, readonly string[], readonly string[]])[] = [
    ['opens', [before.opens], [after.opens]],
    ['reminder', before.reminders, after.reminders],
    ['due', [before.due], [after.due]],
    ['escalates', present(before.escalates), present(after.escalates)],
    ['freezes', present(before.freezes), present(after.freezes)],
    ['publish-by', [before.publishBy], [after.publishBy]],
  ];
  return rows
    .map(
      ([what, from, to]): DateChange => ({
        what,
        name: dateNames[what],
        from: shownDays(from),
        to: shownDays(to),
      }),
    )
    .filter(({ from, to }) => from !== to);
}

const present = (day: string | null) => (day === null ? [] : [day]);

/** Meetings that were planned before and after, and are not the same any more; by date. */
export function changedMeetings(
  before: readonly Meeting[],
  facts: CalendarFacts,
  besides: ReadonlySet<string> = new Set(),
): MeetingChange[] {
  const old = new Map(before.map((meeting) => [meeting.date, meeting]));
  return facts.meetings.flatMap((meeting) => {
    const known = old.get(meeting.date);
    // What has not been touched is the same object: a calendar of years is not explained anew for one change.
    if (known === meeting) return [];
    if (known?.state !== 'planned' || meeting.state !== 'planned' || besides.has(meeting.date)) return [];
    const { asks, replies } = viewMeeting(meeting, facts);
    const boards = boardsOf(facts.plan, meeting.boards);
    const joined = boards.join() !== boardsOf(facts.plan, known.boards).join();
    const dates: DateChange[] = [
      ...(joined
        ? [
            {
              what: 'boards' as const,
              name: 'Boards',
              from: inList(boardsOf(facts.plan, known.boards)),
              to: inList(boards),
            },
          ]
        : []),
      ...changedDates(known.dates, meeting.dates).filter(({ what }) => asks || what === 'publish-by'),
    ];
    const same = known.cycle === meeting.cycle;
    if (same && dates.length === 0 && known.asking === meeting.asking) return [];
    const message = same && dates.length > 0 ? `${shortWeekday(meeting.date)} has new dates.` : replies;
    return [{ date: meeting.date, message, dates }];
  });
}
