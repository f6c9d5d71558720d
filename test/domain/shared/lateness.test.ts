import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeLateness } from '../../../src/domain/shared/lateness.ts';
import { noTimescale } from '../../../src/domain/shared/timescale.ts';
import { anyDay, day, dayScale } from '../../support/builders.ts';

describe('describeLateness', () => {
  it.each([
    ['2026-10-16', '2026-10-16', 'due today'],
    ['2026-10-15', '2026-10-16', '1 day late'],
    ['2026-10-17', '2026-10-16', 'due in 1 day'],
    ['2026-10-03', '2026-10-16', '13 days late'],
    ['2026-10-02', '2026-10-16', '2 weeks late'],
    ['2026-09-26', '2026-10-16', '2 weeks late'],
    ['2026-09-25', '2026-10-16', '3 weeks late'],
    ['2026-09-17', '2026-10-16', '4 weeks late'],
    ['2026-09-16', '2026-10-16', '1 month late'],
    ['2018-11-30', '2019-10-30', '11 months late'],
    ['2018-12-31', '2019-10-16', '9 months late'],
    ['2025-10-16', '2026-10-16', '12 months late'],
    ['2024-10-16', '2026-10-16', '24 months late'],
    ['2027-01-16', '2026-10-16', 'due in 3 months'],
  ])('%s seen on %s: %s', (date, today, words) => {
    expect(describeLateness(dayScale(date), day(today))).toBe(words);
  });

  it.each([
    ['2026-01-31', '2026-02-28', '4 weeks late', 'February has no 31st'],
    ['2026-01-31', '2026-03-01', '1 month late', 'the month is over once March begins'],
    ['2024-02-29', '2024-03-29', '1 month late', 'leap day to the 29th'],
    ['2024-02-29', '2025-02-28', '11 months late', 'a year on there is no 29th'],
    ['2024-02-29', '2025-03-01', '12 months late', 'so the year is over on 1 March'],
    ['2024-02-29', '2028-02-29', '48 months late', 'leap day to leap day'],
    ['2023-12-31', '2024-01-01', '1 day late', 'over the year end'],
  ])('%s seen on %s: %s, since %s', (date, today, words) => {
    expect(describeLateness(dayScale(date), day(today))).toBe(words);
  });

  it.each([noTimescale, { text: 'Ongoing', kind: 'ongoing', date: null } as const])(
    'says nothing of %o',
    (timescale) => {
      expect(describeLateness(timescale, day('2026-10-16'))).toBeNull();
    },
  );

  it('says late, today or due as the date lies before, on or after today, always with a counted unit', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (date, today) => {
        const words = describeLateness(dayScale(date), day(today));
        const expected =
          date === today
            ? /^due today$/
            : date < today
              ? /^(1 (day|week|month)|([2-9]|\d{2,}) (days|weeks|months)) late$/
              : /^due in (1 (day|week|month)|([2-9]|\d{2,}) (days|weeks|months))$/;
        expect(words).toMatch(expected);
      }),
    );
  });

  it('never calls an action less late as time goes by', () => {
    const days = (words: string) => {
      const [, count, unit] = /^(\d+) (day|week|month)/.exec(words) ?? [];
      return Number(count) * (unit === 'month' ? 28 : unit === 'week' ? 7 : 1);
    };
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 400 }), (date, since) => {
        const seen = (offset: number) =>
          describeLateness(dayScale(date), day(date).add({ days: offset })) ?? '';
        expect(days(seen(since + 1))).toBeGreaterThanOrEqual(days(seen(since)));
      }),
    );
  });
});
