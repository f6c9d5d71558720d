import { describe, expect, it } from 'vitest';
import type { Meeting } from '../../../src/domain/calendar/meeting.ts';
import { type ScheduleRules, standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { closuresOf, workBackRound } from '../../../src/domain/calendar/working-days.ts';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import { scheduledCycle } from '../../../src/domain/cycle/decide-due.ts';
import { viewCalendar } from '../../../src/domain/meetings/view-calendar.ts';
import { aMeeting, aPlan, day, instant } from '../../support/builders.ts';

const holidays = new Set(['2026-12-25', '2026-12-28', '2027-01-01']);
const planWith = (rules: Partial<ScheduleRules> = {}) => aPlan({ schedule: { ...standardRules, ...rules } });
const roundOf = (date: string, plan = planWith()) =>
  workBackRound(day(date), plan, [], closuresOf(plan, holidays));
const meetingOn = (date: string, over: Partial<Meeting> = {}) =>
  aMeeting(date, { dates: roundOf(date), ...over });
const openFor = (date: string, over: Partial<Cycle> = {}): Cycle => ({
  ...scheduledCycle({ date }, roundOf(date), instant('2026-11-19T09:00:00Z'), 'Board Actions'),
  ...over,
});

function view(
  meetings: readonly Meeting[],
  cycles: readonly Cycle[] = [],
  plan = planWith(),
  at = '2026-11-02T09:00:00Z',
) {
  return viewCalendar({ plan, meetings, cycles, closures: closuresOf(plan, holidays), now: instant(at) })
    .meetings;
}
const reasonsOf = (meeting: ReturnType<typeof view>[number] | undefined) =>
  Object.fromEntries(meeting?.dates.map(({ what, reason }) => [what, reason]) ?? []);
const codesOf = (meetings: ReturnType<typeof view>) =>
  meetings.map(({ warnings }) => warnings.map(({ code }) => code));

describe('viewCalendar', () => {
  it('gives each day the rule that puts it there', () => {
    const [meeting] = view([meetingOn('2027-01-05')]);
    expect(reasonsOf(meeting)).toEqual({
      opens: 'Ten working days before the last day for replies.',
      reminder: 'Two working days before the last day for replies, to whoever has not answered.',
      due: 'Three working days before the papers are published, to collate them.',
      escalates: 'One working day after the last day for replies: strategic leads hear who has not answered.',
      freezes: 'Two working days before the papers are published: the paper’s data are fixed.',
      'publish-by':
        'Papers must be open five clear working days before the meeting (the law in England), not counting Wed 23 December itself nor the meeting. 25 and 28 December and 1 January are bank holidays.',
      meeting: 'The day the board meets.',
    });
  });

  it('names closed days and rules of the plan’s own', () => {
    const plan = planWith({
      clearDays: 2,
      clearDayKind: 'calendar',
      closedDays: [{ date: '2026-12-14', name: 'Staff day' }],
    });
    const [meeting] = view([meetingOn('2026-12-16', { dates: roundOf('2026-12-16', plan) })], [], plan);
    expect(reasonsOf(meeting)['publish-by']).toBe(
      'Papers must be open two clear days before the meeting (the plan’s own rule), not counting Fri 11 December itself nor the meeting. Every day of the week counts, but papers come out on a working day. 14 December is closed (Staff day).',
    );
  });

  it('shows when prompts went out, though the hour of the rules is still to come', () => {
    const openedAt = '2026-11-22T02:40:00Z';
    const cycle = openFor('2026-12-16', { openedAt });
    const [meeting] = view([meetingOn('2026-12-16')], [cycle], planWith(), openedAt);
    expect(meeting?.dates[0]).toMatchObject({ what: 'opens', day: '2026-11-22', time: '02:40', past: true });
  });

  it('shows an opened cycle’s days, and claims no rule for those set by hand', () => {
    const cycle = openFor('2026-12-16', {
      due: '2026-12-07',
      freezes: '2026-12-07',
      openedAt: '2026-11-23T09:00:00Z',
    });
    const [meeting] = view([meetingOn('2026-12-16')], [cycle], planWith(), '2026-12-01T12:00:00Z');
    expect(meeting).toMatchObject({
      asks: true,
      cycleState: 'open',
      replies: 'Leads have been asked for this meeting.',
    });
    const reasons = reasonsOf(meeting);
    expect([reasons['opens'], reasons['due']]).toEqual([
      'The day the cycle was opened.',
      'Set when the cycle was opened, or since.',
    ]);
    expect(reasons['publish-by']).toContain('five clear working days');
    expect(meeting?.dates.map(({ past }) => past)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('points out what a meeting lacks', () => {
    const rows = [
      meetingOn('2026-12-09', { cycle: null, asking: 'never' }),
      meetingOn('2026-12-10', { cycle: '2026-12-16' }),
      meetingOn('2026-12-16'),
      meetingOn('2026-12-17', { asking: 'always' }),
      meetingOn('2027-01-13', { cycle: null, missed: 'Nobody was asked.' }),
    ];
    expect(codesOf(view(rows))).toEqual([
      ['nothing-to-draw-on'],
      ['replies-too-late'],
      ['too-close'],
      ['overlaps-previous', 'too-close'],
      ['missed', 'nothing-to-draw-on'],
    ]);
  });

  it('points out days out of term only where they are no working days anyway', () => {
    const terms = [
      { name: 'Autumn', from: '2026-09-01', to: '2026-11-20' },
      { name: 'Autumn 2', from: '2026-11-30', to: '2026-12-18' },
    ];
    expect(codesOf(view([meetingOn('2026-12-16')], [], planWith({ terms })))).toEqual([['out-of-term']]);
    const closing = planWith({ terms, outOfTermCloses: true });
    const worked = meetingOn('2026-12-16', { dates: roundOf('2026-12-16', closing) });
    expect(codesOf(view([worked], [], closing))).toEqual([[]]);
    expect(worked.dates.opens).toBe('2026-11-12');
  });

  it('keeps moved and cancelled meetings as a record', () => {
    const rows = [
      meetingOn('2026-12-16', { state: 'moved', movedTo: '2027-01-13' }),
      meetingOn('2026-12-17', { state: 'cancelled' }),
    ];
    expect(view(rows).map(({ replies, dates }) => [replies, dates])).toEqual([
      ['Moved to 13 January 2027.', []],
      ['Cancelled.', []],
    ]);
    expect(codesOf(view(rows, [openFor('2026-12-17')]))[1]).toEqual(['cycle-open']);
  });
});
