import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseTimescale } from '../../../src/domain/shared/timescale.ts';

describe('parseTimescale', () => {
  it.each([
    ['Dec 18', 'month', '2018-12-31'],
    ['Dec-18', 'month', '2018-12-31'],
    ['Dec19', 'month', '2019-12-31'],
    ['June 19', 'month', '2019-06-30'],
    ['Sept 19', 'month', '2019-09-30'],
    ['December 2018', 'month', '2018-12-31'],
    ['By end of February 2020', 'month', '2020-02-29'],
    ['Feb ’21', 'month', '2021-02-28'],
    ['May 25', 'month', '2025-05-31'],
    ['03/2025', 'month', '2025-03-31'],
    ['31/03/2025', 'day', '2025-03-31'],
    ['01/02/25', 'day', '2025-02-01'],
    ['31.3.25', 'day', '2025-03-31'],
    ['2025-03-31', 'day', '2025-03-31'],
    ['31st March 2025', 'day', '2025-03-31'],
    ['1 of May 2025', 'day', '2025-05-01'],
    ['18 Dec 18', 'day', '2018-12-18'],
    ['Friday 4 Oct. 2019', 'day', '2019-10-04'],
    ['March 31st, 2025', 'day', '2025-03-31'],
    ['29 February 2024', 'day', '2024-02-29'],
    ['Spring term', 'term', null],
    ['Autumn Term 2019', 'term', '2019-12-31'],
    ['Spring term 2020', 'term', '2020-03-31'],
    ['Spring 2019/20', 'term', '2020-03-31'],
    ['Summer term 2019-20', 'term', '2020-08-31'],
    ['Winter 2019/20', 'term', '2020-02-29'],
    ['Q1 2019/20', 'quarter', '2019-06-30'],
    ['Q3 2019/20', 'quarter', '2019-12-31'],
    ['Quarter 4 2019-20', 'quarter', '2020-03-31'],
    ['Q4 2019', 'quarter', null],
    ['Q2', 'quarter', null],
    ['Ongoing', 'ongoing', null],
    ['On-going from June 2016', 'ongoing', null],
    ['Ongoing until March 2020', 'ongoing', '2020-03-31'],
    ['Immediate / April 2016', 'immediate', '2016-04-30'],
    ['Immediately', 'immediate', null],
    ['Monthly', 'recurring', null],
    ['Half yearly', 'recurring', null],
    ['Half-termly', 'recurring', null],
    ['Quarterly from June 2019', 'recurring', null],
    ['Monthly until March 2020', 'recurring', '2020-03-31'],
    ['Every six weeks', 'recurring', null],
    ['Each term', 'recurring', null],
    ['Twice a year', 'recurring', null],
    ['TBC', 'unknown', null],
    ['To be confirmed', 'unknown', null],
    ['n/a', 'unknown', null],
    ['?', 'unknown', null],
    ['', 'unknown', null],
  ] as const)('reads %j as %s %s, with its words kept and nothing to report', (text, kind, date) => {
    expect(parseTimescale(text)).toEqual({ timescale: { text, kind, date }, problem: null });
  });

  it.each([
    '31/02/2025',
    '31 June 2019',
    '2025-13-01',
    '13/2025',
    '0 May 2019',
    'December 0218',
    '32/01/2025',
  ])('gives no date for %j, which no calendar has', (text) => {
    expect(parseTimescale(text)).toEqual({
      timescale: { text, kind: 'unknown', date: null },
      problem: 'impossible-date',
    });
  });

  it.each(['when the new system is live', '25 May', 'May 25th', '2019', '43435', 'over the summer'])(
    'reports %j, which names no date, instead of guessing',
    (text) => {
      expect(parseTimescale(text)).toEqual({
        timescale: { text, kind: 'unknown', date: null },
        problem: 'not-understood',
      });
    },
  );

  it('takes the latest of several dates and says so', () => {
    expect(parseTimescale('March 2020 (Sept 19 for schools)')).toEqual({
      timescale: { text: 'March 2020 (Sept 19 for schools)', kind: 'month', date: '2020-03-31' },
      problem: 'several-dates',
    });
  });

  const day = fc
    .date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => Temporal.PlainDate.from(date.toISOString().slice(0, 10)));

  it('reads every day back from the ways a British document writes it', () => {
    fc.assert(
      fc.property(day, (date) => {
        const named = date.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
        const numeric = `${date.day}/${date.month}/${date.year}`;
        for (const text of [named, numeric, date.toString()]) {
          expect(parseTimescale(text).timescale).toEqual({ text, kind: 'day', date: date.toString() });
        }
      }),
    );
  });

  it('reads every month as its last day', () => {
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
        const last = date.with({ day: date.daysInMonth }).toString();
        expect(parseTimescale(text).timescale).toEqual({ text, kind: 'month', date: last });
      }),
    );
  });

  it('never fails, whatever the text, and gives a date a calendar has or none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { date } = parseTimescale(text).timescale;
        expect(date === null || Temporal.PlainDate.from(date).toString() === date).toBe(true);
      }),
    );
  });
});
