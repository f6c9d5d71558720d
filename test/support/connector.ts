import { type Child, startChild } from './child-calls.ts';
import type { Accepted, ConnectorCounts, ConnectorSettings } from './connector-process.ts';

export type { Accepted, ConnectorCounts } from './connector-process.ts';

/** The connector's process, from outside. */
export interface Connector {
  readonly serviceUrl: string;
  configure(settings: Partial<ConnectorSettings>): Promise<void>;
  accepted(from?: number): Promise<readonly Accepted[]>;
  counts(): Promise<ConnectorCounts>;
  lastBody(): Promise<string>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startConnector(): Promise<Connector> {
  const child: Child = await startChild(new URL('connector-process.ts', import.meta.url));
  return {
    serviceUrl: await child.call<string>('serviceUrl'),
    configure: (settings) => child.call('configure', settings),
    accepted: (from = 0) => child.call('accepted', from),
    counts: () => child.call('counts'),
    lastBody: () => child.call('lastBody'),
    reset: () => child.call('reset'),
    stop: () => child.stop(),
  };
}
