import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectTables, type Tables } from '../../../src/adapters/tables/connect.ts';

export interface FakeTables {
  readonly tables: Tables;
  /** Requests seen so far. */
  count(): number;
  close(): Promise<void>;
}

/** A server in the place of Azure Tables that answers as a test wants; impatience keeps the tests short. */
export async function startFakeTables(handler: http.RequestListener): Promise<FakeTables> {
  let requests = 0;
  const server = http.createServer((request, response) => {
    requests += 1;
    handler(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=fake;AccountKey=ZmFrZQ==;TableEndpoint=http://127.0.0.1:${port}/fake;`;
  return {
    tables: connectTables({ connectionString }, 1_000),
    count: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The service's way to say no; Azure puts the code in the body and does not always send the header. */
export function answerError(response: http.ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: code } } }));
}
