import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectTables, createTables } from '../../../src/adapters/tables/connect.ts';
import { createPlanStore } from '../../../src/adapters/tables/plan-store.ts';
import type { FrozenAction } from '../../../src/domain/reply/frozen.ts';
import { applyUpdate } from '../../../src/domain/reply/reply.ts';
import type { PlanStore, Write } from '../../../src/ports.ts';
import { decideKept, keepSnapshot } from '../../../src/use-cases/cycle/keep-snapshot.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';
import { anAction, anUpdate } from '../../support/builders.ts';
import { type HeldStore, holdStore } from '../../support/hold-store.ts';

const meeting = '2026-12-16';
const planId = 'wexcombe';
const actionIds = ['0001', '0002', '0003'];

let storage: TestStorage;
/** What freezes. */
let store: PlanStore;
let held: HeldStore;
/** What replies meanwhile. */
let other: PlanStore;
let number = 0;

beforeAll(async () => {
  storage = await startTestStorage();
  const tables = connectTables(storage);
  await createTables(tables);
  store = createPlanStore(tables);
  held = holdStore(store);
  other = createPlanStore(tables);
  await other.commit(
    planId,
    actionIds.map((id): Write => ({ op: 'insert', row: { kind: 'action', value: anAction(id) } })),
  );
  for (const id of actionIds) await reply(id);
});
afterAll(() => storage.close());
beforeEach(() => {
  held.begin();
});

/** Saves a reply with its action, in one transaction, as a lead's does. */
async function reply(actionId: string): Promise<string> {
  number += 1;
  const action = await other.readAction(planId, actionId);
  const before = await other.readUpdate(planId, meeting, actionId);
  if (!action) throw new Error(`${actionId} is gone.`);
  const narrative = `Said in reply ${number}.`;
  const version = (before?.value.version ?? 0) + 1;
  const value = anUpdate(meeting, actionId, { version, narrative });
  const row = { kind: 'update', value } as const;
  await other.commit(planId, [
    before ? { op: 'replace', row, etag: before.etag } : { op: 'insert', row },
    { op: 'replace', row: { kind: 'action', value: applyUpdate(action.value, value) }, etag: action.etag },
  ]);
  return narrative;
}

const nextSnapshot = () => {
  number += 1;
  return { cycleId: meeting, snapshot: `snapshot-${number}`, frozenAt: '2026-12-07T17:00:00Z' };
};
/** What an action says of itself, and what its reply says. */
const saidIn = ({ action, update }: FrozenAction) => [action.narrative, update?.narrative];

describe('keepSnapshot', () => {
  it('keeps every action with the reply that it stands by, whichever call somebody replies before', async () => {
    await keepSnapshot(store, planId, nextSnapshot());
    const calls = held.calls.length;
    const kept = { before: 0, after: 0 };
    for (let before = 0; before < calls; before += 1) {
      let said = '';
      held.begin(before, async () => {
        said = await reply('0002');
      });
      const { actions } = await keepSnapshot(store, planId, nextSnapshot());
      expect(actions.map(({ action }) => action.id)).toEqual(actionIds);
      for (const pair of actions) {
        const [standing, replied] = saidIn(pair);
        expect(replied, `${pair.action.id} with a reply before call ${before}`).toBe(standing);
      }
      if (actions[1]?.update?.narrative === said) kept.before += 1;
      else kept.after += 1;
    }
    expect(Math.min(kept.before, kept.after)).toBeGreaterThan(0);
  });
});

describe('decideKept', () => {
  it('reads an action again until nobody has replied while it did', async () => {
    const said: string[] = [];
    const replyAgain = async () => {
      said.push(await reply('0001'));
      if (said.length < 3) held.begin('readUpdate', replyAgain);
    };
    held.begin('readUpdate', replyAgain);
    const kept = await decideKept(store, planId, nextSnapshot(), '0001');
    expect(said).toHaveLength(3);
    expect(kept && saidIn(kept)).toEqual([said[2], said[2]]);
  });

  it('gives up, and keeps nothing, where somebody replies every time', async () => {
    const replyAgain = async () => {
      await reply('0001');
      held.begin('readUpdate', replyAgain);
    };
    held.begin('readUpdate', replyAgain);
    const cycle = nextSnapshot();
    await expect(decideKept(store, planId, cycle, '0001')).rejects.toMatchObject({ reason: 'changed' });
    expect(await other.readFrozenAction(planId, meeting, cycle.snapshot, '0001')).toBeNull();
  });

  it('leaves what is kept as it is, and decides nothing that a whole snapshot has not', async () => {
    const cycle = nextSnapshot();
    const { actions } = await keepSnapshot(store, planId, cycle);
    await reply('0001');
    expect(await decideKept(store, planId, cycle, '0001')).toEqual(actions[0]);
    await other.commit(planId, [{ op: 'insert', row: { kind: 'action', value: anAction('0009') } }]);
    expect(await decideKept(store, planId, cycle, '0009')).toBeNull();
  });
});
