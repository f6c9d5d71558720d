import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeRecurrence,
  parseRecurrence,
  type Recurrence,
  settleRecurrence,
} from '../../../src/domain/calendar/recurrence.ts';
import { weekdayNames } from '../../../src/domain/shared/dates.ts';
import { expandRecurrence } from '../../../src/use-cases/calendar/expand-recurrence.ts';
import { day } from '../../support/builders.ts';

function recurrenceOf(phrase: string): Recurrence {
  const parsed = parseRecurrence(phrase);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}
const expand = (phrase: string, from = '2026-11-16', until = '2027-06-30') =>
  expandRecurrence(recurrenceOf(phrase), day(from), day(until), 200).map(String);

describe('parseRecurrence', () => {
  it.each([
    ['second Wednesday monthly', 'Every month on the second Wednesday'],
    ['Second Wed of the month', 'Every month on the second Wednesday'],
    ['the 2nd Wednesday of each month', 'Every month on the second Wednesday'],
    ['second Wednesday', 'Every month on the second Wednesday'],
    ['every second Monday of the month', 'Every month on the second Monday'],
    ['last Thursday of every month', 'Every month on the last Thursday'],
    ['every six weeks on a Tuesday', 'Every six weeks on Tuesday'],
    ['6-weekly on Tuesdays', 'Every six weeks on Tuesday'],
    ['every other Monday', 'Every two weeks on Monday'],
    ['fortnightly on Fridays', 'Every two weeks on Friday'],
    ['every Monday', 'Every week on Monday'],
    ['quarterly on the first Wednesday', 'Every three months on the first Wednesday'],
    ['every 3 months on the last Friday', 'Every three months on the last Friday'],
    ['twice a year', 'Every six months'],
    ['annually on the first Monday', 'Every 12 months on the first Monday'],
    ['monthly on the 15th', 'Every month on day 15'],
    ['every month on the last day', 'Every month on its last day'],
  ])('understands “%s” as “%s”', (phrase, understood) => {
    expect(describeRecurrence(recurrenceOf(phrase))).toBe(understood);
  });

  it.each([
    ['every second Monday', /can mean the second Monday of each month or every few weeks/],
    ['bimonthly', /can mean more than one thing/],
    ['termly', /can mean more than one thing/],
    ['monthly on a Wednesday', /Which Wednesday of the month/],
    ['weekly on the second Monday', /names a place in the month and counts weeks/],
    ['on Mondays', /does not say how often/],
    ['every 0 weeks on a Monday', /does not say how often/],
    ['when the moon is full', /can’t read “when moon is full”/],
    ['monthly on the 32nd', /can’t read “32nd”|does not say/],
    ['', /does not say how often/],
    ['x'.repeat(201), /too long/],
  ])('asks about “%s”', (phrase, problem) => {
    const parsed = parseRecurrence(phrase);
    expect('problem' in parsed ? parsed.problem : parsed).toMatch(problem);
  });

  it('never throws', () => {
    const words = fc.constantFrom(
      'every',
      'second',
      'Monday',
      'month',
      'monthly',
      'six',
      'weeks',
      'on',
      '15th',
      'last',
      'year',
      'other',
      '99',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 7 }).map((parts) => parts.join(' ')),
        ),
        (phrase) => {
          const parsed = parseRecurrence(phrase);
          if ('problem' in parsed) expect(parsed.problem.length).toBeGreaterThan(20);
          else expandRecurrence(parsed, day('2026-11-16'), day('2027-11-16'), 50);
        },
      ),
    );
  });
});

describe('expandRecurrence', () => {
  it.each([
    [
      'second Wednesday monthly',
      ['2026-12-09', '2027-01-13', '2027-02-10', '2027-03-10', '2027-04-14', '2027-05-12', '2027-06-09'],
    ],
    [
      'last Thursday of every month',
      [
        '2026-11-26',
        '2026-12-31',
        '2027-01-28',
        '2027-02-25',
        '2027-03-25',
        '2027-04-29',
        '2027-05-27',
        '2027-06-24',
      ],
    ],
    [
      'every six weeks on a Tuesday',
      ['2026-11-17', '2026-12-29', '2027-02-09', '2027-03-23', '2027-05-04', '2027-06-15'],
    ],
    ['quarterly on the first Wednesday', ['2026-12-02', '2027-03-03', '2027-06-02']],
    ['twice a year', ['2026-11-16', '2027-05-17']],
    [
      'monthly on the 31st',
      [
        '2026-11-30',
        '2026-12-31',
        '2027-01-31',
        '2027-02-28',
        '2027-03-31',
        '2027-04-30',
        '2027-05-31',
        '2027-06-30',
      ],
    ],
    [
      'monthly on the 30th',
      [
        '2026-11-30',
        '2026-12-30',
        '2027-01-30',
        '2027-02-28',
        '2027-03-30',
        '2027-04-30',
        '2027-05-30',
        '2027-06-30',
      ],
    ],
    ['fifth Friday monthly', ['2027-01-29', '2027-04-30']],
  ])('“%s” from 16 November 2026', (phrase, days) => {
    expect(expand(phrase)).toEqual(days);
  });

  it('includes both ends, and leap days', () => {
    expect(expand('monthly on the 29th', '2028-01-29', '2028-02-29')).toEqual(['2028-01-29', '2028-02-29']);
    expect(expand('every Monday', '2026-11-16', '2026-11-16')).toEqual(['2026-11-16']);
    expect(expand('every Monday', '2026-11-17', '2026-11-16')).toEqual([]);
  });

  it('gives weekdays of weeks evenly apart, from the first on or after the start', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 7 }),
        (offset, interval, weekday) => {
          const from = day('2026-01-01').add({ days: offset });
          const days = expandRecurrence(
            { every: 'week', interval, weekday },
            from,
            from.add({ years: 1 }),
            60,
          );
          expect(from.until(days[0] ?? from.add({ years: 9 })).days).toBeLessThan(7);
          for (const [index, date] of days.entries()) {
            expect(date.dayOfWeek).toBe(weekday);
            const next = days[index + 1];
            if (next) expect(date.until(next).days).toBe(interval * 7);
          }
        },
      ),
    );
  });

  it('gives the place in the month, evenly apart in months', () => {
    const places = fc.record({
      nth: fc.constantFrom(1, 2, 3, 4, -1),
      weekday: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(fc.nat(2000), fc.integer({ min: 1, max: 6 }), places, (offset, interval, on) => {
        const from = day('2026-01-01').add({ days: offset });
        const days = expandRecurrence({ every: 'month', interval, on }, from, from.add({ years: 2 }), 60);
        expect(days.length).toBeGreaterThan(0);
        for (const [index, date] of days.entries()) {
          expect(date.dayOfWeek).toBe(on.weekday);
          if (on.nth > 0) expect(Math.ceil(date.day / 7)).toBe(on.nth);
          else expect(date.day + 7).toBeGreaterThan(date.daysInMonth);
          const next = days[index + 1];
          if (next) expect((next.year - date.year) * 12 + next.month - date.month).toBe(interval);
        }
      }),
    );
  });
});

describe('settleRecurrence', () => {
  it('takes what is left open from the first day', () => {
    const settled = settleRecurrence(recurrenceOf('twice a year'), day('2026-12-16'));
    expect(describeRecurrence(settled)).toBe('Every six months on the third Wednesday');
    expect(describeRecurrence(settleRecurrence(recurrenceOf('monthly'), day('2026-12-31')))).toBe(
      `Every month on the last ${weekdayNames[3]}`,
    );
  });
});
