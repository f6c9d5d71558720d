import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../src/ports.ts';
import { extendCycle } from '../../../src/use-cases/cycle/extend-cycle.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { reopenCycle } from '../../../src/use-cases/cycle/reopen-cycle.ts';
import { signOff } from '../../../src/use-cases/cycle/sign-off.ts';
import { showDigest } from '../../../src/use-cases/digest/show-digest.ts';
import { showLog } from '../../../src/use-cases/digest/show-log.ts';
import { editWording } from '../../../src/use-cases/reply/edit-wording.ts';
import { recordUpdate } from '../../../src/use-cases/reply/record-update.ts';
import { showLateChanges } from '../../../src/use-cases/reply/show-late-changes.ts';
import { fillForm } from '../../support/answer-all.ts';
import { cardButtons, cardInputs, cardText } from '../../support/read-card.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../../support/small-world.ts';
import { cardOf, type TapAnswer, wordsOf } from '../../support/test-person.ts';
import { testTenant } from '../../support/test-world.ts';

const operator = { via: 'cli' } as const;
const target = { planId: smallPlanId, cycleId: smallMeeting };
const green = { rating: 'Green' };

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
  const { sam } = world.people;
  const red = { rating: 'Red', reason: 'No nurse.', recoveryStep: 'Recruit.' };
  await fillForm(sam, promptOf(sam), '1A i', { ...red, narrative: 'As at the freeze.' });
});
afterAll(() => world.close());

const services = () => world.app.services;
const digest = () =>
  showDigest(services(), operator, { planId: smallPlanId, cycleId: smallMeeting, level: null, group: null });
const late = () => showLateChanges(services(), operator, target);
const cycle = async () => (await services().store.readCycle(smallPlanId, smallMeeting))?.value;
/** A refusal may stand above the card it was pressed on, or in it. */
const answerText = (answer: TapAnswer) => (answer.kind === 'card' ? cardText(answer.card) : answer.text);
const ids = { planId: smallPlanId, meeting: smallMeeting };
const firstAction = { planId: smallPlanId, cycleId: smallMeeting, actionId: '0001' };

describe('before the freeze', () => {
  it('there is nothing late, and nothing to sign off', async () => {
    const { morgan, chris } = world.people;
    expect(cardText(await morgan.says('late changes'))).toContain('is still open');
    expect(answerText(await chris.forges('cycle.signOff', ids))).toContain('Freeze it first');
    expect((await cycle())?.signedOff).toBeNull();
  });

  it('the project manager can edit what the paper will say already', async () => {
    const { morgan } = world.people;
    const form = await morgan.says('wording 1ai');
    expect(cardText(form)).toContain('As at the freeze.');
    expect(cardInputs(form).find(({ id }) => id === 'text')?.value).toBe('As at the freeze.');
    // Saved untouched, the paper goes on following the lead.
    expect(cardText(cardOf(await morgan.taps(form, 'Save')))).toContain('the paper takes the lead’s words');
    expect(await services().store.listWordings(smallPlanId, smallMeeting)).toEqual([]);
  });
});

describe('after the freeze', () => {
  beforeAll(async () => {
    await freezeCycle(services(), operator, target);
    world.clock.advance({ hours: 24 });
  });

  it('a reply is taken as a late change, and its lead is told so', async () => {
    const { sam } = world.people;
    const list = await sam.says('my actions');
    const form = cardOf(await sam.taps(list, 'Change 1A i'));
    expect(cardText(form)).toContain('The paper for the board meeting on 16 December 2026 is already fixed.');
    const receipt = cardOf(await sam.taps(form, 'Save', { ...green, narrative: 'After the freeze.' }));
    expect(cardText(receipt)).toContain('Saved as a late change');
    expect(cardText(receipt)).toContain('This is kept as a late change, which the project manager sees.');
    const update = await services().store.readUpdate(smallPlanId, smallMeeting, '0001');
    expect(update?.value).toMatchObject({ late: true, narrative: 'After the freeze.', version: 2 });
    const action = await services().store.readAction(smallPlanId, '0001');
    expect(action?.value).toMatchObject({ narrative: 'After the freeze.', rating: { label: 'Green' } });
  });

  it('"no change" is taken too', async () => {
    const { lee } = world.people;
    const receipt = cardOf(await lee.taps(promptOf(lee), 'No change to 2B i'));
    expect(cardText(receipt)).toContain('Saved as a late change: no change');
  });

  it('the digest tells what was known at the freeze, whatever has been said or changed since', async () => {
    const { reds, answered } = await digest();
    expect(reds.map(({ ref, narrative }) => [ref, narrative])).toEqual([['1A i', 'As at the freeze.']]);
    expect(answered).toBe(1);
    const { chris } = world.people;
    const shown = cardText(await chris.says('digest'));
    expect(shown).toContain('As at the freeze.');
    expect(shown).not.toContain('After the freeze.');
  });

  it('late changes are listed for the project manager and the chair, and nobody else', async () => {
    const { morgan, chris, sam, kit } = world.people;
    expect((await late()).changes.map(({ ref, changed, firstReply }) => [ref, changed, firstReply])).toEqual([
      ['1A i', ['rating', 'narrative'], false],
      ['2B i', [], true],
    ]);
    for (const person of [morgan, chris]) {
      const card = cardText(await person.says('late changes'));
      expect(card).toContain('2 late changes');
      expect(card).toContain('was Red');
      expect(card).toContain('As at the freeze.');
      expect(card).toContain('After the freeze.');
    }
    for (const person of [sam, kit]) {
      expect(cardText(await person.says('late changes'))).not.toContain('After the freeze.');
      expect(wordsOf(await person.forges('late.page', { ...ids, page: 1 }))).toContain('for the chair');
    }
  });

  it('the wording of the paper starts from the frozen words and never touches the lead’s', async () => {
    const { morgan } = world.people;
    const list = await morgan.says('wording');
    expect(cardText(list)).toContain('As at the freeze.');
    const form = cardOf(await morgan.taps(list, 'Edit 1A i'));
    const saved = cardOf(await morgan.taps(form, 'Save', { text: 'For the public.' }));
    expect(cardText(saved)).toContain('the paper takes your wording for 1A i');
    expect(cardText(saved)).toContain('For the public.');
    const update = await services().store.readUpdate(smallPlanId, smallMeeting, '0001');
    expect(update?.value.narrative).toBe('After the freeze.');
    expect((await digest()).reds[0]?.narrative).toBe('As at the freeze.');
  });

  it('a second edit from the same form is a conflict that loses neither text', async () => {
    const { morgan } = world.people;
    const form = await morgan.says('wording 1A i');
    await editWording(services(), operator, firstAction, { text: 'From elsewhere.', seen: 1 });
    const conflict = cardOf(await morgan.taps(form, 'Save', { text: 'Mine.' }));
    expect(cardText(conflict)).toContain('Command line saved this at 09:00 while you were writing');
    expect(cardText(conflict)).toContain('From elsewhere.');
    expect(cardInputs(conflict).find(({ id }) => id === 'text')?.value).toBe('Mine.');
    await morgan.taps(conflict, 'Save');
    const wording = await services().store.readWording(smallPlanId, smallMeeting, '0001');
    expect(wording?.value).toMatchObject({ text: 'Mine.', version: 3, by: 'Morgan Vale' });
    // What it replaced is kept whole.
    const log = await showLog(services(), operator, smallPlanId, { limit: 10 });
    const earlier = log.entries
      .filter(({ what }) => what === 'wording-edited')
      .map(({ detail }) => detail['earlier']);
    expect(earlier).toEqual(['From elsewhere.', 'For the public.', '']);
  });

  it('is refused when too long, with everything typed, and taken back to the lead’s words when emptied', async () => {
    const { morgan } = world.people;
    const form = await morgan.says('wording 1A i');
    const long = cardOf(await morgan.taps(form, 'Save', { text: 'x'.repeat(4012) }));
    expect(cardText(long)).toContain('shorten this by 12 characters');
    expect(cardInputs(long).find(({ id }) => id === 'text')?.value).toHaveLength(4012);
    const emptied = cardOf(await morgan.taps(long, 'Save', { text: '  ' }));
    expect(cardText(emptied)).toContain('the paper takes the lead’s words for 1A i');
    const wording = await services().store.readWording(smallPlanId, smallMeeting, '0001');
    expect(wording?.value).toMatchObject({ text: '', version: 4 });
  });

  it('only the project manager words it', async () => {
    const { chris, sam, stranger } = world.people;
    for (const person of [chris, sam]) {
      const forged = await person.forges('wording.save', {
        ...ids,
        actionId: '0001',
        seen: 4,
        text: 'Not mine.',
      });
      expect(wordsOf(forged)).toContain('Only the project manager');
    }
    const unknown = await stranger.forges('wording.save', { ...ids, actionId: '0001', seen: 4, text: 'No.' });
    expect(wordsOf(unknown)).toContain('I know of no plan here');
    const { morgan } = world.people;
    expect(wordsOf(await morgan.forges('wording.open', { ...ids, actionId: '9999' }))).toContain(
      'not in this cycle',
    );
  });

  it('a second freeze changes nothing of what was kept', async () => {
    const before = await cycle();
    await freezeCycle(services(), operator, target);
    expect(await cycle()).toEqual(before);
  });
});

/** The services of somebody whose first write comes just after `meanwhile` has happened. */
function delayed(meanwhile: () => Promise<unknown>): Services {
  const { store } = services();
  let waits = true;
  const commit: Services['store']['commit'] = async (planId, writes) => {
    if (waits) {
      waits = false;
      await meanwhile();
    }
    return store.commit(planId, writes);
  };
  return { ...services(), store: { ...store, commit } };
}

describe('sign-off', () => {
  it('is for the chair and the project manager, once, and fixes the wording', async () => {
    const { sam, morgan, chris } = world.people;
    expect(answerText(await sam.forges('cycle.signOff', ids))).toContain(
      'for the chair and the project manager',
    );
    const form = await morgan.says('wording 1A i');
    const entries = (await showLog(services(), operator, smallPlanId, { limit: 100 })).entries;
    const before = entries.filter(({ what }) => what === 'cycle-signed-off').length;
    const signed = await Promise.all([
      signOff(services(), operator, target),
      signOff(services(), operator, target),
    ]);
    expect(signed[0]).toEqual(signed[1]);
    await chris.forges('cycle.signOff', ids);
    expect((await cycle())?.signedOff).toEqual(signed[0]?.signedOff);
    const after = (await showLog(services(), operator, smallPlanId, { limit: 100 })).entries;
    expect(after.filter(({ what }) => what === 'cycle-signed-off')).toHaveLength(before + 1);
    expect(wordsOf(await morgan.taps(form, 'Save', { text: 'Too late.' }))).toContain('was signed off by');
    expect(cardText(await morgan.says('wording 1A i'))).toContain('was signed off by');
    expect(cardButtons(await morgan.says('wording')).map(({ title }) => title)).not.toContain('Edit');
    expect((await services().store.readWording(smallPlanId, smallMeeting, '0001'))?.value.text).toBe('');
  });

  it('late changes are still taken and listed', async () => {
    const { jo } = world.people;
    const receipt = cardOf(await jo.forges('reply.noChange', { ...world.idsOf('0002'), seen: 0 }));
    expect(cardText(receipt)).toContain('Saved as a late change');
    expect((await late()).changes.map(({ ref }) => ref)).toEqual(['1A i', '1A ii', '2B i']);
  });

  it('no longer holds once the cycle is open again, and the next freeze takes the late changes in', async () => {
    await reopenCycle(services(), operator, target, {
      reason: 'A provider has withdrawn.',
      due: '2026-12-01',
    });
    expect((await cycle())?.signedOff).toBeNull();
    await extendCycle(services(), operator, target, '2026-12-02');
    await freezeCycle(services(), operator, target);
    expect((await late()).changes).toEqual([]);
    expect((await digest()).reds).toEqual([]);
  });

  it('between the reading and the writing of a wording keeps the wording out', async () => {
    const { morgan } = world.people;
    const sender = {
      via: 'teams',
      tenantId: testTenant,
      userId: morgan.userId,
      name: 'Morgan Vale',
    } as const;
    const late = delayed(() => signOff(services(), operator, target));
    const edit = editWording(late, sender, firstAction, { text: 'Slipped in.', seen: 4 });
    await expect(edit).rejects.toMatchObject({ code: 'signed-off' });
    const { store } = services();
    expect((await store.readWording(smallPlanId, smallMeeting, '0001'))?.value.text).toBe('');
  });
});

describe('a reply that was read before the freeze and is saved after it', () => {
  it('is kept, and told as a late change though it is not marked as one', async () => {
    await reopenCycle(services(), operator, target, {
      reason: 'Again.',
      due: '2026-12-02',
    });
    const { sam } = world.people;
    const sender = { via: 'teams', tenantId: testTenant, userId: sam.userId, name: 'Sam Barron' } as const;
    const slow = delayed(() => freezeCycle(services(), operator, target));
    const draft = {
      ...{ rating: 'Green', narrative: 'On the wire.', revisedDate: '', reason: '', recoveryStep: '' },
      ...{ evidence: '', finished: false },
    };
    const version =
      (await services().store.readUpdate(smallPlanId, smallMeeting, '0001'))?.value.version ?? 0;
    const saved = await recordUpdate(slow, sender, firstAction, { draft, seen: version });
    expect(saved.kind).toBe('saved');
    expect((await cycle())?.state).toBe('frozen');
    expect((await late()).changes).toMatchObject([{ ref: '1A i', now: { narrative: 'On the wire.' } }]);
  });
});

describe('on the day of the board and after it', () => {
  it('takes late changes on the day, and refuses them in words the day after', async () => {
    const { lee } = world.people;
    const form = cardOf(await lee.taps(await lee.says('my actions'), 'Change 2B i'));
    world.clock.advance({ hours: 24 * 43 });
    expect(services().clock.now().toString()).toContain('2026-12-16');
    const receipt = cardOf(await lee.taps(form, 'Save', { ...green, narrative: 'On the day.' }));
    expect(cardText(receipt)).toContain('Saved as a late change');
    world.clock.advance({ hours: 24 });
    const refused = wordsOf(await lee.taps(form, 'Save', { ...green, narrative: 'Too late.' }));
    expect(refused).toContain('The board has met on 16 December 2026');
    const update = await services().store.readUpdate(smallPlanId, smallMeeting, '0003');
    expect(update?.value.narrative).toBe('On the day.');
  });
});

describe('the audit trail', () => {
  it('tells who did what and when, from what to what, newest first', async () => {
    const { entries } = await showLog(services(), operator, smallPlanId, { limit: 1_000 });
    expect(entries[0]).toMatchObject({
      who: 'Lee Fenn',
      from: 'teams',
      when: '16 December 2026 at 09:00',
      words: expect.stringMatching(/^replied for 2B i: .*rating Green \(unchanged\)/),
    });
    const words = entries.map((entry) => entry.words).join('\n');
    expect(words).toContain('signed off the cycle');
    expect(words).toContain('version 2 -> 3');
    expect(words).toMatch(/replied for 1A i: .*rating Red -> Green/);
    expect(words).toMatch(/said who leads: actions 1A i, 1A ii/);
    expect(words).not.toContain('[object');
    expect((await showLog(services(), operator, smallPlanId, { limit: 3 })).entries).toHaveLength(3);
    await expect(showLog(services(), operator, smallPlanId, { limit: 0 })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('a cycle frozen before its data were kept', () => {
  it('is told from what stands now, and says that late changes are not known', async () => {
    const { store } = services();
    const stored = await store.readCycle(smallPlanId, smallMeeting);
    if (!stored) throw new Error('The cycle is missing.');
    const row = { kind: 'cycle', value: { ...stored.value, snapshot: null } } as const;
    await store.commit(smallPlanId, [{ op: 'replace', row, etag: stored.etag }]);
    const { counts } = await digest();
    expect(counts.find(({ label }) => label === 'Green')?.now).toBe(2);
    await expect(late()).rejects.toMatchObject({ code: 'unknown-cycle' });
  });
});
