import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { type CardJson, cardButtons, cardInputs, cardText } from '../../support/read-card.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../../support/small-world.ts';
import { cardOf } from '../../support/test-person.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const statusFor = (who: 'morgan' | 'chris') => world.people[who].says('status');
const readCycle = async () => {
  const stored = await world.app.services.store.readCycle(smallPlanId, smallMeeting);
  if (!stored) throw new Error('The cycle has gone.');
  return stored.value;
};
const titlesOf = (card: CardJson) => cardButtons(card).map(({ title }) => title);
const logged = async (what: string) =>
  (await world.app.services.store.listLog(smallPlanId, 200)).filter((entry) => entry.what === what);
/** Everything planned is sent; what is under way in the background ends as well. */
const deliver = () => world.app.runDueOnce();

describe('the status', () => {
  it('says how far the cycle is, what happens next, and by agency who is silent', async () => {
    const card = await statusFor('morgan');
    const text = cardText(card);
    expect(text).toContain('0 of 3 actions answered (0%)');
    expect(text).toContain('Leads: 2 outstanding');
    expect(text).toContain('Board meeting 16 December 2026 · replies by 3 December 2026');
    expect(text).toMatch(/Next: reminder to everyone outstanding on \w+ \d+ November 2026, 09:00/);
    expect(text).toMatch(/Wexcombe Council\n0 of 2 answered \(0%\)\n○ Sam Barron {2}0 of 2 · asked/);
    expect(text).toContain('1 action has no confirmed lead');
    expect(titlesOf(card)).toEqual([
      'Remind all',
      'Extend',
      'Freeze',
      'Digest',
      'Remind',
      'Answer for them',
      'Remind',
      'Answer for them',
    ]);
  });

  it('shows the chair the same, with what a chair may press', async () => {
    const card = await statusFor('chris');
    expect(cardText(card)).toBe(cardText(await statusFor('morgan')));
    expect(titlesOf(card)).toEqual(['Digest']);
  });
});

describe('a reminder', () => {
  it('to one lead goes to that lead alone, and is told in the same card', async () => {
    const { morgan, sam, lee } = world.people;
    const before = { sam: sam.prompts().length, lee: lee.prompts().length };
    const status = await statusFor('morgan');
    const answer = cardOf(await morgan.taps(status, 'Remind Sam Barron'));
    expect(cardText(answer)).toContain('✔ A reminder is on its way to Sam Barron.');
    expect(cardText(answer)).toContain('Sam Barron  0 of 2 · asked, waiting for a reply · reminded today');
    expect(titlesOf(answer).filter((title) => title === 'Remind')).toHaveLength(1);
    await deliver();
    await eventually(() => expect(sam.prompts()).toHaveLength(before.sam + 1));
    expect(cardText(promptOf(sam))).toContain('Reminder: 2 actions still to answer');
    // A double tap on the card as it was.
    const again = cardOf(await morgan.taps(status, 'Remind Sam Barron'));
    expect(cardText(again)).toContain('Sam Barron had a reminder today already and will not get another.');
    await deliver();
    expect(sam.prompts()).toHaveLength(before.sam + 1);
    expect(lee.prompts()).toHaveLength(before.lee);
  });

  it('to all leaves out who has had one today', async () => {
    const { morgan, sam, lee } = world.people;
    const before = { sam: sam.prompts().length, lee: lee.prompts().length };
    const status = await statusFor('morgan');
    const answer = cardText(cardOf(await morgan.taps(status, 'Remind all')));
    expect(answer).toContain('✔ Reminders are on their way: 1 lead will get a reminder.');
    expect(answer).toContain('1 lead had a reminder today already');
    await deliver();
    await eventually(() => expect(lee.prompts()).toHaveLength(before.lee + 1));
    expect(sam.prompts()).toHaveLength(before.sam);
    expect(cardText(cardOf(await morgan.taps(status, 'Remind all')))).toContain('Nobody new to remind.');
    expect(titlesOf(await statusFor('morgan'))).not.toContain('Remind all');
  });
});

describe('more time', () => {
  it('is two presses, and the leads’ cards say so in their place', async () => {
    const { morgan, sam } = world.people;
    const sent = sam.messages().length;
    const form = cardOf(await morgan.taps(await statusFor('morgan'), 'Extend'));
    expect(titlesOf(form)).toEqual([
      'Fri 4 Dec',
      'Mon 7 Dec',
      'Tue 8 Dec',
      'Wed 9 Dec',
      'Thu 10 Dec',
      'Fri 11 Dec',
      'Extend',
      'Back to status',
    ]);
    const answer = cardText(cardOf(await morgan.taps(form, 'Replies until Monday 7 December 2026')));
    expect(answer).toContain('✔ Replies are taken until Monday 7 December 2026');
    expect(answer).toContain('replies by 7 December 2026');
    expect(await readCycle()).toMatchObject({ due: '2026-12-07', state: 'open' });
    await deliver();
    await eventually(() => expect(cardText(promptOf(sam))).toContain('reply by Monday 7 December 2026'));
    expect(sam.messages()).toHaveLength(sent);
  });

  it.each([
    ['a day after the board', '2026-12-17', 'Replies cannot be due after the board meets'],
    ['no day at all', '', 'Please choose a day'],
    ['words', 'next week', 'is not a date'],
  ])('is not given for %s', async (_what, due, words) => {
    const { morgan } = world.people;
    const form = cardOf(await morgan.taps(await statusFor('morgan'), 'Extend'));
    const answer = cardOf(await morgan.taps(form, 'Extend', { due }));
    expect(cardText(answer)).toContain('More time for replies');
    expect(cardText(answer)).toContain(words);
    expect((await readCycle()).due).toBe('2026-12-07');
  });
});

describe('an answer on behalf', () => {
  it('of a lead with one action opens its form, of one with more a list', async () => {
    const { morgan } = world.people;
    const status = await statusFor('morgan');
    const lees = cardOf(await morgan.taps(status, 'Answer for Lee Fenn'));
    expect(cardInputs(lees).map(({ id }) => id)).toContain('narrative');
    const sams = cardOf(await morgan.taps(status, 'Answer for Sam Barron'));
    expect(cardText(sams)).toContain('Answer for Sam Barron');
    expect(titlesOf(sams)).toEqual(['Answer', 'Answer', 'Back to status']);
    expect(cardText(cardOf(await morgan.taps(sams, 'Back to status')))).toContain('0 of 3 actions answered');
  });

  it('is kept as the project manager’s, for the lead', async () => {
    const { morgan } = world.people;
    const list = cardOf(await morgan.taps(await statusFor('morgan'), 'Answer for Sam Barron'));
    const form = cardOf(await morgan.taps(list, 'Answer 1A i'));
    const typed = {
      rating: 'Amber',
      narrative: 'Said on the telephone.',
      reason: 'Legal.',
      recoveryStep: 'Chase.',
    };
    await morgan.taps(form, 'Save', typed);
    const saved = await world.app.services.store.readUpdate(smallPlanId, smallMeeting, '0001');
    expect(saved?.value).toMatchObject({
      authorName: 'Morgan Vale',
      onBehalfOf: 'sam-barron',
      narrative: 'Said on the telephone.',
    });
    expect(cardText(await statusFor('morgan'))).toContain('1 of 3 actions answered (33%)');
  });
});

describe('the freeze', () => {
  it('asks once more, and freezes once however often it is pressed', async () => {
    const { morgan } = world.people;
    const status = await statusFor('morgan');
    const asked = cardOf(await morgan.taps(status, 'Freeze'));
    expect(cardText(asked)).toContain('Freeze now? 2 actions unanswered.');
    expect((await readCycle()).state).toBe('open');
    expect(cardText(cardOf(await morgan.taps(asked, 'Cancel')))).not.toContain('Freeze now?');
    const [frozen, again] = (
      await Promise.all([morgan.taps(asked, 'Freeze now'), morgan.taps(asked, 'Freeze now')])
    ).map(cardOf);
    for (const card of [frozen, again]) {
      expect(cardText(card ?? {})).toContain('✔ The cycle is frozen');
      expect(cardText(card ?? {})).toContain('Frozen at 09:00 by Morgan Vale. Next: sign off');
    }
    expect(await logged('cycle-frozen')).toHaveLength(1);
  });

  it('is told by every old card, which is drawn as things are now', async () => {
    const { morgan } = world.people;
    const ids = { planId: smallPlanId, meeting: smallMeeting };
    const presses: [string, object][] = [
      ['cycle.remind', {}],
      ['cycle.remindOne', { personId: 'sam-barron' }],
      ['cycle.extend', { date: '2026-12-08' }],
    ];
    for (const [verb, data] of presses) {
      const card = cardOf(await morgan.forges(verb, { ...ids, ...data }));
      expect(cardText(card), verb).toMatch(/⚠ The cycle for 16 December 2026 is frozen/);
      expect(titlesOf(card), verb).toContain('Sign off');
      expect(titlesOf(card), verb).not.toContain('Freeze');
    }
    const form = cardOf(await morgan.forges('status.extendForm', ids));
    expect(cardText(form)).toContain('⚠ This cycle is frozen. Reopen it');
    // Asking to freeze what is frozen only shows that it is.
    const asked = cardOf(await morgan.forges('cycle.freeze', ids));
    expect(cardText(asked)).not.toContain('Freeze now?');
  });

  it('leaves leads a card that still takes late changes', async () => {
    const { sam } = world.people;
    await deliver();
    await eventually(() => expect(cardText(promptOf(sam))).toContain('Replies are closed'));
    expect(cardText(promptOf(sam))).toContain(
      'You can still reply until the board meets on 16 December 2026',
    );
    expect(cardOf(await sam.taps(promptOf(sam), 'Update 1A ii'))).toBeDefined();
  });
});

describe('sign-off and reopening', () => {
  it('lets the chair sign off, once', async () => {
    const { chris } = world.people;
    const status = await statusFor('chris');
    expect(titlesOf(status)).toEqual(['Sign off', 'Digest']);
    const signed = cardOf(await chris.taps(status, 'Sign off'));
    expect(cardText(signed)).toContain('✔ Signed off at 09:00 by Chris Aldous');
    await chris.taps(status, 'Sign off');
    expect(await logged('cycle-signed-off')).toHaveLength(1);
  });

  it('needs a reason and a day to open again, and keeps what was typed', async () => {
    const { morgan } = world.people;
    const form = cardOf(await morgan.taps(await statusFor('morgan'), 'Reopen'));
    expect(cardText(form)).toContain('The sign-off is taken back.');
    const refused = cardOf(await morgan.taps(form, 'Open again', { reason: '  ', due: '2026-12-10' }));
    expect(cardText(refused)).toContain('Please say why the cycle is opened again');
    expect(cardInputs(refused).map(({ value }) => value)).toEqual(['', '2026-12-10']);
    const late = cardOf(
      await morgan.taps(form, 'Open again', { reason: 'Lost *replies*', due: '2026-12-20' }),
    );
    expect(cardInputs(late).map(({ value }) => value)).toEqual(['Lost *replies*', '2026-12-20']);
    expect((await readCycle()).state).toBe('frozen');
  });

  it('opens again with a reason, and says so to everybody in place', async () => {
    const { morgan, sam } = world.people;
    const sent = sam.messages().length;
    const form = cardOf(await morgan.taps(await statusFor('morgan'), 'Reopen'));
    const typed = { reason: 'Lost *replies*', due: '2026-12-10' };
    const open = cardOf(await morgan.taps(form, 'Open again', typed));
    expect(cardText(open)).toContain(
      '✔ The cycle is open again: replies are taken until Thursday 10 December',
    );
    expect(cardText(open)).toContain('Opened again on 2 November 2026 by Morgan Vale: Lost \\*replies\\*');
    expect(await readCycle()).toMatchObject({ state: 'open', due: '2026-12-10', signedOff: null });
    const twice = cardOf(await morgan.taps(form, 'Open again', typed));
    expect(cardText(twice)).toContain('⚠ The cycle for 16 December 2026 is open.');
    const ids = { planId: smallPlanId, meeting: smallMeeting };
    const late = cardOf(await morgan.forges('status.reopenForm', ids));
    expect(cardText(late)).toContain('⚠ This cycle is open already.');
    const unsigned = cardOf(await morgan.forges('cycle.signOff', ids));
    expect(cardText(unsigned)).toContain('is still open. Freeze it first, then sign it off.');
    expect((await readCycle()).signedOff).toBeNull();
    expect(await logged('cycle-reopened')).toHaveLength(1);
    await deliver();
    await eventually(() => expect(cardText(promptOf(sam))).toContain('reply by Thursday 10 December 2026'));
    expect(sam.messages()).toHaveLength(sent);
  });
});
