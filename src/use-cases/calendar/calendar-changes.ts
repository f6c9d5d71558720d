import { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../../domain/calendar/meeting.ts';
import { closuresOf } from '../../domain/calendar/working-days.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { assignAll } from '../../domain/meetings/plan-meetings.ts';
import type { CalendarFacts } from '../../domain/meetings/warn-meeting.ts';
import type { Permission } from '../../domain/people/permissions.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { LogCode } from '../../domain/shared/log-words.ts';
import type { BankHolidays, LogEntry, Services, Stored, Write } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { admit, demand, type Requester } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';

/** A calendar as it was read, with the tags that a change must carry. */
export interface StoredCalendar {
  readonly plan: Stored<Plan>;
  readonly meetings: readonly Stored<Meeting>[];
  readonly cycles: readonly Stored<Cycle>[];
}

type ReadServices = Pick<Services, 'store' | 'clock' | 'bankHolidays'>;

/** Reads what a plan's calendar is made of, once the requester has been admitted. */
export async function readStoredCalendar(
  services: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
  permission: Permission,
): Promise<StoredCalendar> {
  const { store } = services;
  const [plan, people, meetings, cycles] = await Promise.all([
    store.readPlan(planId),
    store.listPeople(planId),
    store.listMeetings(planId),
    store.listCycles(planId),
  ]);
  const { person } = admit(requester, planId, plan, people);
  demand(person, permission);
  if (plan === null) throw new Refusal('unknown-plan', `There is no plan ${planId}.`);
  return { plan, meetings, cycles };
}

/** Longer than any round: the days before a meeting whose bank holidays count. */
const longestRoundDays = 400;

function closuresAround(bankHolidays: BankHolidays, plan: Plan, days: readonly string[]) {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  const holidays =
    first === undefined || last === undefined
      ? new Set<string>()
      : bankHolidays.between(
          plan.division,
          Temporal.PlainDate.from(first).subtract({ days: longestRoundDays }).toString(),
          Temporal.PlainDate.from(last).add({ days: 60 }).toString(),
        );
  return closuresOf(plan, holidays);
}

/** What the rules decide from; `days` are those of meetings that may come. */
export function calendarFacts(
  { clock, bankHolidays }: Pick<ReadServices, 'clock' | 'bankHolidays'>,
  plan: Plan,
  stored: Pick<StoredCalendar, 'meetings' | 'cycles'>,
  days: readonly string[] = [],
): CalendarFacts {
  const now = clock.now();
  const meetings = stored.meetings.map(({ value }) => value);
  const cycles = stored.cycles.map(({ value }) => value);
  const today = todayIn(plan, now).toString();
  const planned = meetings.filter(({ state }) => state === 'planned').map(({ date }) => date);
  const closures = closuresAround(bankHolidays, plan, [...planned, today, ...days]);
  return { plan, meetings, cycles, closures, now };
}

type Facts = Readonly<Record<string, string | null>>;

function factsOfMeeting({ state, boards, asking, cycle, dates, movedTo }: Meeting): Facts {
  const { opens, reminders, due, escalates, freezes, publishBy } = dates;
  return {
    state,
    boards: boards.join('; '),
    asking,
    cycle,
    opens,
    reminders: reminders.join(' '),
    due,
    escalates,
    freezes,
    publishBy,
    movedTo,
  };
}

function factsOfCycle({ boardDate, due, reminders, escalates, freezes, publishBy }: Cycle): Facts {
  return { boardDate, due, reminders: reminders.join(' '), escalates, freezes, publishBy };
}

/** From what to what, of everything that differs. */
function differences(before: Facts | null, after: Facts): Record<string, string | null> {
  const names = Object.keys(after).filter((name) => before?.[name] !== after[name]);
  if (before === null) return Object.fromEntries(names.map((name) => [name, after[name] ?? null]));
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${name}.from`, before[name] ?? null],
      [`${name}.to`, after[name] ?? null],
    ]),
  );
}

function whatOf(before: Meeting | null, after: Meeting): LogCode {
  if (before === null || (before.state !== 'planned' && after.state === 'planned')) return 'meeting-added';
  if (before.state === after.state) return 'meeting-changed';
  return after.state === 'moved' ? 'meeting-moved' : 'meeting-cancelled';
}

export interface CalendarChange {
  /** Every meeting as it should be. */
  readonly meetings: readonly Meeting[];
  /** A cycle whose days change; null for none. */
  readonly cycle?: Cycle | null;
  readonly plan?: { readonly value: Plan; readonly detail: LogEntry['detail'] };
}

/** Rows in one transaction of the storage. */
const transactionRows = 100;

type WriteServices = Pick<Services, 'store' | 'directory' | 'clock'>;

/** Every meeting that differs from its row, with a row of the log beside it. */
function meetingWrites(
  stored: readonly Stored<Meeting>[],
  meetings: readonly Meeting[],
  requester: Requester,
  at: string,
): Write[] {
  const known = new Map(stored.map((row) => [row.value.date, row]));
  return meetings.flatMap((meeting): Write[] => {
    const before = known.get(meeting.date);
    if (before && JSON.stringify(before.value) === JSON.stringify(meeting)) return [];
    const row = { kind: 'meeting', value: meeting } as const;
    const detail = differences(before ? factsOfMeeting(before.value) : null, factsOfMeeting(meeting));
    return [
      before ? { op: 'replace', row, etag: before.etag } : { op: 'insert', row },
      logRow(requester, whatOf(before?.value ?? null, meeting), at, { meeting: meeting.date, ...detail }),
    ];
  });
}

async function commitAll(
  { store }: Pick<Services, 'store'>,
  planId: string,
  writes: readonly Write[],
): Promise<void> {
  if (writes.length === 0) return;
  if (writes.length <= transactionRows) await store.commit(planId, writes);
  else await store.commitInBatches(planId, writes);
}

/**
 * Writes what differs from the calendar as it was read, each row with its own row of the log beside it; the plan and a
 * cycle first. All in one transaction where it fits, else in several. Gives whether there was anything to write. Throws
 * `Conflict` when somebody has changed the calendar meanwhile. Wakes the scheduler.
 */
export async function writeCalendarChange(
  services: WriteServices,
  requester: Requester,
  stored: StoredCalendar,
  change: CalendarChange,
): Promise<boolean> {
  const at = services.clock.now().toString();
  const writes: Write[] = [];
  if (change.plan) {
    const row = { kind: 'plan', value: change.plan.value } as const;
    writes.push({ op: 'replace', row, etag: stored.plan.etag });
    writes.push(logRow(requester, 'schedule-rules-changed', at, change.plan.detail));
  }
  if (change.cycle) {
    const { cycle } = change;
    const known = stored.cycles.find(({ value }) => value.cycleId === cycle.cycleId);
    if (known && JSON.stringify(known.value) !== JSON.stringify(cycle)) {
      writes.push({ op: 'replace', row: { kind: 'cycle', value: cycle }, etag: known.etag });
      const detail = differences(factsOfCycle(known.value), factsOfCycle(cycle));
      writes.push(logRow(requester, 'cycle-moved', at, { meeting: cycle.cycleId, ...detail }));
    }
  }
  writes.push(...meetingWrites(stored.meetings, change.meetings, requester, at));
  if (writes.length === 0) return false;
  const plan = change.plan?.value ?? stored.plan.value;
  await commitAll(services, plan.id, writes);
  await settleCalendar(services, requester, plan);
  await services.directory.wakePlan(plan.tenantId, plan.id, at);
  return true;
}

/**
 * Assigns every meeting its cycle anew from the rows as they are: after a change that was made at the same moment as
 * another, or a cycle opened by hand, two meetings of one reporting period might else both ask. Whoever comes last
 * sees both, so that it settles.
 */
export function settleCalendar(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  plan: Plan,
): Promise<void> {
  const { store, clock } = services;
  return withRetries(async () => {
    const [meetings, cycles] = await Promise.all([store.listMeetings(plan.id), store.listCycles(plan.id)]);
    const facts = {
      plan,
      now: clock.now(),
      meetings: meetings.map(({ value }) => value),
      cycles: cycles.map(({ value }) => value),
    };
    const writes = meetingWrites(meetings, assignAll(facts), requester, clock.now().toString());
    await commitAll(services, plan.id, writes);
  });
}
