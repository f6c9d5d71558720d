import type { ConversationRef, Directory, TeamRef } from '../../ports.ts';
import type { Columns } from './columns.ts';
import { putText, takeText } from './columns.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, partitionOf, rangeOf } from './keys.ts';
import { checkRow } from './limits.ts';
import { decodeRow, readRow, scanRows } from './read-rows.ts';
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

const teamFields = [
  'tenantId',
  'teamId',
  'serviceUrl',
  'channelId',
  'botId',
  'botName',
] as const satisfies readonly (keyof TeamRef)[];

const teamCodec: Codec<TeamRef> = {
  encode(ref) {
    const columns: Columns = {};
    for (const name of teamFields) putText(columns, name, ref[name]);
    return columns;
  },
  decode: (entity) => ({
    tenantId: takeText(entity, 'tenantId'),
    teamId: takeText(entity, 'teamId'),
    serviceUrl: takeText(entity, 'serviceUrl'),
    channelId: takeText(entity, 'channelId'),
    botId: takeText(entity, 'botId'),
    botName: takeText(entity, 'botName'),
  }),
};

const planLinkCodec: Codec<{ tenantId: string; planId: string }> = {
  encode: ({ tenantId, planId }) => ({ tenantId, planId }),
  decode: (entity) => ({ tenantId: takeText(entity, 'tenantId'), planId: takeText(entity, 'planId') }),
};

/**
 * The table `directory`: in a tenant's partition `conversation~<user>`, `member~<user>~<plan>` and `team~<team>`, in
 * the partition of plans `plan~<tenant>~<plan>`.
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

  /** Insert or replace without a tag: the channel's latest word is the right one, whatever stood there. */
  async function upsert(tenantId: string, rowKey: string, fields: Columns, doing: string): Promise<void> {
    const partitionKey = joinKey(tenantId);
    const columns = { v: schemaVersion, ...fields };
    checkRow({ partitionKey, rowKey, columns });
    try {
      await table.upsertEntity({ partitionKey, rowKey, ...columns }, 'Replace', withDeadline(tables));
    } catch (error) {
      throw storageFailure(error, doing);
    }
  }

  /** By the tag just read: what has come back at this moment stays. */
  async function forget(tenantId: string, rowKey: string, doing: string): Promise<void> {
    const partitionKey = joinKey(tenantId);
    const entity = await readRow(tables, table, partitionKey, rowKey);
    if (entity === null) return;
    try {
      await table.deleteEntity(partitionKey, rowKey, { etag: entity.etag, ...withDeadline(tables) });
    } catch (error) {
      if (!isMissingRow(error) && !isStaleTag(error)) throw storageFailure(error, doing);
    }
  }

  return {
    async findConversation(tenantId, userId) {
      const entity = await readRow(tables, table, joinKey(tenantId), conversationKey(userId));
      return entity === null ? null : decodeRow(conversationCodec, entity);
    },

    async saveConversation(ref) {
      await upsert(
        ref.tenantId,
        conversationKey(ref.userId),
        conversationCodec.encode(ref),
        'saving how to reach a person',
      );
    },

    forgetConversation: (tenantId, userId) =>
      forget(tenantId, conversationKey(userId), 'forgetting how to reach a person'),

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

    saveTeam: (ref) => upsert(ref.tenantId, teamKey(ref.teamId), teamCodec.encode(ref), 'saving a team'),

    forgetTeam: (tenantId, teamId) => forget(tenantId, teamKey(teamId), 'forgetting a team'),

    listTeams: (tenantId) => list(teamCodec, rangeOf(joinKey(tenantId), 'team')),
  };
}

/** Entra ids come in either case; a person must be found by both. */
function conversationKey(userId: string): string {
  return joinKey('conversation', userId.toLowerCase());
}

function teamKey(teamId: string): string {
  return joinKey('team', teamId);
}
