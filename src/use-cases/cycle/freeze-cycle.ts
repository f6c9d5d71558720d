import { randomUUID } from 'node:crypto';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Delivery } from '../../domain/delivery/delivery.ts';
import { planNotices, planOfFreeze } from '../../domain/delivery/delivery-plan.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Services, Write } from '../../ports.ts';
import { findReach } from '../people/find-reach.ts';
import { changeCycle } from '../shared/change-cycle.ts';
import { type CycleTarget, chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { keyOf } from '../shared/insert-deliveries.ts';
import { logRow } from '../shared/log-row.ts';
import { compactInstant, refreshCards } from '../shared/refresh-cards.ts';
import { actorOf, type Requester } from '../shared/requester.ts';
import { keepSnapshot } from './keep-snapshot.ts';

type FreezeServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock'> &
  Partial<Pick<Services, 'logger'>>;

/** What a freeze brings the plan's PMs: the board paper, and word of it where the scheduler has frozen of its own accord. */
async function messagesOf(
  services: FreezeServices,
  requester: Requester,
  plan: Plan,
  { cycleId }: Cycle,
  snapshot: string,
): Promise<Delivery[]> {
  const people = (await services.store.listPeople(plan.id)).map(({ value }) => value);
  const pms = people.filter(({ roles }) => roles.includes('pm'));
  const reach = await findReach(services, plan.tenantId, pms);
  const facts = { planId: plan.id, cycleId, people: pms, reach, now: services.clock.now() };
  const papers = planOfFreeze({ ...facts, kind: { name: 'paper', snapshot }, existing: [] });
  // Nobody is told of what they did themselves.
  if (requester.via !== 'system') return papers;
  return [...planNotices({ ...facts, notice: { name: 'notice', of: 'frozen', snapshot } }), ...papers];
}

interface Freezing {
  readonly plan: Plan;
  readonly cycle: Cycle;
  /** Asked of the cycle as it is in that very write; always where left out. */
  readonly stillWanted?: (cycle: Cycle) => boolean;
}

/**
 * Fixes a cycle's data for the paper: the cycle is frozen and names what is kept, then that is kept (`keepSnapshot` says why
 * in this order). Of several freezes at once one wins, and all give the same frozen cycle; freezing a frozen one changes
 * nothing. `requester` must have been admitted.
 */
export async function freezeNow(
  services: FreezeServices,
  requester: Requester,
  { plan, cycle, stillWanted = () => true }: Freezing,
): Promise<{ readonly cycle: Cycle; readonly changed: boolean }> {
  if (cycle.state === 'frozen') return { cycle, changed: false };
  const { store, clock } = services;
  const { cycleId } = cycle;
  const at = clock.now().toString();
  const snapshot = `${compactInstant(at)}-${randomUUID().slice(0, 8)}`;
  const messages = await messagesOf(services, requester, plan, cycle, snapshot);
  // Woken first: were we to end half-way, the next tick sees to it.
  await services.directory.wakePlan(plan.tenantId, plan.id, at);
  const frozen = await changeCycle(store, plan.id, cycleId, (current) => {
    if (current.state === 'frozen' || !stillWanted(current)) return null;
    const detail = { meeting: cycleId, from: 'open', to: 'frozen', snapshot };
    return {
      cycle: { ...current, state: 'frozen', frozenAt: at, frozenBy: actorOf(requester).name, snapshot },
      writes: [
        logRow(requester, 'cycle-frozen', at, detail),
        ...messages.map((value): Write => ({ op: 'insert', row: { kind: 'delivery', value } })),
      ],
    };
  });
  if (!frozen.changed) return frozen;
  await keepSnapshot(store, plan.id, { cycleId, snapshot, frozenAt: at });
  await services.directory.wakePlan(plan.tenantId, plan.id, at);
  await services.queue.enqueue(messages.filter(({ state }) => state === 'planned').map(keyOf));
  await refreshCards(services, plan.id, cycleId, `frozen-${snapshot}`);
  return frozen;
}

/**
 * Freezes the cycle a command means: no reminder is sent any more, and replies count as late changes. Throws what
 * `chooseCycle` throws, and `not-permitted`.
 */
export async function freezeCycle(
  services: FreezeServices,
  requester: Requester,
  target: CycleTarget,
): Promise<Cycle> {
  const { plan, cycle } = await chooseCycleFor(services.store, requester, target, {
    permission: 'run-cycle',
  });
  return (await freezeNow(services, requester, { plan, cycle: cycle.value })).cycle;
}
