import { Temporal } from 'temporal-polyfill';
import type { Meeting, RoundDates } from '../calendar/meeting.ts';
import { squeezeRound } from '../calendar/working-days.ts';
import type { Cycle } from '../cycle/cycle.ts';
import { freezeDay, redateCycle } from '../cycle/redate-cycle.ts';
import { formatDate, formatInstantDate } from '../shared/dates.ts';
import { inList, shortWeekday } from '../shared/weekdays.ts';
import { openedFor } from './assign-rounds.ts';
import type { DateChange } from './board-calendar.ts';
import { dateNames } from './explain-round.ts';
import { assignAll, byDate, changedDates, roundOf } from './plan-meetings.ts';
import { datesOfCycle } from './view-calendar.ts';
import { type CalendarFacts, todayOf } from './warn-meeting.ts';

/** What moving a meeting makes of the calendar. */
export interface PlannedMove {
  /** Every meeting as it will be. */
  readonly meetings: readonly Meeting[];
  /** The meeting's cycle as it will be; null where none has been opened for it. */
  readonly cycle: Cycle | null;
  readonly moved: readonly DateChange[];
  /** What has happened and stays, each in a sentence. */
  readonly stays: readonly string[];
}

/** The days of an open cycle whose board meets on another day: what has been done keeps its day. */
function moveOpen(cycle: Cycle, round: RoundDates, facts: CalendarFacts, to: string): Cycle {
  const today = todayOf(facts);
  const board = Temporal.PlainDate.from(to);
  const dates = squeezeRound(round, Temporal.PlainDate.from(today), board, facts.closures.working);
  const { remindersDone } = cycle;
  // A cycle that only the PM freezes and reminds stays one.
  const isScheduled = cycle.freezes !== null;
  const ahead = dates.reminders.filter((day) => day >= today);
  const moved: Cycle = {
    ...cycle,
    boardDate: to,
    due: dates.due,
    publishBy: dates.publishBy,
    reminders: isScheduled ? [...new Set([...remindersDone, ...ahead])].sort() : cycle.reminders,
    escalates: isScheduled && cycle.escalationDoneAt === null ? dates.escalates : cycle.escalates,
    freezes: isScheduled ? freezeDay(dates.freezes, dates.due, facts.plan, facts.now) : null,
  };
  // Leads who have been given longer than the rules give keep it when the board meets later.
  if (to < cycle.boardDate || cycle.due <= dates.due) return moved;
  if (!isScheduled) return { ...moved, due: cycle.due };
  return redateCycle(moved, Temporal.PlainDate.from(cycle.due), facts);
}

/**
 * A frozen cycle whose board meets on another day: what has happened stays, but neither replies nor a freeze are due after
 * the board meets, so that a reopened cycle begins with days that can be kept.
 */
function moveFrozen(cycle: Cycle, { publishBy }: RoundDates, to: string): Cycle {
  const { due, freezes } = cycle;
  const upTo = (day: string) => (day > to ? to : day);
  return {
    ...cycle,
    boardDate: to,
    publishBy,
    due: upTo(due),
    freezes: freezes === null ? null : upTo(freezes),
  };
}

function staysOf(cycle: Cycle, timeZone: string): string[] {
  const dayInZone = (instant: string) => formatInstantDate(instant, timeZone);
  const skipped = new Set(cycle.skipped.map(({ day }) => day));
  const reminded = cycle.remindersDone.filter((day) => !skipped.has(day));
  return [
    `Leads were asked from ${dayInZone(cycle.openedAt)} on: prompts already sent stay, and their cards will name the new day.`,
    ...(reminded.length === 0 ? [] : [`Reminders sent on ${inList(reminded.map(formatDate))} stay.`]),
    ...(cycle.escalationDoneAt === null
      ? []
      : [`Silence was passed up on ${dayInZone(cycle.escalationDoneAt)}; that is not done again.`]),
    ...(cycle.publicationDoneAt === null || cycle.skipped.some(({ what }) => what === 'publication')
      ? []
      : [`The digest was sent on ${dayInZone(cycle.publicationDoneAt)}; that is not done again.`]),
    ...(cycle.state === 'open' || cycle.frozenAt === null
      ? []
      : [
          `The freeze of ${dayInZone(cycle.frozenAt)} stays, and so do the paper’s data. Reopen the cycle if leads are to reply again.`,
        ]),
    ...(cycle.signedOff === null ? [] : [`The sign-off of ${dayInZone(cycle.signedOff.at)} stays.`]),
    `Replies stay filed under ${formatDate(cycle.cycleId)}, the day the cycle was opened for.`,
  ];
}

/**
 * Moves a planned meeting to another day: the old row stays as a record, and everything of its round that has not happened
 * moves along. Whether both days may be had is for the caller to see. Other meetings are assigned anew.
 */
export function planMove(facts: CalendarFacts, meeting: Meeting, to: string): PlannedMove {
  const opened = openedFor(meeting.date, facts.cycles);
  const round = roundOf(to, meeting.boards, facts);
  const cycle =
    opened === null
      ? null
      : opened.state === 'open'
        ? moveOpen(opened, round, facts, to)
        : moveFrozen(opened, round, to);
  const old: Meeting = { ...meeting, state: 'moved', movedTo: to };
  const moved: Meeting = {
    ...meeting,
    date: to,
    dates: round,
    movedFrom: [...meeting.movedFrom, meeting.date],
    missed: null,
  };
  const others = facts.meetings.filter(({ date }) => date !== meeting.date && date !== to);
  const cycles = facts.cycles.map((one) => (cycle !== null && one.cycleId === cycle.cycleId ? cycle : one));
  const meetings = assignAll({ ...facts, meetings: byDate([...others, old, moved]), cycles });
  const { timeZone } = facts.plan;
  const asks = cycle !== null || meetings.some(({ date, cycle: name }) => date === to && name === to);
  const dates =
    opened === null || cycle === null
      ? changedDates(meeting.dates, round).filter(({ what }) => asks || what === 'publish-by')
      : changedDates(datesOfCycle(opened, timeZone), datesOfCycle(cycle, timeZone));
  const day: DateChange = {
    what: 'meeting',
    name: dateNames.meeting,
    from: shortWeekday(meeting.date),
    to: shortWeekday(to),
  };
  return {
    meetings,
    cycle,
    moved: [...dates, day],
    stays: cycle === null ? [] : staysOf(cycle, timeZone),
  };
}

/** Takes a planned meeting out of the calendar; its row stays as a record and other meetings are assigned anew. */
export function planCancel(facts: CalendarFacts, meeting: Meeting): readonly Meeting[] {
  const meetings = facts.meetings.map(
    (one): Meeting => (one.date === meeting.date ? { ...meeting, state: 'cancelled' } : one),
  );
  return assignAll({ ...facts, meetings });
}
