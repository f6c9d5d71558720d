import { describe, expect, it } from 'vitest';
import { blameKills, findRepeats } from './repeats.ts';

const sent = (conversation: string, at: number) => ({ conversation, at, kind: 'message' as const });
const repeat = (first: number, second: number) => ({ conversation: 'a', first, second });

describe('findRepeats', () => {
  it('finds every copy after the first, whatever the order of the record', () => {
    const messages = [sent('a', 30), sent('b', 5), sent('a', 10), sent('a', 20)];
    expect(findRepeats(messages)).toEqual([repeat(10, 20), repeat(20, 30)]);
  });
});

describe('blameKills', () => {
  it('finds the kill between the two copies', () => {
    expect(blameKills([repeat(1_000, 40_000)], [1_100])).toEqual({ explained: 1, unexplained: [] });
  });

  it('blames no kill for two repeats', () => {
    const both = [repeat(1_000, 40_000), repeat(1_050, 41_000)];
    expect(blameKills(both, [1_100]).unexplained).toHaveLength(1);
    expect(blameKills(both, [1_100, 1_150]).unexplained).toHaveLength(0);
  });

  it('leaves a kill to the repeat that has no other', () => {
    const repeats = [repeat(1_000, 40_000), repeat(5_000, 5_400)];
    expect(blameKills(repeats, [1_200, 5_100]).unexplained).toHaveLength(0);
    expect(blameKills(repeats, [5_100]).unexplained).toHaveLength(1);
  });

  it('blames none that came before the first copy or long after it', () => {
    expect(blameKills([repeat(10_000, 60_000)], [9_000, 30_000]).unexplained).toHaveLength(1);
  });
});
