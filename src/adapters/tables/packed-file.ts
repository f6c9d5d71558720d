import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { StoredEntity } from './read-rows.ts';

/** Bytes in one binary property: Azure's limit. */
const propertyBytes = 64 * 1024;
/** Half a megabyte a row, so that its base64 in a request stays under the limit of a row as well. */
const propertiesARow = 8;
const rowBytes = propertyBytes * propertiesARow;

const shrink = promisify(gzip);
const unpack = promisify(gunzip);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A file compressed and cut into the columns of as many rows as it needs. */
export async function packFile(
  bytes: Uint8Array,
): Promise<{ readonly hash: string; readonly parts: readonly Record<string, Uint8Array>[] }> {
  const packed = await shrink(bytes);
  const parts = Array.from({ length: Math.ceil(packed.length / rowBytes) }, (_, part) =>
    partColumns(packed.subarray(part * rowBytes, (part + 1) * rowBytes)),
  );
  return { hash: sha256(bytes), parts };
}

/** The file of these rows, in order; null where one is missing, or they hold something else than was packed. */
export async function unpackFile(
  rows: readonly (StoredEntity | null)[],
  { size, hash }: { readonly size: number; readonly hash: string },
): Promise<Uint8Array | null> {
  const parts = rows.filter((row) => row !== null);
  if (parts.length < rows.length) return null;
  const bytes = await unpack(Buffer.concat(parts.map(readPart)), { maxOutputLength: Math.max(1, size) });
  return sha256(bytes) === hash ? new Uint8Array(bytes) : null;
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
