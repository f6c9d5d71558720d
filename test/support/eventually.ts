import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again until `check` no longer throws, and gives what it gave. After the deadline its last error is thrown, so a test
 * that waits for what never comes fails with the assertion that did not hold.
 */
export async function eventually<T>(check: () => T | Promise<T>, withinMilliseconds = 10_000): Promise<T> {
  const deadline = performance.now() + withinMilliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await wait(20);
  }
}
