import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyLimits } from '../../src/domain/reply/reply-fields.ts';
import { freezeCycle } from '../../src/use-cases/cycle/freeze-cycle.ts';
import { openCycle } from '../../src/use-cases/cycle/open-cycle.ts';
import { cardBytes, cardInputs, cardText } from '../support/read-card.ts';
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

const readUpdate = (actionId: string) =>
  world.app.services.store.readUpdate(smallPlanId, smallMeeting, actionId);
const typed = { rating: 'Green', narrative: 'Fine.' };
const unreadable = 'This card could not be read; it may be an old one. Type "my actions" to get a new card.';

describe('a press that no card of ours makes', () => {
  it.each([
    ['an unknown verb', 'reply.erase', {}],
    ['no ids', 'reply.save', typed],
    ['ids of the wrong type', 'reply.save', { planId: 7, meeting: ['2026-12-16'], actionId: {}, ...typed }],
    [
      'a plan id with a key’s banned characters',
      'reply.open',
      { planId: 'a/b#c?', meeting: smallMeeting, actionId: '0001' },
    ],
    [
      'a meeting that is no day',
      'reply.open',
      { planId: smallPlanId, meeting: '2026-02-31', actionId: '0001' },
    ],
    [
      'an action id that names another row',
      'reply.open',
      { planId: smallPlanId, meeting: smallMeeting, actionId: '0001~x' },
    ],
    [
      'a negative version',
      'reply.save',
      { planId: smallPlanId, meeting: smallMeeting, actionId: '0001', seen: -1, ...typed },
    ],
    [
      'a number for a text',
      'reply.save',
      { planId: smallPlanId, meeting: smallMeeting, actionId: '0001', rating: 'Green', narrative: 5 },
    ],
    [
      'an object for a text',
      'reply.save',
      { planId: smallPlanId, meeting: smallMeeting, actionId: '0001', rating: {}, narrative: 'x' },
    ],
    [
      'another verb inside',
      'reply.open',
      { planId: smallPlanId, meeting: smallMeeting, actionId: '0001', verb: 'reply.save' },
    ],
    ['a page beyond reason', 'digest.page', { planId: smallPlanId, meeting: smallMeeting, page: 1e9 }],
    ['a polluted prototype', 'reply.save', { __proto__: { admin: true }, constructor: 'x' }],
  ])('is refused in words for %s', async (_what, verb, data) => {
    expect(wordsOf(await world.people.sam.forges(verb, data))).toBe(unreadable);
  });

  it.each([
    ['no value at all', { type: 'invoke', name: 'adaptiveCard/action' }],
    ['a value of null', { type: 'invoke', name: 'adaptiveCard/action', value: null }],
    ['a value that is a text', { type: 'invoke', name: 'adaptiveCard/action', value: 'reply.save' }],
    ['a value that is a list', { type: 'invoke', name: 'adaptiveCard/action', value: [1, 2] }],
  ])('is refused in words for %s', async (_what, activity) => {
    const { status, body } = await world.people.sam.posts(activity);
    expect([status, body]).toEqual([
      200,
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: unreadable },
    ]);
  });

  it('answers 501 to an invoke of a feature that this bot does not have', async () => {
    const { status } = await world.people.sam.posts({
      type: 'invoke',
      name: 'composeExtension/queryLink',
      value: {},
    });
    expect(status).toBe(501);
  });

  it('leaves nothing behind', async () => {
    expect(await world.app.services.store.listUpdates(smallPlanId, smallMeeting)).toEqual([]);
  });
});

describe('what a lead types', () => {
  it('says how much too long a text is and keeps all of it', async () => {
    const { sam } = world.people;
    const form = cardOf(await sam.taps(promptOf(sam), 'Update 1A i'));
    const narrative = 'long words '.repeat(400).trim();
    const refused = cardOf(await sam.taps(form, 'Save', { rating: 'Green', narrative }));
    const over = narrative.length - replyLimits.narrative;
    expect(cardText(refused)).toContain(`Please shorten this by ${over} characters`);
    expect(cardInputs(refused).find(({ id }) => id === 'narrative')?.value).toBe(narrative);
    expect(cardBytes(refused)).toBeLessThan(80_000);
    expect(await readUpdate('0001')).toBeNull();
  });

  it('refuses far too much outright, and the card with what was typed stays', async () => {
    const words = wordsOf(
      await world.people.sam.forges('reply.save', {
        ...world.idsOf('0001'),
        rating: 'Green',
        narrative: 'x'.repeat(200_000),
      }),
    );
    expect(words).toContain('That text is too long to take in. Shorten it and press Save again.');
  });

  it.each([
    ['nothing', {}, ['Please choose a rating.', 'Please say in a sentence or two what happened.']],
    [
      'a rating outside the key',
      { ...typed, rating: 'Purple' },
      ['Please choose one of the ratings in this plan’s key.'],
    ],
    [
      'a red without reason and step',
      { ...typed, rating: 'Red' },
      ['Please say why it is Red.', 'what will be done next'],
    ],
    [
      'a date that is none',
      { ...typed, revisedDate: 'soon' },
      ['Please give a real date, or leave it empty.'],
    ],
    ['a date in the past', { ...typed, revisedDate: '2020-01-01' }, ['Please give a date from today on']],
    [
      'a new date without a reason',
      { ...typed, revisedDate: '2027-06-01' },
      ['Please say why the date needs to change.'],
    ],
    [
      'finished without evidence',
      { ...typed, finished: 'true' },
      ['Please say what shows that it is complete.'],
    ],
  ])('tells the faults of %s beside their fields', async (_what, fields, faults) => {
    const card = cardOf(
      await world.people.sam.forges('reply.save', { ...world.idsOf('0001'), seen: 0, ...fields }),
    );
    for (const fault of faults) expect(cardText(card)).toContain(fault);
    expect(cardText(card)).toContain('Nothing you typed is lost.');
    expect(await readUpdate('0001')).toBeNull();
  });

  it('shows hostile text as text and stores it as typed', async () => {
    const { sam, morgan } = world.people;
    const narrative =
      '[Click](https://evil.example) <at>everyone</at> **bold** ${x} {{DATE(2026-01-01T00:00:00Z)}}';
    const receipt = cardOf(
      await sam.forges('reply.save', { ...world.idsOf('0001'), seen: 0, rating: 'Green', narrative }),
    );
    expect((await readUpdate('0001'))?.value.narrative).toBe(narrative);
    for (const card of [receipt, await morgan.says('digest')]) {
      expect(cardText(card)).not.toMatch(/(?<!\\)\]\(https/);
      expect(cardText(card)).not.toContain('<at>');
      expect(cardText(card)).not.toContain('{{DATE');
    }
  });
});

describe('a client without Action.Execute', () => {
  it('gets the same cards as messages', async () => {
    const { lee } = world.people;
    const form = await lee.submits({ verb: 'reply.open', ...world.idsOf('0003') });
    expect(cardText(form)).toContain('2B i  Clear the backlog of annual reviews');
    const receipt = await lee.submits({ verb: 'reply.save', ...world.idsOf('0003'), seen: 0, ...typed });
    expect(cardText(receipt)).toContain('✔ Saved');
    expect((await readUpdate('0003'))?.value).toMatchObject({ narrative: 'Fine.', version: 1 });
  });

  it('gets words for what could not be read', async () => {
    expect(cardText(await world.people.lee.submits({ verb: 'reply.erase' }))).toContain(
      'This card could not be read',
    );
    expect(cardText(await world.people.lee.submits({ something: 'else' }))).toContain(
      'This card could not be read',
    );
  });
});

describe('a mistyped year', () => {
  it.each([
    ['2016-12-16', 'has passed'],
    ['2062-12-16', 'is more than a year away'],
  ])('of a meeting (%s) asks nobody anything', async (day, words) => {
    const { morgan } = world.people;
    expect(cardText(await morgan.says(`open cycle ${day}`))).toContain(words);
    const pressed = await morgan.forges('cycle.open', { planId: smallPlanId, meeting: day });
    expect(cardText(cardOf(pressed))).toContain(words);
    const cycles = await world.app.services.store.listCycles(smallPlanId);
    expect(cycles.map(({ value }) => value.cycleId)).toEqual([smallMeeting]);
  });
});

describe('an action or cycle that has closed since the card was drawn', () => {
  it('refuses a reply for a superseded action', async () => {
    const { store } = world.app.services;
    const stored = await store.readAction(smallPlanId, '0002');
    if (!stored) throw new Error('The action is missing.');
    const value = { ...stored.value, status: 'superseded' as const };
    await store.commit(smallPlanId, [{ op: 'replace', row: { kind: 'action', value }, etag: stored.etag }]);
    const { sam } = world.people;
    expect(wordsOf(await sam.taps(promptOf(sam), 'Update 1A ii'))).toContain(
      '1A ii is superseded and takes no more replies.',
    );
    expect(wordsOf(await sam.taps(promptOf(sam), 'No change to 1A ii'))).toContain('takes no more replies');
    expect(await readUpdate('0002')).toBeNull();
  });

  it('takes late changes once the cycle is frozen, reminds nobody, and does not open it again', async () => {
    const { sam, morgan } = world.people;
    const form = cardOf(await sam.taps(promptOf(sam), 'Update 1A i'));
    await freezeCycle(world.app.services, { via: 'cli' }, { planId: smallPlanId, cycleId: smallMeeting });
    const receipt = cardOf(await sam.taps(form, 'Save', { ...typed, narrative: 'Late.' }));
    expect(cardText(receipt)).toContain('Saved as a late change');
    const reminded = await morgan.forges('cycle.remind', { planId: smallPlanId, meeting: smallMeeting });
    expect(reminded.kind === 'card' ? cardText(reminded.card) : reminded.text).toContain('is frozen');
    expect(
      cardText(cardOf(await morgan.forges('cycle.open', { planId: smallPlanId, meeting: smallMeeting }))),
    ).toContain('is frozen and stays as it is');
    expect((await readUpdate('0001'))?.value).toMatchObject({ narrative: 'Late.', late: true });
    await expect(
      openCycle(world.app.services, { via: 'cli' }, smallPlanId, { meeting: smallMeeting }),
    ).rejects.toMatchObject({
      code: 'cycle-frozen',
    });
  });
});
