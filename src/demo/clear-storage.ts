import { rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { Refusal } from '../domain/shared/errors.ts';
import type { Logger } from '../ports.ts';
import { openEmbeddedStorage } from './embedded-storage.ts';
import { storageLog } from './start-storage.ts';
import { readClaim, takeClaim, writeClaim } from './storage-claim.ts';

/** Everything the embedded storage and the demo write to their folder, but the claims. */
const ours = ['tables.json', 'queues.json', 'queue-extents.json', 'queue-messages', storageLog];

export function storageInUse(dataDir: string): Refusal {
  return new Refusal(
    'bad-input',
    `Another process is using the data in ${dataDir}: a demo or service that is still running, perhaps in another terminal. Stop it first, or choose another folder with DATA_DIR.`,
  );
}

/**
 * Deletes the embedded storage of a folder, every plan in it, and nothing else there. Throws a `Refusal` while a
 * process uses it; nothing is deleted then.
 */
export async function clearStorage(dataDir: string, logger: Logger): Promise<void> {
  try {
    // Whoever holds it alone ends it by leaving; one that still waits for a killed user is ended so too.
    const storage = await openEmbeddedStorage({ dataDir, logger });
    await storage.close();
    if (storage.others > 0) throw storageInUse(dataDir);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Data too broken to open are a good reason to start over: the claim tells whether somebody has them.
    logger.warn({ err: error }, 'storage could not be opened before it was cleared');
  }
  const seen = await readClaim(dataDir);
  if (seen && seen.claim?.state !== 'closed') throw storageInUse(dataDir);
  const after = seen?.number ?? 0;
  const claim = { pid: process.pid, tablePort: null, queuePort: null, lease: null };
  if (!(await takeClaim(dataDir, after, { ...claim, state: 'starting' }))) throw storageInUse(dataDir);
  try {
    for (const name of ours) await rm(path.join(dataDir, name), { recursive: true, force: true });
  } finally {
    await writeClaim(dataDir, after + 1, { ...claim, state: 'closed' });
  }
}
