import type { ConversationRef, Directory } from '../../ports.ts';
import type { Columns } from './columns.ts';
import { putText, takeText } from './columns.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, partitionOf, rangeOf } from './keys.ts';
import { checkRow } from './limits.ts';
import { decodeRow, readRow, type StoredEntity, scanRows } from './read-rows.ts';
import { type Codec, schemaVersion } from './row-codecs.ts';
import { isExistingRow, isMissingRow, isStaleTag, storageFailure } from './storage-error.ts';

/**
 * Registered plans of all tenants share one partition, so that the sweep reads plans and nothing else: a tenant's
 * partition holds one row for every person it has met. No tenant can have this key, since `~` is escaped in theirs.
 */
const plansPartition = '~plans';

const conversationFields = [
  'tenantId',
  'userId',
  'conversationId',
  'serviceUrl',
  'channelId',
  'botId',
  'botName',
  'memberId',
] as const satisfies readonly (keyof ConversationRef)[];

const conversationCodec: Codec<ConversationRef> = {
  encode(ref) {
    const columns: Columns = {};
    for (const name of conversationFields) putText(columns, name, ref[name]);
    return columns;
  },
  decode: (entity) => ({
    tenantId: takeText(entity, 'tenantId'),
    userId: takeText(entity, 'userId'),
    conversationId: takeText(entity, 'conversationId'),
    serviceUrl: takeText(entity, 'serviceUrl'),
    channelId: takeText(entity, 'channelId'),
    botId: takeText(entity, 'botId'),
    botName: takeText(entity, 'botName'),
    memberId: takeText(entity, 'memberId'),
  }),
};

const planLinkCodec: Codec<{ tenantId: string; planId: string }> = {
  encode: ({ tenantId, planId }) => ({ tenantId, planId }),
  decode: (entity) => ({ tenantId: takeText(entity, 'tenantId'), planId: takeText(entity, 'planId') }),
};

/**
 * The table `directory`: in a tenant's partition `conversation~<user>` and `member~<user>~<plan>`, in the partition
 * of plans `plan~<tenant>~<plan>`.
 */
export function createDirectory(tables: Tables): Directory {
  const table = tables.directory;

  async function insertOnce(partitionKey: string, rowKey: string, columns: Columns): Promise<void> {
    try {
      await table.createEntity({ partitionKey, rowKey, v: schemaVersion, ...columns }, withDeadline(tables));
    } catch (error) {
      if (!isExistingRow(error)) throw storageFailure(error, `writing the row ${rowKey} of the directory`);
    }
  }

  async function list<T>(codec: Codec<T>, filter: string): Promise<T[]> {
    const found: T[] = [];
    for await (const page of scanRows(tables, table, filter)) {
      for (const entity of page) found.push(decodeRow(codec, entity));
    }
    return found;
  }

  function readConversation(tenantId: string, userId: string): Promise<StoredEntity | null> {
    return readRow(tables, table, joinKey(tenantId), conversationKey(userId));
  }

  return {
    async findConversation(tenantId, userId) {
      const entity = await readConversation(tenantId, userId);
      return entity === null ? null : decodeRow(conversationCodec, entity);
    },

    /** Insert or replace without a tag: the channel's latest word is the right one, whatever stood there. */
    async saveConversation(ref) {
      const partitionKey = joinKey(ref.tenantId);
      const rowKey = conversationKey(ref.userId);
      const columns = { v: schemaVersion, ...conversationCodec.encode(ref) };
      checkRow({ partitionKey, rowKey, columns });
      try {
        await table.upsertEntity({ partitionKey, rowKey, ...columns }, 'Replace', withDeadline(tables));
      } catch (error) {
        throw storageFailure(error, 'saving how to reach a person');
      }
    },

    /** By the tag just read: someone who comes back at this moment stays reachable. */
    async forgetConversation(tenantId, userId) {
      const entity = await readConversation(tenantId, userId);
      if (entity === null) return;
      try {
        const { etag } = entity;
        await table.deleteEntity(joinKey(tenantId), conversationKey(userId), {
          etag,
          ...withDeadline(tables),
        });
      } catch (error) {
        if (!isMissingRow(error) && !isStaleTag(error)) {
          throw storageFailure(error, 'forgetting how to reach a person');
        }
      }
    },

    async addMembership(tenantId, userId, planId) {
      const rowKey = joinKey('member', userId.toLowerCase(), partitionOf(planId));
      await insertOnce(joinKey(tenantId), rowKey, planLinkCodec.encode({ tenantId, planId }));
    },

    async listMemberships(tenantId, userId) {
      const range = rangeOf(joinKey(tenantId), 'member', userId.toLowerCase());
      return (await list(planLinkCodec, range)).map((link) => link.planId);
    },

    async registerPlan(tenantId, planId) {
      const rowKey = joinKey('plan', tenantId, partitionOf(planId));
      await insertOnce(plansPartition, rowKey, planLinkCodec.encode({ tenantId, planId }));
    },

    listPlans: () => list(planLinkCodec, rangeOf(plansPartition, 'plan')),
  };
}

/** Entra ids come in either case; a person must be found by both. */
function conversationKey(userId: string): string {
  return joinKey('conversation', userId.toLowerCase());
}
