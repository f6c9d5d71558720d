import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBotAdapter } from '../../../src/adapters/teams/bot-adapter.ts';
import { parseTeam } from '../../../src/adapters/teams/parse-team.ts';
import { createRoster } from '../../../src/adapters/teams/roster.ts';
import type { TeamRef } from '../../../src/ports.ts';
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
  { id: '29:mail', name: 'With Mail', aadObjectId: account(12), email: 'mail@marl.example' },
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
  it('reads every page, and leaves out bots and members without a name', async () => {
    const read = await createRoster(createBotAdapter(null), '').listMembers(team);
    expect(read).toEqual([
      ...Array.from({ length: 10 }, (_, at) => ({ userId: account(at), name: `Member ${at}`, email: '' })),
      { userId: account(12), name: 'With Mail', email: 'mail@marl.example' },
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
