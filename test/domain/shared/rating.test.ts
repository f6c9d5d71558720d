import { describe, expect, it } from 'vitest';
import {
  defaultRatingKey,
  levelOfLabel,
  matchRating,
  type RatingKey,
  unrated,
} from '../../../src/domain/shared/rating.ts';

describe('levelOfLabel', () => {
  it.each([
    ['Red', '', 'red'],
    ['RED (off track)', '', 'red'],
    ['Amber', 'On track', 'amber'],
    ['Amber', 'Not on track but can be recovered', 'amber'],
    ['Yellow', '', 'amber'],
    ['Green', 'Completed', 'green'],
    ['Blue', '', 'complete'],
    ['Blue', 'Action completed and embedded', 'complete'],
    ['Blue', 'Not yet due to start', 'none'],
    ['Grey', 'Not started', 'none'],
    ['1', 'No progress', 'red'],
    ['2', 'Progress but not meeting timescales', 'amber'],
    ['3', 'On track', 'green'],
    ['4', 'Completed', 'complete'],
    ['On track / complete', '', 'green'],
    ['Partially achieved', '', 'amber'],
    ['Not achieved', '', 'red'],
    ['Achieved', '', 'complete'],
    ['Off track', '', 'red'],
    ['Not started', '', 'none'],
    ['Amber/Red', '', 'none'],
    ['Ferret', '', 'none'],
  ] as const)('maps %j (%j) to %s', (label, meaning, level) => {
    expect(levelOfLabel(label, meaning)).toBe(level);
  });
});

describe('matchRating', () => {
  const red = { label: 'Red', level: 'red' };
  const amber = { label: 'Amber', level: 'amber' };

  it.each([
    ['Red', red],
    [' red ', red],
    ['R', red],
    ['RED - escalated', red],
    ['🔴', red],
    ['A', amber],
    ['Amber: on track', amber],
  ])('reads %j under the default key', (text, rating) => {
    expect(matchRating(defaultRatingKey, text)).toEqual(rating);
  });

  it.each(['', '  ', '-', '–', 'n/a', 'N/A', 'TBC'])('reads %j as not rated', (text) => {
    expect(matchRating(defaultRatingKey, text)).toEqual(unrated);
  });

  it.each(['Amber/Red', 'Complete', 'Blue', 'mostly fine', '🔴🟢', 'redacted', '✅', '✓', '⚫'])(
    'does not guess what %j means under the default key',
    (text) => {
      expect(matchRating(defaultRatingKey, text)).toBeNull();
    },
  );

  const own: RatingKey = [
    { label: 'Slow', meaning: 'Behind', level: 'red' },
    { label: 'Steady', meaning: 'On track', level: 'amber' },
    { label: 'Sure', meaning: '', level: 'green' },
  ];

  it.each([
    ['steady', 'Steady', 'amber'],
    ['on track', 'Steady', 'amber'],
    ['Sure: all five schools signed', 'Sure', 'green'],
  ])('reads %j under a plan’s own key by label, meaning or first words', (text, label, level) => {
    expect(matchRating(own, text)).toEqual({ label, level });
  });

  it('is null where one letter could be two labels', () => {
    expect(matchRating(own, 'S')).toBeNull();
  });
});
