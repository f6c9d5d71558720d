import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables, createTables, type Tables } from '../../../src/adapters/tables/connect.ts';
import { createDirectory } from '../../../src/adapters/tables/directory.ts';
import type { ConversationRef, Directory, MemberAddress } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';

let storage: TestStorage;
let tables: Tables;
let directory: Directory;

beforeAll(async () => {
  storage = await startTestStorage();
  tables = connectTables(storage);
  await createTables(tables);
  directory = createDirectory(tables);
});
afterAll(() => storage.close());

const conversation: ConversationRef = {
  tenantId: 'tenant-1',
  userId: 'user-1',
  conversationId: 'a:1/2#3?4\\5',
  serviceUrl: 'https://smba.example/teams/',
  channelId: 'msteams',
  botId: '28:bot',
  botName: 'Board Actions',
  memberId: '29:abc',
};

describe('conversations', () => {
  it('are found as they were saved, the latest one counting', async () => {
    expect(await directory.findConversation('tenant-1', 'user-1')).toBeNull();
    await directory.saveConversation(conversation);
    expect(await directory.findConversation('tenant-1', 'user-1')).toEqual(conversation);
    const moved = { ...conversation, serviceUrl: 'https://smba.example/uk/' };
    await directory.saveConversation(moved);
    expect(await directory.findConversation('tenant-1', 'user-1')).toEqual(moved);
  });

  it('are found by an Entra id in either case', async () => {
    await directory.saveConversation({ ...conversation, userId: 'abcdef' });
    expect((await directory.findConversation('tenant-1', 'ABCDEF'))?.userId).toBe('abcdef');
  });

  it('are one tenant’s own', async () => {
    await directory.saveConversation({ ...conversation, userId: 'shared' });
    expect(await directory.findConversation('tenant-2', 'shared')).toBeNull();
  });

  it('keep the channel that a plan’s paper is posted in, the latest one counting', async () => {
    expect(await directory.findBoardChannel('tenant-1', 'wexcombe')).toBeNull();
    await directory.saveBoardChannel('wexcombe', { ...conversation, memberId: '' });
    const other = { ...conversation, memberId: '', conversationId: '19:other@thread.tacv2' };
    await directory.saveBoardChannel('wexcombe', other);
    expect(await directory.findBoardChannel('tenant-1', 'wexcombe')).toEqual(other);
    expect(await directory.findBoardChannel('tenant-2', 'wexcombe')).toBeNull();
    expect(await directory.findBoardChannel('tenant-1', 'marlbury')).toBeNull();
  });

  it('can be forgotten, twice, and saved again', async () => {
    const gone = { ...conversation, userId: 'gone' };
    await directory.saveConversation(gone);
    await directory.forgetConversation('tenant-1', 'gone');
    await directory.forgetConversation('tenant-1', 'gone');
    expect(await directory.findConversation('tenant-1', 'gone')).toBeNull();
    await directory.saveConversation(gone);
    expect(await directory.findConversation('tenant-1', 'gone')).toEqual(gone);
  });
});

const { conversationId: _chat, ...addressee } = conversation;
const address: MemberAddress = { ...addressee, refusedUntil: null };

describe('addresses of members', () => {
  it('are found as they were saved, by an Entra id in either case, and are one tenant’s own', async () => {
    expect(await directory.findAddress('tenant-1', 'user-1')).toBeNull();
    await directory.saveAddresses('tenant-1', [address]);
    expect(await directory.findAddress('tenant-1', 'USER-1')).toEqual(address);
    expect(await directory.findAddress('tenant-2', 'user-1')).toBeNull();
    await expect(directory.saveAddresses('tenant-2', [address])).rejects.toThrow('another tenant');
  });

  it('are saved for more people than a transaction takes, and listed', async () => {
    const tenantId = 'tenant-large';
    const many = Array.from({ length: 230 }, (_, at) => ({ ...address, tenantId, userId: `user-${at}` }));
    await directory.saveAddresses(tenantId, []);
    await directory.saveAddresses(tenantId, many);
    await directory.addMembership(tenantId, 'user-1', 'plan-a');
    expect(await directory.listAddresses(tenantId)).toHaveLength(230);
  });

  it('say until when messages are refused; nobody unknown comes into being by that', async () => {
    await directory.refuseAddress('tenant-1', 'user-1', '2026-12-02T09:00:00Z');
    expect((await directory.findAddress('tenant-1', 'user-1'))?.refusedUntil).toBe('2026-12-02T09:00:00Z');
    await directory.refuseAddress('tenant-1', 'unknown', '2026-12-02T09:00:00Z');
    expect(await directory.findAddress('tenant-1', 'unknown')).toBeNull();
  });
});

describe('reading a team', () => {
  const team = {
    ...{ tenantId: 'tenant-1', teamId: '19:t@thread.tacv2', serviceUrl: 'https://smba.example/teams/' },
    ...{ channelId: 'msteams', botId: '28:bot', botName: 'Board Actions' },
  };
  const [nine, ten] = ['2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z'];

  it('is one caller’s, and not again before its time, whatever the team says meanwhile', async () => {
    expect(await directory.claimRoster('tenant-1', team.teamId, nine, nine)).toBe(false);
    await directory.saveTeam(team);
    const claims = await Promise.all(
      [1, 2, 3].map(() => directory.claimRoster('tenant-1', team.teamId, nine, '2026-12-01T08:50:00Z')),
    );
    expect(claims.filter((mine) => mine)).toHaveLength(1);
    await directory.saveTeam({ ...team, botName: 'Renamed' });
    expect(await directory.listTeams('tenant-1')).toEqual([{ ...team, botName: 'Renamed', readAt: nine }]);
    expect(await directory.claimRoster('tenant-1', team.teamId, ten, nine)).toBe(false);
    expect(await directory.claimRoster('tenant-1', team.teamId, ten, '2026-12-01T09:50:00Z')).toBe(true);
  });
});

describe('memberships', () => {
  it('are listed once each, for one person of one tenant', async () => {
    await directory.addMembership('tenant-1', 'u', 'plan-b');
    await directory.addMembership('tenant-1', 'u', 'plan-a');
    await directory.addMembership('tenant-1', 'U', 'plan-a');
    await directory.addMembership('tenant-1', 'u~plan', 'plan-c');
    await directory.addMembership('tenant-2', 'u', 'plan-d');
    expect(await directory.listMemberships('tenant-1', 'u')).toEqual(['plan-a', 'plan-b']);
    expect(await directory.listMemberships('tenant-1', 'u~plan')).toEqual(['plan-c']);
    expect(await directory.listMemberships('tenant-3', 'u')).toEqual([]);
  });
});

describe('addresses', () => {
  it('tell which plans expect one, in one tenant', async () => {
    await directory.expectAddress('tenant-1', 'ana@x.example', 'plan-b');
    await directory.expectAddress('tenant-1', 'ana@x.example', 'plan-a');
    await directory.expectAddress('tenant-1', 'ana@x.example', 'plan-a');
    await directory.expectAddress('tenant-1', 'bo@x.example', 'plan-c');
    await directory.expectAddress('tenant-2', 'ana@x.example', 'plan-d');
    expect(await directory.listPlansExpecting('tenant-1', 'ana@x.example')).toEqual(['plan-a', 'plan-b']);
    expect(await directory.listPlansExpecting('tenant-1', 'a@x.example')).toEqual([]);
    expect(await directory.listPlansExpecting('tenant-3', 'ana@x.example')).toEqual([]);
  });

  it('tell whose account had one, in one tenant', async () => {
    await directory.noteAccount('tenant-1', 'ana@x.example', 'U-1');
    await directory.noteAccount('tenant-1', 'ana@x.example', 'u-1');
    await directory.noteAccount('tenant-1', 'ana@x.example', 'u-2');
    await directory.noteAccount('tenant-2', 'ana@x.example', 'u-3');
    expect(await directory.listAccounts('tenant-1', 'ana@x.example')).toEqual(['u-1', 'u-2']);
    expect(await directory.listAccounts('tenant-1', 'bo@x.example')).toEqual([]);
  });
});

describe('plans', () => {
  it('are listed once each over all tenants, whatever else the directory holds', async () => {
    await directory.registerPlan('tenant-2', 'plan-a');
    await directory.registerPlan('tenant-1', 'plan-a');
    await directory.registerPlan('tenant-1', 'plan-a');
    await directory.registerPlan('~plans', 'plan-z');
    await directory.addMembership('~plans', 'u', 'plan-y');
    const listed = (await directory.listPlans()).map(({ tenantId, planId }) => `${tenantId} ${planId}`);
    expect(listed.toSorted()).toEqual(['tenant-1 plan-a', 'tenant-2 plan-a', '~plans plan-z']);
  });

  it('say when they are due: the earliest wish stands, and every wish undoes a rest begun before it', async () => {
    await directory.registerPlan('tenant-9', 'waking');
    const find = async () => {
      const found = (await directory.listPlans()).find(({ planId }) => planId === 'waking');
      if (!found) throw new Error('the plan is not registered');
      return found;
    };
    const [nine, ten] = ['2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z'];
    expect((await find()).dueAt).toBeNull();
    await directory.wakePlan('tenant-9', 'waking', ten);
    await directory.wakePlan('tenant-9', 'waking', nine);
    await directory.wakePlan('tenant-9', 'waking', ten);
    const read = await find();
    expect(read.dueAt).toBe(nine);
    await directory.wakePlan('tenant-9', 'waking', ten);
    expect(await directory.restPlan(read, '2026-12-02T09:00:00Z')).toBe(false);
    expect(await directory.restPlan(await find(), '2026-12-02T09:00:00Z')).toBe(true);
    expect((await find()).dueAt).toBe('2026-12-02T09:00:00Z');
  });

  it('can be woken by many at once, and unknown ones without harm', async () => {
    await directory.registerPlan('tenant-9', 'busy');
    const hours = ['09', '08', '10', '07'];
    await Promise.all(
      hours.map((hour) => directory.wakePlan('tenant-9', 'busy', `2026-12-01T${hour}:00:00Z`)),
    );
    const found = (await directory.listPlans()).find(({ planId }) => planId === 'busy');
    expect(found?.dueAt).toBe('2026-12-01T07:00:00Z');
    await directory.wakePlan('tenant-9', 'nowhere', '2026-12-01T07:00:00Z');
  });

  it('are found by the token of their calendar', async () => {
    expect(await directory.findCalendar('token-1')).toBeNull();
    expect(await directory.calendarToken('tenant-9', 'busy')).toBeNull();
    expect(await directory.saveCalendar('token-1', 'tenant-9', 'busy', null)).toBe('token-1');
    expect(await directory.findCalendar('token-1')).toEqual({ tenantId: 'tenant-9', planId: 'busy' });
    expect(await directory.calendarToken('tenant-9', 'busy')).toBe('token-1');
  });

  it('have one link each, which replaces the one before', async () => {
    const save = (token: string, replaces: string | null) =>
      directory.saveCalendar(token, 'tenant-9', 'linked', replaces);
    const firsts = await Promise.all(['a', 'b', 'c'].map((token) => save(token, null)));
    expect(new Set(firsts).size).toBe(1);
    const first = firsts[0] ?? '';
    const seconds = await Promise.all(['d', 'e'].map((token) => save(token, first)));
    expect(new Set(seconds).size).toBe(1);
    expect(await save('f', first)).toBe(seconds[0]);
    const found = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((token) => directory.findCalendar(token)),
    );
    expect(found.filter((link) => link !== null)).toHaveLength(1);
    expect(await directory.findCalendar(seconds[0] ?? '')).toMatchObject({ planId: 'linked' });
  });

  it('are read without reading anybody’s conversation', async () => {
    const people = Array.from({ length: 30 }, (_, index) => ({ ...conversation, userId: `person-${index}` }));
    await Promise.all(people.map((ref) => directory.saveConversation(ref)));
    const rows = tables.directory.listEntities({ queryOptions: { filter: "PartitionKey eq '~plans'" } });
    for await (const row of rows) expect(row.rowKey).toMatch(/^plan~/);
  });
});
