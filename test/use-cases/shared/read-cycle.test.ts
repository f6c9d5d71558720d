import { describe, expect, it } from 'vitest';
import { chooseCycle } from '../../../src/use-cases/shared/read-cycle.ts';
import { aCycle, aMeeting } from '../../support/builders.ts';

const november = aCycle('2026-11-18', { state: 'frozen' });
// Moved from the 16th after it was opened.
const december = aCycle('2026-12-16', { boardDate: '2026-12-18' });
const cycles = [november, december];
const meetings = [
  aMeeting('2026-11-25', { cycle: '2026-11-18' }),
  aMeeting('2026-12-16', { state: 'moved', movedTo: '2026-12-18' }),
  aMeeting('2026-12-18', { cycle: '2026-12-16' }),
  aMeeting('2027-01-13', { state: 'cancelled', cycle: '2026-12-16' }),
  aMeeting('2027-02-10', { cycle: null }),
];

describe('chooseCycle', () => {
  it.each([
    [null, december, 'the only open one'],
    ['2026-12-16', december, 'by its name'],
    ['2026-12-18', december, 'by the day its board meets'],
    ['2026-11-25', november, 'by another board’s meeting that reports its replies'],
  ])('takes %s for %o: %s', (named, expected, _how) => {
    expect(chooseCycle(cycles, named, meetings)).toBe(expected);
  });

  it.each(['2027-01-13', '2027-02-10', '2027-03-10'])(
    'knows no cycle for %s, and says which there are',
    (named) => {
      expect(() => chooseCycle(cycles, named, meetings)).toThrow(
        expect.objectContaining({
          code: 'unknown-cycle',
          message: expect.stringContaining('18 November 2026, 18 December 2026'),
        }),
      );
    },
  );

  it('asks which of several open ones, by the days their boards meet', () => {
    const both = [aCycle('2026-11-18'), december];
    expect(() => chooseCycle(both, null)).toThrow('18 November 2026 and 18 December 2026');
  });

  it('says why nobody was asked where a round was missed', () => {
    const missed = [aMeeting('2026-10-14', { cycle: null, missed: 'It was found too late.' })];
    expect(() => chooseCycle([], null, missed)).toThrow('It was found too late.');
    expect(() => chooseCycle([november], '2026-10-14', missed)).toThrow('It was found too late.');
    expect(chooseCycle([november], null, missed)).toBe(november);
  });

  it('falls back to the one whose board meets last', () => {
    const moved = aCycle('2026-09-16', { state: 'frozen', boardDate: '2026-12-02' });
    expect(chooseCycle([moved, november], null)).toBe(moved);
  });

  it('falls back to the latest where none is open', () => {
    expect(chooseCycle([november], null)).toBe(november);
    expect(() => chooseCycle([], null)).toThrow('No cycle has been opened yet');
  });
});
