import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collateStatus, describeReason } from '../../src/domain/collate-status.ts';
import type { DeliveryState } from '../../src/domain/delivery.ts';
import { isOpen } from '../../src/domain/permissions.ts';
import { aCycle, aDelivery, anAction, aPerson, aPlan } from './builders.ts';
import { generatedPlan } from './generated-plan.ts';

const cycle = aCycle('2026-10-14', { due: '2026-10-02' });
const people = [
  aPerson('sam-barron', { agency: 'Wexcombe Council' }),
  aPerson('kit-holloway', { agency: 'Wexcombe ICB' }),
  aPerson('ada-moor', { agency: 'Wexcombe Council' }),
];

describe('collateStatus', () => {
  it('counts answers by agency and lead, those who owe most first', () => {
    const actions = [
      anAction('0001'),
      anAction('0002'),
      anAction('0003', { responsible: ['ada-moor'] }),
      anAction('0004', { responsible: ['kit-holloway', 'ada-moor'] }),
      anAction('0005', { responsible: [] }),
      anAction('0006', { status: 'superseded' }),
    ];
    const deliveries = people.map(({ id }) => aDelivery(id, { state: 'sent' }));
    const lead = { state: 'outstanding', reason: null };
    expect(collateStatus(aPlan(), cycle, actions, people, new Set(['0003']), deliveries)).toEqual({
      planId: 'wexcombe',
      planName: 'Wexcombe plan',
      meeting: '2026-10-14',
      state: 'open',
      due: '2026-10-02',
      answered: 1,
      total: 4,
      agencies: [
        {
          agency: 'Wexcombe Council',
          answered: 1,
          total: 3,
          leads: [
            { ...lead, name: 'Sam Barron', answered: 0, total: 2 },
            { ...lead, name: 'Ada Moor', state: 'answered', answered: 1, total: 1 },
          ],
        },
        {
          agency: 'Wexcombe ICB',
          answered: 0,
          total: 1,
          leads: [{ ...lead, name: 'Kit Holloway', answered: 0, total: 1 }],
        },
      ],
      unassigned: [{ ref: 'A 5', title: 'Title of 0005' }],
    });
  });

  it.each<[DeliveryState | null, string, boolean]>([
    ['planned', 'waiting', false],
    ['claimed', 'waiting', false],
    ['sent', 'outstanding', false],
    ['not-needed', 'outstanding', false],
    ['unreachable', 'unreachable', true],
    ['failed', 'failed', true],
    [null, 'waiting', false],
  ])('a lead whose prompt is %s and who owes a reply is %s', (state, expected, hasReason) => {
    const deliveries = state === null ? [] : [aDelivery('sam-barron', { state, reason: 'blocked' })];
    const status = collateStatus(aPlan(), cycle, [anAction('0001')], people, new Set(), deliveries);
    const [lead] = status.agencies[0]?.leads ?? [];
    expect(lead?.state).toBe(expected);
    expect(lead?.reason !== null).toBe(hasReason);
  });

  it('calls a lead answered who replied without ever getting the prompt', () => {
    const deliveries = [aDelivery('sam-barron', { state: 'unreachable', reason: 'never-met-bot' })];
    const status = collateStatus(aPlan(), cycle, [anAction('0001')], people, new Set(['0001']), deliveries);
    expect(status.agencies[0]?.leads).toEqual([
      { name: 'Sam Barron', state: 'answered', answered: 1, total: 1, reason: null },
    ]);
  });

  it('goes by the prompt, not by how a reminder fared', () => {
    const deliveries = [
      aDelivery('sam-barron', { state: 'sent' }),
      aDelivery('sam-barron', { kind: 'reminder-2026-10-05', state: 'failed', reason: 'blocked' }),
    ];
    const status = collateStatus(aPlan(), cycle, [anAction('0001')], people, new Set(), deliveries);
    expect(status.agencies[0]?.leads[0]?.state).toBe('outstanding');
  });

  it('has every open action either with a lead or among the unassigned, and sums that agree', () => {
    fc.assert(
      fc.property(generatedPlan(1), (told) => {
        const replied = new Set(told.updates.get('2026-10-14')?.keys());
        const status = collateStatus(aPlan(), cycle, told.actions, told.people, replied, []);
        const open = told.actions.filter(isOpen);
        expect(status.total + status.unassigned.length).toBe(open.length);
        expect(status.answered).toBe(
          open.filter(({ id, responsible }) => responsible.length > 0 && replied.has(id)).length,
        );
        for (const agency of status.agencies) {
          expect(agency.total).toBe(agency.leads.reduce((sum, { total }) => sum + total, 0));
          expect(agency.answered).toBe(agency.leads.reduce((sum, { answered }) => sum + answered, 0));
        }
        const owed = status.agencies.map(({ total, answered }) => total - answered);
        expect(owed).toEqual(owed.toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('describeReason', () => {
  it.each([
    'no-teams-account',
    'never-met-bot',
    'blocked',
    'not-installed',
    'not-in-conversation',
    'conversation-gone',
    'disabled-by-admin',
    'gave-up',
  ])('tells the project manager what to do about %s', (reason) => {
    expect(describeReason(reason)).toMatch(/: (add|ask) /);
  });

  it.each(['http-500', 'constructor', 'toString', '__proto__'])(
    'shows an unknown reason as it is: %s',
    (reason) => {
      expect(describeReason(reason)).toBe(`Teams answered: ${reason}.`);
    },
  );
});
