import type { Cycle } from '../../domain/cycle/cycle.ts';
import { peopleToEscalate, planEscalations } from '../../domain/delivery/delivery-plan.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Services } from '../../ports.ts';
import { findReach } from '../people/find-reach.ts';
import { insertDeliveries } from '../shared/insert-deliveries.ts';
import { readCycleFacts } from '../shared/read-cycle.ts';

interface Escalating {
  readonly plan: Plan;
  readonly cycle: Cycle;
  readonly people: readonly Person[];
  /** The day it was due, which names the messages, so that doing it twice sends once. */
  readonly day: string;
}

/**
 * Tells each strategic lead once of the silence and the reds among their actions. Gives how many strategic leads are being
 * told.
 */
export async function escalateSilence(
  services: Pick<Services, 'store' | 'directory' | 'queue' | 'clock'> & Partial<Pick<Services, 'logger'>>,
  { plan, cycle, people, day }: Escalating,
): Promise<number> {
  const { store, clock } = services;
  const [{ actions, updates }, deliveries] = await Promise.all([
    readCycleFacts(store, plan.id, cycle),
    store.listDeliveries(plan.id, cycle.cycleId),
  ]);
  const answered = new Set(updates.keys());
  const concerned = peopleToEscalate(actions, people, answered);
  const reach = await findReach(services, plan.tenantId, concerned);
  const rows = planEscalations({
    planId: plan.id,
    cycleId: cycle.cycleId,
    day,
    actions,
    people,
    answered,
    existing: deliveries.map(({ value }) => value),
    reach,
    now: clock.now(),
  });
  const inserted = await insertDeliveries(services, plan.id, rows);
  return inserted.filter(({ state }) => state === 'planned').length;
}
