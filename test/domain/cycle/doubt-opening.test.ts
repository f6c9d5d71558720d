import { describe, expect, it } from 'vitest';
import { doubtMeeting, faultOfDue } from '../../../src/domain/cycle/doubt-opening.ts';
import { day } from '../../support/builders.ts';

describe('doubtMeeting', () => {
  it.each([
    ['2026-12-09', '9 December 2026 has passed.'],
    ['2026-12-10', null],
    ['2027-12-10', null],
    ['2027-12-11', '11 December 2027 is more than a year away.'],
  ])('of %s', (meeting, doubt) => {
    expect(doubtMeeting(day(meeting), day('2026-12-10'))).toBe(doubt);
  });
});

describe('faultOfDue', () => {
  it.each([
    ['2026-12-16', '2026-12-16', '2026-12-10', null],
    ['2026-12-17', '2026-12-16', '2026-12-10', 'after-board'],
    ['2026-12-10', '2026-12-16', '2026-12-10', null],
    ['2026-12-09', '2026-12-16', '2026-12-10', 'past'],
    // A cycle of the past: its days have all gone by.
    ['2026-12-01', '2026-12-09', '2026-12-10', null],
  ] as const)('of %s for the board of %s on %s: %s', (due, board, today, fault) => {
    expect(faultOfDue(due, board, today)).toBe(fault);
  });
});
