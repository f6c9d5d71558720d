import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardButtons, cardText } from '../support/read-card.ts';
import { promptOf, type SmallWorld, smallPlanId, startSmallWorld } from '../support/small-world.ts';
import { wordsOf } from '../support/test-person.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

describe('what people type', () => {
  it.each([
    ['somethng else', 'You typed “somethng else”.'],
    ['', 'What you can type'],
    ['   \n ', 'What you can type'],
    ['HELP!', 'What you can type'],
    ['My  Actions', '2 actions to update'],
    ['update 1aii', '1A ii  Publish therapy waiting times'],
    ['update 9Z', 'You lead no open action 9Z. Yours: 1A i, 1A ii.'],
    ['my actions for 16 December 2026', '2 actions to update'],
    [`my actions in ${smallPlanId}`, '2 actions to update'],
    ['my actions for 2031-05-05', 'There is no cycle for a board meeting on 5 May 2031.'],
  ])('answers a lead’s “%s”', async (text, expected) => {
    expect(cardText(await world.people.sam.says(text))).toContain(expected);
  });

  it.each([
    ['status', '0 of 3 actions answered'],
    ['open cycle', 'Open a cycle'],
    ['open cycle for soon', 'What you can type'],
    ['digest amber joint commissioning', 'Amber (1)'],
    [
      'digest nonsense',
      'I know no theme, priority, agency, lead or action called “nonsense”. This plan has: Joint commissioning; Timely plans.',
    ],
  ])('answers the project manager’s “%s”', async (text, expected) => {
    const card = await world.people.morgan.says(text);
    expect(cardText(card).replace('I did not understand that', 'What you can type')).toContain(expected);
  });

  it('answers a very long text with help and a part of it', async () => {
    const text = cardText(await world.people.sam.says('why '.repeat(20_000)));
    expect(text).toContain('I did not understand that');
    expect(text.length).toBeLessThan(1_000);
  });

  it('quotes hostile text harmlessly', async () => {
    const text = cardText(await world.people.sam.says('<at>all</at> [x](https://evil.example) **hi**'));
    expect(text).not.toContain('<at>');
    expect(text).not.toMatch(/(?<!\\)\]\(https/);
  });

  it('offers each role its own commands', async () => {
    const help = async (who: 'sam' | 'morgan' | 'kit') => cardText(await world.people[who].says('help'));
    expect(await help('sam')).not.toContain('digest');
    expect(await help('kit')).toContain('digest red');
    expect(await help('morgan')).toContain('remind');
  });

  it('opens a cycle from its form, with what is wrong beside the date', async () => {
    const { morgan } = world.people;
    const form = await morgan.says('open cycle');
    const blank = await morgan.taps(form, 'Open and ask leads', { meeting: '' });
    expect(cardText(blank.kind === 'card' ? blank.card : {})).toContain(
      'Please choose the date of the board meeting.',
    );
    const odd = await morgan.taps(form, 'Open and ask leads', { meeting: '2027-02-30' });
    expect(cardText(odd.kind === 'card' ? odd.card : {})).toContain('is not a date');
    expect(await world.app.services.store.listCycles(smallPlanId)).toHaveLength(1);
  });
});

describe('a channel or group chat', () => {
  const group = {
    type: 'message',
    conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true },
  };
  const mention = {
    text: '<at>Board Actions</at> digest red',
    entities: [
      {
        type: 'mention',
        text: '<at>Board Actions</at>',
        mentioned: { id: '28:board-actions', name: 'Board Actions' },
      },
    ],
  };
  const lastIn = () => cardText(world.teams.messagesIn(group.conversation.id).at(-1)?.card ?? {});

  it('gets the digest its reader may share, when the bot is mentioned', async () => {
    world.teams.openConversation(group.conversation.id);
    await world.people.chris.posts({ ...group, ...mention });
    expect(lastIn()).toContain('Red (1)');
  });

  it('gets nothing that is between a person and the bot', async () => {
    for (const text of ['my actions', 'status', 'update 1A i', 'open cycle for 2027-01-13']) {
      await world.people.sam.posts({ ...group, text });
      expect(lastIn(), text).toContain('write it to me in our own chat');
    }
    const press = { type: 'invoke', name: 'adaptiveCard/action', conversation: group.conversation };
    const action = { type: 'Action.Execute', verb: 'reply.open', data: world.idsOf('0001') };
    const { body } = await world.people.sam.posts({ ...press, value: { action } });
    expect(JSON.stringify(body)).toContain('write to me in our own chat');
  });

  it('gets the help that a refusal there offers', async () => {
    const press = { type: 'invoke', name: 'adaptiveCard/action', conversation: group.conversation };
    const action = { type: 'Action.Execute', verb: 'menu.help', data: { verb: 'menu.help' } };
    const { body } = await world.people.sam.posts({ ...press, value: { action } });
    expect(JSON.stringify(body)).toContain('What you can type');
  });

  it('is never taken for the 1:1 chat', async () => {
    await world.people.sam.posts({ ...group, text: 'hello' });
    const known = await world.app.services.directory.findConversation(
      world.config.tenantId,
      world.people.sam.userId,
    );
    expect(known?.conversationId).toBe(world.people.sam.conversationId);
  });

  it('knows a mention in the 1:1 chat too', async () => {
    const { chris } = world.people;
    await chris.posts({ type: 'message', ...mention });
    expect(cardText(chris.messages().at(-1)?.card ?? {})).toContain('Red (1)');
  });
});

describe('odd activities', () => {
  it('takes one without Entra id for its channel id where nobody is authenticated', async () => {
    const { sam } = world.people;
    const before = sam.messages().length;
    const { status } = await sam.posts({
      type: 'message',
      text: 'help',
      from: { id: '29:someone', name: 'Guest' },
    });
    expect(status).toBe(200);
    expect(cardText(sam.messages()[before]?.card ?? {})).toContain('No plan here knows you yet');
  });

  it.each([
    ['without a sender', { type: 'message', text: 'help', from: undefined }],
    ['with a sender that is a text', { type: 'message', text: 'help', from: 'me' }],
  ])('answers a message %s in words', async (_what, activity) => {
    const { sam } = world.people;
    const before = sam.messages().length;
    expect((await sam.posts(activity)).status).toBe(200);
    expect(cardText(sam.messages()[before]?.card ?? {})).toContain('I can’t tell who you are');
  });

  it.each(['typing', 'messageReaction', 'event', 'trace', 'endOfConversation', 'noSuchType'])(
    'lets %s pass',
    async (type) => {
      const { sam } = world.people;
      const before = sam.messages().length;
      expect((await sam.posts({ type })).status).toBe(200);
      expect(sam.messages()).toHaveLength(before);
    },
  );

  it('reports no error for any of them', () => {
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('answers whatever may come, and never with a failure of its own', async () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined), fc.string());
    const account = fc.oneof(anything, fc.record({ id: anything, name: anything, aadObjectId: anything }));
    const activity = fc.record(
      {
        type: fc.constantFrom('message', 'invoke', 'installationUpdate', 'conversationUpdate', 'event'),
        name: fc.constantFrom('adaptiveCard/action', 'other', 7),
        action: anything,
        text: anything,
        value: fc.oneof(anything, fc.record({ action: fc.record({ verb: anything, data: anything }) })),
        entities: fc.oneof(
          anything,
          fc.array(fc.record({ type: fc.constant('mention'), text: anything, mentioned: account })),
        ),
        from: account,
        membersAdded: anything,
        membersRemoved: anything,
        channelData: anything,
      },
      { requiredKeys: ['type'] },
    );
    await fc.assert(
      fc.asyncProperty(activity, async (posted) => {
        const { status } = await world.people.stranger.posts(posted);
        expect([200, 501]).toContain(status);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the HTTP rim', () => {
  const post = (
    body: string | Uint8Array,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => fetch(`${world.url}/api/messages`, { method: 'POST', headers, body: body as string });

  it.each([
    ['malformed JSON', '{"type":', 400],
    ['an empty body', '', 400],
    ['a list', '[]', 400],
    ['a text', '"message"', 400],
    ['null', 'null', 400],
    ['an object without a type', '{}', 400],
    ['a type that is a number', '{"type":7}', 400],
    ['a megabyte', JSON.stringify({ type: 'message', text: 'x'.repeat(1_048_576) }), 413],
  ])('answers %s with its own status', async (_what, body, expected) => {
    const response = await post(body);
    expect(response.status).toBe(expected);
    expect(await response.text()).not.toMatch(/node_modules|at .*\.[jt]s/);
  });

  it('refuses a megabyte that does not say how long it is', async () => {
    const { hostname, port } = new URL(world.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        {
          hostname,
          port,
          path: '/api/messages',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sending.on('error', reject);
      for (let part = 0; part < 16; part += 1) sending.write('x'.repeat(65_536));
      sending.end();
    });
    expect(status).toBe(413);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'type=message'],
    [
      'an upload',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="type"\r\n\r\nmessage\r\n--x--\r\n',
    ],
    ['something else', 'text/yaml', 'type: message'],
  ])('refuses %s', async (_what, type, body) => {
    expect((await post(body, { 'content-type': type })).status).toBe(400);
  });

  it('knows only its own paths and methods', async () => {
    expect((await fetch(`${world.url}/api/messages`)).status).toBe(405);
    expect((await fetch(`${world.url}/`)).status).toBe(404);
    expect((await fetch(`${world.url}/api/../../etc/passwd`)).status).toBe(404);
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  });

  it('still serves after all of that', async () => {
    expect(cardButtons(promptOf(world.people.sam)).map(({ tooltip }) => tooltip)).toContain('Update 1A i');
    expect(wordsOf(await world.people.stranger.forges('menu.myActions', {}))).toContain(
      'You are not in a plan yet',
    );
  });
});
