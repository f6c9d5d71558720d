import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConversationAllowance } from '../../../src/adapters/teams/conversation-allowance.ts';

describe('createConversationAllowance', () => {
  it('lets a few messages through and then spreads them', () => {
    const allowance = createConversationAllowance();
    expect([0, 0, 0].map((at) => allowance.take('a', at))).toEqual([0, 0, 0]);
    expect(allowance.take('a', 400)).toBe(600);
    expect(allowance.take('b', 400)).toBe(0);
    expect(allowance.take('a', 1_000)).toBe(0);
    expect(allowance.take('a', 1_001)).toBe(999);
    expect(allowance.take('a', 2_000)).toBe(0);
  });

  it('never lets more through than Teams takes, and never keeps anybody waiting for ever', () => {
    const limits = [
      [1_000, 7],
      [2_000, 8],
      [30_000, 60],
      [3_600_000, 1_800],
    ] as const;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 200 }), (pauses) => {
        const allowance = createConversationAllowance();
        let now = 0;
        const left: number[] = [];
        for (const pause of pauses) {
          now += pause;
          for (let wait = allowance.take('a', now); wait > 0; wait = allowance.take('a', now)) now += wait;
          left.push(now);
        }
        for (const [milliseconds, most] of limits) {
          for (const from of left) {
            expect(left.filter((at) => at >= from && at < from + milliseconds).length).toBeLessThanOrEqual(
              most,
            );
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
