import { planRefreshes } from '../../domain/delivery/delivery-plan.ts';
import type { Services } from '../../ports.ts';
import { insertDeliveries } from './insert-deliveries.ts';

/**
 * Brings the cards that leads have of a cycle up to date, in place and without a notification. `change` names what has
 * changed and makes it happen once: `frozen-...`, `due-...`, at most 100 letters, digits, `.`, `_` and `-`.
 * Gives how many cards are on their way.
 */
export async function refreshCards(
  services: Pick<Services, 'store' | 'queue' | 'clock'> & Partial<Pick<Services, 'logger'>>,
  planId: string,
  cycleId: string,
  change: string,
): Promise<number> {
  const [people, deliveries] = await Promise.all([
    services.store.listPeople(planId),
    services.store.listDeliveries(planId, cycleId),
  ]);
  const rows = planRefreshes({
    planId,
    cycleId,
    change,
    people: people.map(({ value }) => value),
    existing: deliveries.map(({ value }) => value),
    now: services.clock.now(),
  });
  return (await insertDeliveries(services, planId, rows)).length;
}

/** An instant as a name may hold it: `20261204T170000Z`. */
export function compactInstant(at: string): string {
  return at.replaceAll(/[^0-9TZ]/g, '');
}
