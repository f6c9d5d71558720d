import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { type CardJson, cardButtons, cardInputs, cardText } from '../../support/read-card.ts';
import { promptOf, type SmallWorld, startSmallWorld } from '../../support/small-world.ts';
import { cardOf } from '../../support/test-person.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

/** The clock goes on to an instant, and everything that is due by then happens. */
async function tickAt(instant: string): Promise<void> {
  world.clock.advance(world.clock.now().until(instant));
  await world.app.runDueOnce();
}

const newestOf = (who: 'jo' | 'morgan' | 'sam'): Promise<CardJson> =>
  eventually(() => promptOf(world.people[who]));

describe('what the scheduler sends of its own accord', () => {
  it('tells the strategic lead who is silent once replies are late, who can answer from there', async () => {
    await tickAt('2026-12-04T09:30:00Z');
    const { jo } = world.people;
    const card = await newestOf('jo');
    const text = cardText(card);
    expect(text).toContain('2 replies are missing, 1 red action');
    expect(text).toContain('Board meeting 16 December 2026 · replies close on Friday 4 December 2026');
    expect(text).toContain('No reply from Sam Barron');
    expect(text).not.toContain('2B i');
    const form = cardOf(await jo.taps(card, 'Update 1A i'));
    expect(cardInputs(form).map(({ id }) => id)).toContain('narrative');
    expect(cardText(cardOf(await jo.taps(card, 'My actions')))).toContain('2 actions to update');
    expect(world.people.morgan.prompts()).toEqual([]);
  });

  it('says on the status what comes next', async () => {
    const text = cardText(await world.people.morgan.says('status'));
    expect(text).toContain('Next: the paper’s data are fixed on Friday 4 December 2026, 17:00');
  });

  it('tells the project manager that it has frozen the cycle, with the status one press away', async () => {
    await tickAt('2026-12-04T17:05:00Z');
    const { morgan } = world.people;
    const notice = await newestOf('morgan');
    expect(cardText(notice)).toContain('Replies are closed');
    expect(cardText(notice)).toContain('0 of 3 actions answered.');
    expect(cardText(notice)).toContain('publish the papers by Tuesday 8 December 2026');
    expect(cardButtons(notice).map(({ title }) => title)).toEqual(['Status', 'Digest']);
    const status = cardText(cardOf(await morgan.taps(notice, 'Status')));
    expect(status).toContain('Frozen at 17:05 by Board Actions. Next: sign off');
    expect(status).toContain('did not answer');
    await eventually(() => expect(cardText(promptOf(world.people.sam))).toContain('Replies are closed'));
  });

  it('takes nothing once the board has met, and offers nothing', async () => {
    await tickAt('2026-12-17T10:00:00Z');
    const { sam, morgan } = world.people;
    const mine = await sam.says('my actions');
    expect(cardText(mine)).toContain('The board has met on 16 December 2026');
    expect(cardButtons(mine)).toEqual([]);
    const titles = cardButtons(await morgan.says('status')).map(({ title }) => title);
    expect(titles).toEqual(['Sign off', 'Digest', 'Wording']);
  });
});
