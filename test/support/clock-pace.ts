import type { Clock, Pace } from '../../src/ports.ts';

/** A pace without a rate: pauses alone count, by the clock of the test. Replicas share it when they are given the same one. */
export function createClockPace(clock: Clock): Pace {
  const pausedUntil = new Map<string, number>();
  const now = () => clock.now().epochMilliseconds;
  return {
    async take(tenantId) {
      const seconds = ((pausedUntil.get(tenantId) ?? 0) - now()) / 1_000;
      return seconds > 0 ? { kind: 'later', seconds } : { kind: 'go' };
    },
    async pause(tenantId, seconds) {
      pausedUntil.set(tenantId, Math.max(pausedUntil.get(tenantId) ?? 0, now() + seconds * 1_000));
    },
  };
}
