import type { Meeting } from '../calendar/meeting.ts';
import type { Cycle } from '../cycle/cycle.ts';
import type { Plan } from '../plan/plan.ts';
import { formatDate, formatInstantTime } from '../shared/dates.ts';
import { dayOf } from '../shared/days.ts';
import { openedFor } from './assign-rounds.ts';
import type { BoardCalendar, CalendarDate, CalendarMeeting, CalendarWarning } from './board-calendar.ts';
import { type ExplainedDates, explainRound } from './explain-round.ts';
import { type CalendarFacts, hasPassed, todayOf, warnMeeting } from './warn-meeting.ts';

/** Who meets, by name: the plan's own board where none is named. */
export function boardsOf(plan: Pick<Plan, 'board'>, boards: readonly string[]): readonly string[] {
  if (boards.length > 0) return boards;
  return [plan.board === '' ? 'Board' : plan.board];
}

/** The days of a cycle that has been opened. */
export function datesOfCycle(cycle: Cycle, timeZone: string): ExplainedDates {
  return {
    opens: dayOf(cycle.openedAt, timeZone),
    reminders: cycle.reminders,
    due: cycle.due,
    escalates: cycle.escalates,
    freezes: cycle.freezes,
    publishBy: cycle.publishBy,
  };
}

const setByHand = 'Set when the cycle was opened, or since.';

/** What the rules do not say of an opened cycle's days is not claimed of them. Its prompts went out when it was opened. */
function explainOpened(
  rows: readonly CalendarDate[],
  planned: readonly CalendarDate[],
  openedAtTime: string,
): CalendarDate[] {
  return rows.map((row) => {
    const asPlanned = planned.some(({ what, day }) => what === row.what && day === row.day);
    const told = row.what === 'opens' ? { ...row, time: openedAtTime, past: true } : row;
    if (asPlanned || row.what === 'meeting') return told;
    return { ...told, reason: row.what === 'opens' ? 'The day the cycle was opened.' : setByHand };
  });
}

function repliesOf(meeting: Meeting, asks: boolean, cycle: Cycle | undefined): string {
  if (meeting.state === 'cancelled') return 'Cancelled.';
  if (meeting.state === 'moved') {
    return `Moved to ${meeting.movedTo === null ? 'another day' : formatDate(meeting.movedTo)}.`;
  }
  if (asks) {
    if (cycle === undefined) return 'Leads are asked for this meeting.';
    return cycle.state === 'open'
      ? 'Leads have been asked for this meeting.'
      : 'Leads were asked for this meeting.';
  }
  if (meeting.cycle === null) return 'Leads are not asked, and there are no earlier replies to show.';
  const shown = formatDate(cycle?.boardDate ?? meeting.cycle);
  return `Leads are not asked again: it shows their replies for ${shown}.`;
}

/** One meeting as its PM reads it. */
export function viewMeeting(meeting: Meeting, facts: CalendarFacts): CalendarMeeting {
  const { plan, cycles, closures } = facts;
  const own = openedFor(meeting.date, cycles);
  const asks = meeting.cycle !== null && (own?.cycleId ?? meeting.date) === meeting.cycle;
  const cycle = own ?? cycles.find((one) => one.cycleId === meeting.cycle);
  const explain = (dates: ExplainedDates) =>
    explainRound({
      ...{ date: meeting.date, boards: meeting.boards, dates, plan, closures, asks },
      isPast: (day, time) => hasPassed(facts, day, time),
    });
  const planned = meeting.state === 'planned' ? explain(meeting.dates) : [];
  const dates =
    own === null || meeting.state !== 'planned'
      ? planned
      : explainOpened(
          explain(datesOfCycle(own, plan.timeZone)),
          planned,
          formatInstantTime(own.openedAt, plan.timeZone),
        );
  return {
    date: meeting.date,
    state: meeting.state,
    boards: boardsOf(plan, meeting.boards),
    asking: meeting.asking,
    cycle: meeting.cycle,
    asks,
    cycleState: meeting.cycle === null ? null : (cycle?.state ?? 'planned'),
    replies: repliesOf(meeting, asks, cycle),
    dates,
    movedFrom: meeting.movedFrom,
    movedTo: meeting.movedTo,
    missed: meeting.missed,
    warnings: [...warnMeeting(meeting, facts), ...warnCancelled(meeting, own)],
  };
}

function warnCancelled({ date, state }: Meeting, own: Cycle | null): CalendarWarning[] {
  if (state !== 'cancelled' || own?.state !== 'open') return [];
  return [
    {
      code: 'cycle-open',
      meeting: date,
      message: `The meeting on ${formatDate(date)} is cancelled, but its cycle stays open: leads can still reply and are reminded. Freeze it to end that.`,
    },
  ];
}

/** The whole calendar, oldest meeting first. */
export function viewCalendar(facts: CalendarFacts): BoardCalendar {
  const { plan, meetings } = facts;
  return {
    plan: plan.id,
    name: plan.name,
    timeZone: plan.timeZone,
    today: todayOf(facts),
    rules: plan.schedule,
    meetings: meetings
      .toSorted((a, b) => a.date.localeCompare(b.date))
      .map((meeting) => viewMeeting(meeting, facts)),
  };
}
