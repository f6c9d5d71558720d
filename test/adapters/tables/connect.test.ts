import { describe, expect, it } from 'vitest';
import { connectQueues } from '../../../src/adapters/queues/connect.ts';
import { connectTables } from '../../../src/adapters/tables/connect.ts';

const key = 'AccountName=hillvale;AccountKey=ZmFrZQ==';

describe('connecting', () => {
  it.each([
    [{ accountName: 'hillvale' }, 'https://hillvale.table.core.windows.net'],
    [
      { connectionString: `DefaultEndpointsProtocol=https;${key};EndpointSuffix=core.windows.net` },
      'https://hillvale.table.core.windows.net',
    ],
  ])('finds the account, before anything is sent: %j', (settings, url) => {
    const { plans, directory } = connectTables(settings);
    expect([plans.url, directory.url]).toEqual([url, url]);
    expect([plans.tableName, directory.tableName]).toEqual(['plans', 'directory']);
  });

  it('sends nothing in the clear but to this machine', async () => {
    const remote = connectTables({
      connectionString: `DefaultEndpointsProtocol=http;${key};TableEndpoint=http://storage.invalid/hillvale;`,
    });
    await expect(remote.plans.getEntity('p', 'r')).rejects.toThrow('allowInsecureConnection');
  });

  it.each(['', 'hillvale', 'AccountName=hillvale', `${key};`])(
    'refuses %j as a connection string',
    (connectionString) => {
      const refused = expect.objectContaining({ name: 'Refusal', code: 'bad-input' });
      expect(() => connectTables({ connectionString })).toThrow(refused);
      expect(() => connectQueues({ connectionString })).toThrow(refused);
    },
  );
});
