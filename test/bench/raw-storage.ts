import { randomUUID } from 'node:crypto';
import { TableClient, type TableEntityResult, type TransactionAction } from '@azure/data-tables';
import { rangeOf, rowKeys } from '../../src/adapters/tables/keys.ts';
import { meeting, planId } from './seed-plan.ts';

type Row = TableEntityResult<Record<string, unknown>>;

/** Storage work of the same size done by the SDK alone: nothing is decoded, checked or decided. */
export interface RawStorage {
  /** The reads of a reply, at once, then its one transaction of four rows. */
  reply(actionId: string): Promise<void>;
  /** Every row of the plan's partition; gives how many. */
  scan(): Promise<number>;
}

/** Needs one reply in the plan already, whose rows give the new ones their columns. */
export async function createRawStorage(connectionString: string): Promise<RawStorage> {
  const table = TableClient.fromConnectionString(connectionString, 'plans', {
    allowInsecureConnection: true,
  });
  const list = async (filter: string): Promise<Row[]> => {
    const rows: Row[] = [];
    const pages = table.listEntities<Record<string, unknown>>({ queryOptions: { filter } });
    for await (const page of pages.byPage({ maxPageSize: 1_000 })) rows.push(...page);
    return rows;
  };
  const read = (rowKey: string) => table.getEntity<Record<string, unknown>>(planId, rowKey);
  const [history] = await list(rangeOf(planId, 'history'));
  const [log] = await list(rangeOf(planId, 'log'));
  const [update] = await list(rangeOf(planId, 'update', meeting));

  const create = (columns: Row | undefined, rowKey: string): TransactionAction => [
    'create',
    { ...written(columns), partitionKey: planId, rowKey },
  ];
  const replace = (row: Row): TransactionAction => {
    const entity = {
      ...written(row),
      partitionKey: planId,
      rowKey: String(row.rowKey),
      narrative: randomUUID(),
    };
    return ['update', entity, 'Replace', { etag: row.etag }];
  };

  return {
    async reply(actionId) {
      const [, , , actions, updates] = await Promise.all([
        read(rowKeys.plan),
        list(rangeOf(planId, 'person')),
        read(rowKeys.cycle(meeting)),
        list(rangeOf(planId, 'action')),
        list(rangeOf(planId, 'update', meeting)),
      ]);
      const updateKey = rowKeys.update(meeting, actionId);
      const action = actions.find(({ rowKey }) => rowKey === rowKeys.action(actionId));
      if (!action) throw new Error(`There is no action ${actionId}.`);
      const current = updates.find(({ rowKey }) => rowKey === updateKey);
      const now = new Date().toISOString();
      await table.submitTransaction([
        current ? replace(current) : create(update, updateKey),
        replace(action),
        create(history, rowKeys.history(actionId, now)),
        create(log, rowKeys.log(now)),
      ]);
    },
    async scan() {
      return (await list(`PartitionKey eq '${planId}'`)).length;
    },
  };
}

/** A row's own columns, without what storage adds to every row. */
function written(row: Row | undefined): Record<string, unknown> {
  if (!row) throw new Error('The plan has no reply whose rows could be copied.');
  const { etag: _etag, timestamp: _timestamp, 'odata.metadata': _metadata, ...columns } = row;
  return columns;
}
