import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables, createTables, type Tables } from '../../../src/adapters/tables/connect.ts';
import { createPlanStore } from '../../../src/adapters/tables/plan-store.ts';
import type { PlanStore, Write } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';
import { insertAction, insertLog } from './rows.ts';

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

const overLimit = { name: 'Failure', code: 'storage-limit' };

function actions(count: number, narrative = ''): Write[] {
  return Array.from({ length: count }, (_, index) =>
    insertAction({ id: String(index + 1).padStart(4, '0'), narrative }),
  );
}

describe('many rows', () => {
  it.each([999, 1_000, 1_001, 2_500])('lists all of %i, in order', async (count) => {
    await store.commitInBatches(`many-${count}`, actions(count));
    const ids = (await store.listActions(`many-${count}`)).map((row) => row.value.id);
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => String(index + 1).padStart(4, '0')));
  });

  it('lists a log beyond one page', async () => {
    await store.commitInBatches(
      'long-log',
      Array.from({ length: 1_100 }, () => insertLog()),
    );
    expect(await store.listLog('long-log', 5_000)).toHaveLength(1_100);
    expect(await store.listLog('long-log', 1_050)).toHaveLength(1_050);
  });

  it('takes 100 rows in one transaction and refuses 101, writing nothing', async () => {
    await store.commit('hundred', actions(100));
    expect(await store.listActions('hundred')).toHaveLength(100);
    await expect(store.commit('hundred-and-one', actions(101))).rejects.toMatchObject(overLimit);
    expect(await store.listActions('hundred-and-one')).toEqual([]);
  });

  it('refuses rows over 4 MiB in one transaction, and takes them in batches', async () => {
    const writes = actions(10, 'x'.repeat(450_000));
    await expect(store.commit('heavy', writes)).rejects.toMatchObject(overLimit);
    expect(await store.listActions('heavy')).toEqual([]);
    await store.commitInBatches('heavy', writes);
    expect(await store.listActions('heavy')).toHaveLength(10);
  });

  it('refuses the same row twice in one transaction', async () => {
    await expect(store.commit('same', [insertAction(), insertAction()])).rejects.toMatchObject(overLimit);
  });

  it('writes nothing of a batch that holds a row too large', async () => {
    const writes = [...actions(150), insertAction({ id: '9999', narrative: 'x'.repeat(600_000) })];
    await expect(store.commitInBatches('doomed', writes)).rejects.toMatchObject(overLimit);
    expect(await store.listActions('doomed')).toEqual([]);
  });
});

describe('long texts', () => {
  const pair = '\u{1F600}';
  it.each([
    ['one property exactly', 'x'.repeat(32_768)],
    ['one more', 'x'.repeat(32_769)],
    ['33,000 characters', 'y'.repeat(33_000)],
    ['100,000 characters', 'z\n'.repeat(50_000)],
    ['a pair on the boundary', `${'x'.repeat(32_767)}${pair}tail`],
    ['pairs on every boundary', `x${pair.repeat(50_000)}`],
    ['a pair that ends the property', `${'x'.repeat(32_766)}${pair}`],
  ])('reads back %s', async (name, narrative) => {
    const planId = `text-${name.replace(/[^a-z]/g, '')}-${narrative.length}`;
    await store.commit(planId, [insertAction({ narrative })]);
    expect((await store.readAction(planId, '0001'))?.value.narrative).toBe(narrative);
    expect((await store.listActions(planId))[0]?.value.narrative).toBe(narrative);
  });

  it('reads back long nested texts', async () => {
    const steps = [{ text: `${'"\u0001'.repeat(20_000)}${pair}`, timescale: null, leads: [] }];
    await store.commit('nested', [insertAction({ steps })]);
    expect((await store.readAction('nested', '0001'))?.value.steps).toEqual(steps);
  });

  it('stores half a surrogate pair as the replacement character', async () => {
    await store.commit('half', [insertAction({ title: 'a\uD800b', narrative: '\uDC00' })]);
    const found = await store.readAction('half', '0001');
    expect(found?.value).toMatchObject({ title: 'a\uFFFDb', narrative: '\uFFFD' });
  });

  it('refuses a row over 1 MiB, which Azurite would take, and tells its name', async () => {
    const writes = [insertAction({ narrative: 'x'.repeat(524_288) })];
    await expect(store.commit('large', writes)).rejects.toMatchObject(overLimit);
    await expect(store.commit('large', writes)).rejects.toThrow('action~0001');
    expect(await store.readAction('large', '0001')).toBeNull();
  });
});

describe('rows that cannot be read', () => {
  const unreadable = { name: 'Failure' };

  it.each([
    ['a newer version', { v: 2 }, 'version 2'],
    ['no version', { v: undefined }, 'version undefined'],
    ['damaged JSON', { parts: '{"steps":' }, 'damaged'],
    ['JSON of another shape', { parts: '{}' }, 'damaged'],
    ['a column of another type', { title: 7 }, 'damaged'],
    ['an unknown status', { status: 'lost' }, 'damaged'],
  ])('names the row with %s', async (name, changes, told) => {
    const planId = `bad-${name.replace(/[^a-z]/gi, '').toLowerCase()}`;
    await store.commit(planId, [insertAction()]);
    const stored = await tables.plans.getEntity<Record<string, unknown>>(planId, 'action~0001');
    const { etag, timestamp, ...columns } = stored;
    await tables.plans.updateEntity(
      { ...columns, ...changes, partitionKey: planId, rowKey: 'action~0001' },
      'Replace',
      {
        etag,
      },
    );
    expect(timestamp).toBeDefined();
    await expect(store.readAction(planId, '0001')).rejects.toMatchObject(unreadable);
    await expect(store.listActions(planId)).rejects.toThrow(told);
    await expect(store.listActions(planId)).rejects.toThrow('action~0001');
  });
});
