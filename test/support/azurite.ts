import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { azuriteConnectionString, startAzurite } from '../../src/demo/azurite.ts';

export interface TestStorage {
  readonly connectionString: string;
  close(): Promise<void>;
}

/** Real tables and queues for one test file, in a folder of their own that goes when they are closed. */
export async function startTestStorage(): Promise<TestStorage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'board-actions-'));
  const azurite = await startAzurite(folder);
  return {
    connectionString: azuriteConnectionString(azurite),
    async close() {
      await azurite.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
