import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { teamsFaults } from './teams-faults.ts';

// What this stands in for is documented by Microsoft; a fake that is kinder than Teams would hide our faults.
let teams: FakeTeams;
beforeAll(async () => {
  teams = await startFakeTeams();
});
afterAll(() => teams.close());

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${teams.serviceUrl}v3/conversations${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
const hello = { type: 'message', text: 'hello' };

describe('the fake Teams connector', () => {
  it('makes one chat for one person, however often asked', async () => {
    const made = { members: [{ id: '29:p1' }], isGroup: false, tenantId: 't' };
    teams.addTeam('19:team', [{ id: '29:p1', name: 'P One' }]);
    const [first, second] = [await call('POST', '', made), await call('POST', '', made)];
    expect(first).toMatchObject({ status: 201, body: { id: 'a:p1' } });
    expect(second.body).toEqual(first.body);
    expect([teams.createRequests('29:p1'), teams.createRequests('29:p2')]).toEqual([2, 0]);
  });

  it('makes no chat for somebody in no team who has not installed the bot', async () => {
    const made = { members: [{ id: '29:nobody' }], isGroup: false, tenantId: 't' };
    const refusal = { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } };
    expect(await call('POST', '', made)).toMatchObject(refusal);
    teams.openConversation('a:nobody');
    expect((await call('POST', '', made)).status).toBe(201);
  });

  it('fails to make a chat as often as it is told, with whom it is told', async () => {
    const made = { members: [{ id: '29:p1' }], isGroup: false, tenantId: 't' };
    teams.failCreating(teamsFaults.throttled(4), { memberId: '29:p1', times: 1 });
    const throttled = await call('POST', '', made);
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '4']);
    expect((await call('POST', '', made)).status).toBe(201);
  });

  it('does not know a chat that it has lost until that is made anew, messages and all', async () => {
    teams.openConversation('a:p1');
    const { body } = await call('POST', '/a:p1/activities', hello);
    teams.loseConversation('a:p1');
    const gone = { status: 404, body: { error: { code: 'ConversationNotFound' } } };
    expect(await call('POST', '/a:p1/activities', hello)).toMatchObject(gone);
    expect(await call('PUT', `/a:p1/activities/${body['id']}`, hello)).toMatchObject(gone);
    await call('POST', '', { members: [{ id: '29:p1' }], isGroup: false, tenantId: 't' });
    expect((await call('PUT', `/a:p1/activities/${body['id']}`, hello)).status).toBe(200);
    expect(teams.messagesIn('a:p1')).toHaveLength(1);
  });

  it.each([
    ['a group', { members: [{ id: 'p1' }], isGroup: true, tenantId: 't' }],
    ['two members', { members: [{ id: 'p1' }, { id: 'p2' }], tenantId: 't' }],
    ['no tenant', { members: [{ id: 'p1' }] }],
  ])('makes no chat for %s', async (_what, body) => {
    expect(await call('POST', '', body)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadSyntax' } },
    });
  });

  it('keeps messages in order, changes and deletes them', async () => {
    teams.openConversation('a:order');
    const { body } = await call('POST', '/a:order/activities', hello);
    await call('POST', '/a:order/activities/123', { ...hello, text: 'answer' });
    expect(teams.messagesIn('a:order').map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['hello', null],
      ['answer', '123'],
    ]);
    await call('PUT', `/a:order/activities/${body['id']}`, { ...hello, text: 'changed' });
    expect(teams.messagesIn('a:order').map(({ text }) => text)).toEqual(['changed', 'answer']);
    await call('DELETE', `/a:order/activities/${body['id']}`);
    expect(teams.messagesIn('a:order').map(({ text }) => text)).toEqual(['answer']);
    expect((await call('DELETE', `/a:order/activities/${body['id']}`)).status).toBe(404);
    expect((await call('GET', '/a:order/members')).status).toBe(200);
  });

  it('refuses conversations that are not there or closed', async () => {
    expect(await call('POST', '/a:none/activities', hello)).toMatchObject({
      status: 404,
      body: { error: { code: 'ConversationNotFound' } },
    });
    teams.openConversation('a:gone');
    teams.closeConversation('a:gone');
    expect(await call('POST', '/a:gone/activities', hello)).toMatchObject({
      status: 403,
      body: { errorCode: 209 },
    });
  });

  it('fails as often as it is told, where it is told', async () => {
    teams.openConversation('a:f');
    teams.fail(teamsFaults.throttled(3), { conversationId: 'a:f', times: 1 });
    const throttled = await call('POST', '/a:f/activities', hello);
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await call('POST', '/a:f/activities', hello)).status).toBe(201);
    teams.fail(teamsFaults.storedThenUnavailable, { times: 1 });
    expect((await call('POST', '/a:f/activities', hello)).status).toBe(502);
    teams.fail(teamsFaults.dropped, { conversationId: 'a:f' });
    await expect(call('POST', '/a:f/activities', hello)).rejects.toThrow();
    teams.healAll();
    expect((await call('POST', '/a:f/activities', hello)).status).toBe(201);
    expect(teams.messagesIn('a:f')).toHaveLength(3);
    expect(teams.sendRequests('a:f')).toBe(5);
  });
});
