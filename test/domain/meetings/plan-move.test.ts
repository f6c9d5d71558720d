import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Meeting } from '../../../src/domain/calendar/meeting.ts';
import { closuresOf, workBackRound } from '../../../src/domain/calendar/working-days.ts';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import { scheduledCycle } from '../../../src/domain/cycle/decide-due.ts';
import { planCancel, planMove } from '../../../src/domain/meetings/plan-move.ts';
import type { CalendarFacts } from '../../../src/domain/meetings/warn-meeting.ts';
import { aMeeting, aPlan, day, instant } from '../../support/builders.ts';

const closures = closuresOf(aPlan(), new Set(['2026-12-25', '2026-12-28', '2027-01-01']));
const roundOf = (date: string) => workBackRound(day(date), aPlan(), [], closures);
const meetingOn = (date: string, over: Partial<Meeting> = {}) =>
  aMeeting(date, { dates: roundOf(date), ...over });
const openFor = (date: string, over: Partial<Cycle> = {}): Cycle => ({
  ...scheduledCycle({ date }, roundOf(date), instant('2026-11-19T09:00:00Z'), 'Board Actions'),
  ...over,
});

function factsAt(at: string, meetings: readonly Meeting[], cycles: readonly Cycle[]): CalendarFacts {
  return { plan: aPlan(), meetings, cycles, closures, now: instant(at) };
}

const board = meetingOn('2026-12-16');
const move = (at: string, to: string, cycle: Cycle) => planMove(factsAt(at, [board], [cycle]), board, to);

describe('planMove', () => {
  it('leaves leads the longer time they were given, where the board meets later', () => {
    const extended = openFor('2026-12-16', { due: '2026-12-10', freezes: '2026-12-10', escalates: null });
    const later = move('2026-11-30T12:00:00Z', '2026-12-18', extended).cycle;
    expect(later).toMatchObject({ due: '2026-12-10', freezes: '2026-12-10', publishBy: '2026-12-10' });
    expect(move('2026-11-30T12:00:00Z', '2027-01-13', extended).cycle?.due).toBe('2026-12-30');
    expect(move('2026-11-30T12:00:00Z', '2026-12-15', extended).cycle?.due).toBe('2026-12-02');
  });

  it('moves what is ahead of an open cycle and keeps the reminders sent', () => {
    const cycle = openFor('2026-12-16', { remindersDone: ['2026-11-26'] });
    const { cycle: moved, stays } = move('2026-11-30T12:00:00Z', '2027-01-13', cycle);
    expect(moved).toMatchObject({
      cycleId: '2026-12-16',
      boardDate: '2027-01-13',
      due: '2026-12-30',
      reminders: ['2026-11-26', '2026-12-21', '2026-12-24'],
      escalates: '2026-12-31',
      freezes: '2026-12-31',
      publishBy: '2027-01-05',
    });
    expect(stays).toContain('Reminders sent on 26 November 2026 stay.');
  });

  it('does not pass a silence up twice', () => {
    const cycle = openFor('2026-12-16', {
      escalationDoneAt: '2026-12-04T09:00:00Z',
      remindersDone: ['2026-11-26', '2026-12-01'],
    });
    const { cycle: moved, stays } = move('2026-12-04T12:00:00Z', '2027-01-13', cycle);
    expect(moved).toMatchObject({ escalates: '2026-12-04', due: '2026-12-30' });
    expect(stays.join('\n')).toContain('Silence was passed up on 4 December 2026; that is not done again.');
  });

  it('does not tell of a reminder as sent that was skipped', () => {
    const skipped = [{ what: 'reminder', day: '2026-11-26', why: 'Found late.' }] as const;
    const cycle = openFor('2026-12-16', { remindersDone: ['2026-11-26'], skipped });
    expect(move('2026-11-30T12:00:00Z', '2027-01-13', cycle).stays.join()).not.toContain('26 November');
  });

  it('squeezes a cycle whose meeting is brought forward', () => {
    const { cycle } = move('2026-12-01T12:00:00Z', '2026-12-09', openFor('2026-12-16'));
    expect(cycle).toMatchObject({
      boardDate: '2026-12-09',
      publishBy: '2026-12-01',
      due: '2026-12-01',
      freezes: '2026-12-01',
      escalates: null,
    });
  });

  it('leaves the data of a frozen cycle alone', () => {
    const frozen = openFor('2026-12-16', {
      state: 'frozen',
      frozenAt: '2026-12-04T17:00:00Z',
      signedOff: { at: '2026-12-07T10:00:00Z', by: 'Chris' },
    });
    const { cycle, stays } = move('2026-12-08T12:00:00Z', '2027-01-13', frozen);
    expect(cycle).toEqual({ ...frozen, boardDate: '2027-01-13', publishBy: '2027-01-05' });
    expect(stays.join('\n')).toMatch(
      /The freeze of 4 December 2026 stays.*\nThe sign-off of 7 December 2026 stays/,
    );
  });

  it('of a frozen cycle to an earlier day leaves nothing due after the board meets', () => {
    const frozen = openFor('2026-12-16', { state: 'frozen', frozenAt: '2026-11-24T10:00:00Z' });
    const { cycle, moved } = move('2026-11-25T12:00:00Z', '2026-11-30', frozen);
    expect(cycle).toMatchObject({ boardDate: '2026-11-30', due: '2026-11-30', freezes: '2026-11-30' });
    expect(moved.map(({ what }) => what)).toContain('due');
  });

  it('leaves a cycle that only the PM freezes to the PM', () => {
    const { cycle } = move(
      '2026-11-30T12:00:00Z',
      '2027-01-13',
      openFor('2026-12-16', { freezes: null, reminders: [] }),
    );
    expect(cycle).toMatchObject({ freezes: null, reminders: [], due: '2026-12-30' });
  });

  it('never plans anything of an open cycle in the past, nor undoes what is done', () => {
    const offsets = fc.integer({ min: 0, max: 26 });
    fc.assert(
      fc.property(offsets, fc.nat(90), fc.nat(2), (passed, later, done) => {
        const today = day('2026-11-19').add({ days: passed });
        const to = today.add({ days: later }).toString();
        fc.pre(to !== '2026-12-16');
        const open = openFor('2026-12-16');
        const remindersDone = open.reminders.filter((one) => one <= today.toString()).slice(0, done);
        const { cycle, meetings } = move(`${today}T12:00:00Z`, to, { ...open, remindersDone });
        expect(cycle?.reminders).toEqual(expect.arrayContaining([...remindersDone]));
        const ahead = cycle?.reminders.filter((one) => !remindersDone.includes(one)) ?? [];
        for (const one of [...ahead, cycle?.due ?? '', cycle?.freezes ?? ''])
          expect(one >= today.toString()).toBe(true);
        expect(cycle?.reminders).toEqual([...new Set(cycle?.reminders)].sort());
        expect(meetings.find(({ date }) => date === to)).toMatchObject({
          state: 'planned',
          cycle: '2026-12-16',
        });
      }),
    );
  });
});

describe('planCancel', () => {
  it('gives the asking to the next meeting of the period, unless leads have been asked', () => {
    const meetings = [board, meetingOn('2026-12-18', { cycle: '2026-12-16' })];
    const cycleOf = (cycles: readonly Cycle[]) =>
      planCancel(factsAt('2026-11-30T12:00:00Z', meetings, cycles), board).map(({ state, cycle }) => [
        state,
        cycle,
      ]);
    expect(cycleOf([])).toEqual([
      ['cancelled', '2026-12-16'],
      ['planned', '2026-12-18'],
    ]);
    expect(cycleOf([openFor('2026-12-16')])).toEqual([
      ['cancelled', '2026-12-16'],
      ['planned', '2026-12-16'],
    ]);
  });
});
