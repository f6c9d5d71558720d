import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Connector, startConnector } from './connector.ts';

let connector: Connector;
beforeAll(async () => {
  connector = await startConnector();
});
afterAll(() => connector.stop());
beforeEach(() => connector.reset());

const post = (conversation: string) =>
  fetch(`${connector.serviceUrl}v3/conversations/${encodeURIComponent(conversation)}/activities`, {
    method: 'POST',
    body: '{"type":"message"}',
  });

describe('the connector of the fault harness', () => {
  it('records what it accepts and keeps the last body', async () => {
    await connector.configure({});
    expect((await post('a:one')).status).toBe(201);
    expect(await connector.accepted()).toMatchObject([{ conversation: 'a:one', kind: 'message' }]);
    expect(await connector.lastBody()).toBe('{"type":"message"}');
  });

  it('takes no more than the limit in a second, and says how many came', async () => {
    await connector.configure({ perSecond: 3 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('a:one')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 429, 429]);
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1');
    expect(await connector.counts()).toMatchObject({ requests: 5, busiestSecond: 5 });
    expect(await connector.accepted()).toHaveLength(3);
  });

  it('creates a chat with whom it may, the same one again, and refuses others', async () => {
    const refusal = { status: 403, body: { error: { code: 'BotDisabledByAdmin' } } };
    await connector.configure({ members: { '29:one': 'a:one' }, closed: { '29:two': refusal } });
    const create = (id: string) =>
      fetch(`${connector.serviceUrl}v3/conversations`, {
        method: 'POST',
        body: JSON.stringify({ isGroup: false, tenantId: 't', members: [{ id }] }),
      });
    for (const _time of ['first', 'second']) {
      const answer = await create('29:one');
      expect([answer.status, await answer.json()]).toEqual([201, { id: 'a:one' }]);
    }
    expect((await create('29:two')).status).toBe(403);
    expect((await create('29:three')).status).toBe(403);
    expect(await connector.counts()).toMatchObject({ requests: 4, created: 2 });
  });

  it('loses a chat until that is created anew, and then takes the next message', async () => {
    await connector.configure({ lost: 1, members: { '29:one': 'a:one' } });
    expect([(await post('a:one')).status, (await post('a:one')).status]).toEqual([404, 404]);
    await fetch(`${connector.serviceUrl}v3/conversations`, {
      method: 'POST',
      body: JSON.stringify({ isGroup: false, tenantId: 't', members: [{ id: '29:one' }] }),
    });
    expect([(await post('a:one')).status, (await post('a:one')).status]).toEqual([201, 404]);
    expect(await connector.accepted()).toHaveLength(1);
  });

  it('does not count what it refuses or fails as accepted', async () => {
    const refusal = { status: 403, body: { error: { code: 'BotDisabledByAdmin' } } };
    await connector.configure({ faults: { 503: 1 }, refused: { 'a:two': refusal } });
    expect((await post('a:one')).status).toBe(503);
    expect((await post('a:two')).status).toBe(403);
    expect(await connector.accepted()).toEqual([]);
  });
});
