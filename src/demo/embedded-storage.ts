import { access, constants, mkdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../domain/shared/errors.ts';
import type { Logger } from '../ports.ts';
import { azuriteConnectionString } from './azurite.ts';
import { type StartedStorage, startStorage, storageLog } from './start-storage.ts';
import { type NumberedClaim, readClaim } from './storage-claim.ts';
import { type Lease, takeLease } from './storage-lease.ts';

export interface EmbeddedStorage {
  readonly connectionString: string;
  /** True when the storage ran already, started by somebody else. */
  readonly joined: boolean;
  /** How many others used it at the moment this user came. */
  readonly others: number;
  /**
   * Gives it back. Whoever is last waits until all data are in the folder and the storage has ended. Throws
   * `Failure('storage-unavailable')` when they could not be written.
   */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly logger: Logger;
  /** Hears that the storage has ended by itself while it was in use. */
  readonly onLost?: () => void;
}

/** How long another process may take to start or to write its data before we give up, in milliseconds. */
const patience = 60_000;
const pause = 25;
/** A claim that was made and not written within this time has no living maker. */
const longestWriting = 5_000;
/**
 * A process number is used again after a restart of the machine: one that does not listen is not our holder. Asked often,
 * because a machine that is short of time can be late with all of them.
 */
const mostRefusals = 60;

/**
 * Azurite's tables and queues in a process of their own, with their data in `dataDir`: the one that runs there
 * already, or a new one. Never two on one folder. It ends when its last user closes or ends, so a user that is
 * killed loses nothing that was written. Throws `Failure('storage-unavailable')`.
 */
export async function openEmbeddedStorage(options: EmbeddedOptions): Promise<EmbeddedStorage> {
  const { dataDir, logger } = options;
  await makeWritable(dataDir);
  let started: StartedStorage | null = null;
  let refusals = 0;
  const deadline = performance.now() + patience;
  const lost = () => {
    logger.error({ dataDir }, 'The embedded storage has ended by itself');
    options.onLost?.();
  };
  try {
    while (performance.now() < deadline) {
      const seen = await readClaim(dataDir);
      const holder = await judgeHolder(seen, dataDir, lost);
      if (holder.kind === 'held') {
        const { lease, connectionString } = holder;
        const joined = started?.pid !== holder.pid;
        logger.info({ pid: holder.pid, others: lease.others, joined }, 'Holds the embedded storage');
        return { connectionString, joined, others: lease.others, close: closeOnce(lease, dataDir) };
      }
      refusals = holder.kind === 'refusing' ? refusals + 1 : 0;
      const isGone = holder.kind === 'gone' || refusals > mostRefusals;
      if (started?.state === 'failed') throw didNotStart(dataDir, started.failure);
      if (started?.state === 'lost-the-race') started = null;
      if (isGone && started === null) started = startStorage(dataDir, seen?.number ?? 0);
      await wait(pause);
    }
  } finally {
    started?.release();
  }
  throw new Failure(
    'storage-unavailable',
    `Another process is starting or stopping the storage in ${dataDir} and does not come to an end. Stop it and try again.`,
  );
}

function didNotStart(dataDir: string, said: string): Failure {
  return new Failure(
    'storage-unavailable',
    `The embedded storage in ${dataDir} did not start. ${path.join(dataDir, storageLog)} tells more.`,
    { cause: new Error(said) },
  );
}

function closeOnce(lease: Lease, dataDir: string): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const close = async () => {
    if (await lease.leave()) return;
    throw new Failure(
      'storage-unavailable',
      `The embedded storage in ${dataDir} has ended without writing its data. ${path.join(dataDir, storageLog)} tells why.`,
    );
  };
  return () => {
    closing ??= close();
    return closing;
  };
}

async function makeWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Failure(
      'storage-unavailable',
      `The embedded storage can’t keep its data in ${dataDir}: it is no folder that can be made and written to. Set DATA_DIR to one that can.`,
      { cause },
    );
  }
}

type Holder =
  | {
      readonly kind: 'held';
      readonly pid: number;
      readonly lease: Lease;
      readonly connectionString: string;
    }
  /** Alive and busy starting, closing or writing its claim, or too busy to answer. */
  | { readonly kind: 'busy' }
  /** Said to be running, but nothing listens. */
  | { readonly kind: 'refusing' }
  | { readonly kind: 'gone' };

/** Whose the storage is; holds it where it runs. */
async function judgeHolder(seen: NumberedClaim | null, dataDir: string, onLost: () => void): Promise<Holder> {
  if (seen === null) return { kind: 'gone' };
  const { claim, age } = seen;
  if (claim === null) return { kind: age < longestWriting ? 'busy' : 'gone' };
  if (claim.state === 'closed' || !isAlive(claim.pid)) return { kind: 'gone' };
  const { pid, tablePort, queuePort } = claim;
  if (claim.state !== 'running' || tablePort === null || queuePort === null) return { kind: 'busy' };
  // A version that kept the storage inside the service cannot be told that we use it.
  if (claim.lease === null) {
    if (!(await listens(tablePort))) return { kind: 'refusing' };
    throw new Failure(
      'storage-unavailable',
      `An older version of this program is using the data in ${dataDir}. Stop it and try again.`,
    );
  }
  const lease = await takeLease(claim.lease, onLost);
  if (lease === 'silent') return { kind: 'busy' };
  if (lease === 'refused') return { kind: 'refusing' };
  return { kind: 'held', pid, lease, connectionString: azuriteConnectionString({ tablePort, queuePort }) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
