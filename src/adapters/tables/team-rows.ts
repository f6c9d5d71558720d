import type { TransactionAction } from '@azure/data-tables';
import type { Addressee, Directory, KnownTeam, MemberAddress } from '../../ports.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, rangeOf } from './keys.ts';
import { checkRow, type EncodedRow } from './limits.ts';
import { decodeRow, readRow } from './read-rows.ts';
import { type Codec, type Fields, optionalText, rowCodec, schemaVersion, text } from './row-schema.ts';
import { storageFailure } from './storage-error.ts';

/** What of the directory is about teams that have the bot, and their members. */
type TeamRows = Pick<
  Directory,
  | 'findAddress'
  | 'listAddresses'
  | 'saveAddresses'
  | 'refuseAddress'
  | 'saveTeam'
  | 'claimRoster'
  | 'forgetTeam'
  | 'listTeams'
>;

/** The directory's own ways with its rows. */
interface RowHelpers {
  list<T>(codec: Codec<T>, filter: string): Promise<T[]>;
  forget(tenantId: string, rowKey: string, doing: string): Promise<void>;
  /** False when the row has changed since it was read, or has gone. */
  replaceByTag(row: EncodedRow, etag: string, doing: string): Promise<boolean>;
}

const channelFields = {
  tenantId: text,
  serviceUrl: text,
  channelId: text,
  botId: text,
  botName: text,
};
export const addresseeFields: Fields<Addressee> = { ...channelFields, userId: text, memberId: text };
const addressCodec = rowCodec<MemberAddress>({ ...addresseeFields, refusedUntil: optionalText });
const teamCodec = rowCodec<KnownTeam>({ ...channelFields, teamId: text, readAt: optionalText });

/** What a transaction takes at most; a row here is far from filling its share of the size. */
const rowsATransaction = 100;

/** Entra ids come in either case; a person must be found by both. */
const addressKey = (userId: string) => joinKey('address', userId.toLowerCase());
const teamKey = (teamId: string) => joinKey('team', teamId);

/** In a tenant's partition of the directory: `address~<user>` and `team~<team>`. */
export function createTeamRows(tables: Tables, { list, forget, replaceByTag }: RowHelpers): TeamRows {
  const table = tables.directory;

  function upsertAddress(address: MemberAddress): TransactionAction {
    const partitionKey = joinKey(address.tenantId);
    const rowKey = addressKey(address.userId);
    const columns = { v: schemaVersion, ...addressCodec.encode(address) };
    checkRow({ partitionKey, rowKey, columns });
    return ['upsert', { partitionKey, rowKey, ...columns }, 'Replace'];
  }

  return {
    async findAddress(tenantId, userId) {
      const entity = await readRow(tables, table, joinKey(tenantId), addressKey(userId));
      return entity === null ? null : decodeRow(addressCodec, entity);
    },

    listAddresses: (tenantId) => list(addressCodec, rangeOf(joinKey(tenantId), 'address')),

    async saveAddresses(tenantId, addresses) {
      if (addresses.some((address) => address.tenantId !== tenantId))
        throw new Error('Addresses of another tenant were to be saved.');
      const actions = addresses.map(upsertAddress);
      for (let from = 0; from < actions.length; from += rowsATransaction) {
        const some = actions.slice(from, from + rowsATransaction);
        try {
          await table.submitTransaction(some, withDeadline(tables));
        } catch (error) {
          throw storageFailure(error, `saving how to write to ${some.length} people`);
        }
      }
    },

    async refuseAddress(tenantId, userId, until) {
      const [partitionKey, rowKey] = [joinKey(tenantId), addressKey(userId)];
      const entity = await readRow(tables, table, partitionKey, rowKey);
      if (entity === null) return;
      const columns = addressCodec.encode({ ...decodeRow(addressCodec, entity), refusedUntil: until });
      // Where it has changed meanwhile, what the roster tells now counts: it is tried again and refused again.
      await replaceByTag(
        { partitionKey, rowKey, columns },
        entity.etag,
        'noting that a person refuses messages',
      );
    },

    async saveTeam(ref) {
      const [partitionKey, rowKey] = [joinKey(ref.tenantId), teamKey(ref.teamId)];
      // Without the time of reading: a team is saved on every word from it, which says nothing of that.
      const columns = { v: schemaVersion, ...teamCodec.encode({ ...ref, readAt: null }) };
      checkRow({ partitionKey, rowKey, columns });
      try {
        // Merged, so that the time of reading stays; the channel's latest word is the right one for all else.
        await table.upsertEntity({ partitionKey, rowKey, ...columns }, 'Merge', withDeadline(tables));
      } catch (error) {
        throw storageFailure(error, 'saving a team');
      }
    },

    async claimRoster(tenantId, teamId, at, since) {
      const [partitionKey, rowKey] = [joinKey(tenantId), teamKey(teamId)];
      const entity = await readRow(tables, table, partitionKey, rowKey);
      if (entity === null) return false;
      const team = decodeRow(teamCodec, entity);
      if (team.readAt !== null && team.readAt >= since) return false;
      const columns = teamCodec.encode({ ...team, readAt: at });
      return replaceByTag({ partitionKey, rowKey, columns }, entity.etag, 'noting when a team was read');
    },

    forgetTeam: (tenantId, teamId) => forget(tenantId, teamKey(teamId), 'forgetting a team'),

    listTeams: (tenantId) => list(teamCodec, rangeOf(joinKey(tenantId), 'team')),
  };
}
