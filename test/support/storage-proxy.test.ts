import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StorageProxy, startStorageProxy } from './storage-proxy.ts';

let arrived = 0;
const storage = createServer((request, response) => {
  request.resume();
  arrived += 1;
  response.end('rows');
});
let proxy: StorageProxy;
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
  const { port } = storage.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}/account`;
  proxy = await startStorageProxy(`TableEndpoint=${endpoint};QueueEndpoint=${endpoint}`);
  url = /TableEndpoint=([^;]+)/.exec(proxy.connectionString)?.[1] ?? '';
});
afterAll(async () => {
  await proxy.stop();
  storage.close();
});
beforeEach(async () => {
  await proxy.setMode('pass');
  await proxy.resetCounts();
  arrived = 0;
});

describe('the proxy before storage', () => {
  it('passes requests on and counts them by what they do', async () => {
    expect(await (await fetch(`${url}/plans(PartitionKey='a',RowKey='b')`)).text()).toBe('rows');
    await fetch(`${url}/$batch`, { method: 'POST', body: 'x' });
    expect(await proxy.counts()).toEqual({ 'tables GET plans': 1, 'tables POST $batch': 1 });
  });

  it('refuses everything while storage is busy, and nothing afterwards', async () => {
    await proxy.setMode('refuse');
    expect((await fetch(`${url}/plans()`)).status).toBe(503);
    expect(arrived).toBe(0);
    await proxy.setMode('pass');
    expect((await fetch(`${url}/plans()`)).status).toBe(200);
  });

  it('answers nothing while it hangs, though every other request arrives, and cuts them off at the end', async () => {
    await proxy.setMode('hang');
    const hanging = [fetch(`${url}/plans()`), fetch(`${url}/plans()`)].map((asked) =>
      asked.then(
        () => 'answered',
        () => 'cut off',
      ),
    );
    await expect.poll(() => arrived).toBe(1);
    await expect.poll(async () => Object.values(await proxy.counts())).toEqual([2]);
    await proxy.setMode('pass');
    expect(await Promise.all(hanging)).toEqual(['cut off', 'cut off']);
  });
});
