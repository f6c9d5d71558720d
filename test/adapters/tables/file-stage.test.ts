import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables, createTables, type Tables } from '../../../src/adapters/tables/connect.ts';
import { createFileStage } from '../../../src/adapters/tables/file-stage.ts';
import { Conflict, type FileStage, type StagedFile } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';

let storage: TestStorage;
let tables: Tables;
let stage: FileStage;
beforeAll(async () => {
  storage = await startTestStorage();
  tables = connectTables(storage);
  await createTables(tables);
  stage = createFileStage(tables);
});
afterAll(() => storage.close());

let last = 0;
function staged(more: Partial<StagedFile> = {}): StagedFile {
  last += 1;
  return {
    tenantId: 'tenant-1',
    userId: 'user-1',
    id: `file-${last}`,
    fileName: 'Tracker ~ 100% #1/2.xlsx',
    size: 4,
    stagedAt: '2026-11-02T09:00:00Z',
    planId: null,
    planName: null,
    acceptReferences: false,
    answers: { 'date-order:Due': 'day-first' },
    seen: null,
    importingSince: null,
    ...more,
  };
}

async function rowsLeft(): Promise<string[]> {
  const keys: string[] = [];
  const filter = "PartitionKey eq '~files'";
  for await (const row of tables.directory.listEntities({ queryOptions: { filter, select: ['rowKey'] } })) {
    keys.push(row.rowKey ?? '');
  }
  return keys;
}

describe('files that wait', () => {
  it.each([0, 1, 65_536, 524_288, 3_000_000])(
    'come back as they were, of %i bytes that do not shrink',
    async (size) => {
      const bytes = new Uint8Array(randomBytes(size));
      const file = staged({
        size,
        planId: 'wexcombe',
        planName: 'Wexcombe',
        acceptReferences: true,
        seen: 'mark',
      });
      await stage.save(file, bytes);
      const found = await stage.find(file.tenantId, file.userId, file.id);
      expect(found?.value).toEqual(file);
      const read = await stage.readBytes(file);
      expect(read !== null && Buffer.from(read).equals(bytes)).toBe(true);
      await stage.remove(file);
      expect(await stage.find(file.tenantId, file.userId, file.id)).toBeNull();
      expect(await stage.readBytes(file)).toBeNull();
      expect(await rowsLeft()).toEqual([]);
    },
  );

  it('are found by their sender in their tenant alone', async () => {
    const file = staged();
    await stage.save(file, Buffer.from('data'));
    expect(await stage.find('tenant-2', file.userId, file.id)).toBeNull();
    expect(await stage.find(file.tenantId, 'user-2', file.id)).toBeNull();
    expect(await stage.find(file.tenantId, file.userId, 'file')).toBeNull();
    await stage.remove(file);
  });

  it('are listed by tenant, or all', async () => {
    const files = [staged(), staged({ userId: 'user-2' }), staged({ tenantId: 'tenant-10' })];
    for (const file of files) await stage.save(file, Buffer.from('data'));
    expect((await stage.list('tenant-1')).map(({ id }) => id)).toEqual(files.slice(0, 2).map(({ id }) => id));
    expect(await stage.list('tenant-10')).toEqual(files.slice(2));
    expect(await stage.list(null)).toHaveLength(3);
    for (const file of files) await stage.remove(file);
  });

  it('are changed by whoever saw them last, their bytes left alone', async () => {
    const file = staged();
    await stage.save(file, Buffer.from('data'));
    const etag = (await stage.find(file.tenantId, file.userId, file.id))?.etag ?? '';
    const busy = { ...file, importingSince: '2026-11-02T09:01:00Z', seen: 'mark' };
    const next = await stage.replace(busy, etag);
    await expect(stage.replace({ ...file, seen: 'other' }, etag)).rejects.toBeInstanceOf(Conflict);
    expect((await stage.find(file.tenantId, file.userId, file.id))?.value).toEqual(busy);
    await stage.replace(file, next);
    expect((await stage.find(file.tenantId, file.userId, file.id))?.value).toEqual(file);
    expect(Buffer.from((await stage.readBytes(file)) ?? []).toString()).toBe('data');
    await stage.remove(file);
    await expect(stage.replace(file, next)).rejects.toBeInstanceOf(Conflict);
    expect(await rowsLeft()).toEqual([]);
  });

  it('are as good as gone when a part of them is missing', async () => {
    const bytes = new Uint8Array(randomBytes(1_200_000));
    const file = staged({ size: bytes.length });
    await stage.save(file, bytes);
    const part = (await rowsLeft()).find((key) => key.startsWith('part~')) ?? '';
    await tables.directory.deleteEntity('~files', part);
    expect(await stage.readBytes(file)).toBeNull();
    await stage.remove(file);
    await stage.remove(file);
    expect(await rowsLeft()).toEqual([]);
  });
});
