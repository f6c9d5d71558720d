import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import process from 'node:process';
import { expect, it } from 'vitest';

it('a service that waits for storage to answer ends at once when it is told to stop', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const at = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/devstoreaccount1`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${Buffer.from('none').toString('base64')};TableEndpoint=${at};QueueEndpoint=${at};`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(silent, 'connection');
    const from = performance.now();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    // By itself it gives up on storage after eight seconds.
    expect(performance.now() - from).toBeLessThan(4_000);
  } finally {
    child.kill('SIGKILL');
    silent.close();
  }
});
