import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBotAdapter } from '../../../src/adapters/teams/bot-adapter.ts';
import { parseTeam } from '../../../src/adapters/teams/parse-team.ts';
import { createRoster } from '../../../src/adapters/teams/roster.ts';
import type { ConversationRef, TeamRef } from '../../../src/ports.ts';
import { aMember } from '../../support/builders.ts';
import { type FakeMember, type FakeTeams, startFakeTeams } from '../../support/fake-teams.ts';
import { teamsFaults } from '../../support/teams-faults.ts';

let teams: FakeTeams;
let team: TeamRef;
const teamId = '19:board@thread.tacv2';
const account = (number: number) => `b3000000-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`;

const members: readonly FakeMember[] = [
  { id: '28:board-actions', name: 'Board Actions' },
  ...Array.from({ length: 10 }, (_, at) => ({
    id: `29:${at}`,
    name: ` Member ${at} `,
    aadObjectId: account(at).toUpperCase(),
  })),
  { id: '29:nameless', name: ' ', aadObjectId: account(11) },
  {
    id: '29:mail',
    name: 'With Mail',
    aadObjectId: account(12),
    email: 'mail@marl.example',
    userPrincipalName: 'mail_marl.example#EXT#@council.onmicrosoft.com',
    tenantId: 'elsewhere',
    userRole: 'guest',
  },
  // Of a shared channel or a federated chat: in no directory of this tenant.
  {
    id: '29:out',
    name: 'Outsider',
    aadObjectId: account(13),
    email: 'out@marl.example',
    tenantId: 'elsewhere',
  },
];

beforeAll(async () => {
  teams = await startFakeTeams();
  teams.addTeam(teamId, members);
  team = {
    tenantId: 'tenant',
    teamId,
    serviceUrl: teams.serviceUrl,
    channelId: 'msteams',
    botId: '28:board-actions',
    botName: 'Board Actions',
  };
});
afterAll(() => teams.close());

const failure = { name: 'Failure', code: 'messaging-failed' };

describe('createRoster', () => {
  it('reads every page, and leaves out bots, members without a name and strangers of another tenant', async () => {
    const read = await createRoster(createBotAdapter(null), '').listMembers(team);
    expect(read).toEqual([
      ...Array.from({ length: 10 }, (_, at) => ({
        ...aMember(`Member ${at}`, { userId: account(at) }),
        memberId: `29:${at}`,
      })),
      {
        ...aMember('With Mail', {
          userId: account(12),
          email: 'mail@marl.example',
          userPrincipalName: 'mail_marl.example#EXT#@council.onmicrosoft.com',
        }),
        memberId: '29:mail',
      },
    ]);
  });

  it.each([
    ['refuses', teamsFaults.internalError],
    ['throttles', teamsFaults.throttled(1)],
    ['hangs up', { kind: 'drop' } as const],
  ])('fails at once when Teams %s', async (_, fault) => {
    teams.fail(fault, { conversationId: teamId, times: 1 });
    await expect(createRoster(createBotAdapter(null), '').listMembers(team)).rejects.toMatchObject(failure);
    teams.healAll();
  });

  it('does not wait for ever, and fails for a team it is not in', async () => {
    teams.fail({ kind: 'slow', milliseconds: 300 }, { conversationId: teamId, times: 1 });
    await expect(createRoster(createBotAdapter(null), '', 20).listMembers(team)).rejects.toMatchObject(
      failure,
    );
    const elsewhere = { ...team, teamId: '19:elsewhere@thread.tacv2' };
    await expect(createRoster(createBotAdapter(null), '').listMembers(elsewhere)).rejects.toMatchObject(
      failure,
    );
  });
});

describe('findMember', () => {
  const ana: FakeMember = {
    id: '29:ana',
    name: 'Ana Holt',
    aadObjectId: account(20).toUpperCase(),
    email: 'ana.holt@marl.example',
    userPrincipalName: 'aholt@marl.example',
    tenantId: 'tenant',
  };
  const chatOf = (conversationId: string, over: Partial<ConversationRef> = {}): ConversationRef => ({
    tenantId: 'tenant',
    userId: account(20),
    conversationId,
    serviceUrl: teams.serviceUrl,
    channelId: 'msteams',
    botId: '28:board-actions',
    botName: 'Board Actions',
    memberId: '29:ana',
    ...over,
  });
  const find = (ref: ConversationRef, patience?: number) =>
    createRoster(createBotAdapter(null), '', patience).findMember(ref);

  it.each<[string, FakeMember, boolean]>([
    ['a member', ana, true],
    ['a member without a tenant', { id: '29:ana', name: 'Ana Holt', aadObjectId: account(20) }, true],
    ['a guest of another tenant', { ...ana, tenantId: 'elsewhere', userRole: 'guest' }, true],
    ['a stranger of another tenant', { ...ana, tenantId: 'elsewhere' }, false],
    ['another account than the sender’s', { ...ana, aadObjectId: account(21) }, false],
    ['somebody without an account', { id: '29:ana', name: 'Ana Holt' }, false],
  ])('gives %s as Teams tells them', async (_case, member, given) => {
    teams.setMember('a:chat', member);
    const found = await find(chatOf('a:chat'));
    const { email = '', userPrincipalName = '' } = member;
    const told = { userId: account(20), name: 'Ana Holt', email, userPrincipalName, memberId: '29:ana' };
    expect(found).toEqual(given ? told : null);
  });

  it('asks by the account where the channel’s own id is not known, and gives nobody for a chat Teams does not have', async () => {
    teams.setMember('a:chat', { ...ana, aadObjectId: account(20) });
    expect(await find(chatOf('a:chat', { memberId: '' }))).toMatchObject({ userId: account(20) });
    expect(await find(chatOf('a:nowhere'))).toBeNull();
  });

  it.each([
    ['refuses', teamsFaults.internalError],
    ['throttles', teamsFaults.throttled(1)],
    ['hangs up', { kind: 'drop' } as const],
  ])('fails, after one request, when Teams %s', async (_case, fault) => {
    teams.setMember('a:faulty', ana);
    const before = teams.memberRequests('a:faulty');
    teams.fail(fault, { conversationId: 'a:faulty', times: 1 });
    await expect(find(chatOf('a:faulty'))).rejects.toMatchObject(failure);
    expect(teams.memberRequests('a:faulty') - before).toBe(1);
    teams.healAll();
  });

  it('does not wait for ever', async () => {
    teams.setMember('a:slow', ana);
    teams.fail({ kind: 'slow', milliseconds: 300 }, { conversationId: 'a:slow', times: 1 });
    await expect(find(chatOf('a:slow'), 20)).rejects.toMatchObject(failure);
  });
});

describe('parseTeam', () => {
  it('reads the team of an activity, and null where there is none', () => {
    const activity = {
      serviceUrl: 'https://smba.example/',
      channelId: 'msteams',
      recipient: { id: '28:b', name: 'Bot' },
      channelData: { team: { id: teamId } },
    };
    expect(parseTeam(activity, 'tenant')).toMatchObject({ tenantId: 'tenant', teamId, botId: '28:b' });
    for (const other of [
      null,
      {},
      { ...activity, channelData: {} },
      { ...activity, channelData: { team: {} } },
    ]) {
      expect(parseTeam(other, 'tenant')).toBeNull();
    }
  });
});
