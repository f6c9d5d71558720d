import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryKey } from '../../../src/domain/delivery/delivery.ts';
import { Conflict, type DeliveryQueue, type PlanStore, type Write } from '../../../src/ports.ts';
import { deliveryIdOf } from '../../../src/use-cases/shared/delivery-id.ts';
import { insertDeliveries } from '../../../src/use-cases/shared/insert-deliveries.ts';
import { aDelivery } from '../../support/builders.ts';

function createLedger(existing: readonly string[] = []) {
  const rows = new Set(existing);
  const transactions: number[] = [];
  const queued: DeliveryKey[] = [];
  const commit = async (_planId: string, writes: readonly Write[]) => {
    transactions.push(writes.length);
    const people = writes.map(({ row }) => (row.kind === 'delivery' ? row.value.personId : ''));
    if (people.some((person) => rows.has(person))) throw new Conflict('exists');
    for (const person of people) rows.add(person);
    return people;
  };
  const enqueue = async (keys: readonly DeliveryKey[]) => {
    queued.push(...keys);
  };
  // Only these two calls are made of them.
  const store = { commit } as unknown as PlanStore;
  const queue = { enqueue } as unknown as DeliveryQueue;
  return { services: { store, queue }, rows, transactions, queued };
}

const leads = (count: number): Delivery[] =>
  Array.from({ length: count }, (_, index) => aDelivery(`lead-${index}`));

describe('insertDeliveries', () => {
  it('needs one transaction for a hundred', async () => {
    const ledger = createLedger();
    expect(await insertDeliveries(ledger.services, 'wexcombe', leads(230))).toHaveLength(230);
    expect(ledger.transactions).toEqual([100, 100, 30]);
    expect(ledger.queued).toHaveLength(230);
  });

  it('leaves to others what they have planned, and plans the rest', async () => {
    const ledger = createLedger(['lead-3', 'lead-104']);
    const mine = await insertDeliveries(ledger.services, 'wexcombe', leads(110));
    expect(mine.map(({ personId }) => personId)).not.toContain('lead-3');
    expect(mine).toHaveLength(108);
    expect(ledger.rows.size).toBe(110);
    expect(ledger.queued).toHaveLength(108);
  });

  it('puts on its way only what may go', async () => {
    const ledger = createLedger();
    const rows = [
      aDelivery('lead-1'),
      aDelivery('lead-2', { state: 'unreachable', reason: 'never-met-bot' }),
    ];
    expect(await insertDeliveries(ledger.services, 'wexcombe', rows)).toHaveLength(2);
    expect(ledger.queued.map(({ personId }) => personId)).toEqual(['lead-1']);
  });

  it('does nothing for nobody', async () => {
    const ledger = createLedger();
    expect(await insertDeliveries(ledger.services, 'wexcombe', [])).toEqual([]);
    expect(ledger.transactions).toEqual([]);
  });
});

describe('deliveryIdOf', () => {
  const key = {
    planId: 'wexcombe',
    cycleId: '2026-12-16',
    personId: 'sam-barron',
    kind: { name: 'prompt' },
  } as const;

  it('is the same for the same delivery and carries no name', () => {
    expect(deliveryIdOf(key)).toMatch(/^[0-9a-f]{12}$/);
    expect(deliveryIdOf({ ...aDelivery('sam-barron'), ...key })).toBe(deliveryIdOf(key));
  });

  it('differs with every part of the key', () => {
    const others: DeliveryKey[] = [
      key,
      { ...key, planId: 'other' },
      { ...key, cycleId: '2027-01-20' },
      { ...key, personId: 'lee-fenn' },
      { ...key, kind: { name: 'reminder', day: '2026-12-01' } },
    ];
    expect(new Set(others.map(deliveryIdOf)).size).toBe(others.length);
  });
});
