import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables, createTables, type Tables } from '../../../src/adapters/tables/connect.ts';
import { createPlanStore } from '../../../src/adapters/tables/plan-store.ts';
import type { PlanStore } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';

let storage: TestStorage;
let tables: Tables;
let store: PlanStore;
beforeAll(async () => {
  storage = await startTestStorage();
  tables = connectTables(storage);
  await createTables(tables);
  store = createPlanStore(tables);
});
afterAll(() => storage.close());

async function keys(planId: string): Promise<string[]> {
  const found: string[] = [];
  const filter = `PartitionKey eq '${planId}'`;
  for await (const row of tables.plans.listEntities({ queryOptions: { filter, select: ['rowKey'] } })) {
    found.push(row.rowKey ?? '');
  }
  return found;
}

describe('a file kept with a plan', () => {
  it.each([0, 1, 65_536, 524_288, 3_000_000])('comes back as it was, of %i bytes', async (size) => {
    const bytes = new Uint8Array(randomBytes(size));
    await store.saveFile('wexcombe', `file-${size}`, bytes);
    const read = await store.readFile('wexcombe', `file-${size}`);
    expect(read !== null && Buffer.compare(read, bytes) === 0).toBe(true);
    expect(await store.readFile('aldermoor', `file-${size}`)).toBeNull();
  });

  it('goes with everything of it, and going twice is as good', async () => {
    await store.saveFile('dunmere', 'one', new Uint8Array(randomBytes(1_200_000)));
    await store.saveFile('dunmere', 'two', new Uint8Array(randomBytes(10)));
    expect(await keys('dunmere')).toEqual([
      'file~one',
      'file~two',
      'part~one~0000',
      'part~one~0001',
      'part~one~0002',
      'part~two~0000',
    ]);
    await store.removeFile('dunmere', 'one');
    await store.removeFile('dunmere', 'one');
    expect(await keys('dunmere')).toEqual(['file~two', 'part~two~0000']);
    expect(await store.readFile('dunmere', 'one')).toBeNull();
  });

  it('that was never completely saved is none', async () => {
    await store.saveFile('torwick', 'one', new Uint8Array(randomBytes(1_200_000)));
    await tables.plans.deleteEntity('torwick', 'part~one~0001');
    expect(await store.readFile('torwick', 'one')).toBeNull();
  });
});
