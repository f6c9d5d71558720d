import { createHash } from 'node:crypto';
import { Failure } from '../../domain/shared/errors.ts';
import type { ConversationRef, Directory, RegisteredPlan } from '../../ports.ts';
import type { Columns } from './columns.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey, partitionOf, rangeOf, tellKey } from './keys.ts';
import { checkRow, type EncodedRow } from './limits.ts';
import { decodeRow, readRow, scanRows } from './read-rows.ts';
import { type Codec, type Fields, optionalText, rowCodec, schemaVersion, text } from './row-schema.ts';
import { isExistingRow, isMissingRow, isStaleTag, storageFailure } from './storage-error.ts';
import { addresseeFields, createTeamRows } from './team-rows.ts';

/**
 * Registered plans of all tenants share one partition, so that the sweep reads plans and nothing else: a tenant's
 * partition holds one row for every person it has met. No tenant can have this key, since `~` is escaped in theirs.
 */
const plansPartition = '~plans';

/**
 * Links to calendars, which come without a tenant: the token alone finds the plan, whose row here names the one token
 * that holds.
 */
const calendarsPartition = '~calendars';

/** Everybody who wakes a plan at the same moment writes the same row; a few rounds outlast that. */
const maxRounds = 8;

const conversationCodec = rowCodec<ConversationRef>({ ...addresseeFields, conversationId: text });

const linkFields: Fields<{ tenantId: string; planId: string }> = { tenantId: text, planId: text };
const planLinkCodec = rowCodec(linkFields);
const registeredPlanCodec = rowCodec<Omit<RegisteredPlan, 'etag'>>({ ...linkFields, dueAt: optionalText });
const accountCodec = rowCodec<{ userId: string }>({ userId: text });
const calendarTokenCodec = rowCodec<{ token: string }>({ token: text });

/**
 * The table `directory`: in a tenant's partition `conversation~<user>`, `address~<user>`, `member~<user>~<plan>`, `channel~<plan>`, `mail~<hash of
 * the address>~<plan>`, `account~<hash of the address>~<user>` and `team~<team>`, in the partition of plans
 * `plan~<tenant>~<plan>`, in that of calendars `calendar~<token>` and `plan~<tenant>~<plan>`.
 */
export function createDirectory(tables: Tables): Directory {
  const table = tables.directory;

  /** False when the row is there already. */
  async function insertOnce(partitionKey: string, rowKey: string, columns: Columns): Promise<boolean> {
    try {
      await table.createEntity({ partitionKey, rowKey, v: schemaVersion, ...columns }, withDeadline(tables));
      return true;
    } catch (error) {
      if (isExistingRow(error)) return false;
      throw storageFailure(error, `writing the row ${tellKey(rowKey)} of the directory`);
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

  /** False when the row has changed since it was read, or has gone. */
  async function replaceByTag(
    { partitionKey, rowKey, columns }: EncodedRow,
    etag: string,
    doing: string,
  ): Promise<boolean> {
    const entity = { partitionKey, rowKey, v: schemaVersion, ...columns };
    try {
      await table.updateEntity(entity, 'Replace', { etag, ...withDeadline(tables) });
      return true;
    } catch (error) {
      if (isStaleTag(error) || isMissingRow(error)) return false;
      throw storageFailure(error, doing);
    }
  }

  function replaceDue(tenantId: string, planId: string, dueAt: string, etag: string): Promise<boolean> {
    const columns = registeredPlanCodec.encode({ tenantId, planId, dueAt });
    const row = { partitionKey: plansPartition, rowKey: planKey(tenantId, planId), columns };
    return replaceByTag(row, etag, 'setting when a plan is due');
  }

  async function calendarOf(tenantId: string, planId: string) {
    const entity = await readRow(tables, table, calendarsPartition, planKey(tenantId, planId));
    return entity && { ...decodeRow(calendarTokenCodec, entity), etag: entity.etag };
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

    async findBoardChannel(tenantId, planId) {
      const entity = await readRow(tables, table, joinKey(tenantId), channelKey(planId));
      return entity === null ? null : decodeRow(conversationCodec, entity);
    },

    async saveBoardChannel(planId, channel) {
      const columns = conversationCodec.encode(channel);
      await upsert(channel.tenantId, channelKey(planId), columns, 'saving where a paper is posted');
    },

    async addMembership(tenantId, userId, planId) {
      const rowKey = joinKey('member', userId.toLowerCase(), partitionOf(planId));
      await insertOnce(joinKey(tenantId), rowKey, planLinkCodec.encode({ tenantId, planId }));
    },

    async listMemberships(tenantId, userId) {
      const range = rangeOf(joinKey(tenantId), 'member', userId.toLowerCase());
      return (await list(planLinkCodec, range)).map((link) => link.planId);
    },

    async expectAddress(tenantId, address, planId) {
      const rowKey = joinKey('mail', hashOf(address), partitionOf(planId));
      await insertOnce(joinKey(tenantId), rowKey, planLinkCodec.encode({ tenantId, planId }));
    },

    async listPlansExpecting(tenantId, address) {
      const range = rangeOf(joinKey(tenantId), 'mail', hashOf(address));
      return (await list(planLinkCodec, range)).map((link) => link.planId);
    },

    async noteAccount(tenantId, address, userId) {
      const account = userId.toLowerCase();
      const rowKey = joinKey('account', hashOf(address), account);
      await insertOnce(joinKey(tenantId), rowKey, accountCodec.encode({ userId: account }));
    },

    async listAccounts(tenantId, address) {
      const range = rangeOf(joinKey(tenantId), 'account', hashOf(address));
      return (await list(accountCodec, range)).map(({ userId }) => userId);
    },

    async registerPlan(tenantId, planId) {
      await insertOnce(plansPartition, planKey(tenantId, planId), planLinkCodec.encode({ tenantId, planId }));
    },

    async listPlans() {
      const found: RegisteredPlan[] = [];
      for await (const page of scanRows(tables, table, rangeOf(plansPartition, 'plan'))) {
        for (const entity of page) {
          found.push({ ...decodeRow(registeredPlanCodec, entity), etag: entity.etag });
        }
      }
      return found;
    },

    async wakePlan(tenantId, planId, at) {
      const rowKey = planKey(tenantId, planId);
      for (let round = 1; ; round += 1) {
        const entity = await readRow(tables, table, plansPartition, rowKey);
        if (entity === null) return;
        const known = decodeRow(registeredPlanCodec, entity).dueAt;
        // Written even where it says nothing new: a scheduler at work on the plan must notice that something has changed.
        const dueAt = known !== null && known < at ? known : at;
        if (await replaceDue(tenantId, planId, dueAt, entity.etag)) return;
        if (round === maxRounds)
          throw new Failure('storage-conflict', `The plan ${planId} is busy. Try again.`);
      }
    },

    restPlan: ({ tenantId, planId, etag }, until) => replaceDue(tenantId, planId, until, etag),

    async findCalendar(token) {
      const entity = await readRow(tables, table, calendarsPartition, joinKey('calendar', token));
      if (entity === null) return null;
      const link = decodeRow(planLinkCodec, entity);
      // A link that has been replaced keeps its row; only the plan's own row says which one holds.
      return (await calendarOf(link.tenantId, link.planId))?.token === token ? link : null;
    },

    calendarToken: async (tenantId, planId) => (await calendarOf(tenantId, planId))?.token ?? null,

    async saveCalendar(token, tenantId, planId, replaces) {
      const link = planLinkCodec.encode({ tenantId, planId });
      await insertOnce(calendarsPartition, joinKey('calendar', token), link);
      const rowKey = planKey(tenantId, planId);
      const columns = calendarTokenCodec.encode({ token });
      const known = await calendarOf(tenantId, planId);
      if (known !== null && known.token !== replaces) return known.token;
      const isOurs =
        known === null
          ? await insertOnce(calendarsPartition, rowKey, columns)
          : await replaceByTag(
              { partitionKey: calendarsPartition, rowKey, columns },
              known.etag,
              'saving a calendar link',
            );
      return isOurs ? token : ((await calendarOf(tenantId, planId))?.token ?? token);
    },

    ...createTeamRows(tables, { list, forget, replaceByTag }),
  };
}

/** Entra ids come in either case; a person must be found by both. */
function conversationKey(userId: string): string {
  return joinKey('conversation', userId.toLowerCase());
}

const channelKey = (planId: string) => joinKey('channel', partitionOf(planId));

/** Addresses are found, not read: an operator who looks through the table learns none. */
function hashOf(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}

function planKey(tenantId: string, planId: string): string {
  return joinKey('plan', tenantId, partitionOf(planId));
}
