import { type DocumentLink, type DocumentOffer, documentNames } from '../../domain/export/document.ts';
import { Conflict, type DocumentDesk } from '../../ports.ts';
import type { Columns } from './columns.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, rangeOf, tellKey } from './keys.ts';
import { decodeRow, readRow, scanRows } from './read-rows.ts';
import { choice, leftOut, optionalText, rowCodec, schemaVersion, text } from './row-schema.ts';
import { isMissingRow, isStaleTag, storageFailure } from './storage-error.ts';

/** No tenant can have this key, since `~` is escaped in theirs. */
const partition = '~documents';

const requestFields = {
  tenantId: text,
  userId: text,
  planId: text,
  name: choice(documentNames),
  meeting: leftOut(text),
};
const linkCodec = rowCodec<DocumentLink>({ ...requestFields, endsAt: text });
const offerCodec = rowCodec<DocumentOffer>({
  ...requestFields,
  id: text,
  offeredAt: text,
  state: choice(['offered', 'saving', 'saved']),
  since: optionalText,
});

const offerKey = (tenantId: string, userId: string, id: string) => joinKey('offer', tenantId, userId, id);
const linkKey = (hash: string) => joinKey('link', hash);

/** In the table `directory`, partition `~documents`: `offer~<tenant>~<user>~<id>` and `link~<hash of the token>`. */
export function createDocumentDesk(tables: Tables): DocumentDesk {
  const table = tables.directory;

  async function write(rowKey: string, columns: Columns): Promise<void> {
    try {
      // Written again where the answer to the first was lost; nobody else knows the key.
      const entity = { partitionKey: partition, rowKey, v: schemaVersion, ...columns };
      await table.upsertEntity(entity, 'Replace', withDeadline(tables));
    } catch (error) {
      throw storageFailure(error, `writing the row ${tellKey(rowKey)} of a document`);
    }
  }

  async function removeWhere(kind: 'offer' | 'link', isOld: (entity: object) => boolean): Promise<void> {
    for await (const page of scanRows(tables, table, rangeOf(partition, kind))) {
      for (const entity of page.filter(isOld)) {
        try {
          const { etag } = entity;
          await table.deleteEntity(partition, String(entity['rowKey']), { etag, ...withDeadline(tables) });
        } catch (error) {
          if (!isMissingRow(error) && !isStaleTag(error)) {
            throw storageFailure(error, 'removing what is known of a document');
          }
        }
      }
    }
  }

  /** A row of a version that this program does not know is left to the one that does. */
  const isBefore = (column: string, instant: string) => (entity: object) => {
    const value = (entity as Record<string, unknown>)[column];
    return typeof value === 'string' && value < instant;
  };

  return {
    saveOffer: (offer) => write(offerKey(offer.tenantId, offer.userId, offer.id), offerCodec.encode(offer)),

    async findOffer(tenantId, userId, id) {
      const entity = await readRow(tables, table, partition, offerKey(tenantId, userId, id));
      return entity && { value: decodeRow(offerCodec, entity), etag: entity.etag };
    },

    async replaceOffer(offer, etag) {
      const rowKey = offerKey(offer.tenantId, offer.userId, offer.id);
      const entity = { partitionKey: partition, rowKey, v: schemaVersion, ...offerCodec.encode(offer) };
      try {
        await table.updateEntity(entity, 'Replace', { etag, ...withDeadline(tables) });
      } catch (error) {
        if (isStaleTag(error) || isMissingRow(error)) throw new Conflict('changed', { cause: error });
        throw storageFailure(error, 'noting what became of a document');
      }
    },

    saveLink: (hash, link) => write(linkKey(hash), linkCodec.encode(link)),

    async findLink(hash) {
      const entity = await readRow(tables, table, partition, linkKey(hash));
      return entity === null ? null : decodeRow(linkCodec, entity);
    },

    async removeOld(ended, offered) {
      await removeWhere('link', isBefore('endsAt', ended));
      await removeWhere('offer', isBefore('offeredAt', offered));
    },
  };
}
