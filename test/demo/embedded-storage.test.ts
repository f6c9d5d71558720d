import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TableClient } from '@azure/data-tables';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStorage, openEmbeddedStorage } from '../../src/demo/embedded-storage.ts';
import { readClaim, takeClaim, writeClaim } from '../../src/demo/storage-claim.ts';
import type { Logger } from '../../src/ports.ts';

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => quiet,
};

interface Holder {
  readonly child: ChildProcess;
  readonly joined: boolean;
  readonly others: number;
  readonly connectionString: string;
}

// Every start is a process that loads Azurite, which takes its time on a busy machine.
const patience = 120_000;

let dataDir: string;
const opened: EmbeddedStorage[] = [];
const children: Holder[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'board actions '));
});
afterEach(async () => {
  for (const { child } of children.splice(0)) await end(child, 'SIGKILL');
  for (const storage of opened.splice(0)) await storage.close().catch(() => undefined);
  // One that still waits for somebody killed ends at once when its last user leaves.
  if ((await readClaim(dataDir))?.claim?.lease) await (await open()).close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(onLost: () => void = () => undefined): Promise<EmbeddedStorage> {
  const storage = await openEmbeddedStorage({ dataDir, logger: quiet, onLost });
  opened.push(storage);
  return storage;
}

/** The storage process of the folder. */
async function storagePid(): Promise<number> {
  return (await readClaim(dataDir))?.claim?.pid ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function openElsewhere(): Promise<Holder> {
  const script = fileURLToPath(new URL('hold-storage.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    // As a terminal starts a command: Ctrl-C goes to its whole process group.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const holder: Holder = { child, ...JSON.parse(String(line)) };
  children.push(holder);
  return holder;
}

/** Ends a holder as a terminal would, with its process group; its output must end with it. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  process.kill(-child.pid, signal);
  await closed;
}

function table(connectionString: string): TableClient {
  return TableClient.fromConnectionString(connectionString, 'notes', { allowInsecureConnection: true });
}

async function write(connectionString: string, rowKey: string): Promise<void> {
  await table(connectionString).createTable();
  await table(connectionString).createEntity({ partitionKey: 'p', rowKey });
}

async function readKeys(connectionString: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const row of table(connectionString).listEntities()) keys.push(String(row.rowKey));
  return keys;
}

const claim = {
  pid: process.pid,
  state: 'starting',
  tablePort: null,
  queuePort: null,
  lease: null,
} as const;
/** Nothing listens on port 1. */
const nowhere = { tablePort: 1, queuePort: 1, lease: { port: 1, token: 'anything' } };

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the embedded storage', () => {
  it('says what to do where its folder cannot be one', async () => {
    const file = path.join(dataDir, 'taken');
    await writeFile(file, '');
    for (const wrong of [file, path.join(file, 'deeper')]) {
      await expect(openEmbeddedStorage({ dataDir: wrong, logger: quiet })).rejects.toMatchObject({
        code: 'storage-unavailable',
        message: expect.stringMatching(/Set DATA_DIR/),
      });
    }
  });

  it('keeps its data over close and open, all of them in its folder, and leaves no process behind', {
    timeout: patience,
  }, async () => {
    const first = await open();
    expect(first).toMatchObject({ joined: false, others: 0 });
    await write(first.connectionString, 'one');
    const pid = await storagePid();
    expect(pid).not.toBe(process.pid);
    await Promise.all([first.close(), first.close()]);
    await expect.poll(() => isAlive(pid)).toBe(false);
    const second = await open();
    expect(second.joined).toBe(false);
    expect(await readKeys(second.connectionString)).toEqual(['one']);
    const claims = (await readdir(dataDir)).filter((name) => name.startsWith('storage-claim'));
    expect(claims).toEqual(['storage-claim-2.json']);
  });

  it('is joined by a second process, which ends nothing when it closes', { timeout: patience }, async () => {
    const own = await open();
    const other = await openElsewhere();
    expect(other).toMatchObject({ joined: true, others: 1, connectionString: own.connectionString });
    await write(other.connectionString, 'theirs');
    await end(other.child, 'SIGINT');
    expect(await readKeys(own.connectionString)).toEqual(['theirs']);
  });

  it('outlives the user that started it, killed or interrupted with its whole process group', {
    timeout: patience,
  }, async () => {
    const first = await openElsewhere();
    expect(first.joined).toBe(false);
    await write(first.connectionString, 'a moment ago');
    await end(first.child, 'SIGKILL');
    const second = await openElsewhere();
    expect(second).toMatchObject({ joined: true, others: 0, connectionString: first.connectionString });
    const own = await open();
    expect(own.others).toBe(1);
    await end(second.child, 'SIGINT');
    expect(await readKeys(own.connectionString)).toEqual(['a moment ago']);
  });

  it('is run by exactly one process when several find a dead one at once', {
    timeout: patience,
  }, async () => {
    await takeClaim(dataDir, 0, { ...claim, pid: await deadPid(), state: 'running', ...nowhere });
    const all = await Promise.all([open(), open(), openElsewhere()]);
    expect(all.filter(({ joined }) => !joined)).toHaveLength(1);
    expect(all.map(({ others }) => others).toSorted()).toEqual([0, 1, 2]);
    expect(new Set(all.map(({ connectionString }) => connectionString)).size).toBe(1);
  });

  it('waits for one that is just closing', { timeout: patience }, async () => {
    const first = await open();
    await write(first.connectionString, 'one');
    const closing = first.close();
    while ((await readClaim(dataDir))?.claim?.state === 'running') await setImmediate();
    const second = await open();
    expect(second.joined).toBe(false);
    await closing;
    expect(await readKeys(second.connectionString)).toEqual(['one']);
  });

  it('writes its data when it is told to end, and its users hear of it', { timeout: patience }, async () => {
    let lost = () => {};
    const heard = new Promise<void>((resolve) => {
      lost = resolve;
    });
    const first = await open(lost);
    await write(first.connectionString, 'one');
    process.kill(await storagePid(), 'SIGTERM');
    await heard;
    const second = await open();
    expect(second.joined).toBe(false);
    expect(await readKeys(second.connectionString)).toEqual(['one']);
    process.kill(await storagePid(), 'SIGKILL');
    await expect(second.close()).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect((await open()).joined).toBe(false);
  });

  it('is taken over when the process number belongs to somebody else now', {
    timeout: patience,
  }, async () => {
    await takeClaim(dataDir, 0, { ...claim, state: 'running', ...nowhere });
    expect((await open()).joined).toBe(false);
  });

  it('is not taken from an older version, which ran it inside the service', async () => {
    const older = createServer().listen(0, '127.0.0.1');
    await once(older, 'listening');
    const { port } = older.address() as AddressInfo;
    const text = { pid: process.pid, state: 'running', tablePort: port, queuePort: port };
    await writeFile(path.join(dataDir, 'storage-claim-3.json'), JSON.stringify(text));
    await expect(open()).rejects.toMatchObject({
      message: expect.stringMatching(/older version .* Stop it/),
    });
    older.close();
  });

  it('is taken over from one that died while it wrote its claim', { timeout: patience }, async () => {
    const file = path.join(dataDir, 'storage-claim-7.json');
    await writeFile(file, '{"pid":');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    expect((await open()).joined).toBe(false);
    expect((await readClaim(dataDir))?.number).toBe(8);
  });
});

describe('a claim', () => {
  it('goes to one of many who ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => takeClaim(dataDir, 0, claim)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('is refused to a starter who looked before others came and went', async () => {
    await takeClaim(dataDir, 0, claim);
    await takeClaim(dataDir, 1, claim);
    expect(await takeClaim(dataDir, 0, claim)).toBe(false);
    expect(await readdir(dataDir)).toEqual(['storage-claim-2.json']);
  });

  it('is read as it was last written', async () => {
    expect(await readClaim(dataDir)).toBeNull();
    await takeClaim(dataDir, 0, claim);
    await writeClaim(dataDir, 1, { ...claim, state: 'running', tablePort: 5, queuePort: 6 });
    expect(await readClaim(dataDir)).toMatchObject({ number: 1, claim: { state: 'running', tablePort: 5 } });
  });
});
