import { describe, expect, it } from 'vitest';
import { Conflict } from '../../../src/ports.ts';
import { withRetries } from '../../../src/use-cases/shared/with-retries.ts';

/** Work that throws these one after the other, then gives how often it was done. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  const work = { done: 0, run: async () => await step() };
  async function step(): Promise<number> {
    work.done += 1;
    const error = left.shift();
    if (error !== undefined) throw error;
    return work.done;
  }
  return work;
}

const conflicts = (count: number) => Array.from({ length: count }, () => new Conflict('changed'));

describe('work that loses a race', () => {
  it('is done anew until it wins', async () => {
    expect(await withRetries(failing().run)).toBe(1);
    expect(await withRetries(failing(...conflicts(4)).run)).toBe(5);
  });

  it('is given up after five attempts, or as many as are said', async () => {
    const lost = failing(...conflicts(9));
    await expect(withRetries(lost.run)).rejects.toThrow(Conflict);
    expect(lost.done).toBe(5);
    const twice = failing(...conflicts(9));
    await expect(withRetries(twice.run, { attempts: 2 })).rejects.toThrow(Conflict);
    expect(twice.done).toBe(2);
  });

  it('is not done again for any other reason, unless that is said to help', async () => {
    const broken = failing(new Error('away'));
    await expect(withRetries(broken.run)).rejects.toThrow('away');
    expect(broken.done).toBe(1);
    const helps = (error: unknown) => error instanceof Error && error.message === 'away';
    expect(await withRetries(failing(new Error('away')).run, { helps })).toBe(2);
    await expect(withRetries(failing(new Conflict('exists')).run, { helps })).rejects.toThrow(Conflict);
  });

  it('waits between two attempts, and not after the last', async () => {
    const waits: number[] = [];
    const between = async (_: unknown, attempt: number) => void waits.push(attempt);
    await expect(withRetries(failing(...conflicts(9)).run, { attempts: 3, between })).rejects.toThrow();
    expect(waits).toEqual([1, 2]);
  });
});
