import { randomBytes } from 'node:crypto';
import { startAzurite } from './azurite.ts';
import { type Claim, takeClaim, writeClaim } from './storage-claim.ts';
import { openLeases } from './storage-lease.ts';

export interface StorageService {
  /** Writes all data to the folder and stops; the same promise however often it is called. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly dataDir: string;
  /** The claim that was found to be nobody’s; 0 in a folder that nobody has used. */
  readonly after: number;
  /** So long it waits for a next user when the last one ended without leaving: a killed service is started again. */
  readonly graceMilliseconds: number;
  /** Whether the user who started it is still there. */
  isStarterThere(): boolean;
  /** All data are in the folder; or they are not, and why. */
  onEnd(error: unknown): void;
}

export interface ServedStorage extends StorageService {
  /** The user who started it holds the storage by now, or has ended. */
  starterGone(): void;
}

/**
 * Azurite in this process for as long as anybody uses it: until the last user leaves, or for a short while after
 * the last one was killed. null when somebody else was faster to take the folder.
 */
export async function serveStorage(options: ServeOptions): Promise<ServedStorage | null> {
  const { dataDir, after, graceMilliseconds, isStarterThere, onEnd } = options;
  const number = after + 1;
  if (!(await takeClaim(dataDir, after, claimOf('starting')))) return null;
  try {
    const azurite = await startAzurite(dataDir);
    const token = randomBytes(24).toString('base64url');
    let grace: NodeJS.Timeout | undefined;
    let stopping: Promise<void> | null = null;
    let hadUser = false;

    const look = (change: 'joined' | 'left' | 'lost') => {
      clearTimeout(grace);
      hadUser ||= change === 'joined';
      if (stopping !== null) return;
      // Who started it is one of its users from the first on, or starts it again.
      if (leases.count() > 0 || (!hadUser && isStarterThere())) leases.dismiss();
      else if (change === 'left') end();
      else grace = setTimeout(end, graceMilliseconds);
    };
    const leases = await openLeases(token, look);
    const { tablePort, queuePort } = azurite;
    const lease = { port: leases.port, token };
    await writeClaim(dataDir, number, { ...claimOf('running'), tablePort, queuePort, lease });

    const close = async () => {
      clearTimeout(grace);
      leases.refuse();
      await writeClaim(dataDir, number, claimOf('closing'));
      await azurite.close();
      await writeClaim(dataDir, number, claimOf('closed'));
      await leases.tellWritten();
    };
    const stop = () => {
      stopping ??= close();
      return stopping;
    };
    const end = () => {
      stop().then(() => onEnd(null), onEnd);
    };
    look('lost');
    return { stop, starterGone: () => look('lost') };
  } catch (error) {
    await writeClaim(dataDir, number, claimOf('closed'));
    throw error;
  }
}

function claimOf(state: Claim['state']): Claim {
  return { pid: process.pid, state, tablePort: null, queuePort: null, lease: null };
}
