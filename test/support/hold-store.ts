import type { PlanStore } from '../../src/ports.ts';

/** Every call a store answers, in order, and what is to happen right before one of them. */
export interface HeldStore {
  /** Calls since the last `begin`. */
  readonly calls: readonly (keyof PlanStore)[];
  /** Counts anew; before the call of this number, from 0, or the first of this name, `act` is done to its end, and later calls wait for it. */
  begin(before?: number | keyof PlanStore, act?: () => Promise<void>): void;
}

/**
 * Puts itself before the calls of a store, in place: whoever holds the store is held. What `act` does must go through
 * another store, else it would be counted.
 */
export function holdStore(store: PlanStore): HeldStore {
  let calls: (keyof PlanStore)[] = [];
  let at: number | keyof PlanStore = -1;
  let act: () => Promise<void> = async () => undefined;
  let acting: Promise<void> | null = null;
  const target: Record<string, unknown> = Object.assign(store);
  for (const name of Object.keys(store) as (keyof PlanStore)[]) {
    const call = target[name] as (...args: unknown[]) => Promise<unknown>;
    target[name] = async (...args: unknown[]) => {
      const number = calls.length;
      calls.push(name);
      if (number === at || name === at) acting ??= act();
      await acting;
      return call(...args);
    };
  }
  return {
    get calls() {
      return calls;
    },
    begin(before = -1, work = async () => undefined) {
      calls = [];
      at = before;
      act = work;
      acting = null;
    },
  };
}
