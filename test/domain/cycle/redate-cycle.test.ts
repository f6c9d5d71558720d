import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { closedOn } from '../../../src/domain/calendar/working-days.ts';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import { freezeDay, redateCycle } from '../../../src/domain/cycle/redate-cycle.ts';
import { aCycle, aPlan, day, instant } from '../../support/builders.ts';

const isClosed = closedOn(new Set(['2026-12-25', '2026-12-28']));
const closures = { publication: isClosed, working: isClosed };
const cycle = aCycle('2027-01-13', {
  due: '2026-12-17',
  reminders: ['2026-12-10', '2026-12-15'],
  remindersDone: ['2026-12-10'],
  escalates: '2026-12-18',
  freezes: '2026-12-18',
});
const redate = (due: string, now: string, over: Partial<Cycle> = {}, plan = aPlan()) =>
  redateCycle({ ...cycle, ...over }, day(due), { plan, closures, now: instant(now) });

describe('redateCycle', () => {
  it('counts what lies ahead anew from the new day, over closed days', () => {
    expect(redate('2026-12-31', '2026-12-11T10:00:00Z')).toMatchObject({
      due: '2026-12-31',
      reminders: ['2026-12-10', '2026-12-22', '2026-12-29'],
      remindersDone: ['2026-12-10'],
      freezes: '2026-12-31',
      // The day after the last one would come after the freeze.
      escalates: null,
    });
  });

  it('leaves a freeze that is late enough, and the escalation before it', () => {
    expect(redate('2026-12-18', '2026-12-11T10:00:00Z', { freezes: '2026-12-22' })).toMatchObject({
      freezes: '2026-12-22',
      escalates: '2026-12-21',
      escalationDoneAt: null,
    });
  });

  it('passes silence up again after a later day, though it has been passed up once', () => {
    const done = { escalationDoneAt: '2026-12-18T09:00:00Z', freezes: '2026-12-30' };
    expect(redate('2026-12-23', '2026-12-18T12:00:00Z', done)).toMatchObject({
      escalates: '2026-12-24',
      escalationDoneAt: null,
    });
  });

  it('does not make up for a reminder of the day before', () => {
    const behind = redate('2026-12-21', '2026-12-16T10:00:00Z');
    expect(behind.reminders).toEqual(['2026-12-10', '2026-12-17']);
  });

  it('keeps to the plan’s rules', () => {
    const schedule = { ...standardRules, reminderDays: [0], escalateDays: null };
    const plan = aPlan({ schedule });
    expect(redate('2026-12-21', '2026-12-16T10:00:00Z', {}, plan)).toMatchObject({
      reminders: ['2026-12-10', '2026-12-21'],
      escalates: null,
    });
  });

  it.each([
    ['2026-12-18', '2026-12-17', '2026-12-18T16:59:59Z', '2026-12-18'],
    ['2026-12-18', '2026-12-17', '2026-12-18T17:00:00Z', null],
    ['2026-12-18', '2026-12-21', '2026-12-18T18:00:00Z', '2026-12-21'],
    [null, '2026-12-21', '2026-12-18T18:00:00Z', null],
  ])('a freeze on %s with replies by %s, looked at %s, comes on %s', (freezes, due, now, expected) => {
    expect(freezeDay(freezes, due, aPlan(), instant(now))).toBe(expected);
  });

  it('has its days in order, whatever the day, and nothing before now but what was done', () => {
    const anyDue = fc.integer({ min: 0, max: 33 }).map((days) => day('2026-12-11').add({ days }).toString());
    fc.assert(
      fc.property(anyDue, (due) => {
        const { reminders, remindersDone, escalates, freezes } = redate(due, '2026-12-11T10:00:00Z');
        expect(reminders).toEqual([...new Set(reminders)].sort());
        for (const each of reminders) {
          expect(each <= due).toBe(true);
          expect(each > '2026-12-11' || remindersDone.includes(each)).toBe(true);
        }
        expect(freezes !== null && freezes >= due).toBe(true);
        expect(escalates === null || (escalates > due && escalates <= (freezes ?? ''))).toBe(true);
      }),
    );
  });
});
