import type { Cycle } from '../../domain/cycle/cycle.ts';
import { type DueStep, markDone, scheduledCycle } from '../../domain/cycle/decide-due.ts';
import { isFreezeDue } from '../../domain/delivery/ask-in-time.ts';
import { type DeliveryKind, writeDeliveryKind } from '../../domain/delivery/delivery.ts';
import { planNotices } from '../../domain/delivery/delivery-plan.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { Conflict, type Services, type Write } from '../../ports.ts';
import { freezeNow } from '../cycle/freeze-cycle.ts';
import { planCyclePrompts } from '../leads/plan-prompts.ts';
import { findReach } from '../people/find-reach.ts';
import { changeCycle } from '../shared/change-cycle.ts';
import { keyOf } from '../shared/insert-deliveries.ts';
import { logRow } from '../shared/log-row.ts';
import { actorOf } from '../shared/requester.ts';
import { remindLeads } from './chase-replies.ts';
import { escalateSilence } from './escalate-silence.ts';

export type StepServices = Pick<Services, 'store' | 'directory' | 'queue' | 'roster' | 'clock' | 'logger'>;

/** Who acts when the scheduler does. */
export const scheduler = { via: 'system' } as const;

/** What one step of the scheduler came to. */
export interface StepDone {
  readonly kind: DueStep['kind'];
  readonly planId: string;
  /** The cycle, or for a missed round the meeting, `YYYY-MM-DD`. */
  readonly cycleId: string;
  /** Messages put on their way. */
  readonly messages: number;
  /** Why something was left out, in words for the PM; '' otherwise. */
  readonly why: string;
}

type OpenStep = Extract<DueStep, { kind: 'open' }>;

/**
 * null when somebody else has opened it meanwhile: then the sweep sees to its prompts. Or when the meeting is no longer
 * what was decided on: moved and cancelled at this moment, it is decided anew at the next tick.
 */
async function openRound(
  services: StepServices,
  plan: Plan,
  people: readonly Person[],
  { meeting, dates }: OpenStep,
): Promise<number | null> {
  const now = services.clock.now();
  const stored = await services.store.readMeeting(plan.id, meeting.date);
  if (!stored || JSON.stringify(stored.value) !== JSON.stringify(meeting)) return null;
  const cycle = scheduledCycle(meeting, dates, now, actorOf(scheduler).name);
  const pms = people.filter(({ roles }) => roles.includes('pm'));
  const reach = await findReach(services, plan.tenantId, pms);
  const notices = planNotices({
    planId: plan.id,
    cycleId: cycle.cycleId,
    notice: { name: 'notice', of: 'opened' },
    people: pms,
    reach,
    now,
  });
  const { due, publishBy, freezes } = cycle;
  const detail = { meeting: cycle.cycleId, due, publishBy, freezes };
  try {
    await services.store.commit(plan.id, [
      { op: 'insert', row: { kind: 'cycle', value: cycle } },
      // Unchanged, for its tag: whoever moves or cancels it now loses or wins against this opening, never both.
      { op: 'replace', row: { kind: 'meeting', value: stored.value }, etag: stored.etag },
      ...notices.map((value): Write => ({ op: 'insert', row: { kind: 'delivery', value } })),
      logRow(scheduler, 'cycle-opened', now.toString(), detail),
    ]);
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
  const { planned } = await planCyclePrompts(services, plan, people, cycle.cycleId);
  // After the prompts, so that the PM reads how many are being asked.
  await services.queue.enqueue(notices.filter(({ state }) => state === 'planned').map(keyOf));
  return planned;
}

/** Says on a meeting why nobody was asked; null when somebody has changed it meanwhile. */
async function missRound(services: StepServices, planId: string, date: string, why: string) {
  const stored = await services.store.readMeeting(planId, date);
  if (!stored || stored.value.missed !== null) return null;
  const at = services.clock.now().toString();
  try {
    await services.store.commit(planId, [
      { op: 'replace', row: { kind: 'meeting', value: { ...stored.value, missed: why } }, etag: stored.etag },
      logRow(scheduler, 'round-missed', at, { meeting: date, why }),
    ]);
    return 0;
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}

const logNames = {
  remind: 'leads-reminded',
  escalate: 'silence-escalated',
  skip: 'step-skipped',
} as const;

/** Notes on the cycle that a step is done, unless another replica has. */
async function markCycle(
  services: StepServices,
  planId: string,
  step: Extract<DueStep, { kind: 'remind' | 'escalate' | 'skip' }>,
  messages: number,
): Promise<boolean> {
  const now = services.clock.now();
  const day = step.kind === 'skip' ? step.skipped.day : step.day;
  const left = step.kind === 'skip' ? { what: step.skipped.what, why: step.skipped.why } : { messages };
  const { changed } = await changeCycle(services.store, planId, step.cycleId, (current) => {
    const marked = markDone(current, step, now);
    if (marked === current) return null;
    const detail = { meeting: step.cycleId, day, ...left };
    return { cycle: marked, writes: [logRow(scheduler, logNames[step.kind], now.toString(), detail)] };
  });
  return changed;
}

/** How many messages of a step have gone out or will, whichever replica planned them: what the record is to say. */
async function countMessages(
  { store }: StepServices,
  { id }: Plan,
  { cycleId }: Cycle,
  step: DeliveryKind,
): Promise<number> {
  const rows = await store.listDeliveries(id, cycleId);
  const written = writeDeliveryKind(step);
  return rows.filter(
    ({ value: { kind, state } }) => writeDeliveryKind(kind) === written && state !== 'unreachable',
  ).length;
}

/** The cycle as it stands, if it is still open: the PM may have frozen it since it was read. */
async function readOpen(services: StepServices, planId: string, cycleId: string): Promise<Cycle | null> {
  const stored = await services.store.readCycle(planId, cycleId);
  return stored?.value.state === 'open' ? stored.value : null;
}

/**
 * Does one step that is due. Messages are planned first and the step noted after them: done again after a crash, or by two
 * replicas at once, it plans nothing twice. null when somebody else has done it.
 */
export async function doStep(
  services: StepServices,
  plan: Plan,
  people: readonly Person[],
  step: DueStep,
): Promise<StepDone | null> {
  const done = (cycleId: string, messages: number | null, why = ''): StepDone | null =>
    messages === null ? null : { kind: step.kind, planId: plan.id, cycleId, messages, why };
  if (step.kind === 'open') return done(step.meeting.date, await openRound(services, plan, people, step));
  if (step.kind === 'miss') {
    return done(step.date, await missRound(services, plan.id, step.date, step.why), step.why);
  }
  const cycle = await readOpen(services, plan.id, step.cycleId);
  if (cycle === null) return null;
  switch (step.kind) {
    case 'freeze': {
      // The PM may have given leads longer, or moved the meeting, since it was found due.
      const isDue = (now: Cycle) => isFreezeDue(now, plan, services.clock.now());
      const { changed } = await freezeNow(services, scheduler, { plan, cycle, stillWanted: isDue });
      return done(cycle.cycleId, changed ? 0 : null);
    }
    case 'skip': {
      const changed = await markCycle(services, plan.id, step, 0);
      return done(cycle.cycleId, changed ? 0 : null, step.skipped.why);
    }
    case 'remind': {
      const { day } = step;
      await remindLeads(services, { plan, cycle, people, day, sparesPrompted: true });
      const reminded = await countMessages(services, plan, cycle, { name: 'reminder', day });
      return done(cycle.cycleId, (await markCycle(services, plan.id, step, reminded)) ? reminded : null);
    }
    case 'escalate': {
      await escalateSilence(services, { plan, cycle, people, day: step.day });
      const told = await countMessages(services, plan, cycle, {
        name: 'escalation',
        day: step.day,
      });
      return done(cycle.cycleId, (await markCycle(services, plan.id, step, told)) ? told : null);
    }
  }
}
