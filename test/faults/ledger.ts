import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { connectQueues } from '../../src/adapters/queues/connect.ts';
import { createDeliveryQueue } from '../../src/adapters/queues/delivery-queue.ts';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import type { SeededPlan } from '../support/seed-leads.ts';
import type { World } from './world.ts';

const underWay: ReadonlySet<string> = new Set(['planned', 'claimed']);
const pollMilliseconds = 500;

/** The ledger rows of these plans' leads in one cycle; notices to the PM are left out. */
export async function readLedger(
  { seeder }: World,
  plans: readonly SeededPlan[],
  meeting: string,
): Promise<Delivery[]> {
  const rows = await Promise.all(plans.map(({ planId }) => seeder.store.listDeliveries(planId, meeting)));
  return rows
    .flat()
    .map(({ value }) => value)
    .filter(({ kind }) => kind.name !== 'notice');
}

/** Waits until `rows` of the ledger are there and none is under way; gives the ledger as it then is, or was in the end. */
export async function untilSettled(
  world: World,
  plans: readonly SeededPlan[],
  meeting: string,
  rows: number,
  withinMilliseconds: number,
): Promise<Delivery[]> {
  const deadline = performance.now() + withinMilliseconds;
  for (;;) {
    const ledger = await readLedger(world, plans, meeting);
    const settled = ledger.length >= rows && ledger.every(({ state }) => !underWay.has(state));
    if (settled || performance.now() > deadline) return ledger;
    await wait(pollMilliseconds);
  }
}

/** Nothing waits any more: no row under way, and no message on the queue within half a minute. */
export async function checkNothingWaits({ report, connectionString }: World, ledger: readonly Delivery[]) {
  const left = ledger.filter(({ state }) => underWay.has(state));
  report.check('No delivery is left planned or claimed', left.length === 0, `${left.length} are`);
  const queues = connectQueues({ connectionString });
  const queue = createDeliveryQueue(queues, { logger: pino({ level: 'silent' }) });
  const deadline = performance.now() + 90_000;
  let depth = await queue.depth();
  while (depth > 0 && performance.now() < deadline) {
    await wait(pollMilliseconds);
    depth = await queue.depth();
  }
  report.check('The queue is empty', depth === 0, `${depth} messages`);
}

/** `412 x 3, 503 x 1`, the commonest first. */
export function tally(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const parts = [...counts].toSorted((a, b) => b[1] - a[1]).map(([value, count]) => `${value} x ${count}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
