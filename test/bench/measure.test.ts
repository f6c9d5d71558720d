import { describe, expect, it } from 'vitest';
import { compare, percentile, takeTurns, timeAll } from './measure.ts';

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [hundred, 50, 50],
    [hundred, 99, 99],
    [hundred, 100, 100],
    [[7], 99, 7],
    [[3, 1, 2], 50, 2],
  ])('of %j at %d is %d', (samples, percent, expected) => {
    expect(percentile(samples, percent)).toBe(expected);
  });

  it('has nothing to say of nothing', () => {
    expect(() => percentile([], 50)).toThrow('needs samples');
  });
});

describe('compare', () => {
  it('takes ratios round by round, so that a slow round slows both', () => {
    const figure = compare({ name: 'reply', unit: 'ms', floorName: 'echo' }, [
      { floor: [1, 1, 1], ours: [2, 2, 2] },
      { floor: [10, 10, 10], ours: [30, 30, 30] },
      { floor: [1, 1, 1], ours: [4, 4, 4] },
    ]);
    expect(figure).toMatchObject({
      floor: 1,
      ours: 4,
      ratio: { min: 2, median: 3, max: 4 },
      rounds: 3,
      samples: 9,
    });
  });
});

describe('takeTurns', () => {
  it('lets each go first in turn', async () => {
    const order: string[] = [];
    const measure = (name: string) => async () => {
      order.push(name);
      return [1];
    };
    await takeTurns(2, { floor: measure('floor'), ours: measure('ours') });
    expect(order).toEqual(['floor', 'ours', 'ours', 'floor']);
  });
});

describe('timeAll', () => {
  it('gives one sample a run and tells each worker who it is', async () => {
    const runs: number[] = [];
    const samples = await timeAll({ workers: 3, each: 2 }, async (worker) => {
      runs.push(worker);
    });
    expect(samples).toHaveLength(6);
    expect(runs.toSorted()).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
