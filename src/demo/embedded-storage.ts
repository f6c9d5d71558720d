import { access, constants, mkdir } from 'node:fs/promises';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../domain/errors.ts';
import type { Logger } from '../ports.ts';
import { azuriteConnectionString, startAzurite } from './azurite.ts';
import { type Claim, type NumberedClaim, readClaim, takeClaim, writeClaim } from './storage-claim.ts';

export interface EmbeddedStorage {
  readonly connectionString: string;
  /** True when another process runs the storage: it ends when that process does. */
  readonly joined: boolean;
  /** Writes all data to the folder and stops; nothing to do where it was joined. */
  close(): Promise<void>;
}

/** How long another process may take to start or to write its data before we give up, in milliseconds. */
const patience = 30_000;
const pause = 50;
/** A claim that was made and not written within this time has no living maker. */
const longestWriting = 5_000;

/**
 * Azurite's tables and queues in this process, with their data in `dataDir`; or, when another process runs them there
 * already, the way to that one. Never two on one folder. Data are written every 5 seconds and on `close`, so a
 * process that is killed loses the last seconds. Throws `Failure('storage-unavailable')`.
 */
export async function openEmbeddedStorage(options: {
  readonly dataDir: string;
  readonly logger: Logger;
}): Promise<EmbeddedStorage> {
  const { dataDir, logger } = options;
  await makeWritable(dataDir);
  const giveUp = Date.now() + patience;
  let refused = 0;
  while (Date.now() < giveUp) {
    const seen = await readClaim(dataDir);
    const holder = await judgeHolder(seen);
    if (holder.kind === 'running') {
      logger.info({ pid: holder.pid }, 'Joined the storage that another process runs');
      return { connectionString: holder.connectionString, joined: true, close: async () => {} };
    }
    // A process number is used again after a restart of the machine: one that never listens is not our holder.
    refused = holder.kind === 'refusing' ? refused + 1 : 0;
    if (holder.kind === 'gone' || refused > 40) {
      const after = seen?.number ?? 0;
      if (await takeClaim(dataDir, after, claimOf('starting'))) return start(dataDir, after + 1, logger);
    } else {
      await wait(pause);
    }
  }
  throw new Failure(
    'storage-unavailable',
    `Another process is starting or stopping the storage in ${dataDir} and does not come to an end. Stop it and try again.`,
  );
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
  | { readonly kind: 'running'; readonly pid: number; readonly connectionString: string }
  /** Alive and busy starting, closing or writing its claim. */
  | { readonly kind: 'busy' }
  /** Said to be running, but nothing listens. */
  | { readonly kind: 'refusing' }
  | { readonly kind: 'gone' };

async function judgeHolder(seen: NumberedClaim | null): Promise<Holder> {
  if (seen === null) return { kind: 'gone' };
  const { claim, age } = seen;
  if (claim === null) return { kind: age < longestWriting ? 'busy' : 'gone' };
  if (claim.state === 'closed' || !isAlive(claim.pid)) return { kind: 'gone' };
  const { pid, tablePort, queuePort } = claim;
  if (claim.state !== 'running' || tablePort === null || queuePort === null) return { kind: 'busy' };
  if (!(await listens(tablePort)) || !(await listens(queuePort))) return { kind: 'refusing' };
  return { kind: 'running', pid, connectionString: azuriteConnectionString({ tablePort, queuePort }) };
}

async function start(dataDir: string, number: number, logger: Logger): Promise<EmbeddedStorage> {
  try {
    const azurite = await startAzurite(dataDir);
    const { tablePort, queuePort } = azurite;
    await writeClaim(dataDir, number, { ...claimOf('running'), tablePort, queuePort });
    logger.info({ tablePort, queuePort }, 'Started the embedded storage');
    let closing: Promise<void> | null = null;
    const stop = async () => {
      await writeClaim(dataDir, number, claimOf('closing'));
      await azurite.close();
      await writeClaim(dataDir, number, claimOf('closed'));
    };
    return {
      connectionString: azuriteConnectionString(azurite),
      joined: false,
      close() {
        closing ??= stop();
        return closing;
      },
    };
  } catch (error) {
    await writeClaim(dataDir, number, claimOf('closed'));
    throw new Failure('storage-unavailable', `The embedded storage in ${dataDir} did not start.`, {
      cause: error,
    });
  }
}

function claimOf(state: Claim['state']): Claim {
  return { pid: process.pid, state, tablePort: null, queuePort: null };
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
    const socket = net.connect({ host: '127.0.0.1', port, timeout: 1_000 });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
