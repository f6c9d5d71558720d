import pLimit from 'p-limit';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { keptPlan } from '../../domain/plan/plan-in-paper.ts';
import type { FrozenAction, FrozenFacts } from '../../domain/reply/frozen.ts';
import { Conflict, type FrozenRow, type PlanStore, type Write } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { byAction } from '../shared/read-cycle.ts';
import { withRetries } from '../shared/with-retries.ts';

// The order in which a paper's data are fixed, so that no reply is told what is not so:
//
// 1. The cycle is frozen and names its snapshot, in one write. From this instant on the paper is decided, action by action.
// 2. Each action's row of the snapshot is inserted and never changed: whoever comes first with what stands then, the freeze
//    or a reply that asks on which side it fell, says what the paper has.
// 3. The row of the people and the plan's own facts comes last and says that the snapshot is whole.
//
// A reply that finds its cycle open after its own commit was committed before step 1, and is read in step 2. One that finds
// it frozen looks at its action's row. A freeze that ends half-way is completed by the next tick or reader.

/** Somebody may reply between two readings of one action; a few rounds outlast that. */
const attempts = 20;
const concurrentReads = 8;

/** One action with its reply as they stand together: every reply writes both at once, so nothing was saved in between. */
function readTogether(
  store: PlanStore,
  planId: string,
  cycleId: string,
  actionId: string,
): Promise<FrozenAction | null> {
  return withRetries(
    async () => {
      const before = await store.readAction(planId, actionId);
      if (!before) return null;
      const update = await store.readUpdate(planId, cycleId, actionId);
      const after = await store.readAction(planId, actionId);
      if (after?.etag !== before.etag) throw new Conflict('changed');
      return { action: before.value, update: update?.value ?? null };
    },
    { attempts },
  );
}

/** Every action with its reply, each as they stand together. */
async function readAllTogether(store: PlanStore, planId: string, cycleId: string): Promise<FrozenAction[]> {
  const before = await store.listActions(planId);
  const replies = byAction(await store.listUpdates(planId, cycleId));
  const after = new Map((await store.listActions(planId)).map(({ value, etag }) => [value.id, etag]));
  const whole = await pLimit(concurrentReads).map(before, ({ value, etag }) =>
    after.get(value.id) === etag
      ? { action: value, update: replies.get(value.id) ?? null }
      : readTogether(store, planId, cycleId, value.id),
  );
  return whole.flatMap((pair) => pair ?? []);
}

function insertOf(cycleId: string, snapshot: string, part: FrozenRow['part']): Write {
  return { op: 'insert', row: { kind: 'frozen', value: { cycleId, snapshot, part } } };
}

/** What is in a paper is not late to it, whatever was thought when it was saved. */
function asKept({ action, update }: FrozenAction): FrozenAction {
  if (update === null || !update.late) return { action, update };
  const { lateFor: _, ...inTime } = update;
  return { action, update: { ...inTime, late: false } };
}

/** Inserts a row unless somebody has. */
async function insertOnce(store: PlanStore, planId: string, write: Write): Promise<void> {
  try {
    await store.commit(planId, [write]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

type Named = Pick<Cycle, 'cycleId' | 'frozenAt'> & { readonly snapshot: string };

/**
 * Completes what a frozen cycle keeps for its paper, and gives it. Safe to do twice, by several at once, or after somebody
 * has ended half-way: what is kept already stays.
 */
export async function keepSnapshot(store: PlanStore, planId: string, cycle: Named): Promise<FrozenFacts> {
  const { cycleId, snapshot } = cycle;
  const known = await store.readFrozen(planId, cycleId, snapshot);
  if (known !== null) return known;
  const ids = new Set(
    (await store.listFrozenActions(planId, cycleId, snapshot)).map(({ action }) => action.id),
  );
  const rows = (await readAllTogether(store, planId, cycleId))
    .filter(({ action }) => !ids.has(action.id))
    .map((pair) => insertOf(cycleId, snapshot, asKept(pair)));
  try {
    await store.commitInBatches(planId, rows);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // A reply has been quicker with one of them.
    await pLimit(concurrentReads).map(rows, (row) => insertOnce(store, planId, row));
  }
  const [storedPeople, storedPlan] = await Promise.all([store.listPeople(planId), store.readPlan(planId)]);
  const people = storedPeople.map(({ value }) => value);
  const plan = storedPlan && keptPlan(storedPlan.value);
  const actions = await store.listFrozenActions(planId, cycleId, snapshot);
  const replies = actions.filter(({ update }) => update !== null).length;
  const at = cycle.frozenAt ?? snapshot;
  const detail = { meeting: cycleId, snapshot, actions: actions.length, replies };
  try {
    await store.commit(planId, [
      insertOf(cycleId, snapshot, { people, plan }),
      logRow({ via: 'system' }, 'paper-kept', at, detail),
    ]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
  return (await store.readFrozen(planId, cycleId, snapshot)) ?? { actions, people, plan };
}

/**
 * What the paper of a frozen cycle has of one action; null where it has not the action, which was imported later. While the
 * snapshot is not whole, an action that nobody has decided on yet is decided now.
 */
export async function decideKept(
  store: PlanStore,
  planId: string,
  { cycleId, snapshot }: Pick<Named, 'cycleId' | 'snapshot'>,
  actionId: string,
): Promise<FrozenAction | null> {
  const kept = await store.readFrozenAction(planId, cycleId, snapshot, actionId);
  if (kept !== null || (await store.isKept(planId, cycleId, snapshot))) {
    // Asked for again: it may have been inserted, as the last one, between the two.
    return kept ?? store.readFrozenAction(planId, cycleId, snapshot, actionId);
  }
  const now = await readTogether(store, planId, cycleId, actionId);
  if (now === null) return null;
  await insertOnce(store, planId, insertOf(cycleId, snapshot, asKept(now)));
  return store.readFrozenAction(planId, cycleId, snapshot, actionId);
}
