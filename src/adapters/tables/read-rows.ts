import type { TableClient } from '@azure/data-tables';
import { Failure } from '../../domain/shared/errors.ts';
import { type Tables, withDeadline } from './connect.ts';
import { tellKey } from './keys.ts';
import { type Codec, schemaVersion } from './row-schema.ts';
import { isMissingRow, storageFailure } from './storage-error.ts';

/** A row as storage gave it, with its tag. */
export interface StoredEntity {
  readonly etag: string;
  readonly [column: string]: unknown;
}

/** null when the row is absent; every other failure is thrown. */
export async function readRow(
  tables: Tables,
  table: TableClient,
  partitionKey: string,
  rowKey: string,
): Promise<StoredEntity | null> {
  try {
    return await table.getEntity(partitionKey, rowKey, withDeadline(tables));
  } catch (error) {
    if (isMissingRow(error)) return null;
    throw storageFailure(error, `reading the row ${tellKey(rowKey)} of ${partitionKey}`);
  }
}

/**
 * Every row of a range in key order, page by page. Storage gives at most 1,000 rows a page and may give none
 * and still have more, so only a missing continuation is the end. Each page has its own deadline.
 */
export async function* scanRows(
  tables: Tables,
  table: TableClient,
  filter: string,
  pageSize = 1_000,
): AsyncGenerator<readonly StoredEntity[]> {
  let continuationToken: string | undefined;
  do {
    const page = await readPage(tables, table, filter, { maxPageSize: pageSize, continuationToken });
    yield page.rows;
    continuationToken = page.continuationToken;
  } while (continuationToken !== undefined);
}

async function readPage(
  tables: Tables,
  table: TableClient,
  filter: string,
  { maxPageSize, continuationToken }: { maxPageSize: number; continuationToken: string | undefined },
): Promise<{ rows: StoredEntity[]; continuationToken: string | undefined }> {
  try {
    const listing = table.listEntities<Record<string, unknown>>({
      queryOptions: { filter },
      ...withDeadline(tables),
    });
    const from = continuationToken === undefined ? {} : { continuationToken };
    for await (const page of listing.byPage({ maxPageSize, ...from })) {
      return { rows: page.map(withTag), continuationToken: page.continuationToken };
    }
    return { rows: [], continuationToken: undefined };
  } catch (error) {
    throw storageFailure(error, `listing rows where ${tellFilter(filter)}`);
  }
}

function tellFilter(filter: string): string {
  return filter.replace(
    /(RowKey \w+ )'([^']*)'/g,
    (_, bound: string, key: string) => `${bound}'${tellKey(key)}'`,
  );
}

function withTag(row: Readonly<Record<string, unknown>>): StoredEntity {
  const { etag } = row;
  if (typeof etag !== 'string')
    throw new Failure('storage-unavailable', 'Storage gave a row without its tag.');
  return Object.assign(row, { etag });
}

/** Throws a `Failure` that names the row when it is damaged or was written by a newer version of the product. */
export function decodeRow<T>(codec: Codec<T>, entity: StoredEntity): T {
  const name = `row ${tellKey(String(entity['rowKey']))} of ${String(entity['partitionKey'])}`;
  const version = entity['v'];
  if (version !== schemaVersion) {
    const message = `The ${name} has the version ${String(version)}; this program reads ${schemaVersion}. Use the newer program.`;
    throw new Failure('storage-unavailable', message);
  }
  try {
    return codec.decode(entity);
  } catch (error) {
    throw new Failure(
      'storage-unavailable',
      `The ${name} is damaged and cannot be read. Restore it from a copy.`,
      {
        cause: error,
      },
    );
  }
}
