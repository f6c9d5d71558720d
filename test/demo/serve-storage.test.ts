import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedStorage, serveStorage } from '../../src/demo/serve-storage.ts';
import { readClaim } from '../../src/demo/storage-claim.ts';
import { type Lease, takeLease } from '../../src/demo/storage-lease.ts';

let dataDir: string;
let storage: ServedStorage | null = null;
let isStarterThere = false;
let ended: Promise<unknown>;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'board-actions-serve-'));
  isStarterThere = false;
});
afterEach(async () => {
  await storage?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function serve(graceMilliseconds: number): Promise<ServedStorage> {
  let onEnd: (error: unknown) => void = () => undefined;
  ended = new Promise((resolve) => {
    onEnd = resolve;
  });
  const options = { dataDir, after: 0, graceMilliseconds, isStarterThere: () => isStarterThere, onEnd };
  storage = await serveStorage(options);
  if (storage === null) throw new Error('The folder is somebody else’s.');
  return storage;
}

async function claimed() {
  const claim = (await readClaim(dataDir))?.claim;
  if (!claim?.lease) throw new Error('Nobody runs the storage.');
  return claim.lease;
}

async function hold(onLost: () => void = () => undefined): Promise<Lease> {
  const lease = await takeLease(await claimed(), onLost);
  if (typeof lease === 'string') throw new Error(`The storage is ${lease}.`);
  return lease;
}

/** A user that can be killed. */
async function holdRaw(word?: string): Promise<Socket> {
  const { port, token } = await claimed();
  const socket = connect(port, '127.0.0.1');
  socket.write(`${word ?? token}\n`);
  await once(socket, word === undefined ? 'data' : 'close');
  return socket;
}

/** Whether the storage runs, as the next user would see it. */
const isRunning = async () => (await readClaim(dataDir))?.claim?.state === 'running';
const longGrace = 600_000;

describe('the storage process', () => {
  it('ends when its last user leaves, and tells that user once the data are written', async () => {
    await serve(longGrace);
    const [first, second] = [await hold(), await hold()];
    expect([first.others, second.others]).toEqual([0, 1]);
    expect(await first.leave()).toBe(true);
    expect(await isRunning()).toBe(true);
    expect(await second.leave()).toBe(true);
    expect(await ended).toBeNull();
    expect((await readClaim(dataDir))?.claim?.state).toBe('closed');
  });

  it('waits for the next user when the last was killed, and ends when none comes', async () => {
    await serve(300);
    const killed = await holdRaw();
    killed.destroy();
    await once(killed, 'close');
    const next = await holdRaw();
    expect(await isRunning()).toBe(true);
    next.destroy();
    expect(await ended).toBeNull();
  });

  it('waits for who started it, and ends when they were killed before they came', async () => {
    isStarterThere = true;
    const served = await serve(0);
    expect(await isRunning()).toBe(true);
    isStarterThere = false;
    served.starterGone();
    expect(await ended).toBeNull();
  });

  it('ends when its last user leaves at once, before it was seen to let go', async () => {
    isStarterThere = true;
    await serve(longGrace);
    expect(await (await hold()).leave()).toBe(true);
    expect(await ended).toBeNull();
  });

  it('is held by nobody who does not know its word', async () => {
    await serve(longGrace);
    await holdRaw('guess');
    await holdRaw('x'.repeat(5_000));
    const only = await hold();
    expect(only.others).toBe(0);
    expect(await only.leave()).toBe(true);
    expect(await ended).toBeNull();
  });

  it('tells its users that it was ended, and takes no more', async () => {
    const served = await serve(longGrace);
    const place = await claimed();
    let onLost = () => {};
    const lost = new Promise<void>((resolve) => {
      onLost = resolve;
    });
    const user = await hold(onLost);
    await served.stop();
    await lost;
    expect(await takeLease(place, () => undefined)).toBe('refused');
    expect(await user.leave()).toBe(false);
  });

  it('leaves a folder that is taken alone', async () => {
    const served = await serve(longGrace);
    const options = { dataDir, after: 0, graceMilliseconds: 0, isStarterThere: () => true, onEnd: () => {} };
    expect(await serveStorage(options)).toBeNull();
    await served.stop();
  });

  it('is not taken for gone when it is too busy to answer', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const { port } = busy.address() as AddressInfo;
    expect(await takeLease({ port, token: 'a' }, () => undefined, 50)).toBe('silent');
    busy.close();
  });
});
