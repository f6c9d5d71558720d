import { Conflict, type Stored } from '../../ports.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, rangeOf, tellKey } from './keys.ts';
import { decodeRow, readRow, scanRows } from './read-rows.ts';
import { type Codec, schemaVersion } from './row-schema.ts';
import { isMissingRow, isStaleTag, storageFailure } from './storage-error.ts';

/** Rows of one kind that belong to no plan and live for days, by a key that only who needs one knows. */
export interface RowDesk<T> {
  /** Replaces what stands under its key, if anything. */
  save(key: readonly string[], value: T): Promise<void>;
  find(key: readonly string[]): Promise<Stored<T> | null>;
  /** All there are, each with what stands behind the kind in its key. */
  list(): Promise<{ readonly key: string; readonly value: T }[]>;
  /** Throws `Conflict` when it has changed or gone. */
  replace(key: readonly string[], value: T, etag: string): Promise<void>;
  /** Removes rows whose column holds an earlier instant; one without it is left to the program that wrote it. */
  removeBefore(column: keyof T & string, instant: string): Promise<void>;
}

interface DeskFacts<T> {
  readonly partition: string;
  readonly kind: string;
  readonly codec: Codec<T>;
  /** For errors: `a document`. */
  readonly what: string;
}

/** In the table `directory`: `<kind>~<key>` of a partition that no tenant can have. */
export function createRowDesk<T>(tables: Tables, { partition, kind, codec, what }: DeskFacts<T>): RowDesk<T> {
  const table = tables.directory;
  const entityOf = (key: readonly string[], value: T) => ({
    ...{ partitionKey: partition, rowKey: joinKey(kind, ...key), v: schemaVersion },
    ...codec.encode(value),
  });

  return {
    async save(key, value) {
      const entity = entityOf(key, value);
      try {
        // Written again where the answer to the first was lost; nobody else knows the key.
        await table.upsertEntity(entity, 'Replace', withDeadline(tables));
      } catch (error) {
        throw storageFailure(error, `writing the row ${tellKey(entity.rowKey)} of ${what}`);
      }
    },

    async find(key) {
      const entity = await readRow(tables, table, partition, joinKey(kind, ...key));
      return entity && { value: decodeRow(codec, entity), etag: entity.etag };
    },

    async list() {
      const found: { key: string; value: T }[] = [];
      for await (const page of scanRows(tables, table, rangeOf(partition, kind))) {
        for (const entity of page) {
          const key = String(entity['rowKey']).slice(kind.length + 1);
          found.push({ key, value: decodeRow(codec, entity) });
        }
      }
      return found;
    },

    async replace(key, value, etag) {
      try {
        await table.updateEntity(entityOf(key, value), 'Replace', { etag, ...withDeadline(tables) });
      } catch (error) {
        if (isStaleTag(error) || isMissingRow(error)) throw new Conflict('changed', { cause: error });
        throw storageFailure(error, `noting what became of ${what}`);
      }
    },

    async removeBefore(column, instant) {
      for await (const page of scanRows(tables, table, rangeOf(partition, kind))) {
        for (const entity of page) {
          const at = entity[column];
          if (typeof at !== 'string' || at >= instant) continue;
          try {
            const { etag } = entity;
            await table.deleteEntity(partition, String(entity['rowKey']), { etag, ...withDeadline(tables) });
          } catch (error) {
            if (!isMissingRow(error) && !isStaleTag(error)) {
              throw storageFailure(error, `removing what is known of ${what}`);
            }
          }
        }
      }
    },
  };
}
