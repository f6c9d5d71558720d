import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseTimescale } from '../../../src/domain/shared/timescale.ts';
import { britishRules, type TimescaleDoubt } from '../../../src/domain/shared/timescale-rules.ts';

/** Of the texts below only one can be read month first as well. */
const dayMonthDoubts = (text: string): TimescaleDoubt[] => (text === '01/02/25' ? ['date-order'] : []);

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
    ['Autumn Term 2019', 'term', '2019-12-31'],
    ['Spring term 2020', 'term', '2020-03-31'],
    ['Spring 2019/20', 'term', '2020-03-31'],
    ['Summer term 2019-20', 'term', '2020-08-31'],
    ['Winter 2019/20', 'term', '2020-02-29'],
    ['Q1 2019/20', 'quarter', '2019-06-30'],
    ['Q3 2019/20', 'quarter', '2019-12-31'],
    ['Quarter 4 2019-20', 'quarter', '2020-03-31'],
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
    expect(parseTimescale(text)).toEqual({
      timescale: { text, kind, date },
      problem: null,
      doubts: dayMonthDoubts(text),
    });
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
      doubts: [],
    });
  });

  it.each(['when the new system is live', '25 May', 'May 25th', '2019', '43435', 'over the summer'])(
    'reports %j, which names no date, instead of guessing',
    (text) => {
      expect(parseTimescale(text)).toEqual({
        timescale: { text, kind: 'unknown', date: null },
        problem: 'not-understood',
        doubts: [],
      });
    },
  );

  it.each([
    ['Spring term', 'term', 'no-year', 'year-of-periods'],
    ['Autumn 2', 'term', 'no-year', 'year-of-periods'],
    ['Spring 1', 'term', 'no-year', 'year-of-periods'],
    ['start of autumn term 2026', 'term', 'no-year'],
    ['by half term', 'term', 'no-year'],
    ['Easter', 'term', 'no-year', 'year-of-periods'],
    ['Winter 2026', 'term', 'no-year'],
    ['Q2', 'quarter', 'no-year', 'year-of-periods'],
    ['Q4 2019', 'quarter', 'no-year', 'quarter-year'],
    ['FY27', 'quarter', 'no-year', 'named-year'],
    ['early Q3 2026/27', 'quarter', 'no-year'],
    ['Jan 2027 onwards', 'month', 'no-end'],
    ['From May 2027 and beyond', 'month', 'no-end'],
    ['From September 2026', 'month', 'no-end'],
    ['Starting in May 2026', 'month', 'no-end'],
    ['after Easter 2027', 'term', 'no-end'],
    ['Not before 31/03/2027', 'day', 'no-end'],
  ])('says that %j names no day by which it is due', (text, kind, problem, ...doubts) => {
    expect(parseTimescale(text)).toEqual({ timescale: { text, kind, date: null }, problem, doubts });
  });

  it.each([
    ['Academic year 2026/27', 'term', '2027-08-31'],
    ['School year 2026-27', 'term', '2027-08-31'],
    ['End of the academic year 2026-2027', 'term', '2027-08-31'],
    ['AY26/27', 'term', '2027-08-31'],
    ['FY 2026/27', 'quarter', '2027-03-31'],
    ['2026/27 financial year', 'quarter', '2027-03-31'],
    ['FY 2026/27 Q3', 'quarter', '2026-12-31'],
    ['2026/27 Q3', 'quarter', '2026-12-31'],
    ['Q3 26/27', 'quarter', '2026-12-31'],
    ['Q3 (FY 2026/27)', 'quarter', '2026-12-31'],
    ['end of Q4 26/27', 'quarter', '2027-03-31'],
    ['Third quarter of 2026/27', 'quarter', '2026-12-31'],
    ['Easter 2027', 'term', '2027-03-28'],
    ['By Easter 2030', 'term', '2030-04-21'],
    ['by Christmas 2026', 'term', '2026-12-25'],
    ['Easter term 2027', 'term', '2027-03-31'],
    ['Autumn 2 2026', 'term', '2026-12-31'],
    ['Autumn 2 (2026)', 'term', '2026-12-31'],
    ['Summer 2 2026/27', 'term', '2027-08-31'],
    ['2026/27 Spring term', 'term', '2027-03-31'],
    ['summer 2027', 'term', '2027-08-31'],
    ['w/c 5 October 2026', 'day', '2026-10-09'],
    ['Week commencing Monday 5th October 2026', 'day', '2026-10-09'],
    ['wk beginning 4 October 2026', 'day', '2026-10-09'],
    ['w/e 9 October 2026', 'day', '2026-10-09'],
    ['20270331', 'day', '2027-03-31'],
    ['2027/03/31', 'day', '2027-03-31'],
    ['2027-03-31T00:00:00Z', 'day', '2027-03-31'],
    ['end of March 2027', 'month', '2027-03-31'],
    ['2027-03', 'month', '2027-03-31'],
    ['March 2026/27', 'month', '2027-03-31'],
    ['31 March 2026/27', 'day', '2027-03-31'],
    ['by end 2026', 'month', '2026-12-31'],
    ['from May to July 2026', 'month', '2026-07-31'],
    ['Financial year ending 2027', 'quarter', '2027-03-31'],
  ] as const)('reads %j as boards, schools and councils write it, %s %s', (text, kind, date) => {
    expect(parseTimescale(text)).toEqual({ timescale: { text, kind, date }, problem: null, doubts: [] });
  });

  it.each([
    ['Half term, Feb 2027', 'term', '2027-02-19'],
    ['Feb 2027 half term', 'term', '2027-02-19'],
    ['by half term, Feb 2027', 'term', '2027-02-12'],
    ['October half-term 2026', 'term', '2026-10-30'],
    ['May half term 2027', 'term', '2027-06-04'],
    ['Spring 1 26/27', 'term', '2027-02-12'],
    ['HT3 2026/27', 'term', '2027-02-12'],
    ['mid-June 2027', 'month', '2027-06-15'],
    ['early March 2027', 'month', '2027-03-10'],
    ['early 2027', 'month', '2027-03-31'],
    ['late 2027', 'month', '2027-12-31'],
  ] as const)('takes a day near enough for %j and says so', (text, kind, date) => {
    expect(parseTimescale(text)).toEqual({
      timescale: { text, kind, date },
      problem: null,
      doubts: ['approximate'],
    });
  });

  it.each([
    ['2026/27', { yearMeans: 'financial' }, '2027-03-31', 'year-means'],
    ['by end of 2026-27', { yearMeans: 'academic' }, '2027-08-31', 'year-means'],
    ['26/27', { yearMeans: 'academic' }, '2027-08-31', 'year-means'],
    ['June 2026/27', { yearMeans: 'financial' }, '2026-06-30', 'year-means'],
    ['June 2026/27', { yearMeans: 'academic' }, '2027-06-30', 'year-means'],
    ['within 6 weeks', { countedFrom: '2026-09-30' }, '2026-11-11', 'counted-from'],
    ['3 months', { countedFrom: '2026-11-30' }, '2027-02-28', 'counted-from'],
    ['Within three months of approval', { countedFrom: '2026-09-30' }, '2026-12-30', 'counted-from'],
    ['3-6 months', { countedFrom: '2026-09-30' }, '2027-03-30', 'counted-from'],
    ['04/05/2027', { order: 'month-first' }, '2027-04-05', 'date-order'],
    ['04/05/2027', { order: 'day-first' }, '2027-05-04', 'date-order'],
  ] as const)('reads %j by what is said of it, %j', (text, rules, date, doubt) => {
    const read = parseTimescale(text, { ...britishRules, ...rules });
    expect(read).toMatchObject({ timescale: { date }, problem: null, doubts: [doubt] });
    if (doubt !== 'date-order') {
      expect(parseTimescale(text)).toMatchObject({ timescale: { date: null }, doubts: [doubt] });
    }
  });

  it('lets a weekday, or the only reading there is, decide over the order where it may', () => {
    const either = { ...britishRules, eitherOrder: true };
    const monthFirst = { ...either, order: 'month-first' as const };
    expect(parseTimescale('Tue 04/05/2027', monthFirst)).toMatchObject({
      timescale: { date: '2027-05-04' },
      doubts: [],
    });
    expect(parseTimescale('03/31/2027', either).timescale.date).toBe('2027-03-31');
    expect(parseTimescale('03/31/2027').problem).toBe('impossible-date');
  });

  it.each(['Budget 2026/27', 'Term 3 2026/27', '2027', 'March', '31st March', '27-Mar', 'Version 20261399'])(
    'takes no date from %j',
    (text) => {
      expect(
        parseTimescale(text, { ...britishRules, yearMeans: 'financial', countedFrom: '2026-09-30' }),
      ).toMatchObject({
        timescale: { date: null },
        problem: 'not-understood',
      });
    },
  );

  it('takes the latest of several dates and says so', () => {
    expect(parseTimescale('March 2020 (Sept 19 for schools)')).toEqual({
      timescale: { text: 'March 2020 (Sept 19 for schools)', kind: 'month', date: '2020-03-31' },
      problem: 'several-dates',
      doubts: [],
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
