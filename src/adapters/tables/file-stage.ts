import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { ReadingAnswers } from '../../domain/plan/plan-columns.ts';
import { Conflict, type FileStage, type StagedFile } from '../../ports.ts';
import { putJson, putText, takeJson, takeText } from './columns.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, rangeOf, tellKey } from './keys.ts';
import { decodeRow, readRow, type StoredEntity, scanRows } from './read-rows.ts';
import { type ColumnField, flag, rowCodec, schemaVersion, text, whole } from './row-schema.ts';
import { isMissingRow, isStaleTag, storageFailure } from './storage-error.ts';

/** No tenant can have this key, since `~` is escaped in theirs. */
const partition = '~files';

/** Bytes in one binary property: Azure's limit. */
const propertyBytes = 64 * 1024;
/** Half a megabyte a row, so that its base64 in a request stays under the limit of a row as well. */
const propertiesARow = 8;
const rowBytes = propertyBytes * propertiesARow;
/** For rows that are written once and never changed: reading their tags would read the file. */
const anyTag = '*';
/** Rows sent or read at the same time. */
const atOnce = 4;

const shrink = promisify(gzip);
const unpack = promisify(gunzip);

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

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function headKey({ tenantId, userId, id }: Pick<StagedFile, 'tenantId' | 'userId' | 'id'>): string {
  return joinKey('file', tenantId, userId, id);
}

function partKey({ tenantId, userId, id }: StagedFile, part: number): string {
  return joinKey('part', tenantId, userId, id, String(part).padStart(4, '0'));
}

function partColumns(bytes: Uint8Array): Record<string, Uint8Array> {
  const count = Math.ceil(bytes.length / propertyBytes);
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `b${at}`,
      bytes.subarray(at * propertyBytes, (at + 1) * propertyBytes),
    ]),
  );
}

function readPart(entity: StoredEntity): Uint8Array {
  const found: Uint8Array[] = [];
  for (let at = 0; at < propertiesARow; at += 1) {
    const bytes = entity[`b${at}`];
    if (bytes instanceof Uint8Array) found.push(bytes);
  }
  return Buffer.concat(found);
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
      const packed = await shrink(bytes);
      const parts = Math.ceil(packed.length / rowBytes);
      const packing = packedCodec.encode({ parts, hash: sha256(bytes) });
      await write(headKey(file), { ...fileCodec.encode(file), ...packing });
      const limit = pLimit(atOnce);
      await Promise.all(
        Array.from({ length: parts }, (_, part) =>
          limit(() =>
            write(partKey(file, part), partColumns(packed.subarray(part * rowBytes, (part + 1) * rowBytes))),
          ),
        ),
      );
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
      const parts = rows.filter((row) => row !== null);
      if (parts.length < rows.length) return null;
      const bytes = await unpack(Buffer.concat(parts.map(readPart)), {
        maxOutputLength: Math.max(1, found.file.size),
      });
      return sha256(bytes) === found.hash ? new Uint8Array(bytes) : null;
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
