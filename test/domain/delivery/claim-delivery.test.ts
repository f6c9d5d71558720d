import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canStillSend,
  decideClaim,
  giveBack,
  isOverdue,
  planAgain,
  recordOutcome,
} from '../../../src/domain/delivery/claim-delivery.ts';
import type { Delivery, DeliveryState } from '../../../src/domain/delivery/delivery.ts';
import type { SendOutcome } from '../../../src/domain/delivery/send-outcome.ts';
import { aDelivery, instant } from '../../support/builders.ts';

const now = instant('2026-10-05T09:00:00Z');

describe('decideClaim', () => {
  it.each<[string, Partial<Delivery>, 'claim' | 'drop' | { wait: number }]>([
    ['planned', { state: 'planned' }, 'claim'],
    ['planned, to wait no longer', { state: 'planned', notBefore: '2026-10-05T09:00:00Z' }, 'claim'],
    ['planned, to wait 90 s', { state: 'planned', notBefore: '2026-10-05T09:01:30Z' }, { wait: 90 }],
    [
      'planned, to wait part of a second',
      { state: 'planned', notBefore: '2026-10-05T09:00:00.200Z' },
      { wait: 1 },
    ],
    ['claimed by another', { state: 'claimed', leaseUntil: '2026-10-05T09:00:20Z' }, { wait: 20 }],
    ['claimed, the lease just over', { state: 'claimed', leaseUntil: '2026-10-05T09:00:00Z' }, 'claim'],
    ['claimed, the lease long over', { state: 'claimed', leaseUntil: '2026-10-01T09:00:00Z' }, 'claim'],
    ['sent', { state: 'sent' }, 'drop'],
    ['unreachable', { state: 'unreachable' }, 'drop'],
    ['failed', { state: 'failed' }, 'drop'],
    ['not needed', { state: 'not-needed' }, 'drop'],
  ])('%s', (_case, over, expected) => {
    const row = aDelivery('sam-barron', { attempts: 2, ...over });
    const decision = decideClaim(row, now);
    if (expected === 'claim') {
      const claimed = { ...row, state: 'claimed', attempts: 3, leaseUntil: '2026-10-05T09:01:00Z' };
      expect(decision).toEqual({ kind: 'claim', claimed });
    } else {
      expect(decision).toEqual(
        expected === 'drop' ? { kind: 'drop' } : { kind: 'wait', seconds: expected.wait },
      );
    }
  });

  it('gives up on a row whose every holder ended before it could say what became of it', () => {
    let row = aDelivery('sam-barron');
    let at = now;
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      const decision = decideClaim(row, at);
      if (decision.kind !== 'claim')
        throw new Error(`attempt ${attempt} was not claimed but ${decision.kind}`);
      row = decision.claimed;
      at = at.add({ seconds: 60 });
    }
    const decision = decideClaim(row, at);
    if (decision.kind !== 'give-up') throw new Error(`not given up but ${decision.kind}`);
    expect(decision.failed).toMatchObject({
      state: 'failed',
      attempts: 8,
      leaseUntil: null,
      reason: 'gave-up',
    });
    expect(decideClaim(decision.failed, at)).toEqual({ kind: 'drop' });
    expect(isOverdue(decision.failed, at.add({ hours: 24 }))).toBe(false);
  });

  it('lets nobody take a row that has just been claimed', () => {
    const decision = decideClaim(aDelivery('sam-barron'), now);
    expect(decision.kind === 'claim' && decideClaim(decision.claimed, now)).toEqual({
      kind: 'wait',
      seconds: 60,
    });
  });
});

describe('recordOutcome', () => {
  const claimed = aDelivery('sam-barron', {
    state: 'claimed',
    attempts: 1,
    leaseUntil: '2026-10-05T09:01:00Z',
  });
  const secondsWaited = (row: Delivery) => now.until(instant(row.notBefore ?? '')).total('second');

  it('keeps the activity of what was sent', () => {
    expect(
      recordOutcome({ ...claimed, reason: 'throttled' }, { kind: 'sent', activityId: 'a1' }, now, 0),
    ).toEqual(
      aDelivery('sam-barron', {
        state: 'sent',
        attempts: 1,
        sentAt: '2026-10-05T09:00:00Z',
        activityId: 'a1',
      }),
    );
  });

  it.each(['unreachable', 'failed'] as const)('ends as %s with the reason', (kind) => {
    expect(recordOutcome(claimed, { kind, reason: 'blocked' }, now, 0)).toEqual(
      aDelivery('sam-barron', { state: kind, attempts: 1, reason: 'blocked' }),
    );
  });

  it.each([
    [0, 30],
    [0.999, 30.999],
  ])('waits as long as Teams asks, and a little more by chance (%d)', (random, seconds) => {
    const row = recordOutcome(claimed, { kind: 'throttled', retryAfterSeconds: 30 }, now, random);
    expect(row).toMatchObject({ state: 'planned', reason: 'throttled', leaseUntil: null });
    expect(secondsWaited(row)).toBeCloseTo(seconds, 2);
  });

  const anyWaiting = fc.constantFrom<SendOutcome[]>(
    { kind: 'retry', reason: 'http-503' },
    { kind: 'throttled', retryAfterSeconds: null },
  );
  const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('backs off between one second and an exponential ceiling of five minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), anyWaiting, anyRandom, (attempts, outcome, random) => {
        const row = recordOutcome({ ...claimed, attempts }, outcome, now, random);
        expect(row.state).toBe('planned');
        expect(secondsWaited(row)).toBeGreaterThanOrEqual(1);
        expect(secondsWaited(row)).toBeLessThanOrEqual(1.01 + Math.min(300, 2 ** attempts));
      }),
    );
  });

  it('uses the whole of that range', () => {
    const atMost = recordOutcome(
      { ...claimed, attempts: 4 },
      { kind: 'retry', reason: 'http-503' },
      now,
      0.999,
    );
    expect(secondsWaited(atMost)).toBeGreaterThan(16);
    const atLeast = recordOutcome({ ...claimed, attempts: 4 }, { kind: 'retry', reason: 'http-503' }, now, 0);
    expect(secondsWaited(atLeast)).toBe(1);
  });

  it('ends as failed with the eighth attempt, however the outcomes mix', () => {
    fc.assert(
      fc.property(fc.array(anyWaiting, { minLength: 8, maxLength: 8 }), anyRandom, (outcomes, random) => {
        let row = aDelivery('sam-barron');
        let at = now;
        const states = outcomes.map((outcome) => {
          const decision = decideClaim(row, at);
          if (decision.kind !== 'claim') throw new Error(`not claimed but ${decision.kind}`);
          row = recordOutcome(decision.claimed, outcome, at, random);
          at = at.add({ hours: 1 });
          return row.state;
        });
        expect(states).toEqual([...Array<string>(7).fill('planned'), 'failed']);
        expect(row).toMatchObject({ attempts: 8, notBefore: null, leaseUntil: null });
        expect(decideClaim(row, at)).toEqual({ kind: 'drop' });
      }),
    );
  });
});

describe('a row that is not given up', () => {
  it('is one whose attempts are spent within the hour: Teams may be away for as long', () => {
    const spent = aDelivery('sam-barron', {
      state: 'claimed',
      attempts: 20,
      plannedAt: '2026-10-05T08:00:01Z',
      leaseUntil: '2026-10-05T08:59:00Z',
    });
    expect(recordOutcome(spent, { kind: 'retry', reason: 'http-503' }, now, 0).state).toBe('planned');
    expect(decideClaim(spent, now).kind).toBe('claim');
    const later = now.add({ seconds: 1 });
    expect(recordOutcome(spent, { kind: 'retry', reason: 'http-503' }, later, 0).state).toBe('failed');
    expect(decideClaim(spent, later).kind).toBe('give-up');
  });
});

describe('a claim that is not used', () => {
  const claimed = aDelivery('sam-barron', {
    state: 'claimed',
    attempts: 1,
    leaseUntil: '2026-10-05T09:01:00Z',
  });

  it('is given back as if it had not been made', () => {
    expect(giveBack(claimed, now)).toEqual(aDelivery('sam-barron', { attempts: 0 }));
    expect(recordOutcome(claimed, { kind: 'later', seconds: 12 }, now, 0.5)).toEqual(
      aDelivery('sam-barron', { attempts: 0, notBefore: '2026-10-05T09:00:12.5Z' }),
    );
  });

  it.each([
    [0, true],
    [30, true],
    [31, false],
    [90, false],
  ])('may be sent %i seconds after it was made: %s', (seconds, may) => {
    expect(canStillSend(claimed, now.add({ seconds }))).toBe(may);
  });

  it('may not be sent by anybody else', () => {
    expect(canStillSend(aDelivery('sam-barron'), now)).toBe(false);
  });
});

describe('planAgain', () => {
  it('makes a row as good as new', () => {
    const stranded = aDelivery('sam-barron', { state: 'unreachable', attempts: 5, reason: 'never-met-bot' });
    expect(planAgain(stranded, now)).toEqual(aDelivery('sam-barron', { plannedAt: '2026-10-05T09:00:00Z' }));
  });
});

describe('isOverdue', () => {
  it.each<[string, Partial<Delivery>, boolean]>([
    ['planned two minutes ago', { plannedAt: '2026-10-05T08:58:00Z' }, false],
    ['planned longer ago', { plannedAt: '2026-10-05T08:57:59Z' }, true],
    ['planned long ago but told to wait', { notBefore: '2026-10-05T08:59:00Z' }, false],
    ['waiting long past its time', { notBefore: '2026-10-05T08:50:00Z' }, true],
    ['claimed, lease running', { state: 'claimed', leaseUntil: '2026-10-05T09:00:00Z' }, false],
    ['claimed, lease over', { state: 'claimed', leaseUntil: '2026-10-05T08:59:59Z' }, true],
    ['sent', { state: 'sent' }, false],
    ['unreachable', { state: 'unreachable' }, false],
    ['failed', { state: 'failed' }, false],
    ['not needed', { state: 'not-needed' }, false],
  ])('%s', (_case, over, expected) => {
    expect(isOverdue(aDelivery('sam-barron', over), now)).toBe(expected);
  });

  it('never wakes a row that may not be claimed', () => {
    const anyInstant = fc.integer({ min: -600, max: 600 }).map((seconds) => now.add({ seconds }).toString());
    const states: DeliveryState[] = ['planned', 'claimed', 'sent', 'unreachable', 'failed', 'not-needed'];
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        anyInstant,
        fc.option(anyInstant),
        fc.option(anyInstant),
        (state, plannedAt, notBefore, leaseUntil) => {
          const row = aDelivery('sam-barron', { state, plannedAt, notBefore, leaseUntil });
          if (isOverdue(row, now)) expect(decideClaim(row, now).kind).toBe('claim');
        },
      ),
    );
  });
});
