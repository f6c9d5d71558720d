import { randomUUID } from 'node:crypto';
import type { Action } from '../domain/action.ts';
import type { Cycle } from '../domain/cycle.ts';
import { planNotices, type Reachability } from '../domain/delivery-plan.ts';
import type { Plan } from '../domain/plan.ts';
import type { Update } from '../domain/update.ts';
import type { Services, Write } from '../ports.ts';
import { changeCycle, cycleLog } from './change-cycle.ts';
import { chooseCycleFor } from './choose-cycle-for.ts';
import { findReach } from './find-reach.ts';
import { keyOf } from './insert-deliveries.ts';
import { byAction } from './read-cycle.ts';
import { refreshCards, stampOf } from './refresh-cards.ts';
import { actorOf, type Requester } from './requester.ts';

type FreezeServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock'> &
  Partial<Pick<Services, 'logger'>>;

/** Somebody may reply between reading the replies and reading the actions; a few rounds outlast that. */
const maxRounds = 5;

/** Whether an action and its reply were read on two sides of a save. */
function isTorn({ lastReply }: Action, update: Update | undefined, meeting: string): boolean {
  if (lastReply?.meeting === meeting) return lastReply.at !== update?.at;
  return update !== undefined && (lastReply === null || lastReply.at < update.at);
}

/** Everything a cycle's paper is made from, each action with the reply that it comes from. */
async function readWhole({ store }: FreezeServices, planId: string, meeting: string) {
  for (let round = 1; ; round += 1) {
    const [stored, updates, people] = await Promise.all([
      store.listActions(planId),
      store.listUpdates(planId, meeting),
      store.listPeople(planId),
    ]);
    const replies = byAction(updates);
    const actions = stored.map(({ value }) => value);
    const torn = actions.some((action) => isTorn(action, replies.get(action.id), meeting));
    if (!torn || round === maxRounds) return { actions, replies, people: people.map(({ value }) => value) };
  }
}

/** Keeps everything a cycle's paper is made from, as it is now; gives how many replies there were and of how many actions. */
async function keepSnapshot(
  services: FreezeServices,
  planId: string,
  meeting: string,
  snapshot: string,
): Promise<{ actions: number; replies: number }> {
  const { actions, replies, people } = await readWhole(services, planId, meeting);
  const rows: Write[] = actions.map((action) => {
    const part = { action, update: replies.get(action.id) ?? null };
    return { op: 'insert', row: { kind: 'frozen', value: { meeting, snapshot, part } } };
  });
  await services.store.commitInBatches(planId, [
    ...rows,
    { op: 'insert', row: { kind: 'frozen', value: { meeting, snapshot, part: { people } } } },
  ]);
  return { actions: actions.length, replies: replies.size };
}

/** What the scheduler's own freeze tells the plan's PMs; nobody is told of what they did themselves. */
async function noticesFor(
  services: FreezeServices,
  requester: Requester,
  plan: Plan,
  cycle: Cycle,
  snapshot: string,
) {
  if (requester.via !== 'system') return [];
  const people = (await services.store.listPeople(plan.id)).map(({ value }) => value);
  const pms = people.filter(({ roles }) => roles.includes('pm'));
  const reach: Map<string, Reachability> = await findReach(services, plan.tenantId, pms);
  return planNotices(plan.id, cycle.meeting, `frozen-${snapshot}`, pms, reach, services.clock.now());
}

/**
 * Fixes a cycle's data for the paper: what stands now is kept apart, then the cycle is frozen and names it. A reply that
 * is saved in between counts as a late change, since it differs from what was kept. Of several freezes at once
 * one wins, and all give the same frozen cycle; freezing a frozen one changes nothing. `requester` must have
 * been admitted.
 */
export async function freezeNow(
  services: FreezeServices,
  requester: Requester,
  plan: Plan,
  cycle: Cycle,
): Promise<{ readonly cycle: Cycle; readonly changed: boolean }> {
  if (cycle.state === 'frozen') return { cycle, changed: false };
  const { store, clock } = services;
  const { meeting } = cycle;
  const at = clock.now().toString();
  const snapshot = `${stampOf(at)}-${randomUUID().slice(0, 8)}`;
  const kept = await keepSnapshot(services, plan.id, meeting, snapshot);
  const notices = await noticesFor(services, requester, plan, cycle, snapshot);
  const frozen = await changeCycle(store, plan.id, meeting, (current) => {
    if (current.state === 'frozen') return null;
    const detail = { meeting, from: 'open', to: 'frozen', snapshot, ...kept };
    return {
      cycle: { ...current, state: 'frozen', frozenAt: at, frozenBy: actorOf(requester).name, snapshot },
      writes: [
        cycleLog(requester, 'cycle-frozen', at, detail),
        ...notices.map((value): Write => ({ op: 'insert', row: { kind: 'delivery', value } })),
      ],
    };
  });
  if (!frozen.changed) return frozen;
  await services.directory.wakePlan(plan.tenantId, plan.id, at);
  await services.queue.enqueue(notices.filter(({ state }) => state === 'planned').map(keyOf));
  await refreshCards(services, plan.id, meeting, `frozen-${snapshot}`);
  return frozen;
}

/**
 * Freezes the cycle a command means: no reminder is sent any more, and replies count as late changes. Throws what
 * `chooseCycle` throws, and `not-permitted`.
 */
export async function freezeCycle(
  services: FreezeServices,
  requester: Requester,
  planId: string,
  meeting: string | null,
): Promise<Cycle> {
  const { plan, cycle } = await chooseCycleFor(services.store, requester, 'run-cycle', planId, meeting);
  return (await freezeNow(services, requester, plan, cycle.value)).cycle;
}
