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

  it('does not count what it refuses or fails as accepted', async () => {
    const refusal = { status: 403, body: { error: { code: 'BotDisabledByAdmin' } } };
    await connector.configure({ faults: { 503: 1 }, refused: { 'a:two': refusal } });
    expect((await post('a:one')).status).toBe(503);
    expect((await post('a:two')).status).toBe(403);
    expect(await connector.accepted()).toEqual([]);
  });
});
