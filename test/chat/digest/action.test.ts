import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { fillForm } from '../../support/answer-all.ts';
import { cardText } from '../../support/read-card.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../../support/small-world.ts';
import { cardOf, wordsOf } from '../../support/test-person.ts';

const red = { rating: 'Red', narrative: 'Slow.', reason: 'No nurse.', recoveryStep: 'Recruit.' };

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const opened = () => ({ ...world.idsOf('0001'), page: 1, back: 1 });
const inChannel = { conversation: { id: '19:board', conversationType: 'channel' } };

describe('one action', () => {
  it('is one tap from the digest, with how it stands, what to ask and its history, and leads back', async () => {
    const { sam, chris } = world.people;
    await fillForm(sam, promptOf(sam), '1A i', red);
    const digest = await chris.says('digest red');
    const card = cardOf(await chris.taps(digest, 'Open 1A i'));
    const text = cardText(card);
    for (const words of [
      '1A i: Agree one therapy specification',
      '**Theme:** Joint commissioning',
      '**Lead:** Sam Barron · Wexcombe Council',
      '**Strategic lead:** Jo Pike',
      '**Timescale:** Original: September 2026 (1 month late)',
      '**Reason:** No nurse.',
      '**Recovery step:** Recruit.',
      '**To ask:** ',
      'Said for each board (2)',
      'Board of 16 December 2026',
      'Sam Barron · 2 November 2026',
      'As imported',
    ]) {
      expect(text).toContain(words);
    }
    const back = cardOf(await chris.taps(card, 'Back to the digest'));
    expect(cardText(back)).toContain('Digest: red only');
  });

  it('is shown by words as well, also at its history, to the board and to its own leads', async () => {
    const { sam, jo, kit, chris } = world.people;
    for (const person of [chris, kit, sam, jo]) {
      expect(cardText(await person.says('action 1a I'))).toContain('**Recovery step:** Recruit.');
      expect(cardText(await person.says('history 1A i'))).toContain('Board of 16 December 2026');
    }
    expect(cardText(await chris.says('action 9Z'))).toContain('The plan has no action 9Z.');
  });

  it('is for nobody else, and tells a lead nothing of actions that are not theirs, or not there', async () => {
    const { lee, stranger } = world.people;
    expect(cardText(await lee.says('action 1A i'))).toContain('for the board and its project manager');
    expect(cardText(await lee.says('action 9Z'))).toContain('for the board and its project manager');
    const others = wordsOf(await stranger.forges('digest.action', opened()));
    const none = wordsOf(await stranger.forges('digest.action', { ...opened(), planId: 'no-such-plan' }));
    expect(others).toBe(none);
  });

  it('in a channel is as open as the digest is', async () => {
    const { sam, kit } = world.people;
    const press = (data: object) => ({
      ...inChannel,
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb: 'digest.action', data } },
    });
    const theirs = await sam.posts(press(opened()));
    expect(JSON.stringify(theirs.body)).toContain('for the board and its project manager');
    const members = await kit.posts(press(opened()));
    expect(JSON.stringify(members.body)).toContain('Recruit.');
  });

  it('says of a frozen cycle what its board was told; what came after is the chair’s and its lead’s to see', async () => {
    const { sam, chris, kit } = world.people;
    await freezeCycle(
      world.app.services,
      { via: 'cli' },
      {
        planId: smallPlanId,
        cycleId: smallMeeting,
      },
    );
    world.clock.advance({ minutes: 5 });
    await fillForm(sam, await sam.says('my actions'), '1A i', { ...red, narrative: 'A nurse is found.' });
    const late = 'After the paper was fixed, which does not have it:';
    for (const person of [chris, sam]) {
      const text = cardText(await person.says('history 1A i'));
      expect(text.indexOf('Slow.')).toBeGreaterThan(0);
      expect(text.indexOf(late)).toBeGreaterThan(text.indexOf('Board of 16 December 2026'));
      expect(text.indexOf('A nurse is found.')).toBeGreaterThan(text.indexOf(late));
    }
    const text = cardText(await kit.says('history 1A i'));
    expect(text).toContain('Slow.');
    expect(text).not.toContain('A nurse is found.');
  });
});
