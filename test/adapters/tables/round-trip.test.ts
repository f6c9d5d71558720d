import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables, createTables } from '../../../src/adapters/tables/connect.ts';
import { createPlanStore } from '../../../src/adapters/tables/plan-store.ts';
import { keptPlan } from '../../../src/domain/plan/plan-in-paper.ts';
import type { PlanStore, Row } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';
import {
  anyAction,
  anyCycle,
  anyDelivery,
  anyHistoryEntry,
  anyLogEntry,
  anyMeeting,
  anyPerson,
  anyPlan,
  anyQuestion,
  anyUpdate,
  anyWording,
} from './rows.ts';

let storage: TestStorage;
let store: PlanStore;
let plans = 0;

beforeAll(async () => {
  storage = await startTestStorage();
  const tables = connectTables(storage);
  await createTables(tables);
  store = createPlanStore(tables);
});
afterAll(() => storage.close());

async function insert(planId: string, row: Row): Promise<void> {
  await store.commit(planId, [{ op: 'insert', row }]);
}

/** Each value gets a plan of its own, so that equal keys of two examples do not meet. */
function newPlanId(): string {
  plans += 1;
  return `plan-${plans}`;
}

const runs = { numRuns: 60 };

describe('a row read back is the row that was written', () => {
  it('plan', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan(''), async (drawn) => {
        const value = { ...drawn, id: newPlanId() };
        await insert(value.id, { kind: 'plan', value });
        expect((await store.readPlan(value.id))?.value).toEqual(value);
      }),
      runs,
    );
  });

  it('action', async () => {
    await fc.assert(
      fc.asyncProperty(anyAction, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'action', value });
        expect((await store.readAction(planId, value.id))?.value).toEqual(value);
      }),
      runs,
    );
  });

  it('person', async () => {
    await fc.assert(
      fc.asyncProperty(anyPerson, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'person', value });
        expect((await store.listPeople(planId)).map((row) => row.value)).toEqual([value]);
      }),
      runs,
    );
  });

  it('cycle', async () => {
    await fc.assert(
      fc.asyncProperty(anyCycle, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'cycle', value });
        expect((await store.readCycle(planId, value.cycleId))?.value).toEqual(value);
      }),
      runs,
    );
  });

  it('meeting', async () => {
    await fc.assert(
      fc.asyncProperty(anyMeeting, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'meeting', value });
        expect((await store.readMeeting(planId, value.date))?.value).toEqual(value);
        expect((await store.listMeetings(planId)).map((row) => row.value)).toEqual([value]);
      }),
      runs,
    );
  });

  it('wording', async () => {
    await fc.assert(
      fc.asyncProperty(anyWording, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'wording', value });
        expect((await store.readWording(planId, value.cycleId, value.actionId))?.value).toEqual(value);
        expect((await store.listWordings(planId, value.cycleId)).map((row) => row.value)).toEqual([value]);
      }),
      runs,
    );
  });

  it('question, with those of its action alone, or of all', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, async (value) => {
        const planId = newPlanId();
        const { actionId, id } = value;
        await insert(planId, { kind: 'question', value });
        const other = { ...value, actionId: `${actionId}0` };
        await insert(planId, { kind: 'question', value: other });
        expect((await store.readQuestion(planId, actionId, id))?.value).toEqual(value);
        expect(await store.readQuestion(planId, actionId, 'ffff')).toBeNull();
        expect((await store.listQuestions(planId, actionId)).map((row) => row.value)).toEqual([value]);
        expect((await store.listQuestions(planId, null)).map((row) => row.value)).toEqual([other, value]);
      }),
      runs,
    );
  });

  it('frozen cycle, apart from its other freezes', async () => {
    const [meeting, snapshot] = ['2026-12-16', 's1'];
    await fc.assert(
      fc.asyncProperty(anyAction, anyUpdate, anyPerson, anyPlan(''), async (action, update, person, row) => {
        const planId = newPlanId();
        const plan = keptPlan(row);
        await insert(planId, {
          kind: 'frozen',
          value: { cycleId: meeting, snapshot, part: { people: [person], plan } },
        });
        await insert(planId, {
          kind: 'frozen',
          value: { cycleId: meeting, snapshot, part: { action, update } },
        });
        const other = { cycleId: meeting, snapshot: 's2', part: { action, update: null } };
        await insert(planId, { kind: 'frozen', value: other });
        expect(await store.readFrozen(planId, meeting, snapshot)).toEqual({
          actions: [{ action, update }],
          people: [person],
          plan,
        });
        expect(await store.readFrozen(planId, meeting, 's')).toBeNull();
      }),
      runs,
    );
  });

  it('update', async () => {
    await fc.assert(
      fc.asyncProperty(anyUpdate, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'update', value });
        expect((await store.readUpdate(planId, value.cycleId, value.actionId))?.value).toEqual(value);
        expect((await store.listUpdates(planId, value.cycleId)).map((row) => row.value)).toEqual([value]);
      }),
      runs,
    );
  });

  it('delivery', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelivery(''), async (drawn) => {
        const value = { ...drawn, planId: newPlanId() };
        await insert(value.planId, { kind: 'delivery', value });
        expect((await store.readDelivery(value))?.value).toEqual(value);
        const listed = await store.listDeliveries(value.planId, value.cycleId);
        expect(listed.map((row) => row.value)).toEqual([value]);
      }),
      runs,
    );
  });

  it('history entry', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistoryEntry, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'history', value });
        expect(await store.listHistory(planId, value.actionId)).toEqual([value]);
      }),
      runs,
    );
  });

  it('log entry', async () => {
    await fc.assert(
      fc.asyncProperty(anyLogEntry, async (value) => {
        const planId = newPlanId();
        await insert(planId, { kind: 'log', value });
        expect(await store.listLog(planId, 10)).toEqual([value]);
      }),
      runs,
    );
  });
});
