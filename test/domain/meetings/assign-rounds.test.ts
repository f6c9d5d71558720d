import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askings, type Meeting } from '../../../src/domain/calendar/meeting.ts';
import { assignRounds } from '../../../src/domain/meetings/assign-rounds.ts';
import { aCycle, aMeeting, day } from '../../support/builders.ts';

const rules = { periodDays: 21 };

/** Replies due nine days before the meeting. */
const meetingOn = (date: string, over: Partial<Meeting> = {}) =>
  aMeeting(date, {
    cycle: null,
    dates: { ...aMeeting(date).dates, due: day(date).subtract({ days: 9 }).toString() },
    ...over,
  });
const assigned = (meetings: readonly Meeting[], cycles = [] as ReturnType<typeof aCycle>[]) =>
  Object.fromEntries(assignRounds(meetings, cycles, rules, '2026-01-01'));

describe('assignRounds', () => {
  it('asks for the first meeting of a period; the others show its replies', () => {
    const meetings = ['2026-12-16', '2026-12-20', '2027-01-05', '2027-01-06'].map((date) => meetingOn(date));
    expect(assigned(meetings)).toEqual({
      '2026-12-16': '2026-12-16',
      '2026-12-20': '2026-12-16',
      '2027-01-05': '2026-12-16',
      '2027-01-06': '2027-01-06',
    });
  });

  it('shows the nearest cycle’s replies of two', () => {
    const meetings = ['2026-12-01', '2026-12-22', '2027-01-08'].map((date) => meetingOn(date));
    expect(assigned(meetings)['2027-01-08']).toBe('2026-12-22');
  });

  it('takes the PM’s word', () => {
    const meetings = [
      meetingOn('2026-12-09', { asking: 'never' }),
      meetingOn('2026-12-16'),
      meetingOn('2026-12-18', { asking: 'always' }),
      meetingOn('2027-06-01', { asking: 'never' }),
    ];
    expect(assigned(meetings)).toEqual({
      '2026-12-09': null,
      '2026-12-16': '2026-12-16',
      '2026-12-18': '2026-12-18',
      '2027-06-01': '2026-12-18',
    });
  });

  it('leaves an opened cycle its meeting, though an earlier one is added', () => {
    const meetings = [meetingOn('2026-12-10'), meetingOn('2026-12-16')];
    expect(assigned(meetings, [aCycle('2026-12-16')])).toEqual({
      '2026-12-10': '2026-12-16',
      '2026-12-16': '2026-12-16',
    });
  });

  it('follows a cycle whose meeting was moved after it was opened', () => {
    const meetings = [
      meetingOn('2026-12-16', { state: 'moved', movedTo: '2027-01-20' }),
      meetingOn('2027-01-20', { movedFrom: ['2026-12-16'] }),
      meetingOn('2027-01-22'),
    ];
    const cycles = [aCycle('2026-12-16', { boardDate: '2027-01-20', due: '2027-01-11' })];
    expect(assigned(meetings, cycles)).toEqual({ '2027-01-20': '2026-12-16', '2027-01-22': '2026-12-16' });
  });

  it('counts a cycle that was opened without a meeting, or whose meeting was cancelled', () => {
    const cycles = [aCycle('2026-12-16', { due: '2026-12-07' })];
    expect(assigned([meetingOn('2026-12-18')], cycles)).toEqual({ '2026-12-18': '2026-12-16' });
    const cancelled = [meetingOn('2026-12-16', { state: 'cancelled' }), meetingOn('2026-12-18')];
    expect(assigned(cancelled, cycles)).toEqual({ '2026-12-18': '2026-12-16' });
  });

  it('does not let a meeting for which nobody was asked stand for others', () => {
    const meetings = [meetingOn('2026-12-16', { missed: 'Found too late.' }), meetingOn('2026-12-18')];
    expect(assigned(meetings)).toEqual({ '2026-12-16': null, '2026-12-18': '2026-12-18' });
  });

  it('asks nobody for a meeting that is past, and lets it stand for no other', () => {
    const meetings = [meetingOn('2026-12-14'), meetingOn('2026-12-16')];
    expect(Object.fromEntries(assignRounds(meetings, [], rules, '2026-12-15'))).toEqual({
      '2026-12-14': null,
      '2026-12-16': '2026-12-16',
    });
    const opened = [aCycle('2026-12-14', { due: '2026-12-05' })];
    expect(Object.fromEntries(assignRounds(meetings, opened, rules, '2026-12-15'))).toEqual({
      '2026-12-14': '2026-12-14',
      '2026-12-16': '2026-12-14',
    });
  });

  it('leaves a past meeting what it showed, though that was asked for a later one', () => {
    const cycles = [aCycle('2026-11-11', { due: '2026-11-02' }), aCycle('2026-12-16', { due: '2026-12-07' })];
    const shown = meetingOn('2026-12-10', { cycle: '2026-12-16' });
    const meetings = [meetingOn('2026-11-11'), shown, meetingOn('2026-12-16')];
    const result = Object.fromEntries(assignRounds(meetings, cycles, rules, '2027-01-04'));
    expect(result['2026-12-10']).toBe('2026-12-16');
  });

  const anyMeetings = fc
    .uniqueArray(
      fc.record({
        offset: fc.nat(200),
        asking: fc.constantFrom(...askings),
        state: fc.constantFrom('planned', 'planned', 'planned', 'cancelled'),
        opened: fc.boolean(),
      }),
      { selector: ({ offset }) => offset, maxLength: 20 },
    )
    .map((rows) => {
      const dateOf = (offset: number) => day('2026-06-01').add({ days: offset }).toString();
      const meetings = rows.map(({ offset, asking, state }) => meetingOn(dateOf(offset), { asking, state }));
      const cycles = rows
        .filter(({ opened, asking }) => opened && asking !== 'never')
        .map(({ offset }) =>
          aCycle(dateOf(offset), { due: day(dateOf(offset)).subtract({ days: 9 }).toString() }),
        );
      return { meetings, cycles };
    });

  it('keeps a period between two askings unless the PM says “always”, and every opened cycle', () => {
    fc.assert(
      fc.property(anyMeetings, ({ meetings, cycles }) => {
        const result = assignRounds(meetings, cycles, rules, '2026-01-01');
        const opened = new Set(cycles.map(({ cycleId: meeting }) => meeting));
        for (const { cycleId: meeting } of cycles)
          if (result.has(meeting)) expect(result.get(meeting)).toBe(meeting);
        const asking = meetings.filter(({ date }) => result.get(date) === date);
        for (const one of asking) {
          if (opened.has(one.date) || one.asking === 'always') continue;
          expect(one.asking).toBe('when-due');
          for (const other of asking) {
            // A later `always` asks beside it by the PM's own word.
            if (other === one || other.asking === 'always') continue;
            const apart = Math.abs(day(one.dates.due).until(other.dates.due, { largestUnit: 'day' }).days);
            expect(apart).toBeGreaterThanOrEqual(21);
          }
        }
        // Whatever is shown is asked for, or has been.
        for (const cycle of result.values()) {
          if (cycle !== null) expect(opened.has(cycle) || result.get(cycle) === cycle).toBe(true);
        }
      }),
    );
  });

  it('is stable: the same again from its own result, in any order, and with a meeting added after all others', () => {
    fc.assert(
      fc.property(anyMeetings, ({ meetings, cycles }) => {
        const result = assignRounds(meetings, cycles, rules, '2026-01-01');
        const again = meetings
          .toReversed()
          .map((meeting) => ({ ...meeting, cycle: result.get(meeting.date) ?? null }));
        expect(Object.fromEntries(assignRounds(again, cycles, rules, '2026-01-01'))).toEqual(
          Object.fromEntries(result),
        );
        const more = new Map(
          assignRounds([...meetings, meetingOn('2027-06-01')], cycles, rules, '2026-01-01'),
        );
        more.delete('2027-06-01');
        expect(Object.fromEntries(more)).toEqual(Object.fromEntries(result));
      }),
    );
  });
});
