import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables, createTables } from '../../../src/adapters/tables/connect.ts';
import { createPlanStore } from '../../../src/adapters/tables/plan-store.ts';
import type { Conflict, PlanStore, Stored, Write } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';
import { aCycle, aDelivery, anAction, aPerson } from '../../support/builders.ts';
import { aLogEntry, insertAction, insertLog } from './rows.ts';

let storage: TestStorage;
let store: PlanStore;

beforeAll(async () => {
  storage = await startTestStorage();
  const tables = connectTables(storage);
  await createTables(tables);
  await createTables(tables);
  store = createPlanStore(tables);
});
afterAll(() => storage.close());

const changed = { name: 'Conflict', reason: 'changed' } satisfies Partial<Conflict>;
const exists = { name: 'Conflict', reason: 'exists' } satisfies Partial<Conflict>;

async function readStored(planId: string, actionId = '0001'): Promise<Stored<ReturnType<typeof anAction>>> {
  const found = await store.readAction(planId, actionId);
  if (found === null) throw new Error(`no action ${actionId} in ${planId}`);
  return found;
}

function replaceAction(etag: string, narrative: string): Write {
  return { op: 'replace', etag, row: { kind: 'action', value: anAction('0001', { narrative }) } };
}

describe('absence', () => {
  it('is null for a row and nothing for a list', async () => {
    expect(await store.readPlan('nowhere')).toBeNull();
    expect(await store.readAction('nowhere', '0001')).toBeNull();
    expect(await store.readCycle('nowhere', '2026-12-16')).toBeNull();
    expect(await store.readUpdate('nowhere', '2026-12-16', '0001')).toBeNull();
    const key = {
      planId: 'nowhere',
      cycleId: '2026-12-16',
      personId: 'a-bell',
      kind: { name: 'prompt' },
    } as const;
    expect(await store.readDelivery(key)).toBeNull();
    expect(await store.listActions('nowhere')).toEqual([]);
    expect(await store.listLog('nowhere', 5)).toEqual([]);
  });
});

describe('commit', () => {
  it('gives the new tags in the order of the writes', async () => {
    const tags = await store.commit('tags', [insertAction({ id: '0002' }), insertLog(), insertAction()]);
    expect(tags).toHaveLength(3);
    expect((await readStored('tags', '0002')).etag).toBe(tags[0]);
    expect((await readStored('tags', '0001')).etag).toBe(tags[2]);
  });

  it('accepts a returned tag for the next replacement', async () => {
    const [first = ''] = await store.commit('next', [insertAction()]);
    const [second = ''] = await store.commit('next', [replaceAction(first, 'one')]);
    await store.commit('next', [replaceAction(second, 'two')]);
    expect((await readStored('next')).value.narrative).toBe('two');
  });

  it('does nothing for no writes', async () => {
    expect(await store.commit('none', [])).toEqual([]);
  });

  it('refuses a row that is there already, and writes none of the others', async () => {
    await store.commit('twice', [insertAction({ narrative: '' })]);
    const writes = [insertAction({ id: '0002' }), insertAction({ narrative: 'mine' })];
    await expect(store.commit('twice', writes)).rejects.toMatchObject(exists);
    expect(await store.readAction('twice', '0002')).toBeNull();
    expect((await readStored('twice')).value.narrative).toBe('');
  });

  it('refuses a stale tag, and writes none of the others', async () => {
    const [etag = ''] = await store.commit('stale', [insertAction()]);
    await store.commit('stale', [replaceAction(etag, 'first')]);
    const writes = [insertAction({ id: '0002' }), replaceAction(etag, 'second')];
    await expect(store.commit('stale', writes)).rejects.toMatchObject(changed);
    expect(await store.readAction('stale', '0002')).toBeNull();
    expect((await readStored('stale')).value.narrative).toBe('first');
  });

  it('says that a row to replace which is gone has changed', async () => {
    const [etag = ''] = await store.commit('elsewhere', [insertAction()]);
    await expect(store.commit('never-made', [replaceAction(etag, 'x')])).rejects.toMatchObject(changed);
  });

  it.each(['*', ''])('never replaces without the tag of the row that was read: "%s"', async (etag) => {
    await store.commit(`star${etag.length}`, [insertAction()]);
    await expect(store.commit(`star${etag.length}`, [replaceAction(etag, 'x')])).rejects.toThrow(
      'needs the tag',
    );
  });

  it('replaces the whole row: what is no longer there is gone', async () => {
    const [etag = ''] = await store.commit('whole', [
      insertAction({ theme: 'Health', narrative: 'x'.repeat(40_000) }),
    ]);
    await store.commit('whole', [replaceAction(etag, 'short')]);
    expect((await readStored('whole')).value).toEqual(anAction('0001', { narrative: 'short' }));
  });

  it('lets exactly one of 50 win who read the same row', async () => {
    const [etag = ''] = await store.commit('race', [insertAction()]);
    const attempts = Array.from({ length: 50 }, (_, index) =>
      store.commit('race', [replaceAction(etag, `writer ${index}`), insertLog({ what: `writer ${index}` })]),
    );
    const outcomes = await Promise.allSettled(attempts);
    const winners = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [index] : []));
    const losers = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(winners).toHaveLength(1);
    expect(losers).toHaveLength(49);
    for (const loser of losers) expect(loser).toMatchObject(changed);
    expect((await readStored('race')).value.narrative).toBe(`writer ${winners[0]}`);
    expect((await store.listLog('race', 100)).map((entry) => entry.what)).toEqual([`writer ${winners[0]}`]);
  });

  it('writes a row only to the plan it names', async () => {
    const row = { kind: 'delivery', value: aDelivery('a-bell', { planId: 'other' }) } as const;
    await expect(store.commit('this', [{ op: 'insert', row }])).rejects.toThrow('other');
  });
});

describe('keys', () => {
  it.each(['', 'UPPER', "a' or PartitionKey ne '", 'a/b', 'x'.repeat(65), 'ä', 'a\u0000'])(
    'refuses the plan id %j everywhere',
    async (planId) => {
      const refused = { name: 'Refusal', code: 'bad-input' };
      await expect(store.readPlan(planId)).rejects.toMatchObject(refused);
      await expect(store.listActions(planId)).rejects.toMatchObject(refused);
      await expect(store.listLog(planId, 1)).rejects.toMatchObject(refused);
      await expect(store.commit(planId, [insertLog()])).rejects.toMatchObject(refused);
    },
  );

  it('keeps people apart whose ids hold every banned character', async () => {
    const ids = [
      'a/b',
      'a\\b',
      'a#b',
      'a?b',
      'a\tb',
      'a\u007fb',
      'a\u0085b',
      'a~b',
      'a=002fb',
      'a%2Fb',
      "a'b",
      'ä b',
    ];
    const person = aPerson('x', { userId: null });
    await store.commit(
      'banned',
      ids.map((id) => ({ op: 'insert', row: { kind: 'person', value: { ...person, id } } })),
    );
    const found = (await store.listPeople('banned')).map((row) => row.value.id);
    expect(found.toSorted()).toEqual(ids.toSorted());
  });

  it('refuses a key longer than storage takes, before sending', async () => {
    const person = aPerson('x', { userId: null });
    const row = { kind: 'person', value: { ...person, id: 'x'.repeat(600) } } as const;
    await expect(store.commit('long-key', [{ op: 'insert', row }])).rejects.toMatchObject({
      code: 'storage-limit',
    });
  });
});

describe('order', () => {
  const instants = [
    '2026-01-31T23:59:59.999Z',
    '2026-03-29T01:00:00Z',
    '2026-02-01T00:00:00Z',
    '1999-12-31T00:00:00Z',
  ];
  const newestFirst = [instants[1], instants[2], instants[0], instants[3]];

  it('lists the log newest first, up to the limit', async () => {
    for (const at of instants) await store.commit('log', [insertLog({ at })]);
    expect((await store.listLog('log', 100)).map((entry) => entry.at)).toEqual(newestFirst);
    expect((await store.listLog('log', 2)).map((entry) => entry.at)).toEqual(newestFirst.slice(0, 2));
    expect(await store.listLog('log', 0)).toEqual([]);
  });

  it('keeps entries of the same instant, the later written first', async () => {
    const writes = ['one', 'two', 'three'].map((what) => insertLog({ what }));
    await store.commit('instant', writes);
    await store.commit('instant', [insertLog({ what: 'four' })]);
    expect((await store.listLog('instant', 9)).map((entry) => entry.what)).toEqual([
      'four',
      'three',
      'two',
      'one',
    ]);
  });

  it('lists the history of one action only, newest first', async () => {
    const entry = { by: aLogEntry().actor, action: null, update: null };
    for (const at of instants) {
      for (const actionId of ['0001', '0002']) {
        const value = { ...entry, actionId, at, action: anAction(actionId) };
        await store.commit('history', [{ op: 'insert', row: { kind: 'history', value } }]);
      }
    }
    const found = await store.listHistory('history', '0001');
    expect(found.map(({ at }) => at)).toEqual(newestFirst);
    expect(new Set(found.map(({ action }) => action?.id))).toEqual(new Set(['0001']));
  });

  it('lists cycles by meeting, oldest first', async () => {
    for (const meeting of ['2027-01-13', '2026-12-16', '2026-02-18']) {
      await store.commit('cycles', [{ op: 'insert', row: { kind: 'cycle', value: aCycle(meeting) } }]);
    }
    const meetings = (await store.listCycles('cycles')).map((row) => row.value.cycleId);
    expect(meetings).toEqual(['2026-02-18', '2026-12-16', '2027-01-13']);
  });

  it('lists the rows of one kind and one plan only', async () => {
    await store.commit('kinds', [insertAction(), insertLog()]);
    await store.commit('kinds-2', [insertAction({ id: '0002' })]);
    expect((await store.listActions('kinds')).map((row) => row.value.id)).toEqual(['0001']);
    expect(await store.listPeople('kinds')).toEqual([]);
    expect(await store.listDeliveries('kinds', '2026-12-16')).toEqual([]);
  });
});
