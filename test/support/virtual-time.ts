import { setImmediate as turn } from 'node:timers/promises';

/** Time that passes only when everything waits for it: an hour takes as long as what happens in it. */
export interface VirtualTime {
  now(): number;
  wait(milliseconds: number): Promise<void>;
  /** Lets time pass until `work` has ended or nothing waits any more. */
  runUntil(work: Promise<unknown>): Promise<void>;
}

export function createVirtualTime(start: number): VirtualTime {
  let now = start;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    wait: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ at: now + Math.max(0, milliseconds), wake });
      }),
    async runUntil(work) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      while (!isDone) {
        // Whatever has been woken goes as far as it can before time passes.
        await turn();
        const [next] = sleepers.sort((a, b) => a.at - b.at).splice(0, 1);
        if (!next) break;
        now = Math.max(now, next.at);
        next.wake();
      }
      await done;
    },
  };
}
