import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
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

let dataDir: string;
const opened: EmbeddedStorage[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'board-actions-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  for (const storage of opened.splice(0)) await storage.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(): Promise<EmbeddedStorage> {
  const storage = await openEmbeddedStorage({ dataDir, logger: quiet });
  opened.push(storage);
  return storage;
}

interface Holder {
  readonly child: ChildProcess;
  readonly joined: boolean;
  readonly connectionString: string;
}

async function openElsewhere(): Promise<Holder> {
  const script = fileURLToPath(new URL('hold-storage.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...JSON.parse(String(line)) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
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

  it('keeps its data over close and open, all of them in its folder', async () => {
    const first = await open();
    expect(first.joined).toBe(false);
    await write(first.connectionString, 'one');
    await first.close();
    await first.close();
    const second = await open();
    expect(second.joined).toBe(false);
    expect(await readKeys(second.connectionString)).toEqual(['one']);
    const claims = (await readdir(dataDir)).filter((name) => name.startsWith('storage-claim'));
    expect(claims).toEqual(['storage-claim-2.json']);
  });

  it('is joined by a second process, which ends nothing when it closes', async () => {
    const own = await open();
    const other = await openElsewhere();
    expect(other).toMatchObject({ joined: true, connectionString: own.connectionString });
    await write(other.connectionString, 'theirs');
    await end(other.child, 'SIGINT');
    expect(await readKeys(own.connectionString)).toEqual(['theirs']);
  });

  it('keeps what was written until the moment its process was interrupted', async () => {
    const other = await openElsewhere();
    expect(other.joined).toBe(false);
    await write(other.connectionString, 'late');
    await end(other.child, 'SIGINT');
    const own = await open();
    expect(own.joined).toBe(false);
    expect(await readKeys(own.connectionString)).toEqual(['late']);
  });

  it('is taken over from a process that was killed', async () => {
    const other = await openElsewhere();
    await end(other.child, 'SIGKILL');
    const own = await open();
    expect(own.joined).toBe(false);
    await write(own.connectionString, 'mine');
    expect(await readKeys(own.connectionString)).toEqual(['mine']);
  });

  it('is run by exactly one of several that find a dead one at once', async () => {
    const dead = await openElsewhere();
    await end(dead.child, 'SIGKILL');
    const [own, ...others] = await Promise.all([open(), open(), openElsewhere(), openElsewhere()]);
    const joined = [own, ...others].map((storage) => storage.joined);
    expect(joined.filter((one) => !one)).toHaveLength(1);
    expect(new Set([own, ...others].map((storage) => storage.connectionString)).size).toBe(1);
  }, 20_000);

  it('waits for one that is just closing', async () => {
    const first = await open();
    await write(first.connectionString, 'one');
    const closing = first.close();
    while ((await readClaim(dataDir))?.claim?.state === 'running') await setImmediate();
    const second = await open();
    expect(second.joined).toBe(false);
    await closing;
    expect(await readKeys(second.connectionString)).toEqual(['one']);
  });

  it('is taken over when the process number belongs to somebody else now', async () => {
    // Alive, but nothing listens on port 1.
    await takeClaim(dataDir, 0, { pid: process.pid, state: 'running', tablePort: 1, queuePort: 1 });
    expect((await open()).joined).toBe(false);
  }, 10_000);

  it('is taken over from one that died while it wrote its claim', async () => {
    const file = path.join(dataDir, 'storage-claim-7.json');
    await writeFile(file, '{"pid":');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    expect((await open()).joined).toBe(false);
    expect((await readClaim(dataDir))?.number).toBe(8);
  });
});

describe('a claim', () => {
  const claim = { pid: process.pid, state: 'starting', tablePort: null, queuePort: null } as const;

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
