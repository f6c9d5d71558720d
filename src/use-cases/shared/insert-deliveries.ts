import { type Delivery, type DeliveryKey, writeDeliveryKind } from '../../domain/delivery/delivery.ts';
import { Conflict, type Services } from '../../ports.ts';
import { deliveryIdOf } from './delivery-id.ts';

/** What a transaction takes at most. */
const batchSize = 100;

export function keyOf({ planId, cycleId, personId, kind }: DeliveryKey): DeliveryKey {
  return { planId, cycleId, personId, kind };
}

type InsertServices = Pick<Services, 'store' | 'queue'> & Partial<Pick<Services, 'logger'>>;

const insertOf = (value: Delivery) => ({ op: 'insert', row: { kind: 'delivery', value } }) as const;

/** False where the row is there already: whoever inserted it sends it. */
async function insertOne(services: InsertServices, row: Delivery): Promise<boolean> {
  try {
    await services.store.commit(row.planId, [insertOf(row)]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

async function insertBatch(services: InsertServices, batch: readonly Delivery[]): Promise<Delivery[]> {
  const [first] = batch;
  if (!first) return [];
  try {
    await services.store.commit(first.planId, batch.map(insertOf));
    return [...batch];
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
  // Somebody has planned some of them at this moment: the others are still ours.
  const mine: Delivery[] = [];
  for (const row of batch) {
    if (await insertOne(services, row)) mine.push(row);
  }
  return mine;
}

/**
 * Inserts ledger rows of one plan and enqueues those that may go; a row another replica inserted first is left to it.
 * Gives the rows inserted by this call. When it ends early, the sweep enqueues what was inserted and not sent.
 */
export async function insertDeliveries(
  services: InsertServices,
  planId: string,
  rows: readonly Delivery[],
): Promise<Delivery[]> {
  const inserted: Delivery[] = [];
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = await insertBatch(services, rows.slice(start, start + batchSize));
    inserted.push(...batch);
    await services.queue.enqueue(batch.filter(({ state }) => state === 'planned').map(keyOf));
  }
  for (const row of inserted) {
    const { cycleId, kind, state, reason } = row;
    services.logger?.info(
      {
        deliveryId: deliveryIdOf(row),
        planId,
        meeting: cycleId,
        kind: writeDeliveryKind(kind),
        state,
        reason,
      },
      'delivery planned',
    );
  }
  return inserted;
}
