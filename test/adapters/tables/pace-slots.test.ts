import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noPace, type PaceState, pauseSlots, reserveSlots } from '../../../src/adapters/tables/pace-slots.ts';

const interval = 20;
const ask = (state: PaceState, replica: string, now: number) =>
  reserveSlots(state, { replica, now, interval, horizon: 1_000, near: 300 });

describe('reserveSlots', () => {
  it('gives a replica alone every slot of the coming second', () => {
    const { slots } = ask(noPace, 'a', 10_000);
    expect(slots[0]).toBe(10_020);
    expect(slots.at(-1)).toBe(11_000);
    expect(slots).toHaveLength(50);
  });

  it('shares the second evenly between replicas that ask', () => {
    let state = noPace;
    const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
    for (let now = 10_000; now < 14_000; now += 400) {
      for (const replica of ['a', 'b', 'c']) {
        const reserved = ask(state, replica, now);
        state = reserved.state;
        if (now >= 11_200) counts[replica] = (counts[replica] ?? 0) + reserved.slots.length;
      }
    }
    // 2.8 seconds of 50 slots, whoever was first at the start.
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(140);
    for (const count of Object.values(counts)) expect(Math.abs(count - 140 / 3)).toBeLessThan(3);
  });

  it('leaves the slots of one that no longer asks to the others', () => {
    const first = ask(noPace, 'gone', 10_000);
    let { state } = first;
    let slots = 0;
    for (let now = 11_000; now < 16_000; now += 400) {
      const reserved = ask(state, 'here', now);
      state = reserved.state;
      slots += reserved.slots.length;
    }
    expect(slots).toBeGreaterThan(245);
  });

  it('gives none before a pause is over', () => {
    const paused = pauseSlots(ask(noPace, 'a', 10_000).state, 12_500);
    expect(ask(paused, 'a', 11_400).slots).toEqual([]);
    expect(ask(paused, 'a', 11_800).slots[0]).toBe(12_520);
    expect(pauseSlots(paused, 11_000)).toEqual(paused);
  });

  it('never gives a slot twice, whatever the replicas’ clocks say', () => {
    const asks = fc.array(
      fc.record({
        replica: fc.constantFrom('a', 'b', 'c', 'd'),
        step: fc.integer({ min: 0, max: 700 }),
        skew: fc.integer({ min: -1_500, max: 1_500 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(asks, (list) => {
        let state = noPace;
        let now = 100_000;
        const given: number[] = [];
        for (const { replica, step, skew } of list) {
          now += step;
          const reserved = ask(state, replica, now + skew);
          state = reserved.state;
          given.push(...reserved.slots);
        }
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });

  it('keeps a row that does not grow', () => {
    let state = noPace;
    for (let now = 0; now < 60_000; now += 350) state = ask(state, `replica-${now % 7}`, now).state;
    expect(JSON.stringify(state).length).toBeLessThan(500);
  });
});
