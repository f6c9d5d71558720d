import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../../domain/calendar/meeting.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { decideDue } from '../../domain/cycle/decide-due.ts';
import { assignAll } from '../../domain/meetings/plan-meetings.ts';
import type { Plan, PlanId } from '../../domain/plan/plan.ts';
import { todayIn } from '../../domain/shared/days.ts';
import type { RegisteredPlan, Services } from '../../ports.ts';
import { settleCalendar } from '../calendar/calendar-changes.ts';
import { planClosures } from '../calendar/plan-closures.ts';
import { doStep, type StepDone, scheduler } from './do-step.ts';
import { isSwept, sweepCycle } from './sweep-cycle.ts';
import { sweepQuestions } from './sweep-questions.ts';

type TickServices = Pick<
  Services,
  'store' | 'directory' | 'queue' | 'roster' | 'clock' | 'logger' | 'bankHolidays' | 'telemetry'
>;

export interface DueReport {
  /** Plans there are. */
  readonly plans: number;
  /** Plans that something might have been due in, and that this call looked at. */
  readonly looked: number;
  readonly openCycles: number;
  /** What the calendar asked for and this call did, in order. */
  readonly done: readonly StepDone[];
  /** Prompts planned for leads who lacked one, in cycles that were open already. */
  readonly planned: number;
  /** Rows whose queue message had been lost. */
  readonly requeued: number;
  /** Leads who have come within reach since. */
  readonly reachable: number;
  /** Plans that could not be seen to; a later tick tries again. */
  readonly failed: number;
  /** Of the plans looked at, since when the longest-waiting message should have gone, ISO; null when none waits. */
  readonly oldestDue: string | null;
}

export interface DueOptions {
  /** Looks at every plan, whether or not something is said to be due: a tick by hand. */
  readonly all?: boolean;
}

/** How long one replica may take over a plan before another may look at it. */
const takenFor = { seconds: 60 };
/** Plans looked at at once in one replica: hides latency; more replicas take more. */
const concurrentPlans = 4;
/** When to look again while messages are under way: one may have been lost. */
const soon = { seconds: 30 };
/** A plan is looked at so often even where nothing is said to be due: nothing depends on a hint for longer. */
const atLatest = { minutes: 15 };

const earliest = (instants: readonly Temporal.Instant[]) => instants.toSorted(Temporal.Instant.compare)[0];

interface Looked {
  readonly openCycles: number;
  readonly done: readonly StepDone[];
  readonly planned: number;
  readonly requeued: number;
  readonly reachable: number;
  /** Since when messages should have gone that still wait, ISO: the longest-waiting one of each cycle. */
  readonly waiting: readonly string[];
  /** When to look again. */
  readonly next: Temporal.Instant;
}

interface Calendar {
  readonly meetings: readonly Meeting[];
  readonly cycles: readonly Cycle[];
}

/**
 * The calendar with every meeting assigned its cycle as the rules have it now: a round that was missed has left others
 * without replies to show, and a change of the calendar may have broken off half-way.
 */
async function settleMeetings(services: TickServices, plan: Plan, calendar: Calendar): Promise<Calendar> {
  const { store, clock } = services;
  const assigned = assignAll({ ...calendar, plan, now: clock.now() });
  if (assigned.every((meeting, index) => meeting === calendar.meetings[index])) return calendar;
  await settleCalendar(services, scheduler, plan);
  return { ...calendar, meetings: (await store.listMeetings(plan.id)).map(({ value }) => value) };
}

/** Does what is due in one plan, then heals the deliveries of its cycles. */
async function lookAt(services: TickServices, planId: PlanId): Promise<Looked> {
  const { store, clock } = services;
  const now = clock.now();
  const latest = now.add(atLatest);
  const [stored, cycles, meetings] = await Promise.all([
    store.readPlan(planId),
    store.listCycles(planId),
    store.listMeetings(planId),
  ]);
  const none = { openCycles: 0, done: [], planned: 0, requeued: 0, reachable: 0, waiting: [] };
  if (!stored) return { ...none, next: latest };
  const plan = stored.value;
  const calendar = await settleMeetings(services, plan, {
    meetings: meetings.map(({ value }) => value),
    cycles: cycles.map(({ value }) => value),
  });
  const closures = planClosures(services, plan, todayIn(plan, clock.now()));
  const { steps, next } = decideDue({
    plan,
    ...calendar,
    closures,
    now,
  });
  const swept = cycles.filter(({ value }) => isSwept(value, now)).map(({ value }) => value);
  const ahead = next === null ? [latest] : [latest, next];
  const asked = await sweepQuestions(services, plan);
  if (asked.unsettled > 0) ahead.push(now.add(soon));
  const waiting = asked.oldestDue === null ? [] : [asked.oldestDue];
  if (steps.length === 0 && swept.length === 0) {
    const { requeued, reachable } = asked;
    return { ...none, requeued, reachable, waiting, next: earliest(ahead) ?? latest };
  }
  const people = (await store.listPeople(planId)).map(({ value }) => value);
  const done: StepDone[] = [];
  for (const step of steps) {
    const outcome = await doStep(services, plan, people, step);
    if (outcome === null) continue;
    done.push(outcome);
    const { kind, cycleId, messages, why } = outcome;
    services.logger.info({ planId, step: kind, meeting: cycleId, messages, why }, 'scheduled step done');
    services.telemetry.count('schedule.steps', 1, { kind });
  }
  const counts = { planned: 0, requeued: asked.requeued, reachable: asked.reachable, unsettled: 0 };
  for (const cycle of swept) {
    // As it stands after the steps: one that was just frozen prompts nobody any more.
    const present = steps.length === 0 ? cycle : (await store.readCycle(planId, cycle.cycleId))?.value;
    if (!present) continue;
    const looked = await sweepCycle(services, plan, present, people);
    const { planned, requeued, reachable, unsettled } = looked;
    if (looked.oldestDue !== null) waiting.push(looked.oldestDue);
    counts.planned += planned;
    counts.requeued += requeued;
    counts.reachable += reachable;
    counts.unsettled += planned + unsettled;
  }
  if (counts.unsettled > 0 || done.length > 0) ahead.push(now.add(soon));
  const { planned, requeued, reachable } = counts;
  const openCycles = swept.filter(({ state }) => state === 'open').length;
  return { openCycles, done, planned, requeued, reachable, waiting, next: earliest(ahead) ?? latest };
}

/** Looks that are over, and when each plan wants the next one. */
interface Rest {
  readonly plan: RegisteredPlan;
  /** What the plan's row said while we had it: it says so still where nobody has woken it. */
  readonly taken: string;
  readonly until: string;
}

/** Puts looked-at plans to rest, except those that somebody has woken or taken since. */
async function restAll(services: TickServices, rests: readonly Rest[]): Promise<void> {
  if (rests.length === 0) return;
  const nameOf = ({ tenantId, planId }: RegisteredPlan) => `${tenantId} ${planId}`;
  const present = new Map((await services.directory.listPlans()).map((plan) => [nameOf(plan), plan]));
  for (const { plan, taken, until } of rests) {
    const row = present.get(nameOf(plan));
    if (row && row.dueAt === taken) await services.directory.restPlan(row, until);
  }
}

/**
 * One tick of the scheduler: finds what is due from rows and clock alone and puts it on its way. Safe on every replica,
 * twice, late or after days of downtime. With nothing due it costs one read. One plan's failure stops no other's.
 */
export async function runDue(services: TickServices, options: DueOptions = {}): Promise<DueReport> {
  const { directory, clock, logger, telemetry } = services;
  const plans = await directory.listPlans();
  const total = { looked: 0, openCycles: 0, planned: 0, requeued: 0, reachable: 0, failed: 0 };
  const done: StepDone[] = [];
  const waiting: string[] = [];
  const rests: Rest[] = [];
  const isDue = ({ dueAt }: RegisteredPlan) =>
    dueAt === null || Temporal.Instant.compare(dueAt, clock.now()) <= 0;
  const look = async (plan: RegisteredPlan): Promise<void> => {
    try {
      const now = clock.now();
      const taken = now.add(takenFor).toString();
      const mine = await directory.restPlan(plan, taken);
      // By hand it is looked at all the same: everything done twice happens once.
      if (!mine && !options.all) return;
      total.looked += 1;
      const { planId } = plan;
      const looked = await telemetry.span('plan', { planId }, () => lookAt(services, planId));
      total.openCycles += looked.openCycles;
      total.planned += looked.planned;
      total.requeued += looked.requeued;
      total.reachable += looked.reachable;
      done.push(...looked.done);
      waiting.push(...looked.waiting);
      if (mine) rests.push({ plan, taken, until: looked.next.toString() });
    } catch (error) {
      total.failed += 1;
      logger.error({ err: error, planId: plan.planId }, 'plan could not be looked at');
    }
  };
  await pLimit(concurrentPlans).map(
    plans.filter((plan) => options.all || isDue(plan)),
    look,
  );
  await restAll(services, rests);
  const oldest = earliest(waiting.map((at) => Temporal.Instant.from(at)));
  return { plans: plans.length, ...total, done, oldestDue: oldest?.toString() ?? null };
}
