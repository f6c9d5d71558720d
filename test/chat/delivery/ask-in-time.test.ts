import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeDeliveryKind } from '../../../src/domain/delivery/delivery.ts';
import type { PlanStore } from '../../../src/ports.ts';
import { extendCycle } from '../../../src/use-cases/cycle/extend-cycle.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { chaseReplies } from '../../../src/use-cases/delivery/chase-replies.ts';
import { createDeliveries } from '../../../src/use-cases/delivery/deliver-prompts.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { operator, type QuietWorld, startQuietWorld } from '../../support/quiet-world.ts';
import { cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';

// Replies by Thursday 3 December, all frozen on the 4th at five.
const meeting = '2026-12-16';

let world: QuietWorld;
const services = () => world.app.services;
const chats = () => ['sam', 'lee', 'jo'].map((name) => world.chatOf(name as 'sam').length);
const states = async (kind: string) =>
  (await services().store.listDeliveries(world.planId, meeting))
    .filter(({ value }) => writeDeliveryKind(value.kind).startsWith(kind))
    .map(({ value }) => value.state);

beforeEach(async () => {
  world = await startQuietWorld('2026-11-23T10:00:00Z');
  await openCycle(services(), operator, world.planId, { meeting });
});
afterEach(() => world.close());

it('nothing that asks for replies leaves within a minute of the freeze', async () => {
  await world.app.runDueOnce();
  world.goTo('2026-12-04T16:59:10Z');
  const before = chats();
  expect(
    (await chaseReplies(services(), operator, { planId: world.planId, cycleId: meeting })).reminded,
  ).toBe(2);
  await world.app.runDueOnce();
  expect(chats()).toEqual(before);
  expect(await states('reminder-2026-12-04')).toEqual(['not-needed', 'not-needed']);
});

it('a freeze by hand between the reading of facts and the send is noticed', async () => {
  const { store } = services();
  let frozen: Promise<unknown> | null = null;
  const held: PlanStore = {
    ...store,
    async commit(planId, writes) {
      const etags = await store.commit(planId, writes);
      const [write] = writes;
      if (write?.row.kind === 'delivery' && write.row.value.state === 'claimed') {
        frozen ??= freezeCycle(services(), operator, { planId: world.planId, cycleId: meeting }).then(() =>
          world.clock.advance({ seconds: 2 }),
        );
        await frozen;
      }
      return etags;
    },
  };
  const round = await createDeliveries({ ...services(), store: held }, { random: () => 0 }).deliverBatch();
  expect(round).toEqual({ received: 2, sent: 0 });
  expect(await states('prompt')).toEqual(['not-needed', 'not-needed']);
});

it('who becomes a lead after the last day is asked once there is time again', async () => {
  await world.app.runDueOnce();
  world.goTo('2026-12-04T10:00:00Z');
  await assignLeads(services(), operator, {
    planId: world.planId,
    selection: { by: 'ref', ref: '2B ii' },
    leads: [smallPeople.kit.name],
    strategic: [],
  });
  await world.app.runDueOnce();
  await world.app.runDueOnce();
  expect(world.chatOf('kit')).toEqual([]);
  await extendCycle(services(), operator, { planId: world.planId, cycleId: meeting }, '2026-12-09');
  await world.app.runDueOnce();
  expect(cardText(world.chatOf('kit').at(-1)?.card ?? {})).toContain('1 action to update');
});

it('a lead of whom two boards want replies at once is told why', async () => {
  await world.app.runDueOnce();
  expect(cardText(world.chatOf('lee').at(-1)?.card ?? {})).not.toContain('too, until');
  world.goTo('2026-12-02T10:00:00Z');
  await extendCycle(services(), operator, { planId: world.planId, cycleId: meeting }, '2026-12-14');
  await openCycle(services(), operator, world.planId, { meeting: '2027-01-13' });
  await world.app.runDueOnce();
  const newest = cardText(world.chatOf('lee').at(-1)?.card ?? {});
  expect(newest).toContain('Board meeting 13 January 2027');
  expect(newest).toContain(
    '1 reply is open for the board meeting on 16 December 2026, too, until Monday 14 December',
  );
  expect(newest).toContain('Each board is shown its own reply');
});
