import type { Meeting } from '../../domain/calendar/meeting.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { openedFor } from '../../domain/meetings/assign-rounds.ts';
import type { CalendarMeeting, MeetingMove } from '../../domain/meetings/board-calendar.ts';
import { changedMeetings, whyTaken } from '../../domain/meetings/plan-meetings.ts';
import { planCancel, planMove } from '../../domain/meetings/plan-move.ts';
import { viewMeeting } from '../../domain/meetings/view-calendar.ts';
import type { CalendarFacts } from '../../domain/meetings/warn-meeting.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { inList } from '../../domain/shared/weekdays.ts';
import type { Services } from '../../ports.ts';
import {
  calendarFacts,
  readStoredCalendar,
  type StoredCalendar,
  writeCalendarChange,
} from '../calendar/calendar-changes.ts';
import { compactInstant, refreshCards } from '../shared/refresh-cards.ts';
import type { Requester } from '../shared/requester.ts';
import { readOneDay } from './schedule-meetings.ts';

type MoveServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'bankHolidays'>;

/** From which day to which, as typed. */
export interface MoveDays {
  readonly from: string;
  readonly to: string;
}

interface Prepared {
  readonly stored: StoredCalendar;
  readonly meetings: readonly Meeting[];
  readonly cycle: Cycle | null;
  readonly move: MeetingMove;
}

function findPlanned({ meetings }: StoredCalendar, date: string): Meeting {
  const found = meetings.find(({ value }) => value.date === date)?.value;
  if (found?.state === 'planned') return found;
  const day = formatDate(date);
  if (found?.state === 'cancelled') {
    throw new Refusal(
      'unknown-meeting',
      `The meeting on ${day} is cancelled. Add it again if it takes place.`,
    );
  }
  if (found?.movedTo) {
    throw new Refusal(
      'unknown-meeting',
      `The meeting of ${day} has been moved to ${formatDate(found.movedTo)} already. Give that date.`,
    );
  }
  const planned = meetings
    .filter(({ value }) => value.state === 'planned')
    .map(({ value }) => formatDate(value.date));
  const known = planned.length === 0 ? 'Add one first.' : `There are: ${inList(planned.slice(-20))}.`;
  throw new Refusal('unknown-meeting', `There is no meeting on ${day}. ${known}`);
}

async function readPlanned(services: MoveServices, requester: Requester, planId: string, dateText: string) {
  const stored = await readStoredCalendar(services, requester, planId, 'run-cycle');
  const plan = stored.plan.value;
  const today = todayIn(plan, services.clock.now());
  const date = readOneDay(dateText, today, 'the meeting').toString();
  const meeting = findPlanned(stored, date);
  const factsWith = (days: readonly string[]): CalendarFacts => calendarFacts(services, plan, stored, days);
  return { stored, plan, today, meeting, factsWith };
}

async function prepareMove(
  services: MoveServices,
  requester: Requester,
  planId: string,
  days: MoveDays,
): Promise<Prepared> {
  const { stored, plan, today, meeting, factsWith } = await readPlanned(
    services,
    requester,
    planId,
    days.from,
  );
  const from = meeting.date;
  const to = readOneDay(days.to, today, 'the new day').toString();
  if (from < today.toString()) {
    throw new Refusal('bad-input', `The board met on ${formatDate(from)}: that cannot be moved any more.`);
  }
  if (to < today.toString()) {
    throw new Refusal('bad-input', `${formatDate(to)} has passed. Give a day from today on.`);
  }
  if (from === to) throw new Refusal('bad-input', `The meeting is on ${formatDate(to)} already.`);
  const facts = factsWith([to]);
  // Its own cycle may bear the new day: then it is moved back.
  const others = facts.cycles.filter(({ boardDate }) => boardDate !== from);
  const taken = whyTaken(to, { ...facts, cycles: others });
  if (taken !== null) throw new Refusal('meeting-exists', taken);
  if (openedFor(from, facts.cycles) !== null && openedFor(to, others) !== null) {
    throw new Refusal(
      'meeting-exists',
      `Leads have been asked for ${formatDate(to)} already, in a cycle whose meeting was cancelled, and one day cannot have two cycles. Choose another day.`,
    );
  }
  const { meetings, cycle, moved, stays } = planMove(facts, meeting, to);
  const after: CalendarFacts = {
    ...facts,
    meetings,
    cycles: facts.cycles.map((one) => (cycle !== null && one.cycleId === cycle.cycleId ? cycle : one)),
  };
  const view = viewOf(after, to);
  const move: MeetingMove = {
    plan: plan.id,
    name: plan.name,
    from,
    to,
    meeting: view,
    moved,
    stays,
    changed: changedMeetings(facts.meetings, after, new Set([from, to])),
    warnings: view.warnings,
    refreshed: 0,
    written: false,
  };
  return { stored, meetings, cycle, move };
}

function viewOf(facts: CalendarFacts, date: string): CalendarMeeting {
  const meeting = facts.meetings.find((one) => one.date === date);
  if (!meeting) throw new Error(`The meeting on ${date} has been lost on its way.`);
  return viewMeeting(meeting, facts);
}

/**
 * What moving a meeting would come to: what moves, and what has happened and stays. Writes nothing. Throws
 * `unknown-meeting`, `meeting-exists` where the new day has one, `bad-input` for days that will not do.
 */
export async function previewMove(
  services: MoveServices,
  requester: Requester,
  planId: string,
  days: MoveDays,
): Promise<MeetingMove> {
  return (await prepareMove(services, requester, planId, days)).move;
}

/**
 * Moves a meeting with everything of its round that has not happened yet, and brings the cards leads have up to date.
 * Refuses as `previewMove` does; throws `Conflict` when the calendar changed in between.
 */
export async function moveMeeting(
  services: MoveServices,
  requester: Requester,
  planId: string,
  days: MoveDays,
): Promise<MeetingMove> {
  const { stored, meetings, cycle, move } = await prepareMove(services, requester, planId, days);
  const written = await writeCalendarChange(services, requester, stored, { meetings, cycle });
  const stamp = compactInstant(services.clock.now().toString());
  const refreshed =
    cycle === null ? 0 : await refreshCards(services, planId, cycle.cycleId, `moved-${move.to}-${stamp}`);
  return { ...move, written, refreshed };
}

async function prepareCancel(
  services: MoveServices,
  requester: Requester,
  planId: string,
  dateText: string,
): Promise<Prepared> {
  const { stored, plan, today, meeting, factsWith } = await readPlanned(
    services,
    requester,
    planId,
    dateText,
  );
  const { date } = meeting;
  if (date < today.toString()) {
    throw new Refusal(
      'bad-input',
      `The board met on ${formatDate(date)}: that cannot be cancelled any more.`,
    );
  }
  const facts = factsWith([]);
  const meetings = planCancel(facts, meeting);
  const after: CalendarFacts = { ...facts, meetings };
  const view = viewOf(after, date);
  const move: MeetingMove = {
    plan: plan.id,
    name: plan.name,
    from: date,
    to: null,
    meeting: view,
    moved: [],
    stays: [],
    changed: changedMeetings(facts.meetings, after, new Set([date])),
    warnings: view.warnings,
    refreshed: 0,
    written: false,
  };
  return { stored, meetings, cycle: null, move };
}

/** What cancelling a meeting would come to; `to` is null. Writes nothing. Throws `unknown-meeting` and `bad-input`. */
export async function previewCancel(
  services: MoveServices,
  requester: Requester,
  planId: string,
  date: string,
): Promise<MeetingMove> {
  return (await prepareCancel(services, requester, planId, date)).move;
}

/**
 * Cancels a meeting. A cycle opened for it stays as it is, and a warning says so: replies may still be wanted. Meetings
 * that would have shown its replies are asked for themselves where it had not been opened.
 */
export async function cancelMeeting(
  services: MoveServices,
  requester: Requester,
  planId: string,
  date: string,
): Promise<MeetingMove> {
  const { stored, meetings, move } = await prepareCancel(services, requester, planId, date);
  return { ...move, written: await writeCalendarChange(services, requester, stored, { meetings }) };
}
