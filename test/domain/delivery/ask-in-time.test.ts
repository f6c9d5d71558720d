import { describe, expect, it } from 'vitest';
import {
  asksForReplies,
  isFreezeDue,
  isPlannedTooLate,
  isTooLateToAsk,
} from '../../../src/domain/delivery/ask-in-time.ts';
import { aCycle, aPlan, deliveryKind, instant } from '../../support/builders.ts';

const plan = aPlan();
const cycle = aCycle('2026-12-16', { due: '2026-12-03', freezes: '2026-12-04' });

describe('isTooLateToAsk', () => {
  // The freeze comes at five in the afternoon.
  it.each([
    ['2026-12-04T16:58:59Z', false],
    ['2026-12-04T16:59:00Z', true],
    ['2026-12-04T17:00:00Z', true],
    ['2026-12-05T09:00:00Z', true],
  ])('at %s: %s', (now, late) => {
    expect(isTooLateToAsk(cycle, plan, instant(now))).toBe(late);
    expect(isTooLateToAsk({ ...cycle, state: 'frozen' }, plan, instant(now))).toBe(true);
  });

  it('is told by the board’s day where only the PM freezes', () => {
    const byHand = { ...cycle, freezes: null };
    expect(isTooLateToAsk(byHand, plan, instant('2026-12-16T23:58:00Z'))).toBe(false);
    expect(isTooLateToAsk(byHand, plan, instant('2026-12-16T23:59:30Z'))).toBe(true);
  });
});

it.each([
  ['2026-12-04T16:59:59Z', false],
  ['2026-12-04T17:00:00Z', true],
])('a freeze at %s is due: %s', (now, due) => {
  expect(isFreezeDue(cycle, plan, instant(now))).toBe(due);
  expect(isFreezeDue({ ...cycle, freezes: null }, plan, instant(now))).toBe(false);
  expect(isFreezeDue({ ...cycle, state: 'frozen' }, plan, instant(now))).toBe(false);
});

it('a prompt planned after the last day for replies is too late, a reminder by hand is not', () => {
  const planned = (kind: 'prompt' | 'reminder-2026-12-04', plannedAt: string) =>
    isPlannedTooLate({ kind: deliveryKind(kind), plannedAt }, cycle, plan);
  expect(planned('prompt', '2026-12-03T23:59:59Z')).toBe(false);
  expect(planned('prompt', '2026-12-04T00:00:00Z')).toBe(true);
  expect(planned('reminder-2026-12-04', '2026-12-04T09:00:00Z')).toBe(false);
});

it('prompts, reminders and escalations ask for replies; notices and cards brought up to date do not', () => {
  const kinds = ['prompt', 'reminder-x', 'escalation-x', 'notice-opened', 'refresh-x'] as const;
  expect(kinds.map(deliveryKind).map(asksForReplies)).toEqual([true, true, true, false, false]);
});
