import pLimit from 'p-limit';
import { z } from 'zod';
import type { ReadingAnswers } from '../../domain/plan/plan-columns.ts';
import { Conflict, type FileStage, type StagedFile } from '../../ports.ts';
import { putJson, putText, takeJson, takeText } from './columns.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, rangeOf, tellKey } from './keys.ts';
import { packFile, unpackFile } from './packed-file.ts';
import { decodeRow, readRow, scanRows } from './read-rows.ts';
import { type ColumnField, flag, rowCodec, schemaVersion, text, whole } from './row-schema.ts';
import { isMissingRow, isStaleTag, storageFailure } from './storage-error.ts';

/** No tenant can have this key, since `~` is escaped in theirs. */
const partition = '~files';

/** For rows that are written once and never changed: reading their tags would read the file. */
const anyTag = '*';
/** Rows sent or read at the same time. */
const atOnce = 4;

/** '' stands for null: a merge cannot take a column away. */
const emptied: ColumnField<string | null> = {
  json: text.json.nullable(),
  column: {
    put: (columns, name, value) => putText(columns, name, value ?? ''),
    take: (entity, name) => takeText(entity, name) || null,
  },
};

const answerRecord = z.record(z.string(), z.string());
/** A column of its own: what other rows call `parts` is here the number of pieces. Rows written before questions had answers lack it. */
const answered: ColumnField<ReadingAnswers> = {
  json: answerRecord,
  column: {
    put: putJson,
    take: (entity, name) =>
      entity[name] === undefined ? {} : takeJson(entity, name, (value) => answerRecord.parse(value)),
  },
};

const fileCodec = rowCodec<StagedFile>({
  tenantId: text,
  userId: text,
  id: text,
  fileName: text,
  size: whole,
  stagedAt: text,
  planId: emptied,
  planName: emptied,
  acceptReferences: flag,
  answers: answered,
  seen: emptied,
  importingSince: emptied,
});

/** How a file's bytes are kept. */
const packedCodec = rowCodec<{ parts: number; hash: string }>({ parts: whole, hash: text });

function headKey({ tenantId, userId, id }: Pick<StagedFile, 'tenantId' | 'userId' | 'id'>): string {
  return joinKey('file', tenantId, userId, id);
}

function partKey({ tenantId, userId, id }: StagedFile, part: number): string {
  return joinKey('part', tenantId, userId, id, String(part).padStart(4, '0'));
}

/**
 * Files that wait, in the table `directory`, partition `~files`: `file~<tenant>~<user>~<id>` says what it is, and
 * `part~<tenant>~<user>~<id>~0000` and so on hold its compressed bytes. The first is written first and removed last, so that
 * no bytes are left that nothing points to.
 */
export function createFileStage(tables: Tables): FileStage {
  const table = tables.directory;

  async function readHead(rowKey: string) {
    const entity = await readRow(tables, table, partition, rowKey);
    return (
      entity && {
        file: decodeRow(fileCodec, entity),
        ...decodeRow(packedCodec, entity),
        etag: entity.etag,
      }
    );
  }

  async function deleteRow(rowKey: string, etag: string): Promise<void> {
    try {
      await table.deleteEntity(partition, rowKey, { etag, ...withDeadline(tables) });
    } catch (error) {
      if (!isMissingRow(error) && !isStaleTag(error))
        throw storageFailure(error, `removing the row ${tellKey(rowKey)} of a file`);
    }
  }

  async function write(rowKey: string, columns: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      // Written again where the answer to the first was lost.
      await table.upsertEntity(
        { partitionKey: partition, rowKey, v: schemaVersion, ...columns },
        'Replace',
        withDeadline(tables),
      );
    } catch (error) {
      throw storageFailure(error, 'keeping a file');
    }
  }

  return {
    async save(file, bytes) {
      const { hash, parts } = await packFile(bytes);
      const packing = packedCodec.encode({ parts: parts.length, hash });
      await write(headKey(file), { ...fileCodec.encode(file), ...packing });
      const limit = pLimit(atOnce);
      await Promise.all(parts.map((part, at) => limit(() => write(partKey(file, at), part))));
    },

    async find(tenantId, userId, id) {
      const found = await readHead(headKey({ tenantId, userId, id }));
      return found && { value: found.file, etag: found.etag };
    },

    async readBytes(file) {
      const found = await readHead(headKey(file));
      if (found === null) return null;
      const limit = pLimit(atOnce);
      const rows = await Promise.all(
        Array.from({ length: found.parts }, (_, part) =>
          limit(() => readRow(tables, table, partition, partKey(file, part))),
        ),
      );
      return unpackFile(rows, { size: found.file.size, hash: found.hash });
    },

    async replace(file, etag) {
      const entity = { partitionKey: partition, rowKey: headKey(file), ...fileCodec.encode(file) };
      try {
        const answer = await table.updateEntity(entity, 'Merge', { etag, ...withDeadline(tables) });
        return answer.etag ?? '';
      } catch (error) {
        if (isStaleTag(error) || isMissingRow(error)) throw new Conflict('changed', { cause: error });
        throw storageFailure(error, 'noting what became of a file');
      }
    },

    async list(tenantId) {
      const range = tenantId === null ? rangeOf(partition, 'file') : rangeOf(partition, 'file', tenantId);
      const found: StagedFile[] = [];
      for await (const page of scanRows(tables, table, range)) {
        for (const entity of page) found.push(decodeRow(fileCodec, entity));
      }
      return found;
    },

    async remove(file) {
      const found = await readHead(headKey(file));
      if (found === null) return;
      const limit = pLimit(atOnce);
      await Promise.all(
        Array.from({ length: found.parts }, (_, part) => limit(() => deleteRow(partKey(file, part), anyTag))),
      );
      await deleteRow(headKey(file), found.etag);
    },
  };
}
