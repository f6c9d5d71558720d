import { TableClient } from '@azure/data-tables';
import { createServer } from 'restify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStorage, type TestStorage } from '../support/azurite.ts';

let storage: TestStorage;

beforeAll(async () => {
  storage = await startTestStorage();
});
afterAll(() => storage.close());

it('obeys filters although restify, in the same process, has given every request a `query` of its own', async () => {
  expect(createServer).toBeTypeOf('function');
  const table = TableClient.fromConnectionString(storage.connectionString, 'notes', {
    allowInsecureConnection: true,
  });
  await table.createTable();
  for (const rowKey of ['a', 'b', 'c']) await table.createEntity({ partitionKey: 'p', rowKey });
  const found: unknown[] = [];
  for await (const row of table.listEntities({ queryOptions: { filter: "RowKey eq 'b'" } })) {
    found.push(row.rowKey);
  }
  expect(found).toEqual(['b']);
});
