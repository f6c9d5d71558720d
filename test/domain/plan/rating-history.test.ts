import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatingPoint } from '../../../src/domain/plan/action.ts';
import { historyBy, ratingBy, recordRating, runStart } from '../../../src/domain/plan/rating-history.ts';
import { ratingLevels, unrated } from '../../../src/domain/shared/rating.ts';
import { amber, anyRating, green, point, red } from '../../support/builders.ts';

const meetings = ['2026-01-14', '2026-02-11', '2026-03-11', '2026-04-15', '2026-05-13'];
const anyMeeting = fc.constantFrom(null, ...meetings);
const anyPoint = fc.record({
  meeting: anyMeeting,
  rating: anyRating,
  at: fc.constant('2026-01-01T00:00:00Z'),
});
/** Points of different meetings, so that none replaces another. */
const distinctPoints = fc.uniqueArray(anyPoint, { selector: ({ meeting }) => meeting, maxLength: 6 });

const record = (points: readonly RatingPoint[]) =>
  points.reduce<RatingPoint[]>((history, next) => recordRating(history, next), []);

describe('recordRating', () => {
  it('puts the imported rating first and meetings in order, whatever the order of arrival', () => {
    const history = record([point('2026-03-11', green), point(null, red), point('2026-01-14', amber)]);
    expect(history.map(({ meeting }) => meeting)).toEqual([null, '2026-01-14', '2026-03-11']);
  });

  it('keeps the newest rating said for one meeting', () => {
    const history = record([point(null, red), point('2026-01-14', amber), point('2026-01-14', green)]);
    expect(history).toEqual([point(null, red), point('2026-01-14', green)]);
  });

  it('changes nothing when the same point is recorded again', () => {
    fc.assert(
      fc.property(fc.array(anyPoint), anyPoint, (points, again) => {
        const once = recordRating(record(points), again);
        expect(recordRating(once, again)).toEqual(once);
      }),
    );
  });

  it('does not depend on the order in which meetings are recorded', () => {
    fc.assert(
      fc.property(
        distinctPoints.chain((points) =>
          fc.tuple(fc.constant(points), fc.shuffledSubarray(points, { minLength: points.length })),
        ),
        ([points, shuffled]) => {
          expect(record(shuffled)).toEqual(record(points));
        },
      ),
    );
  });

  it('leaves the history it was given as it is', () => {
    const history = Object.freeze([point(null, red)]);
    expect(recordRating(history, point('2026-01-14', amber))).toHaveLength(2);
    expect(history).toHaveLength(1);
  });
});

describe('ratingBy', () => {
  const history = record([point(null, red), point('2026-02-11', amber), point('2026-04-15', green)]);

  it.each([
    ['', red],
    ['2026-01-14', red],
    ['2026-02-11', amber],
    ['2026-03-11', amber],
    ['2026-04-15', green],
    ['2030-01-01', green],
  ])('by %j it is %o', (meeting, rating) => {
    expect(ratingBy(history, meeting)).toEqual(rating);
  });

  it('is unrated where nothing was known yet', () => {
    expect(ratingBy([], '2026-01-14')).toBe(unrated);
    expect(historyBy([point('2026-02-11', amber)], '2026-01-14')).toEqual([]);
  });

  it('takes the newer word, though it is filed under a meeting moved past another', () => {
    // The December board met in February: its leads were asked after January's.
    const january = { ...point('2026-01-20', amber), at: '2026-01-10T10:00:00Z' };
    const december = { ...point('2025-12-16', green), at: '2026-02-10T10:00:00Z' };
    const moved = record([point(null, red), january, december]);
    expect(ratingBy(moved, '2026-02-20')).toEqual(green);
    expect(ratingBy(moved, '2025-12-01')).toEqual(red);
  });

  it('takes what is said for an older board, once a later one was answered, for the older word', () => {
    const december = { ...point('2025-12-16', amber), at: '2025-12-10T10:00:00Z' };
    const november = { ...point('2025-11-11', red), at: '2025-12-12T10:00:00Z', behind: '2025-12-16' };
    const october = { ...point('2025-10-14', green), at: '2025-12-14T10:00:00Z', behind: '2025-11-11' };
    const history = record([point(null, unrated), december, november, october]);
    expect(historyBy(history, '2026-01-20').map(({ meeting }) => meeting)).toEqual([
      null,
      '2025-10-14',
      '2025-11-11',
      '2025-12-16',
    ]);
    expect(ratingBy(history, '2026-01-20')).toEqual(amber);
    expect(ratingBy(history, '2025-11-11')).toEqual(red);
  });

  it('is not moved by what is said for later meetings', () => {
    fc.assert(
      fc.property(distinctPoints, anyRating, (points, rating) => {
        const before = ratingBy(record(points), '2026-05-13');
        expect(ratingBy(recordRating(record(points), point('2026-06-10', rating)), '2026-05-13')).toEqual(
          before,
        );
      }),
    );
  });
});

describe('runStart', () => {
  it.each([
    ['red throughout', [point(null, red), point('2026-01-14', red)], null],
    [
      'red since a board',
      [point(null, amber), point('2026-01-14', red), point('2026-02-11', red)],
      '2026-01-14',
    ],
    [
      'red again after a break',
      [point(null, red), point('2026-01-14', green), point('2026-03-11', red)],
      '2026-03-11',
    ],
  ])('%s', (_case, history, meeting) => {
    expect(runStart(history, 'red')?.meeting).toBe(meeting);
  });

  it('is null where the history does not end at the level', () => {
    expect(runStart([point(null, red), point('2026-01-14', green)], 'red')).toBeNull();
    expect(runStart([], 'red')).toBeNull();
  });

  it('starts the longest unbroken run that ends the history', () => {
    fc.assert(
      fc.property(distinctPoints, fc.constantFrom(...ratingLevels), (points, level) => {
        const history = record(points);
        const start = runStart(history, level);
        const from = start ? history.indexOf(start) : history.length;
        expect(history.slice(from).every(({ rating }) => rating.level === level)).toBe(true);
        expect(history[from - 1]?.rating.level).not.toBe(level);
      }),
    );
  });
});
