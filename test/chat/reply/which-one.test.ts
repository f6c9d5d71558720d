import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { cardText } from '../../support/read-card.ts';
import { importSmallPlan } from '../../support/small-plan.ts';
import { type SmallWorld, smallMeeting, smallPlanId, startSmallWorld } from '../../support/small-world.ts';
import { wordsOf } from '../../support/test-person.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

describe('somebody with two open cycles', () => {
  it('is told how to say which, and that works', async () => {
    const { sam, morgan } = world.people;
    await openCycle(world.app.services, { via: 'cli' }, smallPlanId, { meeting: '2027-01-20' });
    const asked = cardText(await sam.says('my actions'));
    expect(asked).toContain('Cycles are open for 16 December 2026 and 20 January 2027.');
    expect(asked).toContain(`for ${smallMeeting}`);
    expect(cardText(await sam.says(`my actions for ${smallMeeting}`))).toContain(
      'Board meeting 16 December 2026',
    );
    expect(cardText(await sam.says('update 1A i for 20 January 2027'))).toContain(
      'board meeting 20 January 2027',
    );
    expect(cardText(await morgan.says('status for 2027-01-20'))).toContain('Board meeting 20 January 2027');
  });

  it('replies for the cycle of the card, not for another', async () => {
    const { sam } = world.people;
    const data = { ...world.idsOf('0001'), seen: 0, rating: 'Green', narrative: 'For December.' };
    await sam.forges('reply.save', data);
    const { store } = world.app.services;
    expect((await store.readUpdate(smallPlanId, smallMeeting, '0001'))?.value.narrative).toBe(
      'For December.',
    );
    expect(await store.readUpdate(smallPlanId, '2027-01-20', '0001')).toBeNull();
  });
});

describe('somebody in two plans', () => {
  it('is told how to say which, and that works', async () => {
    const { sam, morgan } = world.people;
    await importSmallPlan(world.app.services, 'second-send');
    const asked = cardText(await morgan.says('digest red'));
    expect(asked).toContain('You are in 2 plans. Add which one at the end');
    expect(asked).toContain('in second-send');
    expect(cardText(await morgan.says('digest red in second-send'))).toContain('As imported');
    expect(cardText(await sam.says('my actions in second-send'))).toContain('No cycle has been opened yet.');
    expect(wordsOf(await morgan.forges('menu.status', {}))).toContain('You are in 2 plans.');
  });

  it('gets help for every role of theirs, whatever the plan', async () => {
    expect(cardText(await world.people.morgan.says('help'))).toContain('remind');
  });
});
