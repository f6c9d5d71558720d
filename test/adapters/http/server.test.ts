import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Readiness } from '../../../src/adapters/http/readiness.ts';
import {
  createHttpServer,
  type HttpRoutes,
  type HttpServer,
  type HttpServerOptions,
} from '../../../src/adapters/http/server.ts';
import { createRecordingLogger } from '../../support/recording-logger.ts';

const ready = { status: 'ready', checks: [] } as const;
const nothing: HttpRoutes = {
  messages: async () => ({ status: 200 }),
  checkReady: async () => ready,
  readCalendar: async () => null,
  files: { has: async () => false, read: async () => null },
};

let server: HttpServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(
  routes: Partial<HttpRoutes>,
  logger = createRecordingLogger(),
  options?: HttpServerOptions,
) {
  const made = createHttpServer({ ...nothing, ...routes }, logger, options);
  const { port } = await made.listen('127.0.0.1', 0);
  server = made;
  const url = `http://127.0.0.1:${port}`;
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  return { url, port, post, logger };
}

describe('the HTTP server', () => {
  it('hands over body and authorization and gives back status and body', async () => {
    const { post } = await serve({
      messages: async ({ body, authorization }) => ({ status: 202, body: { body, authorization } }),
    });
    const response = await post('{"type":"message"}', { authorization: 'Bearer x' });
    expect([response.status, await response.json()]).toEqual([
      202,
      { body: { type: 'message' }, authorization: 'Bearer x' },
    ]);
  });

  it('answers without a body where there is none', async () => {
    const { post } = await serve({});
    const response = await post('{"type":"message"}');
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('takes every JSON content type, with a charset too', async () => {
    const { post } = await serve({ messages: async ({ body }) => ({ status: 200, body: { body } }) });
    const response = await post('{"a":"é"}', { 'content-type': 'application/json; charset=utf-8' });
    expect(await response.json()).toEqual({ body: { a: 'é' } });
  });

  it('takes no compressed body, whether it is one or only says so, and lives on', async () => {
    let asked = 0;
    const { url, post } = await serve({
      messages: async () => {
        asked += 1;
        return { status: 200 };
      },
    });
    const packed = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(gzipSync(Buffer.alloc(8 * 1024 * 1024, ' '))),
    });
    expect(packed.status).toBe(415);
    for (const encoding of ['gzip', 'GZIP', 'deflate', 'gzip, gzip']) {
      const response = await post('{"type":"message"}', { 'content-encoding': encoding });
      expect([encoding, response.status]).toEqual([encoding, 415]);
    }
    expect(asked).toBe(0);
    expect((await post('{"type":"message"}', { 'content-encoding': 'identity' })).status).toBe(200);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('says nothing of what went wrong inside', async () => {
    const { post, logger } = await serve({ messages: () => Promise.reject(new Error('the key is s3cret')) });
    const response = await post('{"type":"message"}');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/s3cret|Error:/);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('is ready or not as its checks say, each with its own line, and alive all the while', async () => {
    const checks = [
      { name: 'tables', ok: false, code: 'storage-unavailable', advice: 'Look at the account.' },
      { name: 'queue', ok: true, code: 'ok', advice: '' },
    ];
    let answer: Readiness = ready;
    const { url } = await serve({ checkReady: async () => answer });
    const first = await fetch(`${url}/readyz`);
    expect([first.status, await first.json()]).toEqual([200, { status: 'ready', checks: [] }]);
    answer = { status: 'not ready', checks };
    const second = await fetch(`${url}/readyz`);
    expect([second.status, await second.json()]).toEqual([503, { status: 'not ready', checks }]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('tells that a port is taken', async () => {
    const { port } = await serve({});
    const second = createHttpServer(nothing, createRecordingLogger());
    await expect(second.listen('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('finishes what is under way before it closes', async () => {
    let answer = () => {};
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { post, url } = await serve({
      messages: () =>
        new Promise((resolve) => {
          answer = () => resolve({ status: 200, body: { late: true } });
          started();
        }),
    });
    const response = post('{"type":"message"}');
    await running;
    const closing = server?.close();
    answer();
    expect(await (await response).json()).toEqual({ late: true });
    await closing;
    server = null;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it.each([
    ['asks anything', ''],
    ['ends their request', 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{'],
  ])('closes although somebody connects and never %s', async (_what, sent) => {
    const { port, url } = await serve({}, undefined, { closeWithin: 50 });
    const socket = connect(port, '127.0.0.1').resume();
    const cut = once(socket, 'close');
    await once(socket, 'connect');
    socket.write(sent);
    // Asked after it and answered, so that the server knows of the other.
    await fetch(`${url}/healthz`, { headers: { connection: 'close' } });
    const from = performance.now();
    await server?.close();
    server = null;
    expect(performance.now() - from).toBeLessThan(2_000);
    await cut;
  });
});

describe('connections that send no complete request', () => {
  const half = 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
  const limits = { requestWithin: 300, lookEvery: 50 };

  it.each([
    ['nothing', '', ''],
    ['half a head', half, ''],
    ['half a head, a byte at a time', half, 'x'],
    ['half a body', `${half}Content-Length: 900\r\n\r\n{`, ''],
    ['a body, a byte at a time', `${half}Content-Length: 900\r\n\r\n{`, ' '],
    ['chunks without an end', `${half}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ])('are ended: %s', async (_what, sent, dribble) => {
    const { port } = await serve({}, undefined, limits);
    const socket = connect(port, '127.0.0.1').resume();
    socket.on('error', () => undefined);
    const cut = once(socket, 'close');
    await once(socket, 'connect');
    const from = performance.now();
    socket.write(sent);
    const dribbling = setInterval(() => socket.writable && socket.write(dribble), 20);
    await cut;
    clearInterval(dribbling);
    expect(performance.now() - from).toBeGreaterThan(200);
  });

  it('are none of those that wait for our answer, or for their own next request', async () => {
    const { port } = await serve(
      {
        // Three times as long as a request may take to come in.
        messages: () => new Promise((resolve) => setTimeout(() => resolve({ status: 202 }), 300)),
      },
      undefined,
      { requestWithin: 100, lookEvery: 20 },
    );
    const socket = connect(port, '127.0.0.1');
    const whole = `${half}Content-Length: 2\r\n\r\n{}`;
    for (const _ of [1, 2]) {
      socket.write(whole);
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 202 /);
    }
    socket.destroy();
  });
});

describe('where nobody is authenticated', () => {
  const local = { thisMachineOnly: true };

  /** One request as raw bytes; gives the status. */
  async function ask(port: number, head: string, body = ''): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.end(`${head}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    let said = '';
    for await (const chunk of socket) said += chunk;
    return said;
  }

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]', '127.0.0.1:80', 'localhost:65535', '[::1]:3978'])(
    'answers who speaks to it as %s',
    async (host) => {
      const { port } = await serve({}, undefined, local);
      expect(await ask(port, `GET /healthz HTTP/1.1\r\nHost: ${host}`)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it.each([
    'evil.example',
    'evil.example:3978',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost.',
    '127.0.0.1.',
    '127.1',
    '2130706433',
    '127.0.0.2',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    '::1',
    'localhost:80:80',
    'localhost@evil.example',
    'evil.example#localhost',
    'localhost:',
    '[localhost]',
    '',
  ])('says nothing to who speaks to it as “%s”, whatever they ask', async (host) => {
    let asked = 0;
    const { port } = await serve(
      {
        messages: async () => {
          asked += 1;
          return { status: 200 };
        },
        readCalendar: async () => 'BEGIN:VCALENDAR',
      },
      undefined,
      local,
    );
    for (const line of [
      'GET /healthz',
      'GET /readyz',
      'HEAD /calendar/Vf3kYw_0pQ-7sLr2nXbG5t.ics',
      'GET /calendar/Vf3kYw_0pQ-7sLr2nXbG5t.ics',
      'GET /nowhere',
      'OPTIONS /api/messages',
    ]) {
      expect(await ask(port, `${line} HTTP/1.1\r\nHost: ${host}`)).toMatch(/^HTTP\/1\.1 421 /);
    }
    const json = `Host: ${host}\r\nContent-Type: application/json`;
    const said = await ask(port, `POST /api/messages HTTP/1.1\r\n${json}`, '{"type":"message"}');
    expect(said).toMatch(/^HTTP\/1\.1 421 [\s\S]*only on the computer it runs on/);
    expect(asked).toBe(0);
  });

  it('says nothing where there is no Host, or two', async () => {
    const { port } = await serve({}, undefined, local);
    expect(await ask(port, 'GET /healthz HTTP/1.0\r\nAccept: */*')).toMatch(/^HTTP\/1\.1 421 /);
    const two = 'Host: localhost\r\nHost: evil.example';
    expect(await ask(port, `GET /healthz HTTP/1.1\r\n${two}`)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('refuses before the body has come', async () => {
    const { port } = await serve({}, undefined, local);
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /api/messages HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 900\r\n\r\n{');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 421 /);
    socket.destroy();
  });

  it.each([
    ['http://evil.example', 421],
    ['https://localhost.evil.example', 421],
    ['http://evil.example@localhost', 421],
    ['file://localhost', 421],
    ['null', 421],
    ['http://localhost:3979', 200],
    ['http://127.0.0.1', 200],
  ])('a message sent by a page of %s: %i', async (origin, status) => {
    const { post } = await serve({}, undefined, local);
    expect((await post('{"type":"message"}', { origin })).status).toBe(status);
  });

  it('is nothing of that where senders are authenticated', async () => {
    const { port } = await serve({});
    const head = 'GET /healthz HTTP/1.1\r\nHost: bot.example\r\nOrigin: https://evil.example';
    expect(await ask(port, head)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a shared calendar', () => {
  const token = 'Vf3kYw_0pQ-7sLr2nXbG5t';
  const written = (stamp: string, day = '20261216') =>
    `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTAMP:${stamp}\r\nDTSTART;VALUE=DATE:${day}\r\nSUMMARY:Bórd\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  const share = (text: () => string) =>
    serve({ readCalendar: async (asked) => (asked === token ? text() : null) });

  it('is a file of its own kind that nobody on the way keeps', async () => {
    const { url } = await share(() => written('20261101T090000Z'));
    const response = await fetch(`${url}/calendar/${token}.ics`);
    expect([response.status, await response.text()]).toEqual([200, written('20261101T090000Z')]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="board-calendar.ics"',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('answers HEAD with the same headers and no body', async () => {
    const { url } = await share(() => written('20261101T090000Z'));
    const got = await fetch(`${url}/calendar/${token}.ics`);
    const asked = await fetch(`${url}/calendar/${token}.ics`, { method: 'HEAD' });
    expect([asked.status, await asked.text()]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'etag', 'content-disposition']) {
      expect([name, asked.headers.get(name)]).toEqual([name, got.headers.get(name)]);
    }
    expect(asked.headers.get('content-length')).toBe(`${Buffer.byteLength(written('20261101T090000Z'))}`);
  });

  it('is sent again only when a date has changed, not when it is only written anew', async () => {
    let text = written('20261101T090000Z');
    const { url } = await share(() => text);
    const tag = (await fetch(`${url}/calendar/${token}.ics`)).headers.get('etag') ?? '';
    const ask = (known: string) =>
      fetch(`${url}/calendar/${token}.ics`, { headers: { 'if-none-match': known } });
    text = written('20261102T120000Z');
    const same = await ask(`"other", ${tag}`);
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', tag]);
    text = written('20261102T120000Z', '20261217');
    expect((await ask(tag)).status).toBe(200);
  });

  it('tells an unknown address and a malformed one in the same words', async () => {
    const { url } = await share(() => written('20261101T090000Z'));
    const seen = new Set<string>();
    for (const file of [
      'AAAAAAAAAAAAAAAAAAAAAA.ics',
      `${token}`,
      `${token}.txt`,
      `${token.toLowerCase()}.ics`,
      'short.ics',
      '%2e%2e%2fplans.ics',
      `a/${token}.ics`,
      `${'x'.repeat(400)}.ics`,
      "'or'1'eq'1aaaaaaaaaaaa.ics",
    ]) {
      const response = await fetch(`${url}/calendar/${file}`);
      seen.add(`${response.status} ${response.headers.get('content-type')} ${await response.text()}`);
    }
    expect([...seen]).toEqual([
      '404 text/plain; charset=utf-8 There is no calendar at this address. Ask the project manager for a new link.\n',
    ]);
  });

  it('asks to come back when storage is away, and tells nothing of it', async () => {
    const { url, logger } = await serve({
      readCalendar: () => Promise.reject(new Error('AccountKey=s3cret')),
    });
    const response = await fetch(`${url}/calendar/${token}.ics`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await response.text()).not.toContain('s3cret');
    expect(JSON.stringify(logger.lines.map(({ message }) => message))).not.toContain(token);
  });

  it('is never longer than a calendar can be', async () => {
    const { url } = await share(() => 'x'.repeat(5 * 1024 * 1024));
    expect((await fetch(`${url}/calendar/${token}.ics`)).status).toBe(503);
  });
});
