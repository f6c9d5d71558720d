import { describe, expect, it } from 'vitest';
import { button, buttonRows } from '../../../src/cards/kit/buttons.ts';
import { ratingMark, ratingWords, weekdayWords } from '../../../src/cards/kit/words.ts';
import type { RatingLevel } from '../../../src/domain/shared/rating.ts';

describe('ratingWords', () => {
  it.each([
    ['Red', 'red', 'Red'],
    ['Progress but not meeting timescales', 'amber', 'Progress but not meeting timescales (amber)'],
    ['Completed', 'complete', 'Completed'],
    ['Blue', 'complete', 'Blue (complete)'],
    ['Redesign needed', 'red', 'Redesign needed (red)'],
    ['', 'none', 'Not rated yet'],
    ['Not started', 'none', 'Not started'],
  ] as const)('%s at level %s reads %s', (label, level: RatingLevel, words) => {
    expect(ratingWords({ label, level })).toBe(words);
  });

  it('gives every level a shape of its own', () => {
    const levels: RatingLevel[] = ['red', 'amber', 'green', 'complete', 'none'];
    const shapes = levels.map((level) => ratingMark({ label: 'x', level }).symbol);
    expect(new Set(shapes).size).toBe(levels.length);
    for (const shape of shapes) expect(shape).toMatch(/^[^\p{L}\p{N}]$/u);
  });
});

describe('buttonRows', () => {
  const rowsOf = (...titles: string[]) =>
    buttonRows(titles.map((title) => button(title, { verb: 'menu.help' }))).map(({ buttons }) =>
      buttons.map(({ title }) => title),
    );

  it('puts as many into a row as a phone shows uncut', () => {
    expect(rowsOf('Update', 'No change')).toEqual([['Update', 'No change']]);
    expect(rowsOf('Remind everyone outstanding', 'Digest')).toEqual([
      ['Remind everyone outstanding'],
      ['Digest'],
    ]);
    expect(rowsOf()).toEqual([]);
  });
});

describe('weekdayWords', () => {
  it.each([
    ['2026-11-30', 'Monday 30 November 2026'],
    ['2026-12-06', 'Sunday 6 December 2026'],
    ['2028-02-29', 'Tuesday 29 February 2028'],
    ['', ''],
    [null, ''],
  ])('%s is %s', (day, words) => {
    expect(weekdayWords(day)).toBe(words);
  });
});
