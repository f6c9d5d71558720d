import { describe, expect, it } from 'vitest';
import { takesReplies } from '../../../src/domain/reply/late-window.ts';
import { aCycle } from '../../support/builders.ts';

describe('takesReplies', () => {
  it.each([
    ['open', '2026-12-15', true],
    ['open', '2026-12-17', true],
    ['frozen', '2026-12-15', true],
    ['frozen', '2026-12-16', true],
    ['frozen', '2026-12-17', false],
  ] as const)('of a cycle that is %s, on %s: %s', (state, today, taken) => {
    expect(takesReplies(aCycle('2026-12-16', { state }), today)).toBe(taken);
  });

  it('goes by the day the board meets, not by the cycle’s name', () => {
    const moved = aCycle('2026-12-16', { state: 'frozen', boardDate: '2027-01-13' });
    expect(takesReplies(moved, '2027-01-13')).toBe(true);
    expect(takesReplies(moved, '2027-01-14')).toBe(false);
  });
});
