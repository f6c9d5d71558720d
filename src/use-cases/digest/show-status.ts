import { collateStatus } from '../../domain/digest/collate-status.ts';
import type { CycleStatus } from '../../domain/digest/cycle-status.ts';
import { todayIn } from '../../domain/shared/days.ts';
import type { Services } from '../../ports.ts';
import { chooseCycle, readCycleFacts } from '../shared/read-cycle.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

/** How far a cycle has got: answered, outstanding and unreachable by agency and lead, for the PM and the chair. */
export async function showStatus(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  planId: string,
  meeting: string | null,
): Promise<CycleStatus> {
  const [{ plan, person, people }, storedCycles, storedMeetings] = await Promise.all([
    readPlanFor(services.store, requester, planId),
    services.store.listCycles(planId),
    services.store.listMeetings(planId),
  ]);
  demand(person, 'read-status');
  const meetings = storedMeetings.map(({ value }) => value);
  const cycle = chooseCycle(
    storedCycles.map(({ value }) => value),
    meeting,
    meetings,
  );
  const [{ actions, updates }, deliveries] = await Promise.all([
    readCycleFacts(services.store, planId, cycle),
    services.store.listDeliveries(planId, cycle.meeting),
  ]);
  return collateStatus({
    plan,
    cycle,
    actions,
    people,
    updates,
    deliveries: deliveries.map(({ value }) => value),
    meetings,
    today: todayIn(plan, services.clock.now()),
  });
}
