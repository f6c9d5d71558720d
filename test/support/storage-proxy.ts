import { startChild } from './child-calls.ts';
import type { ProxyMode } from './storage-proxy-process.ts';

/** The proxy's process, from outside. */
export interface StorageProxy {
  /** Leads to storage through the proxy. */
  readonly connectionString: string;
  /** `milliseconds` is how much longer a request takes while it is `slow`. */
  setMode(mode: ProxyMode, milliseconds?: number): Promise<void>;
  /** Requests by what they do: `tables POST $batch`. */
  counts(): Promise<Readonly<Record<string, number>>>;
  resetCounts(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStorageProxy(connectionString: string): Promise<StorageProxy> {
  const child = await startChild(new URL('storage-proxy-process.ts', import.meta.url));
  return {
    connectionString: await child.call<string>('open', connectionString),
    setMode: (mode, milliseconds = 0) => child.call('setMode', mode, milliseconds),
    counts: () => child.call('counts'),
    resetCounts: () => child.call('resetCounts'),
    stop: () => child.stop(),
  };
}
