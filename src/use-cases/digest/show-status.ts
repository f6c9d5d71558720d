import { collateStatus } from '../../domain/digest/collate-status.ts';
import type { CycleStatus } from '../../domain/digest/cycle-status.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { todayIn } from '../../domain/shared/days.ts';
import type { Services } from '../../ports.ts';
import type { CycleTarget } from '../shared/choose-cycle-for.ts';
import { chooseCycle, readCycleFacts } from '../shared/read-cycle.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

export interface ShownCycle {
  readonly status: CycleStatus;
  /** Whether who asks may remind, extend, freeze and open again, rather than only read. */
  readonly mayRun: boolean;
}

/** A cycle's status with the plan and reader it was collated for, in one round of reads. Throws as `showStatus` does. */
export async function readStatus(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  { planId, cycleId }: CycleTarget,
): Promise<{ plan: Plan; person: Person | null; status: CycleStatus }> {
  const [{ plan, person, people }, storedCycles, storedMeetings] = await Promise.all([
    readPlanFor(services.store, requester, planId),
    services.store.listCycles(planId),
    services.store.listMeetings(planId),
  ]);
  demand(person, 'read-status');
  const meetings = storedMeetings.map(({ value }) => value);
  const cycle = chooseCycle(
    storedCycles.map(({ value }) => value),
    cycleId,
    meetings,
  );
  const [{ actions, updates }, deliveries] = await Promise.all([
    readCycleFacts(services.store, planId, cycle),
    services.store.listDeliveries(planId, cycle.cycleId),
  ]);
  const status = collateStatus({
    plan,
    cycle,
    actions,
    people,
    updates,
    deliveries: deliveries.map(({ value }) => value),
    meetings,
    today: todayIn(plan, services.clock.now()),
  });
  return { plan, person, status };
}

/** How far a cycle has got: answered, outstanding and unreachable by agency and lead, for the PM and the chair. */
export async function showStatus(...request: Parameters<typeof readStatus>): Promise<CycleStatus> {
  return (await readStatus(...request)).status;
}

/** The same with what its reader may do about it. */
export async function showCycle(...request: Parameters<typeof readStatus>): Promise<ShownCycle> {
  const { status, person } = await readStatus(...request);
  return { status, mayRun: person === null || may(person, 'run-cycle') };
}
