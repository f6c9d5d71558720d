import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeDateProblem,
  longestDateList,
  mostDates,
  parseDates,
} from '../../../src/domain/calendar/parse-dates.ts';
import { formatDate } from '../../../src/domain/shared/dates.ts';
import { shortWeekday } from '../../../src/domain/shared/weekdays.ts';
import { day } from '../../support/builders.ts';

const today = day('2026-11-22');
const read = (text: string) => {
  const { problems, ...parsed } = parseDates(text, today);
  const told = problems.map((problem) => ({
    ...problem,
    line: problem.at?.line ?? 1,
    message: describeDateProblem(problem),
  }));
  return { ...parsed, problems: told };
};
const daysOf = (text: string) => {
  const { dates, problems } = read(text);
  expect(problems).toEqual([]);
  return dates.map((date) => date.day);
};

describe('parseDates', () => {
  it.each([
    '16/12/2026',
    '16.12.2026',
    '16-12-26',
    '16 / 12 / 2026',
    '2026-12-16',
    'Wed 16 December 2026',
    'Wednesday, 16th of December 2026',
    'Weds 16 Dec 2026',
    '16 Dec 26',
    '16-Dec-2026',
    'December 16, 2026',
    '16 DECEMBER 2026.',
    '- 16 December 2026 at 10.30am',
    '• Wed the 16th December 2026, 14:00',
    '16\u00a0December 2026',
  ])('reads %j', (text) => {
    expect(daysOf(text)).toEqual(['2026-12-16']);
  });

  it.each([
    ['16/12/2026\n20/1/2027\r\n17 Feb 2027\n', ['2026-12-16', '2027-01-20', '2027-02-17']],
    [
      '16/12/2026, 20/1/2027; 17 Feb 2027 and 17 March 2027',
      ['2026-12-16', '2027-01-20', '2027-02-17', '2027-03-17'],
    ],
    ['16 Dec 26 20 Jan 2027', ['2026-12-16', '2027-01-20']],
    ['29/2/2028', ['2028-02-29']],
    ['', []],
    [' \n, ;', []],
  ])('reads the list %j', (text, days) => {
    expect(daysOf(text)).toEqual(days);
  });

  it.each([
    ['16 Dec', 'no-year', '“16 Dec” (line 1): which year? Write Wed 16 December 2026 if that is the day.'],
    ['16/11', 'no-year', '“16/11” (line 1): which year? Write Tue 16 November 2027 if that is the day.'],
    [
      '16 Dec, 2027-01-20',
      'no-year',
      '“16 Dec” (line 1): which year? Write Wed 16 December 2026 if that is the day.',
    ],
    [
      'Thu 16 December 2026',
      'weekday-differs',
      '“Thu 16 December 2026” (line 1): 16 December 2026 is a Wednesday. Correct the date, or leave the weekday out.',
    ],
    [
      '1/1/2027\n31/2/2027',
      'no-such-day',
      '“31/2/2027” (line 2): February 2027 has no day 31. Correct the date.',
    ],
    [
      '29 February 2027',
      'no-such-day',
      '“29 February 2027” (line 1): February 2027 has no day 29. Correct the date.',
    ],
    ['30 Feb', 'no-such-day', '“30 Feb” (line 1): there is no such day in any year.'],
    [
      '12/16/2026',
      'no-such-day',
      '“12/16/2026” (line 1): there is no month 16. Write the day first, as 16/12/2026.',
    ],
    [
      '16 Dec 2062',
      'year-unlikely',
      '“16 Dec 2062” (line 1): is 2062 the right year? Meetings are set up to five years ahead.',
    ],
    [
      'next Tuesday',
      'unreadable',
      '“next Tuesday” (line 1): this is not a date I can read. Write it as 16 December 2026.',
    ],
    [
      '16 Decembers 2026',
      'unreadable',
      '“16 Decembers 2026” (line 1): this is not a date I can read. Write it as 16 December 2026.',
    ],
  ])('asks about %j: %s', (text, code, message) => {
    expect(read(text).problems).toMatchObject([{ code, message }]);
  });

  it('counts a day given twice once, and says where', () => {
    const { dates, duplicates } = read('16/12/2026\n20/1/2027\nWed 16 December 2026');
    expect(dates.length).toBe(2);
    expect(duplicates).toEqual([{ day: '2026-12-16', text: 'Wed 16 December 2026', line: 3 }]);
  });

  it('is bounded', () => {
    expect(read('1'.repeat(longestDateList + 1)).problems[0]?.code).toBe('too-many');
    const many = Array.from({ length: mostDates + 1 }, (_, index) => today.add({ days: index }).toString());
    expect(read(many.join(' ')).problems[0]?.code).toBe('too-many');
    expect(daysOf(many.slice(1).join('\n')).length).toBe(mostDates);
  });

  it('takes every day as every way of writing shows it', () => {
    const anyDay = fc.integer({ min: 0, max: 1800 }).map((days) => today.add({ days }).toString());
    fc.assert(
      fc.property(fc.uniqueArray(anyDay, { minLength: 1, maxLength: 8 }), (days) => {
        expect(daysOf(days.map(formatDate).join('\n'))).toEqual(days);
        expect(daysOf(days.map(shortWeekday).join(', '))).toEqual(days);
        expect(daysOf(days.join(' and '))).toEqual(days);
      }),
    );
  });

  it('never throws, never takes long, and gives real days only', () => {
    const scrap = fc.constantFrom(
      '16',
      ' Dec',
      '/',
      '-',
      '2026',
      'and',
      'Wed ',
      '\n',
      ',',
      'st',
      '\u0000',
      'ſ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.array(scrap, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const { dates, problems } = read(text);
          for (const { day: one } of dates) expect(day(one).toString()).toBe(one);
          for (const { line, message } of problems) expect(line > 0 && message.length > 10).toBe(true);
        },
      ),
    );
  });
});
