import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands, presses as known } from '../../../src/chat/registry.ts';
import { asksFirst, isShared, sharedNames } from '../../../src/chat/sharing.ts';
import { fillForm } from '../../support/answer-all.ts';
import { eventually } from '../../support/eventually.ts';
import { type CardJson, cardButtons, cardText, findButton } from '../../support/read-card.ts';
import { promptOf, type SmallWorld, smallPlanId, startSmallWorld } from '../../support/small-world.ts';
import { createTestPerson, type TestPerson } from '../../support/test-person.ts';
import { testTenant } from '../../support/test-world.ts';

const board = '19:board@thread.tacv2';
const channel = { id: board, conversationType: 'channel', tenantId: testTenant };

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld({ proxied: true });
  const { sam } = world.people;
  const red = { rating: 'Red', narrative: 'Slow.', reason: 'No nurse.', recoveryStep: 'Recruit.' };
  await fillForm(sam, promptOf(sam), '1A i', red);
  world.teams.openConversation(board);
});
afterAll(() => world.close());

const posts = () => world.teams.messagesIn(board);
const newest = (): { id: string; card: CardJson } => {
  const { id, card } = posts().at(-1) ?? {};
  if (id === undefined || !card) throw new Error('Nothing stands in the channel.');
  return { id, card };
};

/** Mentions the bot in the channel, and gives what stands there then. */
async function asks(person: TestPerson, text: string) {
  const { status } = await person.posts({ type: 'message', text, conversation: channel });
  expect(status).toBe(200);
  return newest();
}

async function presses(person: TestPerson, message: { id: string; card: CardJson }, title: string) {
  const { verb, data } = findButton(message.card, title);
  const { status, body } = await person.posts({
    type: 'invoke',
    name: 'adaptiveCard/action',
    conversation: channel,
    replyToId: message.id,
    value: { action: { type: 'Action.Execute', verb, data } },
  });
  expect(status).toBe(200);
  return body as { readonly type: string; readonly value: unknown };
}
const wordsIn = ({ value }: { readonly value: unknown }) => String(value);

describe('what is answered where others read along', () => {
  it('is one list, of commands and presses that there are', () => {
    const names = [...commands.map(({ kind }) => kind), ...known.keys()];
    expect(sharedNames.filter((name) => !names.includes(name))).toEqual([]);
    expect(['digest', 'action', 'history'].every(asksFirst)).toBe(true);
    expect(['status', 'paper', 'my-actions', 'constructor'].some(isShared)).toBe(false);
  });
});

describe('the board’s channel', () => {
  it.each([
    ['digest red', 'Red (1)'],
    ['action 1A i', '**Recovery step:** Recruit.'],
    ['history 1A i', 'Said for each board'],
    ['picture themes', 'Ratings by theme'],
  ])('is asked before it reads “%s”, and then reads it once in the same place', async (text, words) => {
    const { chris } = world.people;
    const count = posts().length;
    const asked = await asks(chris, text);
    expect(posts()).toHaveLength(count + 1);
    expect(cardText(asked.card)).toContain(`Chris Aldous asks for “${text}” of Wexcombe SEND`);
    expect(cardText(asked.card)).toContain('everybody who can read this channel');
    expect(cardText(asked.card)).toContain('until 10:00');
    expect(JSON.stringify(asked.card)).not.toMatch(/Recruit|nurse|1A i:/);
    await presses(chris, asked, 'Post here');
    expect(posts()).toHaveLength(count + 1);
    expect(newest().id).toBe(asked.id);
    expect(cardText(newest().card)).toContain(words);
    const again = await presses(chris, asked, 'Post here');
    expect(wordsIn(again)).toBe('That is posted already.');
    expect(wordsIn(await presses(chris, asked, 'Send it to me alone'))).toBe('That is posted already.');
    expect(cardText(newest().card)).toContain(words);
  });

  it('posts once what is pressed twice at a time', async () => {
    const { chris } = world.people;
    const asked = await asks(chris, 'digest');
    const count = posts().length;
    await Promise.all([presses(chris, asked, 'Post here'), presses(chris, asked, 'Post here')]);
    expect(posts()).toHaveLength(count);
    expect(cardText(newest().card)).toContain('Digest: red and amber');
  });

  it('is told nothing where who asked wants it alone: it comes to their own chat', async () => {
    const { chris } = world.people;
    const asked = await asks(chris, 'action 1A i');
    const count = chris.messages().length;
    await presses(chris, asked, 'Send it to me alone');
    expect(cardText(newest().card)).toContain('Not posted here');
    expect(cardButtons(newest().card)).toEqual([]);
    expect(chris.messages()).toHaveLength(count + 1);
    const own = chris.messages().at(-1)?.card ?? {};
    expect(cardText(own)).toContain('**Recovery step:** Recruit.');
    // As in their own chat: a question is between them, the bot and the lead.
    expect(cardButtons(own).map(({ title }) => title)).toContain('Ask the lead');
    await presses(chris, asked, 'Send it to me alone');
    expect(chris.messages()).toHaveLength(count + 1);
  });

  it('is decided about by who asked alone', async () => {
    const { chris, kit, sam, stranger } = world.people;
    const asked = await asks(chris, 'digest');
    for (const other of [kit, sam, stranger]) {
      expect(wordsIn(await presses(other, asked, 'Post here'))).toContain('Only who asked can choose that.');
    }
    expect(cardText(newest().card)).toContain('Post it here?');
    const forged = {
      ...asked,
      card: JSON.parse(JSON.stringify(asked.card).replace(/"postId":"[^"]*"/g, '"postId":"x"')),
    };
    expect(wordsIn(await presses(chris, forged, 'Post here'))).toContain('could not be read');
  });

  it('reads nothing of what was asked for too long ago', async () => {
    const { chris } = world.people;
    const asked = await asks(chris, 'digest');
    world.clock.advance({ minutes: 61 });
    await presses(chris, asked, 'Post here');
    expect(cardText(newest().card)).toContain('Nothing was posted');
    world.clock.advance({ minutes: -61 });
  });

  it('is not asked about what is refused, or is nothing of a plan', async () => {
    const { sam, chris, kit } = world.people;
    for (const [who, text, words] of [
      [sam, 'digest', 'for the board and its project manager'],
      [chris, 'digest zebras', 'I know no theme'],
      [kit, 'action 9Z', 'no action 9Z'],
      [kit, 'status', 'between you and me'],
    ] as const) {
      const { card } = await asks(who, text);
      expect(cardText(card), text).toContain(words);
      expect(cardText(card)).not.toContain('Post it here?');
    }
    expect(cardText((await asks(kit, 'help')).card)).not.toContain('Post it here?');
  });

  it('asks for a press too where a client sends it as a message', async () => {
    const { chris } = world.people;
    const value = { verb: 'digest.page', planId: smallPlanId, page: 1, filter: { level: 'red' } };
    const { status } = await chris.posts({ type: 'message', value, conversation: channel });
    expect(status).toBe(200);
    const asked = newest();
    expect(cardText(asked.card)).toContain('Chris Aldous asks for “digest”');
    const { data } = findButton(asked.card, 'Post here');
    await chris.posts({ type: 'message', value: data, conversation: channel, replyToId: asked.id });
    expect(newest().id).toBe(asked.id);
    expect(cardText(newest().card)).toContain('Digest: red only');
  });

  it('gets it late in the same place where storage is slow', async () => {
    const replica = world.addReplica({ patience: { dueMilliseconds: 150, settleMilliseconds: 12_000 } });
    const { port } = await replica.start();
    const { chris } = world.people;
    const impatient = createTestPerson({ url: `http://127.0.0.1:${port}`, teams: world.teams }, chris);
    try {
      const asked = await asks(chris, 'digest red');
      const [count, own] = [posts().length, chris.messages().length];
      await world.proxy?.setMode('slow', 400);
      const answer = await presses(impatient, asked, 'Post here');
      expect(wordsIn(answer)).toContain('The answer will stand here in a moment.');
      await eventually(() => expect(cardText(newest().card)).toContain('Red (1)'), 20_000);
      expect(posts()).toHaveLength(count);
      expect(chris.messages()).toHaveLength(own);
    } finally {
      await world.proxy?.setMode('pass');
      await replica.close();
    }
  });
});

describe('a group chat', () => {
  it('answers at once', async () => {
    const group = { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: testTenant };
    world.teams.openConversation(group.id);
    await world.people.kit.posts({ type: 'message', text: 'digest red', conversation: group });
    const { card } = world.teams.messagesIn(group.id).at(-1) ?? {};
    expect(cardText(card ?? {})).toContain('Red (1)');
    await world.people.kit.posts({ type: 'message', text: 'picture', conversation: group });
    const drawn = world.teams.messagesIn(group.id).at(-1)?.card ?? {};
    expect(cardText(drawn)).toContain('Ratings of 4 actions');
    expect(JSON.stringify(drawn)).toContain('data:image/png;base64,');
    await world.people.kit.posts({ type: 'message', text: 'picture themes svg', conversation: group });
    const refused = world.teams.messagesIn(group.id).at(-1)?.card ?? {};
    expect(cardText(refused)).toContain('between you and me');
  });
});
