import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../src/domain/calendar/check-rules.ts';
import { type ScheduleRules, standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import {
  clearDaysFor,
  closedOn,
  closuresOf,
  type IsClosed,
  isOutOfTerm,
  squeezeRound,
  workBackRound,
  workingDaysAfter,
  workingDaysBefore,
} from '../../../src/domain/calendar/working-days.ts';
import { parseDay } from '../../../src/domain/shared/days.ts';
import { aPlan, day } from '../../support/builders.ts';

const noHolidays = closedOn(new Set());
const { compare } = Temporal.PlainDate;
const both = (isClosed: IsClosed) => ({ publication: isClosed, working: isClosed });
const planWith = (rules: Partial<ScheduleRules> = {}, division = aPlan().division) =>
  aPlan({ division, schedule: { ...standardRules, ...rules } });

const dates = fc.integer({ min: 0, max: 4000 }).map((days) => day('2019-01-01').add({ days }));
const closures = fc
  .array(fc.integer({ min: 0, max: 4000 }), { maxLength: 400 })
  .map((offsets) => closedOn(new Set(offsets.map((days) => day('2019-01-01').add({ days }).toString()))));
const divisions = fc.constantFrom('england', 'wales', 'scotland', 'northern-ireland');
const clearDays = { england: 5, wales: 3, scotland: 3, 'northern-ireland': 5 } as const;
const soundRules = fc
  .record({
    clearDays: fc.option(fc.nat(10)),
    clearDayKind: fc.constantFrom('working', 'calendar'),
    dueDays: fc.nat(6),
    freezeDays: fc.nat(6),
    openDays: fc.integer({ min: 1, max: 20 }),
    reminderDays: fc.array(fc.nat(19), { maxLength: 4 }),
    escalateDays: fc.option(fc.integer({ min: 1, max: 5 })),
  })
  .map((rules): ScheduleRules => ({ ...standardRules, ...rules }))
  .filter((rules) => checkRules(rules).length === 0);

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

describe('workBackRound', () => {
  // The first two are DOMAIN 4.9's worked examples.
  it.each([
    ['2019-10-16', [], '2019-10-08', '2019-10-03'],
    ['2026-09-01', ['2026-08-31'], '2026-08-21', '2026-08-18'],
    ['2026-12-16', [], '2026-12-08', '2026-12-03'],
    ['2027-01-05', ['2026-12-25', '2026-12-28', '2027-01-01'], '2026-12-23', '2026-12-18'],
    ['2024-03-07', [], '2024-02-28', '2024-02-23'],
  ])(
    'an English board on %s closed on %j publishes by %s, replies due %s',
    (meeting, closed, publishBy, due) => {
      const round = workBackRound(day(meeting), planWith(), [], both(closedOn(new Set(closed))));
      expect([round.publishBy, round.due]).toEqual([publishBy, due]);
    },
  );

  it('works every day of a round back from the meeting', () => {
    expect(workBackRound(day('2026-12-16'), planWith(), [], both(noHolidays))).toEqual({
      opens: '2026-11-19',
      reminders: ['2026-11-26', '2026-12-01'],
      due: '2026-12-03',
      escalates: '2026-12-04',
      freezes: '2026-12-04',
      publishBy: '2026-12-08',
    });
  });

  it.each([
    ['wales', '2026-12-10'],
    ['scotland', '2026-12-10'],
    ['northern-ireland', '2026-12-08'],
  ] as const)('%s keeps its own number of clear days', (division, publishBy) => {
    const round = workBackRound(day('2026-12-16'), planWith({}, division), [], both(noHolidays));
    expect(round.publishBy).toBe(publishBy);
  });

  it.each<[string, Partial<ScheduleRules>, string[], string]>([
    ['the plan’s clear days before the division’s', { clearDays: 2 }, [], '2026-12-11'],
    [
      'a board’s own before the plan’s',
      { clearDays: 2, boards: [{ name: 'Leaders', clearDays: 7 }] },
      ['Leaders'],
      '2026-12-04',
    ],
    ['fewer of a board’s own too', { boards: [{ name: 'Group', clearDays: 1 }] }, ['Group'], '2026-12-14'],
    [
      'the strictest of several boards',
      { boards: [{ name: 'Group', clearDays: 1 }] },
      ['Group', 'Unknown'],
      '2026-12-08',
    ],
    ['no clear day at all', { clearDays: 0 }, [], '2026-12-15'],
    ['every day of the week', { clearDayKind: 'calendar' }, [], '2026-12-10'],
    ['a working day though every day counts', { clearDayKind: 'calendar', clearDays: 3 }, [], '2026-12-11'],
  ])('takes %s', (_, rules, boards, publishBy) => {
    expect(workBackRound(day('2026-12-16'), planWith(rules), boards, both(noHolidays)).publishBy).toBe(
      publishBy,
    );
  });

  it('leaves exactly the clear working days strictly between issue and meeting', () => {
    fc.assert(
      fc.property(dates, divisions, closures, (meeting, division, isClosed) => {
        const publishBy = day(workBackRound(meeting, planWith({}, division), [], both(isClosed)).publishBy);
        expect(openDaysBetween(publishBy, meeting, isClosed)).toBe(clearDays[division]);
        expect(isClosed(publishBy)).toBe(false);
      }),
    );
  });

  it('keeps every sound rule’s days open and in order', () => {
    fc.assert(
      fc.property(dates, soundRules, closures, closures, (meeting, rules, publication, more) => {
        const working: IsClosed = (date) => publication(date) || more(date);
        const round = workBackRound(meeting, planWith(rules), [], { publication, working });
        const escalates = round.escalates ?? round.due;
        const order = [round.opens, ...round.reminders, round.due, escalates, round.freezes, round.publishBy];
        expect(order).toEqual([...order].sort());
        expect(round.publishBy < meeting.toString()).toBe(true);
        expect(round.reminders.every((reminder) => reminder > round.opens)).toBe(true);
        for (const asked of [round.opens, ...round.reminders, round.due])
          expect(working(day(asked))).toBe(false);
        for (const told of [escalates, round.freezes, round.publishBy])
          expect(publication(day(told))).toBe(false);
        // Leads have all of the days they were promised.
        expect(openDaysBetween(day(round.opens), day(round.due), working)).toBe(rules.openDays - 1);
      }),
    );
  });

  it('never gives a later meeting earlier dates', () => {
    fc.assert(
      fc.property(dates, fc.nat(60), soundRules, closures, (meeting, later, rules, isClosed) => {
        const before = workBackRound(meeting, planWith(rules), [], both(isClosed));
        const after = workBackRound(meeting.add({ days: later }), planWith(rules), [], both(isClosed));
        for (const name of ['opens', 'due', 'freezes', 'publishBy'] as const) {
          expect(after[name] >= before[name]).toBe(true);
        }
      }),
    );
  });
});

describe('squeezeRound', () => {
  const board = day('2026-12-16');
  const round = workBackRound(board, planWith(), [], both(noHolidays));

  it('leaves a round alone that is in time', () => {
    expect(squeezeRound(round, day('2026-11-19'), board)).toBe(round);
  });

  it.each<[string, string, string[], string | null, string, string]>([
    ['2026-11-27', '2026-12-03', ['2026-12-01'], '2026-12-04', '2026-12-04', 'the planned day still serves'],
    ['2026-12-03', '2026-12-03', [], '2026-12-04', '2026-12-04', 'on the planned day itself'],
    ['2026-12-04', '2026-12-08', [], null, '2026-12-08', 'the day of publication once it has passed'],
    [
      '2026-12-09',
      '2026-12-15',
      [],
      null,
      '2026-12-15',
      'the day before the meeting once the papers are out',
    ],
    ['2026-12-16', '2026-12-16', [], null, '2026-12-16', 'today on the day of the meeting'],
    ['2026-12-20', '2026-12-20', [], null, '2026-12-20', 'today after the meeting'],
  ])(
    'opened on %s, replies are due on %s: reminders %j, escalation %s, freeze %s',
    (today, due, reminders, escalates, freezes) => {
      expect(squeezeRound(round, day(today), board)).toEqual({
        opens: today,
        reminders,
        due,
        escalates,
        freezes,
        publishBy: '2026-12-08',
      });
    },
  );

  it('never asks by a day that has passed, nor freezes before the last day for replies', () => {
    fc.assert(
      fc.property(
        dates,
        soundRules,
        closures,
        fc.integer({ min: -60, max: 30 }),
        (meeting, rules, isClosed, offset) => {
          const planned = workBackRound(meeting, planWith(rules), [], both(isClosed));
          const today = meeting.add({ days: offset }).toString();
          const squeezed = squeezeRound(planned, day(today), meeting, isClosed);
          expect(squeezed.due >= today && squeezed.freezes >= squeezed.due).toBe(true);
          expect(squeezed.reminders.every((one) => one >= today && one <= squeezed.due)).toBe(true);
          if (planned.due >= today) expect(squeezed.due).toBe(planned.due);
          const { escalates } = squeezed;
          if (escalates !== null)
            expect(escalates > squeezed.due && escalates <= squeezed.freezes).toBe(true);
        },
      ),
    );
  });
});

describe('closuresOf', () => {
  const terms = [
    { name: 'Autumn', from: '2026-09-01', to: '2026-10-23' },
    { name: 'Autumn 2', from: '2026-11-02', to: '2026-12-18' },
  ];
  const closedDays = [
    { date: '2026-12-24', name: 'Christmas closure' },
    { date: '2026-12-29', name: '' },
  ];
  const plan = planWith({ closedDays, terms, outOfTermCloses: true });
  const { publication, working, why } = closuresOf(plan, new Set(['2026-12-25']));

  it.each([
    ['2026-12-23', false, false, null],
    ['2026-12-24', true, true, 'closed (Christmas closure)'],
    ['2026-12-25', true, true, 'a bank holiday'],
    ['2026-12-26', true, true, null],
    ['2026-12-29', true, true, 'a closed day'],
    ['2026-10-28', false, true, 'out of term'],
  ])('%s: closed for papers %s, for leads %s, because %s', (date, forPapers, forLeads, reason) => {
    expect([publication(day(date)), working(day(date)), why(day(date))]).toEqual([
      forPapers,
      forLeads,
      reason,
    ]);
  });

  it('only points out days out of term where the rules do not close them', () => {
    const lax = closuresOf(planWith({ terms }), new Set());
    expect(lax.working(day('2026-10-28'))).toBe(false);
    expect(isOutOfTerm(terms, '2026-10-28')).toBe(true);
  });

  it.each(['2026-08-31', '2027-01-05', '2026-10-23', '2026-11-02'])(
    'knows nothing of %s, before the first term, after the last or in one',
    (date) => {
      expect(isOutOfTerm(terms, date)).toBe(false);
    },
  );
});

describe('clearDaysFor', () => {
  it('says whose rule it is', () => {
    const plan = planWith({ boards: [{ name: 'Leaders', clearDays: 7 }] }, 'wales');
    expect(clearDaysFor(plan, [])).toEqual({ count: 3, board: null, source: 'division' });
    expect(clearDaysFor(plan, ['Group', 'Leaders'])).toEqual({ count: 7, board: 'Leaders', source: 'board' });
    expect(clearDaysFor(planWith({ clearDays: 4 }), ['Group'])).toEqual({
      count: 4,
      board: null,
      source: 'plan',
    });
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

describe('workingDaysAfter', () => {
  it('undoes workingDaysBefore from an open day', () => {
    fc.assert(
      fc.property(dates, fc.nat(10), closures, (from, count, isClosed) => {
        fc.pre(!isClosed(from));
        const back = workingDaysAfter(workingDaysBefore(from, count, isClosed), count, isClosed);
        expect(back.toString()).toBe(from.toString());
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
