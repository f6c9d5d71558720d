import { describe, expect, it } from 'vitest';
import { formatDate, formatInstantDate, formatInstantTime } from '../../../src/domain/shared/dates.ts';

describe('dates in words', () => {
  it.each([
    ['2019-10-16', '16 October 2019'],
    ['2024-02-29', '29 February 2024'],
    ['2026-01-01', '1 January 2026'],
  ])('%s', (day, words) => {
    expect(formatDate(day)).toBe(words);
  });

  it('refuses a day that does not exist', () => {
    expect(() => formatDate('2026-02-30')).toThrow(RangeError);
  });

  it.each([
    ['2026-06-30T23:30:00Z', 'Europe/London', '1 July 2026', '00:30'],
    ['2026-12-31T23:30:00Z', 'Europe/London', '31 December 2026', '23:30'],
    // The clocks go back at 01:00 UTC: the hour from 01:00 is lived twice.
    ['2026-10-25T00:59:00Z', 'Europe/London', '25 October 2026', '01:59'],
    ['2026-10-25T01:01:59Z', 'Europe/London', '25 October 2026', '01:01'],
  ])('%s in %s', (instant, zone, day, time) => {
    expect(formatInstantDate(instant, zone)).toBe(day);
    expect(formatInstantTime(instant, zone)).toBe(time);
  });
});
