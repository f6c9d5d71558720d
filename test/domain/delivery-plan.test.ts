import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryState } from '../../src/domain/delivery.ts';
import {
  decideClaim,
  isOverdue,
  type Outcome,
  planAgain,
  planPrompts,
  planReminders,
  type Reachability,
  recordOutcome,
} from '../../src/domain/delivery-plan.ts';
import { aDelivery, anAction, aPerson, instant } from './builders.ts';
import { generatedPlan } from './generated-plan.ts';

const now = instant('2026-10-05T09:00:00Z');
const meeting = '2026-10-14';

describe('planPrompts', () => {
  const people = [aPerson('sam-barron'), aPerson('kit-holloway'), aPerson('ada-moor')];
  const everywhere = new Map<string, Reachability>(people.map(({ id }) => [id, 'reachable']));

  it('asks each named updater of an open action once, however many actions they lead', () => {
    const actions = [
      anAction('0001'),
      anAction('0002'),
      anAction('0003', { responsible: ['kit-holloway', 'ada-moor'] }),
      anAction('0004', { responsible: ['ada-moor'], status: 'merged' }),
    ];
    const rows = planPrompts('wexcombe', meeting, actions, people, [], everywhere, now);
    expect(rows).toEqual([
      aDelivery('sam-barron', { plannedAt: '2026-10-05T09:00:00Z' }),
      aDelivery('kit-holloway', { plannedAt: '2026-10-05T09:00:00Z' }),
    ]);
  });

  it.each(['no-teams-account', 'never-met-bot'] as const)(
    'gives a lead out of reach a row that says %s',
    (reason) => {
      const rows = planPrompts(
        'wexcombe',
        meeting,
        [anAction('0001')],
        people,
        [],
        new Map([['sam-barron', reason]]),
        now,
      );
      expect(rows).toMatchObject([{ personId: 'sam-barron', state: 'unreachable', reason }]);
    },
  );

  it('treats a lead nothing is known of as out of reach', () => {
    const rows = planPrompts('wexcombe', meeting, [anAction('0001')], people, [], new Map(), now);
    expect(rows).toMatchObject([{ state: 'unreachable', reason: 'no-teams-account' }]);
  });

  it('is not kept from prompting by a reminder row', () => {
    const reminder = aDelivery('sam-barron', { kind: 'reminder-2026-10-05' });
    expect(
      planPrompts('wexcombe', meeting, [anAction('0001')], people, [reminder], everywhere, now),
    ).toHaveLength(1);
  });

  it('plans nothing for anybody who has a prompt in any state', () => {
    const states: DeliveryState[] = ['planned', 'claimed', 'sent', 'unreachable', 'failed', 'not-needed'];
    for (const state of states) {
      const existing = [aDelivery('sam-barron', { state })];
      expect(planPrompts('wexcombe', meeting, [anAction('0001')], people, existing, everywhere, now)).toEqual(
        [],
      );
    }
  });

  it('gives one row a person, and nothing more when applied again', () => {
    fc.assert(
      fc.property(generatedPlan(1), fc.subarray(people), ({ actions, people: all }, known) => {
        const existing = known.map(({ id }) => aDelivery(id));
        const rows = planPrompts('wexcombe', meeting, actions, all, existing, everywhere, now);
        const asked = [...existing, ...rows].map(({ personId }) => personId);
        expect(new Set(asked).size).toBe(asked.length);
        expect(
          planPrompts('wexcombe', meeting, actions, all, [...existing, ...rows], everywhere, now),
        ).toEqual([]);
      }),
    );
  });
});

describe('planReminders', () => {
  const people = [aPerson('sam-barron'), aPerson('kit-holloway')];
  const actions = [anAction('0001'), anAction('0002', { responsible: ['kit-holloway'] })];
  const sent = [aDelivery('sam-barron', { state: 'sent' }), aDelivery('kit-holloway', { state: 'sent' })];
  const remind = (answered: string[], existing: Delivery[], today = '2026-10-05') =>
    planReminders('wexcombe', meeting, today, actions, people, new Set(answered), existing, now);

  it('reminds those who still owe a reply', () => {
    expect(remind(['0001'], sent)).toEqual([
      aDelivery('kit-holloway', { kind: 'reminder-2026-10-05', plannedAt: '2026-10-05T09:00:00Z' }),
    ]);
    expect(remind(['0001', '0002'], sent)).toEqual([]);
  });

  it.each(['planned', 'claimed', 'unreachable', 'failed'] as const)(
    'does not remind of a prompt that is %s',
    (state) => {
      expect(remind([], [aDelivery('sam-barron', { state })])).toEqual([]);
    },
  );

  it('reminds a lead of what came to them after their prompt was found unneeded', () => {
    expect(remind([], [aDelivery('sam-barron', { state: 'not-needed' })])).toHaveLength(1);
    expect(remind(['0001'], [aDelivery('sam-barron', { state: 'not-needed' })])).toEqual([]);
  });

  it('reminds once a day, and again another day', () => {
    const first = remind([], sent);
    expect(first).toHaveLength(2);
    expect(remind([], [...sent, ...first])).toEqual([]);
    expect(remind([], [...sent, ...first], '2026-10-06')).toHaveLength(2);
  });

  it('does not remind of what has been closed or given to somebody else since', () => {
    const moved = [
      anAction('0001', { status: 'withdrawn' }),
      anAction('0002', { responsible: ['ada-moor'] }),
    ];
    expect(planReminders('wexcombe', meeting, '2026-10-05', moved, people, new Set(), sent, now)).toEqual([]);
  });
});

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
    ['claimed by another', { state: 'claimed', leaseUntil: '2026-10-05T09:00:00.001Z' }, 'drop'],
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
    expect(decision.kind === 'claim' && decideClaim(decision.claimed, now)).toEqual({ kind: 'drop' });
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

  const anyWaiting = fc.constantFrom<Outcome[]>(
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
