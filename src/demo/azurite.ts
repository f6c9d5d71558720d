import type { Server } from 'node:http';
import path from 'node:path';

type Constructor<T> = new (...args: readonly unknown[]) => T;
/** Node hands over the whole CommonJS module, a bundler or test runner may hand over its default already. */
export type AzuriteExport<T> = Constructor<T> | { readonly default: Constructor<T> };

export interface AzuriteServer {
  readonly httpServer: Server;
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
}

export interface Azurite {
  readonly tablePort: number;
  readonly queuePort: number;
  /** Writes everything to the folder and stops. */
  close(): Promise<void>;
}

const host = '127.0.0.1';
const keepAliveSeconds = 60;

/**
 * Starts Azurite's Table and Queue services inside this process, on free ports of the loopback interface, with their
 * data in `folder`. Changes are written every 5 seconds and on `close`. Nothing is logged and no telemetry sent.
 * Two of them on one folder would overwrite each other's data.
 */
export async function startAzurite(folder: string): Promise<Azurite> {
  const table = await createTableServer(folder);
  const queue = await createQueueServer(folder);
  await table.start();
  try {
    await queue.start();
  } catch (error) {
    await table.close();
    throw error;
  }
  for (const { httpServer } of [table, queue]) httpServer.prependListener('request', hideRestifyQuery);
  return {
    tablePort: portOf(table),
    queuePort: portOf(queue),
    async close() {
      await Promise.all([table.close(), queue.close()]);
    },
  };
}

/**
 * restify, once loaded, gives every request of this process a `query` method, and Azurite's Express parses no query
 * string where it finds a `query`: filters would be ignored and every list would return the whole table.
 */
function hideRestifyQuery(request: object): void {
  Object.defineProperty(request, 'query', { value: undefined, writable: true, configurable: true });
}

/** The account and key are Azurite's published ones: they guard nothing, the loopback interface does. */
export function azuriteConnectionString(ports: { tablePort: number; queuePort: number }): string {
  const account = 'devstoreaccount1';
  const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${key}`,
    `TableEndpoint=http://${host}:${ports.tablePort}/${account}`,
    `QueueEndpoint=http://${host}:${ports.queuePort}/${account}`,
    '',
  ].join(';');
}

async function createTableServer(folder: string): Promise<AzuriteServer> {
  const server = await import('azurite/dist/src/table/TableServer.js');
  const configuration = await import('azurite/dist/src/table/TableConfiguration.js');
  return construct(server.default, [
    construct(configuration.default, [
      ...[host, 0, keepAliveSeconds],
      path.join(folder, 'tables.json'),
      ...quiet,
      ...plainHttp,
    ]),
  ]);
}

async function createQueueServer(folder: string): Promise<AzuriteServer> {
  const server = await import('azurite/dist/src/queue/QueueServer.js');
  const configuration = await import('azurite/dist/src/queue/QueueConfiguration.js');
  const extents = [
    { locationId: 'Default', locationPath: path.join(folder, 'queue-messages'), maxConcurrency: 10 },
  ];
  return construct(server.default, [
    construct(configuration.default, [
      ...[host, 0, keepAliveSeconds],
      path.join(folder, 'queues.json'),
      path.join(folder, 'queue-extents.json'),
      extents,
      ...[false, undefined, false, undefined],
      ...plainHttp,
    ]),
  ]);
}

/** Debug log, access log, and where each would go: the table's order. */
const quiet = [false, false, undefined, undefined];
/** Not loose, API version unchecked (the SDK may be newer), no certificate, key, password or OAuth, path-style URLs allowed. */
const plainHttp = [false, true, '', '', '', undefined, false];

function construct<T>(exported: AzuriteExport<T>, args: readonly unknown[]): T {
  const Made = typeof exported === 'function' ? exported : exported.default;
  return new Made(...args);
}

function portOf(server: AzuriteServer): number {
  return Number(new URL(server.getHttpServerAddress()).port);
}
