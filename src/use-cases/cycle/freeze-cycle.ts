import { randomUUID } from 'node:crypto';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { planNotices } from '../../domain/delivery/delivery-plan.ts';
import type { Reachability } from '../../domain/people/reach.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Services, Write } from '../../ports.ts';
import { findReach } from '../people/find-reach.ts';
import { changeCycle } from '../shared/change-cycle.ts';
import { chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { keyOf } from '../shared/insert-deliveries.ts';
import { logRow } from '../shared/log-row.ts';
import { refreshCards, stampOf } from '../shared/refresh-cards.ts';
import { actorOf, type Requester } from '../shared/requester.ts';
import { keepSnapshot } from './keep-snapshot.ts';

type FreezeServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock'> &
  Partial<Pick<Services, 'logger'>>;

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
 * Fixes a cycle's data for the paper: the cycle is frozen and names what is kept, then that is kept (`keepSnapshot` says why
 * in this order). Of several freezes at once one wins, and all give the same frozen cycle; freezing a frozen one changes
 * nothing. `stillWanted` is asked of the cycle as it is in that very write. `requester` must have been admitted.
 */
export async function freezeNow(
  services: FreezeServices,
  requester: Requester,
  plan: Plan,
  cycle: Cycle,
  stillWanted: (cycle: Cycle) => boolean = () => true,
): Promise<{ readonly cycle: Cycle; readonly changed: boolean }> {
  if (cycle.state === 'frozen') return { cycle, changed: false };
  const { store, clock } = services;
  const { meeting } = cycle;
  const at = clock.now().toString();
  const snapshot = `${stampOf(at)}-${randomUUID().slice(0, 8)}`;
  const notices = await noticesFor(services, requester, plan, cycle, snapshot);
  // Woken first: were we to end half-way, the next tick sees to it.
  await services.directory.wakePlan(plan.tenantId, plan.id, at);
  const frozen = await changeCycle(store, plan.id, meeting, (current) => {
    if (current.state === 'frozen' || !stillWanted(current)) return null;
    const detail = { meeting, from: 'open', to: 'frozen', snapshot };
    return {
      cycle: { ...current, state: 'frozen', frozenAt: at, frozenBy: actorOf(requester).name, snapshot },
      writes: [
        logRow(requester, 'cycle-frozen', at, detail),
        ...notices.map((value): Write => ({ op: 'insert', row: { kind: 'delivery', value } })),
      ],
    };
  });
  if (!frozen.changed) return frozen;
  await keepSnapshot(store, plan.id, { meeting, snapshot, frozenAt: at });
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
