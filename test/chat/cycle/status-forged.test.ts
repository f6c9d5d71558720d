import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDeliveryKind } from '../../../src/domain/delivery/delivery.ts';
import { importSmallPlan } from '../../support/small-plan.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../../support/small-world.ts';
import { wordsOf } from '../../support/test-person.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const ids = { planId: smallPlanId, meeting: smallMeeting };
/** Everything that only the project manager may press, with data that would do it. */
const pmPresses: [string, object][] = [
  ['cycle.remind', {}],
  ['cycle.remindOne', { personId: 'sam-barron' }],
  ['status.onBehalfList', { personId: 'sam-barron' }],
  ['cycle.freeze', { accept: true }],
  ['status.extendForm', {}],
  ['cycle.extend', { date: '2026-12-07' }],
  ['status.reopenForm', {}],
  ['cycle.reopen', { reason: 'Forged.', due: '2026-12-10' }],
];
const readerPresses: [string, object][] = [
  ['status.page', { page: 1 }],
  ['cycle.signOff', {}],
  ['cycle.freeze', { accept: false }],
];

async function nothingHappened(): Promise<void> {
  const { store } = world.app.services;
  const cycle = (await store.readCycle(smallPlanId, smallMeeting))?.value;
  expect(cycle).toMatchObject({ state: 'open', due: '2026-12-03', signedOff: null, reopened: [] });
  const kinds = (await store.listDeliveries(smallPlanId, smallMeeting)).map(({ value }) =>
    writeDeliveryKind(value.kind),
  );
  expect(kinds.filter((kind) => kind !== 'prompt')).toEqual([]);
}

describe('presses on a status', () => {
  it.each(pmPresses)('%s is the project manager’s, not the chair’s', async (verb, data) => {
    const words = wordsOf(await world.people.chris.forges(verb, { ...ids, ...data }));
    expect(words).toContain('Only the project manager can do that');
    await nothingHappened();
  });

  it.each([...pmPresses, ...readerPresses])('%s is not for a lead or a member', async (verb, data) => {
    for (const who of ['sam', 'jo', 'kit'] as const) {
      const words = wordsOf(await world.people[who].forges(verb, { ...ids, ...data }));
      expect(words).toMatch(/Only the project manager|for the chair and the project manager/);
    }
    await nothingHappened();
  });

  it.each([...pmPresses, ...readerPresses])(
    '%s: a plan of others is answered as one that is not there',
    async (verb, data) => {
      const { stranger } = world.people;
      const theirs = wordsOf(await stranger.forges(verb, { ...ids, ...data }));
      expect(theirs).toContain('I know of no plan here that you are part of.');
      expect(wordsOf(await stranger.forges(verb, { ...ids, ...data, planId: 'no-such-plan' }))).toBe(theirs);
      await nothingHappened();
    },
  );

  it('hide a plan of another organisation from its people’s namesakes here', async () => {
    await importSmallPlan(world.app.services, 'elsewhere-send', 'd0000000-0000-4000-8000-000000000009');
    for (const [verb, data] of [...pmPresses, ...readerPresses]) {
      const words = wordsOf(
        await world.people.morgan.forges(verb, { ...ids, ...data, planId: 'elsewhere-send' }),
      );
      expect(words, verb).toContain('I know of no plan here that you are part of.');
    }
  });

  it.each(['alex-nobody', '__proto__', 'sam-barron~prompt', '../sam-barron', 'Sam Barron', '*'])(
    'name nobody but the plan’s own people: %s',
    async (personId) => {
      for (const verb of ['cycle.remindOne', 'status.onBehalfList']) {
        const words = wordsOf(await world.people.morgan.forges(verb, { ...ids, personId }));
        expect(words, verb).toMatch(/people list/);
      }
      await nothingHappened();
    },
  );

  it('name a person of this plan, not of another plan of the same project manager', async () => {
    await importSmallPlan(world.app.services, 'second-send');
    const data = { planId: 'second-send', meeting: smallMeeting, personId: 'sam-barron' };
    for (const verb of ['cycle.remindOne', 'status.onBehalfList']) {
      const words = wordsOf(await world.people.morgan.forges(verb, data));
      expect(words, verb).toMatch(/No cycle has been opened yet|no cycle for a board meeting/);
    }
    await nothingHappened();
  });

  it.each([
    ['no cycle', { meeting: '2031-01-01' }, /There is no cycle/],
    ['no date', { meeting: 'soon' }, /could not be read/],
    ['no plan', { planId: '../x' }, /could not be read/],
    ['no person', { personId: '' }, /could not be read/],
    ['a page that is none', { page: -1 }, /could not be read/],
  ])('of %s are refused in words', async (_what, change, words) => {
    const data = { ...ids, personId: 'sam-barron', ...change };
    expect(wordsOf(await world.people.morgan.forges('cycle.remindOne', data))).toMatch(words);
    await nothingHappened();
  });

  it.each([['yes'], [1], [{}], ['true']])(
    'freeze nothing on an acceptance that is none: %j',
    async (accept) => {
      await world.people.morgan.forges('cycle.freeze', { ...ids, accept });
      await nothingHappened();
    },
  );

  it('are refused in a group chat, whoever presses', async () => {
    const group = { conversation: { id: '19:group@thread.v2', conversationType: 'groupChat' } };
    for (const [verb, data] of [...pmPresses, ...readerPresses]) {
      const action = { type: 'Action.Execute', verb, data: { ...ids, ...data } };
      const { body } = await world.people.morgan.posts({
        type: 'invoke',
        name: 'adaptiveCard/action',
        ...group,
        value: { action },
      });
      expect(JSON.stringify(body), verb).toContain('write to me in our own chat');
    }
    await nothingHappened();
  });

  it('take the author from the channel: a forged one sends nobody anything', async () => {
    const { morgan, kit } = world.people;
    const author = { userId: morgan.userId, from: { aadObjectId: morgan.userId }, requester: { via: 'cli' } };
    const words = wordsOf(await kit.forges('cycle.freeze', { ...ids, accept: true, ...author }));
    expect(words).toContain('Only the project manager can do that');
    await nothingHappened();
    expect(promptOf(world.people.sam)).toBeDefined();
  });
});
