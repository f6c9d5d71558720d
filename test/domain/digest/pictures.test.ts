import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/domain/digest/digest.ts';
import { pictureTable } from '../../../src/domain/digest/picture-table.ts';
import { pictureWords } from '../../../src/domain/digest/picture-words.ts';
import { type Picture, pictureKinds, pictureOf } from '../../../src/domain/digest/pictures.ts';
import { amber, anAction, anUpdate, blue, dayScale, green, point, red } from '../../support/builders.ts';
import { generatedPlan } from '../../support/generated-plan.ts';
import { digestFor, digestOf } from './digest-of.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const numbersIn = (row: readonly (string | number)[]) => row.filter((cell) => typeof cell === 'number');
const held = ({ counts }: Digest) => counts.map(({ now, lastKnown }) => now + lastKnown);
const anyDigest = fc
  .tuple(generatedPlan(3), fc.constantFrom(0, 1, 2))
  .map(([told, index]) => digestFor(told, index));
const rowsOf = (kind: Picture['kind'], digest: Digest) => pictureTable(pictureOf(kind, digest)).rows;

describe('a picture’s table has the digest’s numbers', () => {
  it('of ratings by board: each row adds up to all actions, and the last is now', () => {
    fc.assert(
      fc.property(anyDigest, (digest) => {
        const rows = rowsOf('ratings-by-board', digest);
        expect(rows).toHaveLength(digest.boards.length);
        for (const row of rows) {
          const numbers = numbersIn(row);
          expect(numbers.at(-1)).toBe(digest.total);
          expect(sum(numbers.slice(0, -1))).toBe(digest.total);
        }
        const shown = digest.counts.flatMap(({ level }, index) => {
          const isHeld = digest.boards.some(({ counts }) => (counts[index] ?? 0) > 0);
          return level !== 'none' || isHeld ? [held(digest)[index]] : [];
        });
        expect(numbersIn(rows.at(-1) ?? []).slice(0, -1)).toEqual(shown);
      }),
    );
  });

  it('of ratings by theme: rows add up to the themes, columns to the ratings', () => {
    fc.assert(
      fc.property(anyDigest, (digest) => {
        const picture = pictureOf('ratings-by-theme', digest);
        const { rows } = pictureTable(picture);
        expect(rows.map((row) => row.at(-1))).toEqual(digest.themes.map(({ total }) => total));
        expect(sum(picture.series.map(({ counts }) => sum(counts)))).toBe(digest.total);
      }),
    );
  });

  it('of completed against planned: never falling, and in the end all that are dated and all that are complete', () => {
    fc.assert(
      fc.property(anyDigest, (digest) => {
        const { planned, completed, undated, months } = pictureOf('burn-up', digest);
        const done = completed.filter((count) => count !== null);
        expect(planned).toEqual(planned.toSorted((a, b) => a - b));
        expect(done).toEqual(done.toSorted((a, b) => a - b));
        expect((planned.at(-1) ?? 0) + undated).toBe(digest.total);
        expect(months[done.length - 1]).toBe(digest.asAt.slice(0, 7));
        const ratedComplete = digest.counts.flatMap((count, index) =>
          count.level === 'complete' ? [held(digest)[index] ?? 0] : [],
        );
        expect(done.at(-1)).toBeGreaterThanOrEqual(sum(ratedComplete));
        expect(rowsOf('burn-up', digest).map((row) => row[1])).toEqual(planned);
      }),
    );
  });

  it('of movements and slippage: each told once', () => {
    fc.assert(
      fc.property(anyDigest, (digest) => {
        expect(sum(rowsOf('movements', digest).map((row) => Number(row[2])))).toBe(digest.movements.length);
        expect(rowsOf('slippage', digest).map((row) => row.at(-1))).toEqual(
          digest.slipped.map(({ slippage }) => slippage),
        );
      }),
    );
  });

  it('has no empty cell and rows as long as its header, whatever is rated', () => {
    fc.assert(
      fc.property(anyDigest, fc.constantFrom(...pictureKinds), (digest, kind) => {
        const { columns, rows } = pictureTable(pictureOf(kind, digest));
        for (const row of rows) {
          expect(row).toHaveLength(columns.length);
          expect(row).not.toContain('');
        }
      }),
    );
  });
});

describe('completed against planned', () => {
  const planned = (id: string, date: string | null) => ({
    id,
    originalTimescale: date === null ? { text: 'TBC', kind: 'unknown' as const, date } : dayScale(date),
  });

  it('counts an action from the first of the ratings that have said so without a break', () => {
    const digest = digestOf({
      actions: [
        anAction('0001', {
          ...planned('0001', '2026-09-30'),
          rating: blue,
          ratingHistory: [
            point(null, blue),
            { ...point('2026-10-14', amber), at: '2026-10-05T09:00:00Z' },
            { ...point('2026-11-11', blue), at: '2026-11-02T09:00:00Z' },
          ],
        }),
        anAction('0002', { ...planned('0002', '2026-12-31'), ratingHistory: [point(null, green)] }),
        anAction('0003', { ...planned('0003', null), status: 'complete' }),
      ],
    });
    expect(digest.burnUp).toEqual({
      months: [
        { month: '2026-09', planned: 1, completed: 1 },
        { month: '2026-11', planned: 1, completed: 2 },
        { month: '2026-12', planned: 2, completed: null },
      ],
      undated: 1,
    });
    expect(pictureWords(pictureOf('burn-up', digest))).toBe(
      'By the end of November 2026 1 of 3 actions were planned to be done, and 2 are complete. 1 of all 3 name no date and are planned for no month.',
    );
  });

  it('does not count what a lead calls finished until the rating or the PM says so', () => {
    const action = anAction('0001', planned('0001', '2026-09-30'));
    const update = anUpdate('2026-11-11', '0001', { rating: green, finished: true });
    const digest = digestOf({ actions: [action], updates: new Map([['0001', update]]) });
    expect(digest.completed).toHaveLength(1);
    expect(digest.burnUp.months.map(({ completed }) => completed)).toEqual([0, 0]);
  });
});

describe('slippage', () => {
  it('lists revised dates after the original one, the longest first, and none brought forward', () => {
    const revised = (date: string) => ({
      timescale: dayScale(date),
      reason: 'The nurse left.',
      proposedBy: 'Sam Barron',
      proposedAt: '2026-10-05T09:00:00Z',
      approved: null,
    });
    const original = dayScale('2026-11-30');
    const digest = digestOf({
      actions: [
        anAction('0001', { ref: 'A1', originalTimescale: original, revisedTimescale: revised('2026-12-14') }),
        anAction('0002', { ref: 'A2', originalTimescale: original, revisedTimescale: revised('2027-04-30') }),
        anAction('0003', { ref: 'A3', originalTimescale: original, revisedTimescale: revised('2026-10-31') }),
      ],
    });
    expect(digest.slipped.map(({ ref, days, slippage }) => [ref, days, slippage])).toEqual([
      ['A2', 151, '5 months later'],
      ['A1', 14, '2 weeks later'],
    ]);
    expect(pictureWords(pictureOf('slippage', digest))).toBe(
      '2 actions have a revised date after the original one; the longest is A2, 5 months later.',
    );
  });
});

describe('the words for a picture', () => {
  it('say the numbers that matter, and say when there are none', () => {
    const digest = digestOf({
      actions: [
        anAction('0001', { theme: 'Health', rating: red, ratingHistory: [point(null, amber)] }),
        anAction('0002', { theme: 'Health', rating: green, ratingHistory: [point(null, green)] }),
      ],
      updates: new Map([['0001', anUpdate('2026-11-11', '0001', { rating: red })]]),
    });
    const words = (kind: Picture['kind'], of = digest) => pictureWords(pictureOf(kind, of));
    expect(words('ratings-by-board')).toBe(
      'Ratings of 2 actions in 3 columns, from “As imported” to “Now (4 November 2026)”. Now (4 November 2026): Red 1, Amber 0, Green 1, Blue (complete) 0. Before, 14 October 2026: Red 0, Amber 1, Green 1, Blue (complete) 0.',
    );
    expect(words('ratings-by-theme')).toBe('Ratings of 2 actions in 1 theme. Reds: Health 1 of 2.');
    expect(words('movements')).toBe(
      '1 action moved since the board of 14 October 2026: 1 from Amber to Red.',
    );
    const empty = digestOf({});
    expect(words('ratings-by-theme', empty)).toBe('Ratings of 0 actions in 0 themes. No theme has a red.');
    expect(words('movements', empty)).toBe('No rating has changed since the board of 14 October 2026.');
    expect(words('slippage', empty)).toBe('No action has a revised date after its original one.');
  });
});
