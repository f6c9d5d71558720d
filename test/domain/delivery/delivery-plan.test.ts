import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryState } from '../../../src/domain/delivery/delivery.ts';
import { planPrompts, planReminders } from '../../../src/domain/delivery/delivery-plan.ts';
import type { Reachability } from '../../../src/domain/people/reach.ts';
import { aDelivery, anAction, aPerson, instant } from '../../support/builders.ts';
import { generatedPlan } from '../../support/generated-plan.ts';

const now = instant('2026-10-05T09:00:00Z');
const ledger = { planId: 'wexcombe', cycleId: '2026-10-14', now };

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
    const rows = planPrompts({ ...ledger, actions, people, existing: [], reach: everywhere });
    expect(rows).toEqual([
      aDelivery('sam-barron', { plannedAt: '2026-10-05T09:00:00Z' }),
      aDelivery('kit-holloway', { plannedAt: '2026-10-05T09:00:00Z' }),
    ]);
  });

  it.each(['no-teams-account', 'never-met-bot'] as const)(
    'gives a lead out of reach a row that says %s',
    (reason) => {
      const rows = planPrompts({
        ...ledger,
        actions: [anAction('0001')],
        people,
        existing: [],
        reach: new Map([['sam-barron', reason]]),
      });
      expect(rows).toMatchObject([{ personId: 'sam-barron', state: 'unreachable', reason }]);
    },
  );

  it('treats a lead nothing is known of as out of reach', () => {
    const rows = planPrompts({
      ...ledger,
      actions: [anAction('0001')],
      people,
      existing: [],
      reach: new Map(),
    });
    expect(rows).toMatchObject([{ state: 'unreachable', reason: 'no-teams-account' }]);
  });

  it('is not kept from prompting by a reminder row', () => {
    const reminder = aDelivery('sam-barron', { kind: 'reminder-2026-10-05' });
    expect(
      planPrompts({
        ...ledger,
        actions: [anAction('0001')],
        people,
        existing: [reminder],
        reach: everywhere,
      }),
    ).toHaveLength(1);
  });

  it('plans nothing for anybody who has a prompt in any state', () => {
    const states: DeliveryState[] = ['planned', 'claimed', 'sent', 'unreachable', 'failed', 'not-needed'];
    for (const state of states) {
      const existing = [aDelivery('sam-barron', { state })];
      expect(
        planPrompts({ ...ledger, actions: [anAction('0001')], people, existing, reach: everywhere }),
      ).toEqual([]);
    }
  });

  it('gives one row a person, and nothing more when applied again', () => {
    fc.assert(
      fc.property(generatedPlan(1), fc.subarray(people), ({ actions, people: all }, known) => {
        const existing = known.map(({ id }) => aDelivery(id));
        const rows = planPrompts({ ...ledger, actions, people: all, existing, reach: everywhere });
        const asked = [...existing, ...rows].map(({ personId }) => personId);
        expect(new Set(asked).size).toBe(asked.length);
        expect(
          planPrompts({
            ...ledger,
            actions,
            people: all,
            existing: [...existing, ...rows],
            reach: everywhere,
          }),
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
    planReminders({ ...ledger, day: today, actions, people, answered: new Set(answered), existing });

  it('reminds those who still owe a reply', () => {
    expect(remind(['0001'], sent)).toEqual([
      aDelivery('kit-holloway', { kind: 'reminder-2026-10-05', plannedAt: '2026-10-05T09:00:00Z' }),
    ]);
    expect(remind(['0001', '0002'], sent)).toEqual([]);
  });

  it.each(['planned', 'claimed', 'unreachable'] as const)(
    'does not remind of a prompt that is %s',
    (state) => {
      expect(remind([], [aDelivery('sam-barron', { state })])).toEqual([]);
    },
  );

  it('reminds a lead whose prompt has failed: nothing else would ever ask them', () => {
    expect(remind([], [aDelivery('sam-barron', { state: 'failed', reason: 'gave-up' })])).toHaveLength(1);
  });

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
    expect(
      planReminders({
        ...ledger,
        day: '2026-10-05',
        actions: moved,
        people,
        answered: new Set(),
        existing: sent,
      }),
    ).toEqual([]);
  });
});
