import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { closedOn, parseDay, workBack, workingDaysBefore } from '../../src/domain/calendar.ts';
import { day } from './builders.ts';

const noHolidays = closedOn(new Set());
const { compare } = Temporal.PlainDate;

const dates = fc.integer({ min: 0, max: 4000 }).map((days) => day('2019-01-01').add({ days }));
const closures = fc
  .array(fc.integer({ min: 0, max: 4000 }), { maxLength: 400 })
  .map((offsets) => closedOn(new Set(offsets.map((days) => day('2019-01-01').add({ days }).toString()))));
const divisions = fc.constantFrom('england', 'wales', 'scotland', 'northern-ireland');
const clearDays = { england: 5, wales: 3, scotland: 3, 'northern-ireland': 5 } as const;

function openDaysBetween(
  after: Temporal.PlainDate,
  before: Temporal.PlainDate,
  isClosed: (date: Temporal.PlainDate) => boolean,
): number {
  let count = 0;
  for (let date = after.add({ days: 1 }); compare(date, before) < 0; date = date.add({ days: 1 })) {
    if (!isClosed(date)) count += 1;
  }
  return count;
}

describe('workBack', () => {
  it.each([
    ['2019-10-16', [], '2019-10-08', '2019-10-04'],
    ['2026-09-01', ['2026-08-31'], '2026-08-21', '2026-08-19'],
    ['2026-12-16', [], '2026-12-08', '2026-12-04'],
    ['2027-01-05', ['2026-12-25', '2026-12-28', '2027-01-01'], '2026-12-23', '2026-12-21'],
    ['2024-03-07', [], '2024-02-28', '2024-02-26'],
  ])(
    'an English board on %s closed on %j publishes by %s, replies due %s',
    (meeting, closed, publishBy, due) => {
      const dates = workBack(day(meeting), 'england', closedOn(new Set(closed)), day('2019-01-01'));
      expect([dates.publishBy.toString(), dates.due.toString()]).toEqual([publishBy, due]);
    },
  );

  it.each([
    ['wales', '2026-12-10'],
    ['scotland', '2026-12-10'],
    ['northern-ireland', '2026-12-08'],
  ] as const)('%s keeps its own number of clear days', (division, publishBy) => {
    const { publishBy: found } = workBack(day('2026-12-16'), division, noHolidays, day('2026-11-01'));
    expect(found.toString()).toBe(publishBy);
  });

  it.each([
    ['2026-12-04', '2026-12-04', 'the planned day itself still serves'],
    ['2026-12-05', '2026-12-08', 'the day of publication once the planned day has passed'],
    ['2026-12-09', '2026-12-15', 'the day before the meeting once the papers are out'],
    ['2026-12-15', '2026-12-15', 'the day before the meeting may be today'],
    ['2026-12-16', '2026-12-16', 'today on the day of the meeting'],
    ['2026-12-20', '2026-12-20', 'today after the meeting'],
  ])('opened on %s, replies are due on %s: %s', (today, due) => {
    expect(workBack(day('2026-12-16'), 'england', noHolidays, day(today)).due.toString()).toBe(due);
  });

  it('leaves exactly the clear working days strictly between issue and meeting', () => {
    fc.assert(
      fc.property(dates, divisions, closures, (meeting, division, isClosed) => {
        const { publishBy } = workBack(meeting, division, isClosed, day('2018-01-01'));
        expect(openDaysBetween(publishBy, meeting, isClosed)).toBe(clearDays[division]);
        expect(isClosed(publishBy)).toBe(false);
      }),
    );
  });

  it('asks for replies before publication unless it opens late, and never by a day that has passed', () => {
    fc.assert(
      fc.property(
        dates,
        divisions,
        closures,
        fc.integer({ min: -60, max: 30 }),
        (meeting, division, isClosed, offset) => {
          const today = meeting.add({ days: offset });
          const { publishBy, due } = workBack(meeting, division, isClosed, today);
          expect(compare(due, today)).toBeGreaterThanOrEqual(0);
          const early = workBack(meeting, division, isClosed, day('2018-01-01'));
          expect(compare(early.due, publishBy)).toBeLessThan(0);
          expect(compare(due, publishBy) < 0).toBe(compare(early.due, today) >= 0);
          expect(compare(due, publishBy) <= 0).toBe(compare(publishBy, today) >= 0);
        },
      ),
    );
  });

  it('never gives a later meeting earlier dates', () => {
    fc.assert(
      fc.property(dates, fc.nat(60), divisions, closures, (meeting, later, division, isClosed) => {
        const before = workBack(meeting, division, isClosed, day('2018-01-01'));
        const after = workBack(meeting.add({ days: later }), division, isClosed, day('2018-01-01'));
        expect(compare(after.publishBy, before.publishBy)).toBeGreaterThanOrEqual(0);
        expect(compare(after.due, before.due)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('workingDaysBefore', () => {
  it.each([
    ['2026-11-23', 1, '2026-11-20'],
    ['2026-11-22', 1, '2026-11-20'],
    ['2026-11-21', 1, '2026-11-20'],
    ['2026-11-20', 5, '2026-11-13'],
    ['2024-03-01', 1, '2024-02-29'],
    ['2026-11-20', 0, '2026-11-20'],
  ])('from %s back %i is %s', (from, count, expected) => {
    expect(workingDaysBefore(day(from), count, noHolidays).toString()).toBe(expected);
  });

  it('steps back one at a time to the same day', () => {
    fc.assert(
      fc.property(dates, fc.nat(10), fc.nat(10), closures, (from, first, second, isClosed) => {
        const inTwo = workingDaysBefore(workingDaysBefore(from, first, isClosed), second, isClosed);
        expect(workingDaysBefore(from, first + second, isClosed).toString()).toBe(inTwo.toString());
      }),
    );
  });
});

describe('parseDay', () => {
  it.each(['2026-12-16', '2024-02-29', '1999-01-01'])('takes %s', (text) => {
    expect(parseDay(text)?.toString()).toBe(text);
  });

  it.each([
    '',
    '16 December 2026',
    '2026-12-32',
    '2025-02-29',
    '20261216',
    '2026-12-16T10:00',
    '2026-12-16[u-ca=hebrew]',
    '+002026-12-16',
    ' 2026-12-16',
    '2026-12-16\n',
  ])('refuses %j', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  it('never throws and only gives back what was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d$/)), (text) => {
        const parsed = parseDay(text);
        if (parsed !== null) expect(parsed.toString()).toBe(text);
      }),
    );
  });
});
