import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpRoutes, type HttpServer } from '../../../src/adapters/http/server.ts';
import { createRecordingLogger } from '../../support/recording-logger.ts';

let server: HttpServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(routes: Partial<HttpRoutes>, logger = createRecordingLogger()) {
  const made = createHttpServer(
    { messages: async () => ({ status: 200 }), checkReady: async () => undefined, ...routes },
    logger,
  );
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

  it('is ready or not as its check says, and alive all the while', async () => {
    let ready = true;
    const { url } = await serve({
      checkReady: async () => {
        if (!ready) throw new Error('AccountKey=s3cret is wrong');
      },
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    ready = false;
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'not ready', reason: 'Storage cannot be reached.' },
    ]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('tells that a port is taken', async () => {
    const { port } = await serve({});
    const second = createHttpServer(
      { messages: async () => ({ status: 200 }), checkReady: async () => undefined },
      createRecordingLogger(),
    );
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
});
