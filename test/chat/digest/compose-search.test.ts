import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillForm } from '../../support/answer-all.ts';
import { type CardJson, cardButtons, cardText } from '../../support/read-card.ts';
import { importSmallPlan } from '../../support/small-plan.ts';
import { promptOf, type SmallWorld, startSmallWorld } from '../../support/small-world.ts';
import { createTestPerson, type TestPerson } from '../../support/test-person.ts';

const red = { rating: 'Red', narrative: 'Slow.', reason: 'No nurse.', recoveryStep: 'Recruit.' };

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld({ proxied: true });
  await fillForm(world.people.sam, promptOf(world.people.sam), '1A i', red);
});
afterAll(() => world.close());

interface Found {
  readonly content: CardJson;
  readonly preview: { readonly content: { readonly title: string; readonly text: string } };
}
interface Answered {
  readonly composeExtension: {
    readonly type: string;
    readonly text?: string;
    readonly attachments?: readonly Found[];
  };
}

const query = (words: string, more: object = {}) => ({
  type: 'invoke',
  name: 'composeExtension/query',
  conversation: { id: '19:of-two-people', conversationType: 'groupChat' },
  value: {
    commandId: 'boardActions',
    parameters: [{ name: 'words', value: words }],
    queryOptions: { skip: 0, count: 25 },
    ...more,
  },
});

async function asks(person: TestPerson, activity: Readonly<Record<string, unknown>>) {
  const { status, body } = await person.posts(activity);
  expect(status).toBe(200);
  return (body as Answered).composeExtension;
}

async function finds(person: TestPerson, words: string, more: object = {}): Promise<readonly Found[]> {
  const answer = await asks(person, query(words, more));
  expect(answer, words).toMatchObject({ type: 'result', attachmentLayout: 'list' });
  return answer.attachments ?? [];
}

async function told(person: TestPerson, words: string): Promise<string> {
  const answer = await asks(person, query(words));
  expect(answer.type, words).toBe('message');
  return answer.text ?? '';
}

const titles = (found: readonly Found[]) => found.map(({ preview }) => preview.content.title);

describe('the search beside a message', () => {
  it('finds an action by its ref, typed as in a chat or alone, with the text that the chat has', async () => {
    const { chris } = world.people;
    for (const words of ['action 1A i', '1a I', 'action 1A i in wexcombe-send']) {
      const [found, ...others] = await finds(chris, words);
      expect(others).toEqual([]);
      expect(found?.preview.content).toEqual({
        title: '1A i: Agree one therapy specification',
        text: expect.stringContaining('◆ Red · Sam Barron · Wexcombe SEND improvement plan'),
      });
      const text = cardText(found?.content ?? {});
      const said = cardText(await chris.says('action 1A i')).split('\n');
      // All that stands there is what the chat says; its history and questions are not put to others.
      expect(said).toEqual(expect.arrayContaining(text.split('\n')));
      expect(text).toContain('**Recovery step:** Recruit.');
      expect(text).not.toContain('Said for each board');
    }
  });

  it('finds several by the beginning of their refs or words of a title, and says what it took a word for', async () => {
    const { kit } = world.people;
    expect(titles(await finds(kit, '1A'))).toHaveLength(2);
    expect(titles(await finds(kit, 'therapy wait'))).toEqual(['1A ii: Publish therapy waiting times']);
    const [near] = await finds(kit, 'backlgo');
    expect(near?.preview.content.text).toContain('I took “backlgo” as backlog.');
  });

  it('gives the digest as one thing, narrowed as in a chat, also before anything is typed', async () => {
    const { chris } = world.people;
    const [whole, ...others] = await finds(chris, '', {
      parameters: [{ name: 'initialRun', value: 'true' }],
    });
    expect(others).toEqual([]);
    expect(whole?.preview.content.title).toBe('Digest: red and amber');
    expect(whole?.preview.content.text).toContain('1 red, 1 amber of 4 actions');
    const [reds] = await finds(chris, 'digest red');
    expect(reds?.preview.content.title).toBe('Digest: red only');
    const said = cardText(await chris.says('digest red')).split('\n');
    expect(said).toEqual(expect.arrayContaining(cardText(reds?.content ?? {}).split('\n')));
    expect(await told(chris, 'digest zebras')).toContain('I know no theme, priority, agency, lead or action');
  });

  it('puts nothing to press into anybody’s message', async () => {
    for (const words of ['digest', '1A', 'therapy']) {
      for (const { content } of await finds(world.people.morgan, words)) {
        expect(cardButtons(content)).toEqual([]);
        expect(JSON.stringify(content)).not.toMatch(/Action\.|selectAction/);
      }
    }
  });

  it('shows what somebody may show to others, and says why not', async () => {
    const { sam, lee, stranger, chris } = world.people;
    // Their own action too: whoever reads the message may not be of the board.
    for (const lead of [sam, lee]) {
      for (const words of ['digest', '1A i', '9Z']) {
        expect(await told(lead, words)).toContain('for the board and its project manager');
      }
    }
    expect(await told(stranger, '1A i')).toContain('You are not in a plan yet');
    expect(await told(chris, '1A ix')).toContain('has no action called “1A ix”. Nearest: 1A i, 1A ii.');
    expect(await told(chris, 'zebra')).toContain('has no action called “zebra”');
    for (const words of ['status', 'paper', 'help', 'history 1A i']) {
      expect(await told(chris, words)).toContain('Only an action or the digest can be put into a message.');
    }
    const elsewhere = createTestPerson(
      { url: world.url, teams: world.teams },
      { name: 'Chris Aldous', userId: chris.userId, tenantId: 'c0a1e5ce-0000-4000-8000-0000000000ff' },
    );
    expect((await elsewhere.posts(query('1A i'))).status).toBe(200);
  });

  it('gives the next ones as somebody scrolls', async () => {
    const { chris } = world.people;
    const skip = (skip: number, count: number) => ({ queryOptions: { skip, count } });
    expect(titles(await finds(chris, 'action 1A', skip(1, 1)))).toEqual([
      '1A ii: Publish therapy waiting times',
    ]);
    expect(await finds(chris, 'action 1A', skip(2, 1))).toEqual([]);
  });

  it('is found from wherever Teams asks, without a conversation too', async () => {
    const { conversation: _where, ...nowhere } = query('1A i');
    const answer = await asks(world.people.chris, { ...nowhere, conversation: undefined });
    expect(answer.type).toBe('result');
  });

  it('never fails, whatever is sent', async () => {
    const { chris } = world.people;
    const odd = [
      undefined,
      null,
      'x',
      [],
      {},
      { commandId: 'other' },
      { commandId: 'boardActions', parameters: 'x' },
      { commandId: 'boardActions', parameters: [{ name: 'words', value: { a: 1 } }] },
      { commandId: 'boardActions', parameters: [{ name: 'words', value: 'x'.repeat(5000) }] },
      { commandId: 'boardActions', parameters: [], queryOptions: { skip: -1, count: 0 } },
    ];
    for (const value of odd) {
      const answer = await asks(chris, { type: 'invoke', name: 'composeExtension/query', value });
      expect(answer.type, JSON.stringify(value)).toBe('message');
    }
    const nobody = await asks(chris, { ...query('1A i'), from: { id: '' } });
    expect(nobody.text).toContain('I can’t tell who you are');
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (value) => {
        const { status } = await chris.posts({ type: 'invoke', name: 'composeExtension/query', value });
        expect(status).toBe(200);
      }),
      { numRuns: 30 },
    );
  });

  it('names the plan of each where somebody has several, and finds in one of them alone on request', async () => {
    await importSmallPlan(world.app.services, 'marlbury-send');
    const { kit } = world.people;
    const both = await finds(kit, '1A i');
    expect(both).toHaveLength(2);
    for (const { preview } of both) expect(preview.content.text).toContain('Wexcombe SEND improvement plan');
    expect(await finds(kit, 'digest')).toHaveLength(2);
    expect(await finds(kit, 'action 1A i in marlbury-send')).toHaveLength(1);
  });

  it('says so where storage takes too long, within the time that Teams waits', async () => {
    const replica = world.addReplica({ patience: { dueMilliseconds: 150, settleMilliseconds: 12_000 } });
    const { port } = await replica.start();
    const { chris } = world.people;
    const impatient = createTestPerson({ url: `http://127.0.0.1:${port}`, teams: world.teams }, chris);
    try {
      await world.proxy?.setMode('slow', 400);
      const count = chris.messages().length;
      expect(await told(impatient, 'digest')).toContain('The register takes longer than usual.');
      await world.proxy?.setMode('pass');
      expect(await finds(chris, 'digest')).not.toEqual([]);
      expect(chris.messages()).toHaveLength(count);
    } finally {
      await world.proxy?.setMode('pass');
      await replica.close();
    }
  });
});
