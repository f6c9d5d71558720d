import type { Cycle } from '../../domain/cycle/cycle.ts';
import { type DueStep, markDone, scheduledCycle } from '../../domain/cycle/decide-due.ts';
import { isFreezeDue } from '../../domain/delivery/ask-in-time.ts';
import {
  type DeliveryKind,
  type FrozenDeliveryKind,
  writeDeliveryKind,
} from '../../domain/delivery/delivery.ts';
import { planNotices, planOfFreeze } from '../../domain/delivery/delivery-plan.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { Conflict, type Services, type Write } from '../../ports.ts';
import { freezeNow } from '../cycle/freeze-cycle.ts';
import { planCyclePrompts } from '../leads/plan-prompts.ts';
import { findReach } from '../people/find-reach.ts';
import { changeCycle } from '../shared/change-cycle.ts';
import { insertDeliveries, keyOf } from '../shared/insert-deliveries.ts';
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
  publish: 'digest-sent',
  hold: 'digest-held',
} as const;

type MarkedStep = Extract<DueStep, { kind: keyof typeof logNames }>;
type NoticeKind = Extract<DeliveryKind, { name: 'notice' }>;

/** Notes on the cycle that a step is done, unless another replica has. */
async function markCycle(
  services: StepServices,
  planId: string,
  step: MarkedStep,
  messages: number,
  isSame: (current: Cycle) => boolean = () => true,
): Promise<boolean> {
  const now = services.clock.now();
  const day = step.kind === 'skip' ? step.skipped.day : step.day;
  const left = step.kind === 'skip' ? { what: step.skipped.what, why: step.skipped.why } : { messages };
  const { changed } = await changeCycle(services.store, planId, step.cycleId, (current) => {
    if (!isSame(current)) return null;
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
  kinds: readonly DeliveryKind[],
): Promise<number> {
  const rows = await store.listDeliveries(id, cycleId);
  const written = kinds.map(writeDeliveryKind);
  return rows.filter(
    ({ value: { kind, state } }) => written.includes(writeDeliveryKind(kind)) && state !== 'unreachable',
  ).length;
}

/** Whether a step is still to be done: the PM may have frozen the cycle or opened it again since it was decided on. */
function isStillDue(step: DueStep, { state, snapshot }: Cycle): boolean {
  if (step.kind === 'publish') return state === 'frozen' && snapshot !== null;
  // Left out is left out, frozen or not.
  return state === 'open' || (step.kind === 'skip' && step.skipped.what === 'publication');
}

interface Telling {
  readonly plan: Plan;
  readonly cycle: Cycle;
  readonly people: readonly Person[];
}

/** The digest of a freeze on its way to the chair and members: one message each, however often this is done. */
async function sendDigest(
  services: StepServices,
  { plan, cycle, people }: Telling,
  kind: FrozenDeliveryKind,
): Promise<void> {
  const readers = people.filter(({ roles }) => roles.includes('chair') || roles.includes('member'));
  const [reach, existing] = await Promise.all([
    findReach(services, plan.tenantId, readers),
    services.store.listDeliveries(plan.id, cycle.cycleId),
  ]);
  const rows = planOfFreeze({
    planId: plan.id,
    cycleId: cycle.cycleId,
    kind,
    people: readers,
    existing: existing.map(({ value }) => value),
    reach,
    now: services.clock.now(),
  });
  await insertDeliveries(services, plan.id, rows);
}

/** The link to the paper on its way to the board's channel, in the name of the PM who said where. */
async function postPaper(
  services: StepServices,
  { plan, cycle, people }: Telling,
  kind: FrozenDeliveryKind,
): Promise<void> {
  const { store, directory, clock } = services;
  const pms = people.filter(({ roles }) => roles.includes('pm'));
  const [channel, existing] = await Promise.all([
    directory.findBoardChannel(plan.tenantId, plan.id),
    store.listDeliveries(plan.id, cycle.cycleId),
  ]);
  const rows = existing.map(({ value }) => value);
  // Once for the channel, whoever of the PMs is asked for by then.
  if (rows.some((row) => writeDeliveryKind(row.kind) === writeDeliveryKind(kind))) return;
  const who = pms.find(({ userId }) => userId === channel?.userId) ?? pms[0];
  if (who === undefined) return;
  const reach = new Map([[who.id, 'reachable' as const]]);
  const { cycleId } = cycle;
  const row = planOfFreeze({
    ...{ planId: plan.id, cycleId, kind, people: [who], existing: rows, reach, now: clock.now() },
  });
  await insertDeliveries(services, plan.id, row);
}

/** Tells the PMs that the digest waits for the freeze. */
async function tellHeld(
  services: StepServices,
  { plan, cycle, people }: Telling,
  notice: NoticeKind,
): Promise<void> {
  const pms = people.filter(({ roles }) => roles.includes('pm'));
  const reach = await findReach(services, plan.tenantId, pms);
  const { cycleId } = cycle;
  const rows = planNotices({
    planId: plan.id,
    cycleId,
    notice,
    people: pms,
    reach,
    now: services.clock.now(),
  });
  await insertDeliveries(services, plan.id, rows);
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
  const cycle = (await services.store.readCycle(plan.id, step.cycleId))?.value;
  if (!cycle || !isStillDue(step, cycle)) return null;
  const { cycleId } = cycle;
  /** Messages first and the mark after them; of all replicas that do it one reports it. */
  const mark = async (marked: MarkedStep, ...kinds: DeliveryKind[]): Promise<StepDone | null> => {
    const messages = await countMessages(services, plan, cycle, kinds);
    // Opened again and frozen anew meanwhile, it has another digest to send.
    const isSame = ({ snapshot }: Cycle) => snapshot === cycle.snapshot;
    return done(cycleId, (await markCycle(services, plan.id, marked, messages, isSame)) ? messages : null);
  };
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
      return mark(step, { name: 'reminder', day });
    }
    case 'escalate': {
      const { day } = step;
      await escalateSilence(services, { plan, cycle, people, day });
      return mark(step, { name: 'escalation', day });
    }
    case 'publish': {
      const snapshot = cycle.snapshot ?? '';
      const [digest, post] = [{ name: 'digest', snapshot } as const, { name: 'post', snapshot } as const];
      if (plan.schedule.sendsDigest) await sendDigest(services, { plan, cycle, people }, digest);
      if (plan.schedule.postsPaper) await postPaper(services, { plan, cycle, people }, post);
      return mark(step, digest, post);
    }
    case 'hold': {
      const kind = { name: 'notice', of: 'unpublished', day: step.day } as const;
      await tellHeld(services, { plan, cycle, people }, kind);
      return mark(step, kind);
    }
  }
}
