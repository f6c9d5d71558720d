import { randomBytes } from 'node:crypto';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { TransactionAction } from '@azure/data-tables';
import { Failure } from '../../domain/shared/errors.ts';
import { Conflict, type PlanStore, type Row, type Stored, type Write } from '../../ports.ts';
import { type Tables, withDeadline } from './connect.ts';
import { encodeRow } from './encode-row.ts';
import { partitionOf, rangeOf, rowKeys } from './keys.ts';
import { checkRow, checkTransaction, type EncodedRow, planTransactions } from './limits.ts';
import { createPlanFiles } from './plan-files.ts';
import { decodeRow, readRow, scanRows } from './read-rows.ts';
import {
  actionCodec,
  cycleCodec,
  deliveryCodec,
  frozenCodec,
  historyCodec,
  leadMatchCodec,
  logCodec,
  meetingCodec,
  personCodec,
  planCodec,
  questionCodec,
  sheetCodec,
  updateCodec,
  wordingCodec,
} from './row-codecs.ts';
import type { Codec } from './row-schema.ts';
import { commitError, isMissingRow } from './storage-error.ts';

/** The plans' partitions on Azure Table Storage; the tables must exist (`createTables`). */
export function createPlanStore(tables: Tables): PlanStore {
  async function read<T>(planId: string, rowKey: string, codec: Codec<T>): Promise<Stored<T> | null> {
    const entity = await readRow(tables, tables.plans, partitionOf(planId), rowKey);
    return entity === null ? null : { value: decodeRow(codec, entity), etag: entity.etag };
  }

  async function list<T>(planId: string, codec: Codec<T>, ...prefix: string[]): Promise<Stored<T>[]> {
    const found: Stored<T>[] = [];
    for await (const page of scanRows(tables, tables.plans, rangeOf(partitionOf(planId), ...prefix))) {
      for (const entity of page) found.push({ value: decodeRow(codec, entity), etag: entity.etag });
    }
    return found;
  }

  return {
    ...createPlanFiles(tables),
    readPlan: (planId) => read(planId, rowKeys.plan, planCodec),
    readAction: (planId, actionId) => read(planId, rowKeys.action(actionId), actionCodec),
    listActions: (planId) => list(planId, actionCodec, 'action'),
    listPeople: (planId) => list(planId, personCodec, 'person'),
    listLeadMatches: (planId) => list(planId, leadMatchCodec, 'lead'),
    readMeeting: (planId, date) => read(planId, rowKeys.meeting(date), meetingCodec),
    listMeetings: (planId) => list(planId, meetingCodec, 'meeting'),
    readCycle: (planId, meeting) => read(planId, rowKeys.cycle(meeting), cycleCodec),
    listCycles: (planId) => list(planId, cycleCodec, 'cycle'),
    readUpdate: (planId, meeting, actionId) => read(planId, rowKeys.update(meeting, actionId), updateCodec),
    listUpdates: (planId, meeting) => list(planId, updateCodec, 'update', meeting),
    readWording: (planId, meeting, actionId) =>
      read(planId, rowKeys.wording(meeting, actionId), wordingCodec),
    listWordings: (planId, meeting) => list(planId, wordingCodec, 'wording', meeting),

    readQuestion: (planId, actionId, questionId) =>
      read(planId, rowKeys.question(actionId, questionId), questionCodec),
    listQuestions: (planId, actionId) =>
      list(planId, questionCodec, ...(actionId === null ? ['question'] : ['question', actionId])),

    async readFrozen(planId, meeting, snapshot) {
      const rows = await list(planId, frozenCodec, 'frozen', meeting, snapshot);
      const parts = rows.map(({ value }) => value.part);
      const last = parts.find((part) => 'people' in part);
      if (last === undefined) return null;
      return { actions: parts.flatMap((part) => ('action' in part ? [part] : [])), ...last };
    },
    async listFrozenActions(planId, meeting, snapshot) {
      const rows = await list(planId, frozenCodec, 'frozen', meeting, snapshot);
      return rows.flatMap(({ value: { part } }) => ('action' in part ? [part] : []));
    },
    async readFrozenAction(planId, meeting, snapshot, actionId) {
      const row = await read(planId, rowKeys.frozen(meeting, snapshot, actionId), frozenCodec);
      return row !== null && 'action' in row.value.part ? row.value.part : null;
    },
    readSignedSheet: async (planId, meeting, snapshot) =>
      (await read(planId, rowKeys.sheet(meeting, snapshot), sheetCodec))?.value ?? null,
    isKept: async (planId, meeting, snapshot) =>
      (await read(planId, rowKeys.frozen(meeting, snapshot, null), frozenCodec)) !== null,

    readDelivery: (key) => read(key.planId, rowKeys.delivery(key), deliveryCodec),
    listDeliveries: (planId, meeting) => list(planId, deliveryCodec, 'delivery', meeting),

    async listHistory(planId, actionId) {
      const rows = await list(planId, historyCodec, 'history', actionId);
      return rows.map((row) => row.value);
    },

    async listLog(planId, limit) {
      const entries = [];
      if (limit < 1) return [];
      const range = rangeOf(partitionOf(planId), 'log');
      for await (const page of scanRows(tables, tables.plans, range, Math.min(limit, 1_000))) {
        for (const entity of page) entries.push(decodeRow(logCodec, entity));
        if (entries.length >= limit) break;
      }
      return entries.slice(0, limit);
    },

    async commit(planId, writes) {
      const rows = encodeAll(planId, writes);
      checkTransaction(rows);
      return submit(tables, rows, writes);
    },

    async commitInBatches(planId, writes) {
      const rows: EncodedRow[] = [];
      // Thousands of rows: whoever else waits for this process goes first now and then.
      for (let from = 0; from < writes.length; from += rowsAtAStretch) {
        rows.push(...encodeAll(planId, writes.slice(from, from + rowsAtAStretch)));
        await letOthersRun();
      }
      for (const { start, end } of planTransactions(rows)) {
        await submit(tables, rows.slice(start, end), writes.slice(start, end));
      }
    },

    async removePerson(planId, personId, etag) {
      // The SDK takes a tag left out for any tag.
      if (etag === '' || etag === '*') throw new Error('A removed row needs the tag it was read with.');
      try {
        await tables.plans.deleteEntity(partitionOf(planId), rowKeys.person(personId), {
          etag,
          ...withDeadline(tables),
        });
      } catch (error) {
        if (isMissingRow(error)) return;
        throw commitError(error, 'removing a person');
      }
    },
  };
}

const rowsAtAStretch = 100;

/** Refuses all of them when one cannot be stored, so that nothing is written of a batch that cannot end. */
function encodeAll(planId: string, writes: readonly Write[]): EncodedRow[] {
  const partitionKey = partitionOf(planId);
  return writes.map(({ row }) => {
    checkPlan(planId, row);
    const encoded = { partitionKey, ...encodeRow(row) };
    checkRow(encoded);
    return encoded;
  });
}

/** A row that names its plan must be written to that plan. */
function checkPlan(planId: string, row: Row): void {
  const named = row.kind === 'plan' ? row.value.id : row.kind === 'delivery' ? row.value.planId : planId;
  if (named !== planId)
    throw new Error(`A ${row.kind} row of the plan ${named} was to be written to ${planId}.`);
}

async function submit(
  tables: Tables,
  rows: readonly EncodedRow[],
  writes: readonly Write[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const mark = randomBytes(9).toString('base64url');
  const actions = rows.map((row, index) => transactionAction(row, writes[index], mark));
  const [only] = actions;
  try {
    const written =
      only && actions.length === 1 && writes[0]?.row.kind === 'delivery'
        ? [await submitOne(tables, only)]
        : (await tables.plans.submitTransaction(actions, withDeadline(tables))).subResponses;
    return written.map(({ etag }) => {
      if (etag === undefined)
        throw new Failure('storage-unavailable', 'Storage gave no tag for a row it wrote.');
      return etag;
    });
  } catch (error) {
    const failure = commitError(error, `writing ${rows.length} rows of a plan`);
    const written = failure instanceof Conflict ? await findWritten(tables, rows, writes, mark) : null;
    if (written === null) throw failure;
    return written;
  }
}

/**
 * A row by itself is all or nothing as it is, and takes storage half the work of a transaction: every message sent is
 * two writes of its ledger row. Not for long texts, which Azurite measures differently here.
 */
function submitOne(tables: Tables, action: TransactionAction): Promise<{ etag?: string | undefined }> {
  if (action[0] === 'create') return tables.plans.createEntity(action[1], withDeadline(tables));
  if (action[0] !== 'update') throw new Error(`A row of a plan is never written by ${action[0]}.`);
  const [, entity, mode, options] = action;
  return tables.plans.updateEntity(entity, mode, { ...options, ...withDeadline(tables) });
}

function transactionAction(row: EncodedRow, write: Write | undefined, mark: string): TransactionAction {
  const { partitionKey, rowKey, columns } = row;
  const entity = { partitionKey, rowKey, ...columns, mark };
  if (write?.op !== 'replace') return ['create', entity];
  if (write.etag === '' || write.etag === '*')
    throw new Error('A replaced row needs the tag it was read with.');
  return ['update', entity, 'Replace', { etag: write.etag }];
}

/** For a row that somebody has replaced since: our own tag is lost, and theirs would let us overwrite them unseen. */
const outdatedTag = `W/"datetime'2000-01-01T00%3A00%3A00.0000000Z'"`;

/**
 * The SDK repeats a transaction whose answer was lost; if the first did its work, the second meets its own rows
 * and is told of a conflict. Every transaction therefore marks its rows, and a conflict is believed only when
 * the stored row does not carry our mark. An inserted row is asked where there is one: nobody replaces it soon.
 */
async function findWritten(
  tables: Tables,
  rows: readonly EncodedRow[],
  writes: readonly Write[],
  mark: string,
): Promise<string[] | null> {
  const inserted = writes.findLastIndex((write) => write.op === 'insert');
  const witness = rows[Math.max(inserted, 0)];
  if (witness === undefined) return null;
  const found = await readRow(tables, tables.plans, witness.partitionKey, witness.rowKey);
  if (found === null || found['mark'] !== mark) return null;
  const etags: string[] = [];
  for (const row of rows) {
    const stored = await readRow(tables, tables.plans, row.partitionKey, row.rowKey);
    etags.push(stored?.['mark'] === mark ? stored.etag : outdatedTag);
  }
  return etags;
}
