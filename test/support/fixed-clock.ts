import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../src/ports.ts';

/** A clock that stands still until it is told to move. */
export interface FixedClock extends Clock {
  advance(by: Temporal.DurationLike): void;
}

export function createFixedClock(at: string): FixedClock {
  let now = Temporal.Instant.from(at);
  return {
    now: () => now,
    advance(by) {
      now = now.add(by);
    },
  };
}
