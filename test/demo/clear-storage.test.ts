import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearStorage } from '../../src/demo/clear-storage.ts';
import { openEmbeddedStorage } from '../../src/demo/embedded-storage.ts';
import type { Logger } from '../../src/ports.ts';

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => quiet,
};
// Every start is a process that loads Azurite, which takes its time on a busy machine.
const patience = 120_000;
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'board-actions-clear-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const open = () => openEmbeddedStorage({ dataDir, logger: quiet });

describe('starting over', () => {
  it('works on a folder that nobody has used', { timeout: patience }, async () => {
    await clearStorage(path.join(dataDir, 'new'), quiet);
    expect(await readdir(dataDir)).toEqual(['new']);
  });

  it('mends data that are too broken to open', { timeout: patience }, async () => {
    await writeFile(path.join(dataDir, 'tables.json'), '{"filename": broken');
    await expect(open()).rejects.toMatchObject({ code: 'storage-unavailable' });
    await clearStorage(dataDir, quiet);
    const storage = await open();
    expect(storage.joined).toBe(false);
    await storage.close();
  });

  it('is refused while the storage is in use, and deletes nothing then', { timeout: patience }, async () => {
    const storage = await open();
    await expect(clearStorage(dataDir, quiet)).rejects.toMatchObject({ name: 'Refusal' });
    await storage.close();
    expect(await readdir(dataDir)).toContain('tables.json');
  });
});
