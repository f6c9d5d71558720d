import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillForm } from '../support/answer-all.ts';
import { cardInputs, cardText, cardTexts } from '../support/read-card.ts';
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

const morgan = () => world.people.morgan;
const leadsOf = async (id: string) =>
  (await world.app.services.store.readAction(smallPlanId, id))?.value.responsible;

describe('assign', () => {
  it('says what it changed and how many are left without a lead, and asks whom it newly concerns', async () => {
    expect(cardText(await morgan().says('assign 2B ii to Jo Pike'))).toContain(
      '1 action now led by Jo Pike: 2B ii. Every open action has a lead. 1 lead is being asked for an update now.',
    );
    expect(await leadsOf('0004')).toEqual(['jo-pike']);
    expect(cardText(await morgan().says('assign 2b II to jo pike.'))).toContain(
      'Nothing has changed: Jo Pike leads 2B ii already.',
    );
    await morgan().says('assign 1A i-ii, 2B i to Lee Fenn and Sam Barron');
    expect([await leadsOf('0001'), await leadsOf('0003')]).toEqual([
      ['lee-fenn', 'sam-barron'],
      ['lee-fenn', 'sam-barron'],
    ]);
    await morgan().says('assign theme joint commissioning to Sam Barron');
    expect(await leadsOf('0002')).toEqual(['sam-barron']);
    await morgan().says('assign 2B i to Lee Fenn');
  });

  it('guesses nobody and nothing, and writes nothing then', async () => {
    for (const [text, words] of [
      ['assign 2B ii to Jo Pikes', 'nobody called “Jo Pikes”'],
      ['assign 2B ix to Jo Pike', 'no action 2B ix'],
      ['assign 1A i, 9Z to Lee Fenn', 'no action 9Z'],
      ['assign theme health to Lee Fenn', 'No single theme fits “health”'],
    ] as const) {
      expect(cardText(await morgan().says(text))).toContain(words);
    }
    expect(await leadsOf('0001')).toEqual(['sam-barron']);
  });

  it('is a form where nothing is said, which keeps what was chosen', async () => {
    const form = await morgan().says('assign');
    expect(cardText(form)).toContain('Every open action has a lead.');
    expect(cardInputs(form).map(({ id }) => id)).toEqual(['actions', 'lead', 'second', 'strategic']);
    const nothing = cardOf(await morgan().taps(form, 'Save', { lead: 'kit-rowe' }));
    expect(cardText(nothing)).toContain('Tick at least one action.');
    expect(cardInputs(nothing).find(({ id }) => id === 'lead')?.value).toBe('kit-rowe');
    const nobody = cardOf(await morgan().taps(form, 'Save', { actions: '0003,0004' }));
    expect(cardText(nobody)).toContain('Choose who leads them.');
    const done = cardOf(await morgan().taps(nobody, 'Save', { lead: 'lee-fenn', second: 'jo-pike' }));
    expect(cardText(done)).toContain('2 actions now led by Lee Fenn and Jo Pike: 2B i, 2B ii.');
    expect(await leadsOf('0004')).toEqual(['lee-fenn', 'jo-pike']);
    const gone = cardOf(await morgan().taps(form, 'Save', { actions: '0003', lead: 'no-such-person' }));
    expect(cardText(gone)).toContain('no longer on the people list');
  });

  it('is the project manager’s alone, whatever is forged', async () => {
    const entered = { actions: '0001', leads: 'kit-rowe', strategic: '' };
    const presses: [string, object][] = [
      ['assign.page', { page: 1 }],
      ['assign.save', { page: 1, actions: '0001', lead: 'kit-rowe' }],
      ['assign.confirm', { entered }],
      ['log.page', { page: 1 }],
      ['action.reopen', { actionId: '0001', text: 'Forged.' }],
    ];
    for (const [verb, data] of presses) {
      for (const who of [world.people.sam, world.people.kit]) {
        const words = wordsOf(await who.forges(verb, { planId: smallPlanId, ...data }));
        expect(words, verb).toMatch(/Only the project manager|for the chair and the project manager/);
      }
      const theirs = wordsOf(await world.people.stranger.forges(verb, { planId: smallPlanId, ...data }));
      expect(theirs, verb).toContain('I know of no plan here');
    }
    expect(
      wordsOf(await world.people.chris.forges('assign.confirm', { planId: smallPlanId, entered })),
    ).toContain('Only the project manager');
    expect(await leadsOf('0001')).toEqual(['sam-barron']);
    const odd = { ...entered, actions: '../0001' };
    expect(wordsOf(await morgan().forges('assign.confirm', { planId: smallPlanId, entered: odd }))).toContain(
      'could not be read',
    );
  });
});

describe('log', () => {
  it('tells in sentences who did what, newest first, of everything, an action or a person', async () => {
    const { sam } = world.people;
    await fillForm(sam, promptOf(sam), '1A i', {
      rating: 'Amber',
      narrative: 'Signed.',
      reason: 'Late.',
      recoveryStep: 'Go.',
    });
    const log = cardTexts(await morgan().says('log'));
    expect(log.join('\n')).toContain(
      '2 November 2026 at 09:00: Sam Barron replied for 1A i: meeting 16 December 2026, kind update, version 1',
    );
    expect(log.join('\n')).toMatch(/rating Red -> Amber/);
    const of = cardText(await morgan().says('log 1a I'));
    expect(of).toContain('Log: 1A i');
    expect(of).toContain('Sam Barron replied for 1A i');
    expect(of).not.toContain('2B ii');
    const his = cardText(await morgan().says('log Sam Barron'));
    expect(his).toContain('Log: Sam Barron');
    expect(his).toContain(
      'Morgan Vale said who leads: actions 1A i, 1A ii, 2B i, responsible Lee Fenn, Sam Barron',
    );
    expect(his).not.toContain('opened the cycle');
    expect(cardText(await morgan().says('log of nobody at all'))).toContain('no action “nobody at all”');
    expect(cardText(await world.people.chris.says('log'))).toContain('Only the project manager');
  });

  it('has pages', async () => {
    for (const who of ['Jo Pike', 'Lee Fenn']) await morgan().says(`assign 2B ii to ${who}`);
    const first = await morgan().says('log');
    expect(cardText(first)).toContain('Page 1 of');
    const second = cardOf(await morgan().taps(first, 'Older'));
    expect(cardText(second)).toContain('Page 2 of');
    expect(cardText(cardOf(await morgan().taps(second, 'Newer')))).toContain('Page 1 of');
  });
});

describe('an action said to be complete', () => {
  it('is opened again with a reason, typed at once or asked for', async () => {
    const { lee, chris } = world.people;
    const done = { rating: 'Green', narrative: 'Cleared.', evidence: 'Dashboard.', finished: 'true' };
    await fillForm(lee, promptOf(lee), '2B i', done);
    expect(cardText(await morgan().says('reopen action 2B i because it came back'))).toContain(
      'is open already',
    );
    await chris.taps(await chris.says('decisions'), 'Approve that 2B i is complete');
    const form = await chris.says('reopen action 2B i');
    expect(cardText(form)).toContain('Open the action again');
    const asked = cardOf(await chris.taps(form, 'Open it again'));
    expect(cardText(asked)).toContain('Say why it is opened again');
    expect(
      cardText(cardOf(await chris.taps(asked, 'Open it again', { text: 'The backlog is back.' }))),
    ).toContain('2B i is open again');
    expect(cardText(await morgan().says('log 2B i'))).toContain('reason The backlog is back.');
  });
});

describe('a cycle’s life in words', () => {
  const cycle = async () => (await world.app.services.store.readCycle(smallPlanId, smallMeeting))?.value;

  it('asks before what concerns many, and does it then', async () => {
    expect(cardText(await morgan().says('remind Lee Fenn'))).toMatch(/reminder .*Lee Fenn/);
    const form = await morgan().says('extend until 4 December 2026');
    expect(cardInputs(form).find(({ type }) => type === 'Input.Date')?.value).toBe('2026-12-04');
    expect((await cycle())?.due).toBe('2026-12-03');
    const ask = await morgan().says('freeze');
    expect((await cycle())?.state).toBe('open');
    await morgan().taps(ask, 'Freeze now');
    expect((await cycle())?.state).toBe('frozen');
    expect(cardText(await world.people.chris.says('sign off'))).toContain('Press “Sign off” below');
    expect(cardText(await morgan().says('reopen'))).toContain('Open the cycle again');
    expect((await cycle())?.state).toBe('frozen');
    for (const text of [
      'freeze',
      'extend',
      'reopen',
      'remind Jo Pike',
      'assign',
      'move meeting 2026-12-16',
    ]) {
      expect(cardText(await world.people.sam.says(text)), text).toContain('Only the project manager');
    }
  });

  it('reaches the calendar too', async () => {
    expect(cardText(await morgan().says('calendar rules'))).toMatch(/rules/i);
    expect(cardText(await morgan().says('calendar link'))).toContain('no public address');
    expect(cardInputs(await morgan().says('add meetings')).length).toBeGreaterThan(3);
    expect(cardText(await morgan().says('cancel meeting 2027-01-20'))).toContain(
      'There is no meeting on 20 January 2027',
    );
  });
});
