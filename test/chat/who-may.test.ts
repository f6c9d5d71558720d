import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardInputs, cardText } from '../support/read-card.ts';
import { importSmallPlan } from '../support/small-plan.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../support/small-world.ts';
import { cardOf, wordsOf } from '../support/test-person.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const noPlan = 'You are not in a plan yet.';
const noSuchPlan = 'I know of no plan here that you are part of.';
const good = { seen: 0, rating: 'Green', narrative: 'Forged.' };

async function unchanged(actionId: string): Promise<void> {
  const { store } = world.app.services;
  expect(await store.readUpdate(smallPlanId, smallMeeting, actionId)).toBeNull();
  expect(await store.listHistory(smallPlanId, actionId)).toEqual([]);
}

describe('who may ask', () => {
  it.each(['digest', 'status', 'remind', 'my actions', 'update 1A i', 'open cycle for 2027-01-13'])(
    'tells somebody in no plan that they are in none: %s',
    async (command) => {
      expect(cardText(await world.people.stranger.says(command))).toContain(noPlan);
    },
  );

  it('greets and helps them all the same, and shows no plan', async () => {
    for (const command of ['hello', 'help']) {
      const text = cardText(await world.people.stranger.says(command));
      expect(text).toMatch(/no plan here knows you yet/i);
      expect(text).not.toContain('Wexcombe');
    }
  });

  it.each([
    ['sam', 'digest', 'for the board and its project manager'],
    ['sam', 'status', 'for the chair and the project manager'],
    ['sam', 'remind', 'Only the project manager'],
    ['chris', 'remind', 'Only the project manager'],
    ['kit', 'open cycle for 2027-01-13', 'Only the project manager'],
    ['kit', 'status', 'for the chair and the project manager'],
  ] as const)('refuses %s the command “%s” in words', async (who, command, words) => {
    const text = cardText(await world.people[who].says(command));
    expect(text).toContain('I can’t do that');
    expect(text).toContain(words);
    // A card has no code marks: a person would see them as they are.
    expect(text).toContain('Type “help” to see what you can do.');
    expect(text).not.toContain('`');
  });

  it.each(['morgan', 'chris', 'kit'] as const)('gives %s the digest', async (who) => {
    expect(cardText(await world.people[who].says('digest red'))).toContain('Red (1)');
  });

  it('writes no cycle for somebody who may open none', async () => {
    const cycles = await world.app.services.store.listCycles(smallPlanId);
    expect(cycles.map(({ value }) => value.cycleId)).toEqual([smallMeeting]);
  });
});

describe('forged presses', () => {
  it.each(['reply.open', 'reply.noChange', 'reply.save'])(
    'refuses %s for an action somebody else leads',
    async (verb) => {
      const words = wordsOf(await world.people.lee.forges(verb, { ...world.idsOf('0001'), ...good }));
      expect(words).toContain('You are not a lead of 1A i');
      await unchanged('0001');
    },
  );

  it.each([
    ['digest.page', { planId: smallPlanId, meeting: smallMeeting, page: 1 }],
    ['menu.digest', { planId: smallPlanId }],
    ['menu.status', { planId: smallPlanId }],
    ['cycle.remind', { planId: smallPlanId, meeting: smallMeeting }],
    ['cycle.open', { planId: smallPlanId, meeting: '2027-01-13' }],
    ['menu.openCycle', { planId: smallPlanId }],
  ])('refuses a lead %s', async (verb, data) => {
    expect(wordsOf(await world.people.sam.forges(verb, data))).toMatch(
      /for the board|Only the project manager|for the chair/,
    );
    expect(await world.app.services.store.listCycles(smallPlanId)).toHaveLength(1);
  });

  it.each([
    'reply.open',
    'reply.noChange',
    'reply.save',
    'prompt.show',
    'digest.page',
    'menu.digest',
    'cycle.remind',
    'cycle.open',
  ])('answers %s for a plan of others in the words for one that is not there', async (verb) => {
    const data = { ...world.idsOf('0001'), ...good };
    const others = wordsOf(await world.people.stranger.forges(verb, data));
    const none = wordsOf(await world.people.stranger.forges(verb, { ...data, planId: 'no-such-plan' }));
    expect(others).toBe(none);
    expect([noSuchPlan, noPlan].some((words) => others.includes(words))).toBe(true);
    await unchanged('0001');
  });

  it('hides a plan of another organisation from its people’s namesakes here', async () => {
    await importSmallPlan(world.app.services, 'elsewhere-send', 'd0000000-0000-4000-8000-000000000009');
    const data = { planId: 'elsewhere-send', meeting: smallMeeting, actionId: '0001', ...good };
    for (const verb of ['reply.open', 'reply.save', 'digest.page', 'prompt.show', 'cycle.open']) {
      expect(wordsOf(await world.people.morgan.forges(verb, data)), verb).toContain(noSuchPlan);
    }
    expect(cardText(await world.people.morgan.says('digest red in elsewhere-send'))).not.toContain('Red (1)');
    expect(await world.app.services.store.listCycles('elsewhere-send')).toEqual([]);
  });

  it.each([
    ['an action that is not there', { actionId: '0099' }],
    ['a cycle that is not there', { meeting: '2031-01-01' }],
  ])('refuses %s', async (_what, change) => {
    const words = wordsOf(
      await world.people.sam.forges('reply.save', { ...world.idsOf('0001'), ...good, ...change }),
    );
    expect(words).toContain('I can’t find that action in this cycle any more');
  });

  it('takes the author from the channel, whatever the card says', async () => {
    const { jo, morgan } = world.people;
    const author = {
      authorId: morgan.userId,
      authorName: morgan.name,
      userId: morgan.userId,
      from: { aadObjectId: morgan.userId },
    };
    const typed = {
      rating: 'Green',
      narrative: 'Said by Jo.',
      version: 99,
      at: '2020-01-01T00:00:00Z',
      ...author,
    };
    cardOf(await jo.forges('reply.save', { ...world.idsOf('0002'), seen: 0, ...typed }));
    const saved = await world.app.services.store.readUpdate(smallPlanId, smallMeeting, '0002');
    expect(saved?.value).toMatchObject({
      authorId: jo.userId,
      authorName: 'Jo Pike',
      version: 1,
      at: '2026-11-02T09:00:00Z',
    });
    expect((await world.app.services.store.listLog(smallPlanId, 1))[0]?.actor).toEqual({
      userId: jo.userId,
      name: 'Jo Pike',
    });
  });

  it('tells a later version only by what is stored, not by a forged "seen"', async () => {
    const { sam } = world.people;
    const data = { ...world.idsOf('0002'), rating: 'Green', narrative: 'Said by Sam.' };
    const conflict = cardOf(await sam.forges('reply.save', { ...data, seen: 7 }));
    expect(cardText(conflict)).toContain('Jo Pike saved this at 09:00 while you were writing');
    expect(cardInputs(conflict).find(({ id }) => id === 'narrative')?.value).toBe('Said by Sam.');
    const saved = await world.app.services.store.readUpdate(smallPlanId, smallMeeting, '0002');
    expect(saved?.value.narrative).toBe('Said by Jo.');
  });

  it('prompts nobody but the named leads', () => {
    expect(cardText(promptOf(world.people.sam))).toContain('2 actions to update');
    for (const who of ['morgan', 'chris', 'jo', 'kit', 'stranger'] as const)
      expect(world.people[who].prompts()).toEqual([]);
  });
});
