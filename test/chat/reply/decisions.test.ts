import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showDigest } from '../../../src/use-cases/digest/show-digest.ts';
import { showLog } from '../../../src/use-cases/digest/show-log.ts';
import { decideProposals } from '../../../src/use-cases/reply/decide-proposals.ts';
import { listProposals } from '../../../src/use-cases/reply/list-proposals.ts';
import { reopenAction } from '../../../src/use-cases/reply/reopen-action.ts';
import { fillForm } from '../../support/answer-all.ts';
import { cardButtons, cardInputs, cardText, findButton } from '../../support/read-card.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../../support/small-world.ts';
import { cardOf, wordsOf } from '../../support/test-person.ts';

const operator = { via: 'cli' } as const;
const red = { rating: 'Red', narrative: 'Slow.', reason: 'No nurse.', recoveryStep: 'Recruit.' };
const date = { ...red, revisedDate: '2027-03-31' };

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const services = () => world.app.services;
const action = async (id: string) => {
  const stored = await services().store.readAction(smallPlanId, id);
  if (!stored) throw new Error(`There is no action ${id}.`);
  return stored.value;
};
const logged = async (what: string) =>
  (await showLog(services(), operator, smallPlanId, { limit: 1_000 })).entries.filter(
    (entry) => entry.what === what,
  );

describe('a project manager who answers for a lead', () => {
  it('is the author, on the lead’s behalf, and everything says so', async () => {
    const { morgan } = world.people;
    const form = cardOf(await morgan.forges('reply.onBehalf', world.idsOf('0001')));
    expect(cardText(form)).toContain('You are answering for Sam Barron.');
    const receipt = cardOf(await morgan.taps(form, 'Save', { ...red, narrative: 'Told me by phone.' }));
    expect(cardText(receipt)).toContain('Saved for Sam Barron');
    expect(cardText(receipt)).toContain('By Morgan Vale (project manager) for Sam Barron');
    const update = await services().store.readUpdate(smallPlanId, smallMeeting, '0001');
    expect(update?.value).toMatchObject({
      authorId: world.people.morgan.userId,
      authorName: 'Morgan Vale',
      onBehalfOf: 'sam-barron',
      narrative: 'Told me by phone.',
    });
    const request = { planId: smallPlanId, cycleId: smallMeeting, level: null, group: null };
    const digest = await showDigest(services(), operator, request);
    expect(digest.reds[0]?.answeredBy).toBe('Morgan Vale (project manager) for Sam Barron');
    expect(cardText(await morgan.says('digest'))).toContain(
      'Answered by Morgan Vale (project manager) for Sam Barron',
    );
    expect((await logged('reply-saved'))[0]?.words).toContain('on behalf of Sam Barron');
  });

  it('goes on to the same lead’s next action', async () => {
    const { morgan } = world.people;
    const form = cardOf(await morgan.forges('reply.onBehalf', world.idsOf('0001')));
    const receipt = cardOf(await morgan.taps(form, 'Save'));
    const next = cardOf(await morgan.taps(receipt, 'Answer 1A ii'));
    expect(cardText(next)).toContain('You are answering for Sam Barron.');
    expect(findButton(next, 'Cancel').verb).toBe('status.page');
  });

  it('keeps what they typed when a field is missing or the lead has saved meanwhile', async () => {
    const { morgan, sam } = world.people;
    const form = cardOf(await morgan.forges('reply.onBehalf', world.idsOf('0002')));
    const invalid = cardOf(
      await morgan.taps(form, 'Save', { rating: 'Red', narrative: 'Typed.', reason: '' }),
    );
    expect(cardText(invalid)).toContain('Please say why it is Red.');
    expect(cardText(invalid)).toContain('You are answering for Sam Barron.');
    await fillForm(sam, promptOf(sam), '1A ii', { rating: 'Green', narrative: 'Mine.' });
    const conflict = cardOf(await morgan.taps(invalid, 'Save', { ...red, narrative: 'Typed.' }));
    expect(cardText(conflict)).toContain('Sam Barron saved this at 09:00 while you were writing.');
    expect(cardInputs(conflict).find(({ id }) => id === 'narrative')?.value).toBe('Typed.');
    const update = await services().store.readUpdate(smallPlanId, smallMeeting, '0002');
    expect(update?.value).toMatchObject({ narrative: 'Mine.', onBehalfOf: null });
  });

  it('is the only one who may, and only where there is a lead to answer for', async () => {
    const { morgan, chris, jo, stranger } = world.people;
    const typed = { ...world.idsOf('0001'), seen: 0, ...red };
    for (const person of [chris, jo]) {
      expect(wordsOf(await person.forges('reply.saveOnBehalf', typed))).toContain('Only the project manager');
    }
    expect(wordsOf(await stranger.forges('reply.saveOnBehalf', typed))).toContain('I know of no plan here');
    expect(wordsOf(await morgan.forges('reply.onBehalf', world.idsOf('0004')))).toContain(
      'no confirmed lead',
    );
    // Not a lead: as themselves a project manager replies for nobody.
    expect(wordsOf(await morgan.forges('reply.save', typed))).toContain('You are not a lead of 1A i');
  });
});

describe('decisions', () => {
  it('are none while nothing is proposed', async () => {
    expect(cardText(await world.people.chris.says('decisions'))).toContain('Nothing waits to be decided');
  });

  it('list what leads propose, for the chair and the project manager alone', async () => {
    const { sam, lee, chris, morgan, kit } = world.people;
    await fillForm(sam, await sam.says('my actions'), '1A i', date);
    const done = { rating: 'Green', narrative: 'Backlog cleared.', evidence: 'Dashboard of 30 October.' };
    await fillForm(lee, promptOf(lee), '2B i', { ...done, ...{ finished: 'true' } });
    for (const person of [chris, morgan]) {
      const card = cardText(await person.says('decisions'));
      expect(card).toContain('2 decisions to make');
      expect(card).toContain('New date: 31 March 2027 (6 months later than planned)');
      expect(card).toContain('Original: September 2026');
      expect(card).toContain('“No nurse.”');
      expect(card).toContain('Dashboard of 30 October.');
    }
    for (const person of [sam, kit]) {
      expect(cardText(await person.says('decisions'))).toContain('for the chair and the project manager');
      const forged = await person.forges('decisions.decide', {
        planId: smallPlanId,
        actionId: '0001',
        what: 'revised-date',
        asked: services().clock.now().toString(),
        accept: true,
        page: 1,
      });
      expect(wordsOf(forged)).toContain('for the chair and the project manager');
    }
    expect((await action('0001')).revisedTimescale?.approved).toBeNull();
  });

  it('never land on a proposal that has changed since it was shown', async () => {
    const { sam, chris } = world.people;
    const shown = await chris.says('decisions');
    world.clock.advance({ minutes: 5 });
    await fillForm(sam, await sam.says('my actions'), '1A i', { ...date, revisedDate: '2027-06-30' });
    const answer = cardOf(await chris.taps(shown, 'Approve the new date of 1A i'));
    expect(cardText(answer)).toContain('Asked anew since you looked, so nothing was decided.');
    expect(cardText(answer)).toContain('New date: 30 June 2027');
    expect((await action('0001')).revisedTimescale?.approved).toBeNull();
    const all = cardOf(await chris.taps(shown, 'Approve all 2'));
    expect(cardText(all)).toContain('The list has changed since you looked, so nothing was approved.');
    const stale = cardOf(await chris.taps(shown, 'Decline the new date of 1A i'));
    expect(cardText(stale)).toContain('1A i was asked anew since you looked.');
  });

  it('that two make at once are made once', async () => {
    const { chris } = world.people;
    const shown = await chris.says('decisions');
    const answers = await Promise.all([
      chris.taps(shown, 'Approve the new date of 1A i'),
      chris.taps(shown, 'Approve the new date of 1A i'),
    ]);
    const texts = answers.map((answer) => cardText(cardOf(answer)));
    expect(texts.filter((text) => text.includes('✔ Approved: 1A i, new date 30 June 2027.'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Decided or withdrawn already'))).toHaveLength(1);
    expect(await logged('revised-date-approved')).toHaveLength(1);
    expect((await logged('revised-date-approved'))[0]?.words).toContain('approved nothing -> 30 June 2027');
    const after = await action('0001');
    expect(after.revisedTimescale?.approved).toMatchObject({ by: 'Chris Aldous' });
    expect(after.approvedTimescale).toEqual(after.revisedTimescale);
    expect(after.originalTimescale.text).toBe('September 2026');
    const history = await services().store.listHistory(smallPlanId, '0001');
    expect(history[0]?.action?.revisedTimescale?.approved).toBeNull();
  });

  it('declined come with a reason that the lead reads in the prompt and the form', async () => {
    const { sam, morgan } = world.people;
    await fillForm(sam, await sam.says('my actions'), '1A ii', date);
    const form = cardOf(await morgan.taps(await morgan.says('decisions'), 'Decline the new date of 1A ii'));
    const long = cardOf(await morgan.taps(form, 'Decline', { text: 'x'.repeat(501) }));
    expect(cardText(long)).toContain('shorten the reason by 1 characters');
    const listed = cardOf(await morgan.taps(long, 'Decline', { text: 'Before the *inspection*.' }));
    expect(cardText(listed)).toContain('✔ Declined: 1A ii, new date 31 March 2027.');
    const after = await action('0002');
    expect(after).toMatchObject({ revisedTimescale: null, declined: { reason: 'Before the *inspection*.' } });
    const opened = cardOf(await sam.taps(await sam.says('my actions'), 'Change 1A ii'));
    expect(cardText(opened)).toContain(
      'Declined on 2 November 2026 by Morgan Vale: the new date 31 March 2027: “Before the \\*inspection\\*.”',
    );
    expect(cardInputs(opened).find(({ id }) => id === 'revisedDate')?.value).toBe('');
    await sam.taps(opened, 'Save', { reason: 'No nurse.' });
    expect((await action('0002')).declined).toBeNull();
    expect((await action('0002')).revisedTimescale).toBeNull();
  });

  it('can be taken all together, after they have been told in short', async () => {
    const { sam, chris } = world.people;
    await fillForm(sam, await sam.says('my actions'), '1A ii', date);
    const ask = cardOf(await chris.taps(await chris.says('decisions'), 'Approve all 2'));
    expect(cardText(ask)).toContain('1A ii: 31 March 2027');
    expect(cardText(ask)).toContain('2B i: complete');
    expect((await action('0003')).status).not.toBe('complete');
    const done = cardOf(await chris.taps(ask, 'Approve all 2'));
    expect(cardText(done)).toContain('✔ Approved: 1A ii, new date 31 March 2027; 2B i as complete.');
    expect(await action('0003')).toMatchObject({ status: 'complete', completionProposed: false });
    expect((await listProposals(services(), operator, smallPlanId)).proposals).toEqual([]);
    expect(cardText(cardOf(await chris.taps(ask, 'Approve all 2')))).toContain('The list has changed');
  });

  it('do not confirm a completion without evidence', async () => {
    const { store } = services();
    const stored = await store.readAction(smallPlanId, '0002');
    if (!stored) throw new Error('The action is missing.');
    const value = { ...stored.value, completionProposed: true };
    await store.commit(smallPlanId, [{ op: 'replace', row: { kind: 'action', value }, etag: stored.etag }]);
    const card = await world.people.chris.says('decisions');
    expect(cardText(card)).toContain('No evidence given');
    expect(cardButtons(card).map(({ title }) => title)).not.toContain('Approve');
    const seen = value.lastReply?.at ?? '';
    const forced = await decideProposals(services(), operator, smallPlanId, [
      { actionId: '0002', what: 'completion', approve: true, reason: '', seen },
    ]);
    expect(forced.decided).toMatchObject([{ outcome: 'no-evidence' }]);
    expect((await action('0002')).status).toBe('in-progress');
  });

  it('of another plan’s or no action are refused', async () => {
    const { chris, stranger } = world.people;
    const press = { actionId: '9999', what: 'completion', asked: 'x', accept: false, text: '', page: 1 };
    const unknown = await chris.forges('decisions.decide', { planId: smallPlanId, ...press });
    expect(wordsOf(unknown)).toContain('I can’t find that action');
    const elsewhere = await chris.forges('decisions.decide', { planId: 'other-plan', ...press });
    expect(wordsOf(elsewhere)).toContain('I know of no plan here');
    expect(wordsOf(await stranger.forges('decisions.page', { planId: smallPlanId }))).toContain(
      'I know of no plan',
    );
    const broken = await chris.forges('decisions.decide', { planId: smallPlanId, ...press, accept: 'yes' });
    expect(wordsOf(broken)).toContain('could not be read');
  });
});

describe('a completed action', () => {
  it('takes no reply until it is opened again, with a reason on record', async () => {
    const { lee } = world.people;
    expect(wordsOf(await lee.taps(promptOf(lee), 'Update 2B i'))).toContain('takes no more replies');
    await expect(
      reopenAction(services(), operator, { planId: smallPlanId, ref: '2B i' }, ' '),
    ).rejects.toMatchObject({
      code: 'bad-input',
    });
    const opened = await reopenAction(
      services(),
      operator,
      { planId: smallPlanId, ref: '2bi' },
      'The backlog is back.',
    );
    expect(opened.status).toBe('in-progress');
    expect((await logged('action-reopened'))[0]).toMatchObject({
      words: 'reopened 2B i: status complete -> in-progress, reason The backlog is back.',
    });
    await expect(
      reopenAction(services(), operator, { planId: smallPlanId, ref: '2B i' }, 'Again.'),
    ).rejects.toMatchObject({
      code: 'bad-input',
    });
    await expect(
      reopenAction(services(), operator, { planId: smallPlanId, ref: '9Z' }, 'Why.'),
    ).rejects.toMatchObject({
      code: 'unknown-action',
    });
    expect(cardText(cardOf(await lee.taps(promptOf(lee), 'Update 2B i')))).toContain('2B i');
  });
});
