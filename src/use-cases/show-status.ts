import { collateStatus } from '../domain/collate-status.ts';
import type { CycleStatus } from '../domain/cycle-status.ts';
import type { Services } from '../ports.ts';
import { chooseCycle, readCycleFacts } from './read-cycle.ts';
import { demand, type Requester, readPlanFor } from './requester.ts';

/** How far a cycle has got: answered, outstanding and unreachable by agency and lead, for the PM and the chair. */
export async function showStatus(
  services: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
  meeting: string | null,
): Promise<CycleStatus> {
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'read-status');
  const cycles = (await services.store.listCycles(planId)).map(({ value }) => value);
  const cycle = chooseCycle(cycles, meeting);
  const [{ actions, updates }, deliveries] = await Promise.all([
    readCycleFacts(services.store, planId, cycle),
    services.store.listDeliveries(planId, cycle.meeting),
  ]);
  return collateStatus(
    plan,
    cycle,
    actions,
    people,
    new Set(updates.keys()),
    deliveries.map(({ value }) => value),
  );
}
