import { startChild } from '../support/child-calls.ts';
import { createSeeder } from '../support/seed-leads.ts';
import { startStorageProxy } from '../support/storage-proxy.ts';
import { compare, type Findings, takeTurns } from './measure.ts';
import { startStorage } from './subjects.ts';

const plans = 150;
const rounds = 5;
const each = 40;

/** One tick over many plans in which nothing is due, against a bare scan of the rows that say so. */
export async function measureTick(): Promise<Findings> {
  const storage = await startStorage();
  const child = await startChild(new URL('tick-process.ts', import.meta.url));
  const proxy = await startStorageProxy(storage.connectionString);
  try {
    const seeder = await createSeeder(storage.connectionString);
    const size = { leads: 2, actionsEach: 1, neverMet: 0, noAccount: 0 };
    for (let number = 1; number <= plans; number += 1)
      await seeder.addPlan(`tick-${number}`, number, size, 'http://127.0.0.1:9/');
    // The first tick looks at every plan and finds nothing due.
    await child.call('tick', storage.connectionString, 2);
    await proxy.resetCounts();
    await child.call('tick', proxy.connectionString, 1);
    const requests = Object.entries(await proxy.counts()).map(([name, count]) => `${name} x ${count}`);
    const run = (task: 'tick' | 'scan') => () => child.call<number[]>(task, storage.connectionString, each);
    await run('scan')();
    const taken = await takeTurns(rounds, { floor: run('scan'), ours: run('tick') });
    const name = `Tick over ${plans} plans, nothing due`;
    return {
      figures: [compare({ name, unit: 'ms', floorName: 'bare scan' }, taken)],
      facts: [{ name: `${name}: storage requests`, value: requests.join(', ') }],
    };
  } finally {
    await Promise.all([child.stop(), proxy.stop()]);
    await storage.stop();
  }
}
