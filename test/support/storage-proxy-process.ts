/** Stands between the service and its storage: counts requests and, when told, makes storage fail as Azure's does. */
import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as openRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCalls } from './child-calls.ts';

/**
 * `refuse`: 503 to everything. `hang`: no answer to anything, though every other request reaches storage and does its work
 * there; connections are cut when it ends. `slow`: every request takes so much longer.
 */
export type ProxyMode = 'pass' | 'refuse' | 'hang' | 'slow';

const agent = new Agent({ keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 256 });
const servers: Server[] = [];
const held = new Set<ServerResponse>();
let mode: ProxyMode = 'pass';
let counts: Record<string, number> = {};
let hung = 0;
let slowness = 0;

/** `tables GET plans`, `tables POST $batch`, `queues DELETE messages`: what is done, whichever row it is done to. */
function nameOf(service: string, { method, url }: IncomingMessage): string {
  const [path = '', query = ''] = (url ?? '').split('?');
  const [, , first = '', second = ''] = path.split('/');
  if (service === 'tables') return `tables ${method} ${first.replace(/\(.*$/, '')}`;
  return `queues ${method} ${second === '' ? query.replace(/&.*$/, '') : 'messages'}`;
}

function forward(port: number, request: IncomingMessage, response: ServerResponse, silent: boolean): void {
  const { method, url: path, headers } = request;
  const onward = openRequest({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
    if (silent) {
      answer.resume();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

function handle(service: string, port: number, request: IncomingMessage, response: ServerResponse): void {
  const name = nameOf(service, request);
  counts[name] = (counts[name] ?? 0) + 1;
  if (mode === 'pass') {
    forward(port, request, response, false);
    return;
  }
  if (mode === 'slow') {
    setTimeout(() => forward(port, request, response, false), slowness);
    return;
  }
  if (mode === 'refuse') {
    request.resume();
    response.writeHead(503, { 'content-type': 'application/xml', 'x-ms-error-code': 'ServerBusy' });
    response.end('<?xml version="1.0"?><Error><Code>ServerBusy</Code><Message>Busy.</Message></Error>');
    return;
  }
  held.add(response);
  response.once('close', () => held.delete(response));
  hung += 1;
  if (hung % 2 === 0) forward(port, request, response, true);
  else request.resume();
}

async function stand(service: string, port: number): Promise<number> {
  const server = createServer((request, response) => handle(service, port, request, response));
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

answerCalls({
  /** Gives the connection string that leads through here. */
  async open(connectionString: string) {
    let through = connectionString;
    for (const service of ['Table', 'Queue']) {
      const pattern = new RegExp(`(${service}Endpoint=http://127\\.0\\.0\\.1:)(\\d+)`);
      const port = Number(pattern.exec(connectionString)?.[2]);
      through = through.replace(pattern, `$1${await stand(`${service.toLowerCase()}s`, port)}`);
    }
    return through;
  },
  setMode(next: ProxyMode, milliseconds: number) {
    mode = next;
    slowness = milliseconds;
    if (next === 'hang') return;
    for (const response of held) response.destroy();
    held.clear();
  },
  counts: () => counts,
  resetCounts() {
    counts = {};
  },
});
