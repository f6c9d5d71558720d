import pLimit from 'p-limit';
import type { PlanStore } from '../../ports.ts';
import { type Tables, withDeadline } from './connect.ts';
import { partitionOf, rowKeys, tellKey } from './keys.ts';
import { packFile, unpackFile } from './packed-file.ts';
import { decodeRow, readRow } from './read-rows.ts';
import { rowCodec, schemaVersion, text, whole } from './row-schema.ts';
import { isMissingRow, storageFailure } from './storage-error.ts';

/** How a file's bytes are kept. */
const headCodec = rowCodec<{ parts: number; hash: string; size: number }>({
  parts: whole,
  hash: text,
  size: whole,
});

/** Rows sent, read or removed at the same time. */
const atOnce = 4;
/** For rows that are written once and never changed. */
const anyTag = '*';

/**
 * Files kept with a plan, in its partition: `file~<id>` says how many parts there are, and `part~<id>~0000` and so on hold
 * the compressed bytes. The first is written first and removed last, so that no bytes are left that nothing points to.
 */
export function createPlanFiles(tables: Tables): Pick<PlanStore, 'saveFile' | 'readFile' | 'removeFile'> {
  const table = tables.plans;

  async function write(planId: string, rowKey: string, columns: Readonly<Record<string, unknown>>) {
    try {
      // Written again where the answer to the first was lost; nobody else knows the key.
      await table.upsertEntity(
        { partitionKey: partitionOf(planId), rowKey, v: schemaVersion, ...columns },
        'Replace',
        withDeadline(tables),
      );
    } catch (error) {
      throw storageFailure(error, `writing the row ${tellKey(rowKey)} of a file`);
    }
  }

  async function remove(planId: string, rowKey: string): Promise<void> {
    try {
      await table.deleteEntity(partitionOf(planId), rowKey, { etag: anyTag, ...withDeadline(tables) });
    } catch (error) {
      if (!isMissingRow(error)) throw storageFailure(error, `removing the row ${tellKey(rowKey)} of a file`);
    }
  }

  async function readHead(planId: string, fileId: string) {
    const head = await readRow(tables, table, partitionOf(planId), rowKeys.file(fileId));
    return head === null ? null : decodeRow(headCodec, head);
  }

  /** Something for each part of a file. */
  function eachPart<T>(count: number, work: (part: number) => Promise<T>): Promise<T[]> {
    const limit = pLimit(atOnce);
    return Promise.all(Array.from({ length: count }, (_, part) => limit(() => work(part))));
  }

  return {
    async saveFile(planId, fileId, bytes) {
      const { hash, parts } = await packFile(bytes);
      const head = headCodec.encode({ parts: parts.length, hash, size: bytes.length });
      await write(planId, rowKeys.file(fileId), head);
      await eachPart(parts.length, (part) =>
        write(planId, rowKeys.filePart(fileId, part), parts[part] ?? {}),
      );
    },

    async readFile(planId, fileId) {
      const head = await readHead(planId, fileId);
      if (head === null) return null;
      const rows = await eachPart(head.parts, (part) =>
        readRow(tables, table, partitionOf(planId), rowKeys.filePart(fileId, part)),
      );
      return unpackFile(rows, head);
    },

    async removeFile(planId, fileId) {
      const head = await readHead(planId, fileId);
      if (head === null) return;
      await eachPart(head.parts, (part) => remove(planId, rowKeys.filePart(fileId, part)));
      await remove(planId, rowKeys.file(fileId));
    },
  };
}
