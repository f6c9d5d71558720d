import { describe, expect, it } from 'vitest';
import { collateEscalation } from '../../../src/domain/delivery/collate-escalation.ts';
import { type Delivery, writeDeliveryKind } from '../../../src/domain/delivery/delivery.ts';
import { planEscalations, planNotices, planRefreshes } from '../../../src/domain/delivery/delivery-plan.ts';
import {
  aCycle,
  aDelivery,
  amber,
  anAction,
  aPerson,
  aPlan,
  day,
  instant,
  red,
} from '../../support/builders.ts';

const cycle = aCycle('2026-10-14', { boardDate: '2026-10-16', freezes: '2026-10-05' });
const jo = aPerson('jo-pike');
const people = [aPerson('sam-barron'), jo, aPerson('kit-holloway'), aPerson('ada-moor', { roles: ['pm'] })];
const strategic = { strategic: ['jo-pike'] };
const actions = [
  anAction('0001', { ...strategic, rating: red }),
  anAction('0002', { ...strategic, rating: amber }),
  anAction('0003', { ...strategic, rating: red, responsible: [] }),
  anAction('0004', { ...strategic, rating: red, status: 'complete' }),
  anAction('0005', { strategic: ['kit-holloway'] }),
  // Jo is asked about this one herself.
  anAction('0006', { ...strategic, rating: red, responsible: ['jo-pike'] }),
];
const collate = (answered: readonly string[], person = jo) =>
  collateEscalation({
    ...{ plan: aPlan(), cycle, person, actions, people },
    answered: new Set(answered),
    today: day('2026-11-30'),
  });

describe('collateEscalation', () => {
  it('tells a strategic lead of silence and reds among the actions they are accountable for', () => {
    const told = collate(['0002']);
    expect(told).toMatchObject({
      cycleId: '2026-10-14',
      boardDate: '2026-10-16',
      freezes: '2026-10-05',
      name: 'Jo Pike',
    });
    expect(told?.silent).toEqual([
      expect.objectContaining({ actionId: '0001', lead: 'Sam Barron', lateness: '4 weeks late' }),
      expect.objectContaining({ actionId: '0003', lead: '' }),
    ]);
    expect(told?.red.map(({ actionId }) => actionId)).toEqual(['0001', '0003']);
  });

  it('tells of a red that has been answered, but of nothing else then', () => {
    const told = collate(['0001', '0002', '0003']);
    expect([told?.silent, told?.red.length]).toEqual([[], 2]);
    expect(collate(['0005'], people[2])).toBeNull();
  });

  it('has nothing for those accountable for nothing', () => {
    expect(collate([], people[0])).toBeNull();
  });
});

const now = instant('2026-10-05T08:00:00Z');
const reach = new Map([['jo-pike', 'reachable'] as const, ['ada-moor', 'never-met-bot'] as const]);

describe('planEscalations', () => {
  const plan = (answered: readonly string[], existing = [aDelivery('jo-pike')]) =>
    planEscalations({
      ...{ planId: 'wexcombe', cycleId: '2026-10-14', day: '2026-10-05', actions, people },
      ...{ answered: new Set(answered), existing, reach, now },
    });

  it('gives each strategic lead with something to hear one row, with the reason where they are out of reach', () => {
    expect(
      plan([]).map(({ personId, kind, state, reason }) => [personId, writeDeliveryKind(kind), state, reason]),
    ).toEqual([
      ['jo-pike', 'escalation-2026-10-05', 'planned', null],
      ['kit-holloway', 'escalation-2026-10-05', 'unreachable', 'no-teams-account'],
    ]);
    expect(plan(['0005']).map(({ personId }) => personId)).toEqual(['jo-pike']);
  });

  it('gives nobody a second one of the same day', () => {
    expect(plan([], plan([]))).toEqual([]);
  });
});

describe('planNotices', () => {
  it('tells the PMs and nobody else', () => {
    const rows = planNotices({
      ...{ planId: 'wexcombe', cycleId: '2026-10-14', people, reach, now },
      notice: { name: 'notice', of: 'opened' },
    });
    expect(rows.map(({ personId, kind, state }) => [personId, writeDeliveryKind(kind), state])).toEqual([
      ['ada-moor', 'notice-opened', 'unreachable'],
    ]);
  });
});

describe('planRefreshes', () => {
  const refresh = (existing: readonly Delivery[]) =>
    planRefreshes({
      ...{ planId: 'wexcombe', cycleId: '2026-10-14', change: 'frozen-1', people, existing, now },
    }).map(({ personId }) => personId);
  const sent = { state: 'sent', activityId: '17' } as const;

  it('is for those who have a card of the cycle, once a change', () => {
    const rows = [
      aDelivery('sam-barron', sent),
      aDelivery('sam-barron', { ...sent, kind: 'reminder-2026-10-01' }),
      aDelivery('jo-pike', { ...sent, kind: 'escalation-2026-10-05' }),
      aDelivery('kit-holloway', { state: 'unreachable' }),
    ];
    expect(refresh(rows)).toEqual(['sam-barron']);
    expect(refresh([...rows, aDelivery('sam-barron', { kind: 'refresh-frozen-1' })])).toEqual([]);
    expect(refresh([...rows, aDelivery('sam-barron', { kind: 'refresh-due-1' })])).toEqual(['sam-barron']);
  });
});
