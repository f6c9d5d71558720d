import { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../calendar/meeting.ts';
import type { ScheduleRules } from '../calendar/schedule-rules.ts';
import type { Cycle } from '../cycle/cycle.ts';

/** What a meeting's assignment depends on. */
export type MeetingToAssign = Pick<Meeting, 'date' | 'state' | 'asking' | 'dates' | 'cycle' | 'missed'>;
type CycleToAssign = Pick<Cycle, 'cycleId' | 'boardDate' | 'due'>;

/** A cycle for which leads were, or will be, asked, and the number of its last day for replies. */
interface Asked {
  readonly cycle: string;
  readonly due: number;
}

/** The cycle that was opened for this meeting; null where none was. A cycle follows its meeting when that is moved. */
export function openedFor<T extends CycleToAssign>(meeting: string, cycles: readonly T[]): T | null {
  return cycles.find(({ boardDate }) => boardDate === meeting) ?? null;
}

const epoch = Temporal.PlainDate.from('1970-01-01');
/** Counted once for each date: a calendar of years compares every pair. */
const dayNumber = (day: string) => epoch.until(day, { largestUnit: 'day' }).days;

/**
 * Which cycle's replies every planned meeting reports, by the meeting's date; null for none. Meetings whose last days for
 * replies are fewer than `periodDays` apart share a reporting period: leads are asked for the earliest, or for the one
 * whose cycle has been opened already, and the others draw on it. `always` and `never` are the PM's word. Moved and
 * cancelled meetings have no part; a cycle that has been opened keeps its place whatever became of its meeting.
 * Nobody is asked for a meeting before `today` any more, so that it asks for no other either.
 */
export function assignRounds(
  meetings: readonly MeetingToAssign[],
  cycles: readonly CycleToAssign[],
  rules: Pick<ScheduleRules, 'periodDays'>,
  today: string,
): Map<string, string | null> {
  const planned = meetings
    .filter(({ state }) => state === 'planned')
    .toSorted((a, b) => a.dates.due.localeCompare(b.dates.due) || a.date.localeCompare(b.date));
  const dueOf = new Map(planned.map(({ date, dates }) => [date, dates.due]));
  // By the planned day where there is one: a longer time for replies makes no longer period.
  const asked: Asked[] = cycles.map(({ cycleId: meeting, boardDate, due }) => ({
    cycle: meeting,
    due: dayNumber(dueOf.get(boardDate) ?? due),
  }));
  const taken = new Set(cycles.map(({ cycleId: meeting }) => meeting));
  const assigned = new Map<string, string | null>();
  for (const meeting of planned) {
    const opened = openedFor(meeting.date, cycles);
    const cycle = opened
      ? opened.cycleId
      : cycleFor(meeting, { asked, periodDays: rules.periodDays, taken, today });
    assigned.set(meeting.date, cycle);
    if (!opened && cycle === meeting.date) asked.push({ cycle, due: dayNumber(meeting.dates.due) });
  }
  return assigned;
}

/** What is known when a meeting's turn comes. */
interface AssignedBefore {
  readonly asked: readonly Asked[];
  readonly periodDays: number;
  /** Names of cycles that have been opened. */
  readonly taken: ReadonlySet<string>;
  readonly today: string;
}

function cycleFor(
  { date, asking, cycle, dates, missed }: MeetingToAssign,
  { asked, periodDays, taken, today }: AssignedBefore,
): string | null {
  // What a board has been shown stays what it was shown.
  if (date < today && cycle !== null && taken.has(cycle)) return cycle;
  const due = dayNumber(dates.due);
  const earlier = () =>
    nearestTo(
      due,
      asked.filter((one) => one.due <= due),
    )?.cycle ?? null;
  // A cycle that bears this date was opened for a meeting since moved away: its name is not to be had again.
  if (asking === 'never' || missed !== null || date < today || taken.has(date)) return earlier();
  if (asking === 'always') return date;
  const nearest = nearestTo(due, asked);
  return nearest !== null && Math.abs(nearest.due - due) < periodDays ? nearest.cycle : date;
}

/** Of two equally near the one of the earlier meeting. */
function nearestTo(due: number, asked: readonly Asked[]): Asked | null {
  return asked.reduce<Asked | null>((best, one) => {
    if (best === null) return one;
    const [near, far] = [Math.abs(one.due - due), Math.abs(best.due - due)];
    return near < far || (near === far && one.cycle < best.cycle) ? one : best;
  }, null);
}
