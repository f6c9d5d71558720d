import type { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../../domain/calendar/meeting.ts';
import { squeezeRound, workBackRound } from '../../domain/calendar/working-days.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { scheduledCycle } from '../../domain/cycle/decide-due.ts';
import { doubtMeeting, faultOfDue } from '../../domain/cycle/doubt-opening.ts';
import { freezeDay, redateCycle } from '../../domain/cycle/redate-cycle.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services, Stored, Write } from '../../ports.ts';
import { settleCalendar } from '../calendar/calendar-changes.ts';
import { planClosures } from '../calendar/plan-closures.ts';
import { type PlannedPrompts, planCyclePrompts } from '../leads/plan-prompts.ts';
import { logRow } from '../shared/log-row.ts';
import { parseMeeting } from '../shared/read-cycle.ts';
import { actorOf, demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';

export interface OpenedCycle extends PlannedPrompts {
  readonly plan: Plan;
  readonly cycle: Cycle;
  /** It was open already: only leads who had no prompt yet were added. */
  readonly alreadyOpen: boolean;
  readonly warnings: readonly string[];
}

type OpenServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'bankHolidays'>;

interface Wanted {
  readonly plan: Plan;
  readonly date: Temporal.PlainDate;
  /** null: as worked back from the meeting. */
  readonly due: Temporal.PlainDate | null;
}

/** A meeting opened by hand that nobody had put into the calendar: it stands there from now on. */
function newMeeting({ plan, date }: Wanted, services: OpenServices, by: string): Meeting {
  const day = date.toString();
  return {
    date: day,
    state: 'planned',
    boards: [],
    asking: 'when-due',
    dates: workBackRound(date, plan, [], planClosures(services, plan, date)),
    cycle: day,
    addedAt: services.clock.now().toString(),
    addedBy: by,
    movedFrom: [],
    movedTo: null,
    missed: null,
  };
}

/** The cycle as opened by hand: by the calendar's days, as far as they are still to come, or for the last day given. */
function newCycle({ plan, date, due }: Wanted, meeting: Meeting, services: OpenServices, by: string): Cycle {
  const now = services.clock.now();
  const today = todayIn(plan, services.clock.now());
  const closures = planClosures(services, plan, date);
  const dates = squeezeRound(meeting.dates, today, date, closures.working);
  const cycle = scheduledCycle(meeting, dates, now, by);
  if (due !== null) return redateCycle(cycle, due, { plan, closures, now });
  return { ...cycle, freezes: freezeDay(cycle.freezes, cycle.due, plan, now) };
}

/** Refuses days on which replies cannot be due. An operator may load cycles of the past, whose days have all passed. */
function checkDue({ plan, date, due }: Wanted, services: OpenServices): void {
  if (due === null) return;
  const today = todayIn(plan, services.clock.now());
  const fault = faultOfDue(due.toString(), date.toString(), today.toString());
  if (fault === 'after-board') {
    throw new Refusal(
      'bad-input',
      'Replies cannot be due after the board meeting. Give an earlier due date.',
    );
  }
  if (fault === 'past') {
    throw new Refusal('bad-input', 'Replies cannot be due on a day that has passed. Give a later due date.');
  }
}

/** Refuses a meeting that the calendar says does not take place on this day. */
function checkMeeting(meeting: Meeting | null): void {
  if (meeting === null || meeting.state === 'planned') return;
  const day = formatDate(meeting.date);
  throw new Refusal(
    'unknown-meeting',
    meeting.movedTo === null
      ? `The board meeting on ${day} was cancelled. Add it to the calendar again before you open its cycle.`
      : `The board meeting on ${day} was moved to ${formatDate(meeting.movedTo)}. Open the cycle for that day.`,
  );
}

/**
 * What to tell of a meeting whose leads are being asked already, for another one of the same reporting period; null
 * otherwise. Refused in chat, where one press would ask everybody twice; an operator may have a reason.
 */
function checkPeriod(meeting: Meeting | null, cycles: readonly Cycle[], requester: Requester): string | null {
  const other = cycles.find((cycle) => cycle.cycleId === meeting?.cycle && cycle.state === 'open');
  if (meeting === null || other === undefined) return null;
  const [day, asked] = [formatDate(meeting.date), formatDate(other.boardDate)];
  if (requester.via !== 'teams') {
    return `Leads are being asked for ${asked} in the same reporting period: they now have two requests.`;
  }
  throw new Refusal(
    'bad-input',
    `The board meeting on ${day} shows the replies for ${asked}, for which leads are being asked now. To ask them twice, cancel the meeting and add it again as one that always asks.`,
  );
}

/**
 * A meeting as its cycle is opened: its leads are asked for it, whatever it was to draw on. Written even where that says
 * nothing new, so that a meeting moved or cancelled at this moment is noticed.
 */
function meetingWrites(stored: Stored<Meeting> | null, meeting: Meeting): Write[] {
  if (stored === null) return [{ op: 'insert', row: { kind: 'meeting', value: meeting } }];
  const value: Meeting = { ...stored.value, cycle: stored.value.date, missed: null };
  return [{ op: 'replace', row: { kind: 'meeting', value }, etag: stored.etag }];
}

/** The cycle of that board's day, opened now unless it was there. */
function findOrOpen(
  services: OpenServices,
  requester: Requester,
  wanted: Wanted,
): Promise<{ cycle: Cycle; alreadyOpen: boolean; warning: string | null }> {
  const { store } = services;
  const { plan, date } = wanted;
  const day = date.toString();
  const { name } = actorOf(requester);
  return withRetries(async () => {
    const [cycles, stored] = await Promise.all([store.listCycles(plan.id), store.readMeeting(plan.id, day)]);
    const known =
      cycles.find(({ value }) => value.cycleId === day) ??
      cycles.find(({ value }) => value.boardDate === day);
    if (known) return { cycle: known.value, alreadyOpen: true, warning: null };
    checkMeeting(stored?.value ?? null);
    const warning = checkPeriod(
      stored?.value ?? null,
      cycles.map(({ value }) => value),
      requester,
    );
    const meeting = stored?.value ?? newMeeting(wanted, services, name);
    const cycle = newCycle(wanted, meeting, services, name);
    const { due, publishBy, freezes, openedAt } = cycle;
    const detail = { meeting: day, due, publishBy, freezes };
    await store.commit(plan.id, [
      { op: 'insert', row: { kind: 'cycle', value: cycle } },
      ...meetingWrites(stored, meeting),
      logRow(requester, 'cycle-opened', openedAt, detail),
    ]);
    return { cycle, alreadyOpen: false, warning };
  });
}

/** As typed. */
export interface Opening {
  /** The day the board meets, `YYYY-MM-DD`. */
  readonly meeting: string;
  /** The last day for replies, `YYYY-MM-DD`; worked back from the meeting where it is left out. */
  readonly due?: string | undefined;
}

/**
 * Opens the cycle for a board meeting and plans one prompt for each lead with open actions. It takes its days from the
 * calendar; a meeting that is not in it is worked back by the plan's rules and added. Opening one that is open
 * already heals it: leads who still lack a prompt get one, nobody gets two. Throws `cycle-frozen` when it
 * has been frozen, `unknown-meeting` when the meeting was moved or cancelled, `bad-input` for dates that are none.
 */
export async function openCycle(
  services: OpenServices,
  requester: Requester,
  planId: string,
  { meeting, due }: Opening,
): Promise<OpenedCycle> {
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const date = parseMeeting(meeting);
  const wanted: Wanted = { plan, date, due: due === undefined ? null : parseMeeting(due) };
  const doubt = doubtMeeting(date, todayIn(plan, services.clock.now()));
  // A mistyped year would message every lead of the plan. An operator may have a reason, such as loading past cycles.
  if (doubt !== null && requester.via === 'teams') {
    throw new Refusal('bad-input', `${doubt} Give the date of the next board meeting.`);
  }
  checkDue(wanted, services);
  const { cycle, alreadyOpen, warning } = await findOrOpen(services, requester, wanted);
  if (cycle.state === 'frozen') {
    throw new Refusal(
      'cycle-frozen',
      `The cycle for ${formatDate(cycle.boardDate)} is frozen and stays as it is. Reopen it if replies are still to come in.`,
    );
  }
  // Another meeting of the same period that was to ask by itself draws on this cycle now.
  if (!alreadyOpen) await settleCalendar(services, requester, plan);
  const planned = await planCyclePrompts(services, plan, people, cycle.cycleId);
  await services.directory.wakePlan(plan.tenantId, planId, services.clock.now().toString());
  return {
    ...planned,
    plan,
    cycle,
    alreadyOpen,
    warnings: [
      ...(doubt === null ? [] : [`${doubt} Is that the meeting you mean?`]),
      ...(warning === null ? [] : [warning]),
    ],
  };
}
