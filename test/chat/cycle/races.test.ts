import process from 'node:process';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Conflict } from '../../../src/ports.ts';
import { extendCycle } from '../../../src/use-cases/cycle/extend-cycle.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { reopenCycle } from '../../../src/use-cases/cycle/reopen-cycle.ts';
import { runDue } from '../../../src/use-cases/delivery/run-due.ts';
import { moveMeeting } from '../../../src/use-cases/meetings/move-meeting.ts';
import { type HeldStore, holdStore } from '../../support/hold-store.ts';
import {
  expectTold,
  idOf,
  operator,
  type RacedReply,
  type RaceWorld,
  raceMeeting,
  racePlan,
  startRaceWorld,
} from '../../support/race-world.ts';

// Replies at the very moment when something else happens to their cycle: what the lead was told must be so. First every
// order there is of one reply's calls of storage and another's, then many at once.

/** About so many replies are sent for each storm; RACE_REPLIES=200 makes a thousand of them all. */
const stormSize = Number(process.env['RACE_REPLIES'] ?? 40);
/** Every order, rather than each offset with a few of the others: RACE_ORDERS=all. */
const everyOrder = process.env['RACE_ORDERS'] === 'all';
const actions = 40;
/** More of them wait for storage, which here shares one thread with everything else, until it is given up. */
const atOnce = 8;
const target = { planId: racePlan, cycleId: raceMeeting };

// Dozens of freezes each: on a machine that has other things to do they take their time.
vi.setConfig({ testTimeout: 240_000 });

let world: RaceWorld;
let served: HeldStore;
let acting: HeldStore;
let number = 0;
beforeAll(async () => {
  world = await startRaceWorld(actions);
  served = holdStore(world.app.services.store);
  acting = holdStore(world.other.services.store);
});
afterAll(() => world.close());

const services = () => world.other.services;
const freeze = async () => {
  await freezeCycle(services(), operator, target);
};
const reopen = async (due = '2026-12-03') => {
  const cycle = await services().store.readCycle(racePlan, raceMeeting);
  if (cycle?.value.state !== 'frozen') return;
  await reopenCycle(services(), operator, target, { reason: 'For the next race.', due });
};
const words = () => {
  number += 1;
  return `What is said in race ${number}.`;
};

/** Counts what one undisturbed run of it asks of storage. */
async function countCalls(held: HeldStore, run: () => Promise<unknown>): Promise<number> {
  held.begin();
  await run();
  const { length } = held.calls;
  held.begin();
  return length;
}

describe('one reply and a freeze by hand', () => {
  it('whichever call of the reply the freeze comes before', async () => {
    const calls = await countCalls(served, () => world.reply('0001', words()));
    for (let before = 0; before < calls; before += 1) {
      served.begin(before, freeze);
      const reply = await world.reply('0001', words());
      served.begin();
      await expectTold(world, [reply]);
      await reopen();
    }
  });

  it('whichever call of the freeze the reply comes before', async () => {
    const calls = await countCalls(acting, freeze);
    await reopen();
    const told = new Set<string>();
    for (let before = 0; before < calls; before += 1) {
      const replies: RacedReply[] = [];
      acting.begin(before, async () => {
        // Its own reads of the version go through the same store, which is not held twice.
        replies.push(await world.reply('0002', words()));
      });
      await freeze();
      acting.begin();
      await expectTold(world, replies);
      for (const { told: each } of replies) told.add(each);
      await reopen();
    }
    expect(told).toEqual(new Set(['in', 'late']));
  });

  it('begun before one call of the freeze and held until it is over', async () => {
    const replyCalls = await countCalls(served, () => world.reply('0003', words()));
    const freezeCalls = await countCalls(acting, freeze);
    await reopen();
    for (let start = 0; start < freezeCalls; start += everyOrder ? 1 : 3) {
      for (let hold = 1; hold < replyCalls; hold += everyOrder ? 1 : 2) {
        let over = (): void => undefined;
        const isOver = new Promise<void>((resolve) => {
          over = resolve;
        });
        let reached = (): void => undefined;
        const isHeld = new Promise<void>((resolve) => {
          reached = resolve;
        });
        let reply: Promise<RacedReply> = Promise.reject(new Error('It was never sent.'));
        reply.catch(() => undefined);
        served.begin(hold, () => {
          reached();
          return isOver;
        });
        acting.begin(start, async () => {
          reply = world.reply('0003', words());
          await Promise.race([isHeld, reply]);
        });
        await freeze();
        acting.begin();
        over();
        const raced = await reply;
        served.begin();
        await expectTold(world, [raced]);
        await reopen();
      }
    }
  });
});

describe('a freeze that ends half-way', () => {
  it('is completed, and whoever replied in between was told what became so', async () => {
    const calls = await countCalls(acting, freeze);
    await reopen();
    for (let dies = 0; dies < calls; dies += 1) {
      acting.begin(dies, () => Promise.reject(new Error('The replica is killed.')));
      await freeze().catch(() => undefined);
      acting.begin();
      const replies = [await world.reply('0004', words()), await world.reply('0005', words())];
      await runDue(services(), { all: true });
      await expectTold(world, replies);
      await reopen();
    }
  });
});

describe('a reply whose check cannot be made', () => {
  it('is told as saved, and as not seen', async () => {
    // The one reading of the cycle by itself is the check.
    served.begin('readCycle', () => Promise.reject(new Error('Storage is away.')));
    const reply = await world.reply('0006', words());
    served.begin();
    expect(reply.told).toBe('unseen');
    expect(reply.text).toContain('✔ Saved');
    const update = await services().store.readUpdate(racePlan, raceMeeting, '0006');
    expect(update?.value.narrative).toBe(reply.narrative);
  });
});

describe('the scheduler’s freeze and an extension', () => {
  it('never freezes a cycle whose leads were just given longer', async () => {
    const due = '2026-12-03';
    const cycle = await services().store.readCycle(racePlan, raceMeeting);
    expect(cycle?.value).toMatchObject({ state: 'open', due });
    world.clock.advance(world.clock.now().until('2026-12-04T18:00:00Z'));
    let extended: string | null = null;
    const { store } = world.app.services;
    const calls = 40;
    for (let before = 0; before < calls && extended !== 'refused'; before += 1) {
      const next = `2026-12-${String(Math.min(15, 5 + before)).padStart(2, '0')}`;
      acting.begin(before, async () => {
        extended = await extendCycle({ ...services(), store }, operator, target, next).then(
          (later) => later.freezes,
          () => 'refused',
        );
      });
      await runDue(services(), { all: true });
      acting.begin();
      const now = (await store.readCycle(racePlan, raceMeeting))?.value;
      if (extended === 'refused') expect(now?.state).toBe('frozen');
      else {
        expect(now).toMatchObject({ state: 'open', due: next });
        world.clock.advance(world.clock.now().until(`${extended}T18:00:00Z`));
        if (next === '2026-12-15') break;
      }
    }
    await reopen('2026-12-15');
  });
});

/** So many replies at once; `act` is done when a quarter has been answered. */
async function storm(act: () => Promise<void>): Promise<RacedReply[]> {
  const limit = pLimit(atOnce);
  const numbers = Array.from({ length: stormSize }, (_, at) => (at % actions) + 1);
  let answered = 0;
  let acted: Promise<void> | null = null;
  const replies = await limit.map(numbers, async (each) => {
    const reply = await world.reply(idOf(each), words());
    answered += 1;
    if (answered >= stormSize / 4 && acted === null) {
      acted = act();
      // Thrown below, once every reply is in.
      acted.catch(() => undefined);
    }
    return reply;
  });
  await acted;
  // Of one action the last that was saved stands; those that came before it were told of what was so then.
  return replies;
}

async function latest(replies: readonly RacedReply[]): Promise<RacedReply[]> {
  const updates = await services().store.listUpdates(racePlan, raceMeeting);
  const standing = new Set(updates.map(({ value }) => value.narrative));
  return replies.filter(({ narrative }) => standing.has(narrative));
}

describe('many replies at once', () => {
  it('around a freeze', async () => {
    const replies = await storm(freeze);
    expect(replies.filter(({ told }) => told === 'late').length).toBeGreaterThan(0);
    await expectTold(world, await latest(replies));
  });

  it('around a reopening: late to the paper that was, or in the next', async () => {
    const snapshot = (await services().store.readCycle(racePlan, raceMeeting))?.value.snapshot ?? '';
    const replies = await storm(() => reopen('2026-12-14'));
    await freeze();
    const old = await services().store.readFrozen(racePlan, raceMeeting, snapshot);
    const inOld = new Set(old?.actions.map(({ update }) => update?.narrative));
    for (const { narrative } of replies) expect(inOld.has(narrative)).toBe(false);
    await expectTold(
      world,
      (await latest(replies)).map((reply) => ({ ...reply, told: 'in' })),
    );
    await reopen('2026-12-14');
  });

  it('around an extension', async () => {
    const replies = await storm(async () => {
      await extendCycle(services(), operator, target, '2026-12-15');
    });
    expect(replies.filter(({ told }) => told === 'late')).toEqual([]);
    await expectTold(world, await latest(replies));
  });

  it('around a move of the meeting, and a freeze right after it', async () => {
    const replies = await storm(async () => {
      await moveMeeting(services(), operator, racePlan, { from: raceMeeting, to: '2026-12-18' });
      await freeze();
    });
    await expectTold(world, await latest(replies));
    await reopen('2026-12-15');
  });

  it('around the withdrawal of half the actions: refused is not saved, saved is kept', async () => {
    const { store } = services();
    const withdraw = async (actionId: string): Promise<void> => {
      const found = await store.readAction(racePlan, actionId);
      if (!found) throw new Error(`${actionId} is gone.`);
      const value = { ...found.value, status: 'withdrawn' as const };
      try {
        await store.commit(racePlan, [{ op: 'replace', row: { kind: 'action', value }, etag: found.etag }]);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        await withdraw(actionId);
      }
    };
    const replies = await storm(async () => {
      for (let each = 1; each <= actions; each += 2) await withdraw(idOf(each));
    });
    const refused = replies.filter(({ told }) => told === 'refused');
    for (const { text } of refused) expect(text).toMatch(/takes no more replies|while you were writing/);
    const updates = await store.listUpdates(racePlan, raceMeeting);
    const standing = new Set(updates.map(({ value }) => value.narrative));
    for (const { narrative } of refused) expect(standing.has(narrative)).toBe(false);
    await expectTold(world, await latest(replies));
  });
});
