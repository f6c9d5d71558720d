import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../../src/domain/delivery/delivery.ts';
import {
  collateStatus,
  describeReason,
  type StatusSources,
} from '../../../src/domain/digest/collate-status.ts';
import { isOpen } from '../../../src/domain/plan/action-rules.ts';
import {
  aCycle,
  aDelivery,
  anAction,
  anUpdate,
  aPerson,
  aPlan,
  aRevision,
  day,
} from '../../support/builders.ts';
import { generatedPlan } from '../../support/generated-plan.ts';

const cycle = aCycle('2026-10-14', { due: '2026-10-02' });
const people = [
  aPerson('sam-barron', { agency: 'Wexcombe Council' }),
  aPerson('kit-holloway', { agency: 'Wexcombe ICB' }),
  aPerson('ada-moor', { agency: 'Wexcombe Council' }),
];

const replies = (ids: readonly string[]) => new Map(ids.map((id) => [id, anUpdate('2026-10-14', id)]));

const collate = (
  actions: StatusSources['actions'],
  answered: readonly string[],
  deliveries: StatusSources['deliveries'],
  over: Partial<StatusSources> = {},
) =>
  collateStatus({
    plan: aPlan(),
    cycle,
    actions,
    people,
    updates: replies(answered),
    deliveries,
    meetings: [],
    today: day('2026-10-01'),
    ...over,
  });

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
    const deliveries = people.map(({ id }) =>
      aDelivery(id, { state: 'sent', sentAt: '2026-10-01T09:00:00Z' }),
    );
    const lead = {
      state: 'outstanding',
      reason: null,
      askedOn: '2026-10-01',
      remindedOn: null,
      remindedToday: false,
    };
    expect(collate(actions, ['0003'], deliveries)).toMatchObject({
      planId: 'wexcombe',
      planName: 'Wexcombe plan',
      cycleId: '2026-10-14',
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
            { ...lead, personId: 'sam-barron', name: 'Sam Barron', answered: 0, total: 2 },
            { ...lead, personId: 'ada-moor', name: 'Ada Moor', state: 'answered', answered: 1, total: 1 },
          ],
        },
        {
          agency: 'Wexcombe ICB',
          answered: 0,
          total: 1,
          leads: [{ ...lead, personId: 'kit-holloway', name: 'Kit Holloway', answered: 0, total: 1 }],
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
    const status = collate([anAction('0001')], [], deliveries);
    const [lead] = status.agencies[0]?.leads ?? [];
    expect(lead?.state).toBe(expected);
    expect(lead?.reason !== null).toBe(hasReason);
  });

  it('calls a lead answered who replied without ever getting the prompt', () => {
    const deliveries = [aDelivery('sam-barron', { state: 'unreachable', reason: 'never-met-bot' })];
    const status = collate([anAction('0001')], ['0001'], deliveries);
    expect(status.agencies[0]?.leads).toMatchObject([
      { name: 'Sam Barron', state: 'answered', answered: 1, total: 1, reason: null },
    ]);
  });

  it('goes by the prompt, not by how a reminder fared', () => {
    const deliveries = [
      aDelivery('sam-barron', { state: 'sent' }),
      aDelivery('sam-barron', { kind: 'reminder-2026-10-05', state: 'failed', reason: 'blocked' }),
    ];
    const status = collate([anAction('0001')], [], deliveries);
    expect(status.agencies[0]?.leads[0]?.state).toBe('outstanding');
  });

  it('calls a lead outstanding whom a reminder has asked after their prompt had failed', () => {
    const deliveries = [
      aDelivery('sam-barron', { state: 'failed', reason: 'http-401' }),
      aDelivery('sam-barron', { kind: 'reminder-2026-10-05', state: 'sent', sentAt: '2026-10-05T08:00:00Z' }),
    ];
    const [lead] = collate([anAction('0001')], [], deliveries).agencies[0]?.leads ?? [];
    expect(lead).toMatchObject({ state: 'outstanding', reason: null });
  });

  it('says when a lead was reminded, and whether another reminder today would go out', () => {
    const sent = (kind: 'prompt' | `reminder-${string}`, at: string) =>
      aDelivery('sam-barron', { kind, state: 'sent', plannedAt: at, sentAt: at });
    const asked = sent('prompt', '2026-09-18T08:00:00Z');
    const before = sent('reminder-2026-09-25', '2026-09-25T08:00:00Z');
    const lead = (...rows: StatusSources['deliveries']) =>
      collate([anAction('0001')], [], rows).agencies[0]?.leads[0];
    expect(lead(asked)).toMatchObject({ askedOn: '2026-09-18', remindedOn: null, remindedToday: false });
    expect(lead(asked, before)).toMatchObject({ remindedOn: '2026-09-25', remindedToday: false });
    const today = aDelivery('sam-barron', {
      kind: 'reminder-2026-10-01',
      plannedAt: '2026-10-01T08:00:00Z',
    });
    expect(lead(asked, before, today)).toMatchObject({ remindedOn: '2026-09-25', remindedToday: true });
    expect(lead(asked, sent('reminder-2026-10-01', '2026-09-30T23:30:00Z'))).toMatchObject({
      remindedOn: '2026-10-01',
      remindedToday: true,
    });
  });

  it('tells what happens next, and nothing once frozen', () => {
    const round = aCycle('2026-10-14', {
      due: '2026-10-02',
      reminders: ['2026-09-25', '2026-09-30'],
      remindersDone: ['2026-09-25'],
      escalates: '2026-10-05',
      freezes: '2026-10-05',
    });
    const next = (over: Partial<typeof round>) => collate([], [], [], { cycle: { ...round, ...over } }).next;
    const reminded = { remindersDone: round.reminders };
    // Due the day before and not done: it goes out as soon as it may, never in the past.
    expect(next({})).toEqual({ what: 'reminder', day: '2026-10-01', time: '09:00' });
    expect(next(reminded)).toEqual({ what: 'escalation', day: '2026-10-05', time: '09:00' });
    expect(next({ ...reminded, escalationDoneAt: '2026-10-05T08:00:00Z' })).toEqual({
      what: 'freeze',
      day: '2026-10-05',
      time: '17:00',
    });
    expect(next({ ...reminded, escalates: null, freezes: null })).toBeNull();
    expect(next({ state: 'frozen' })).toBeNull();
  });

  it('counts late changes and what waits for a decision', () => {
    const actions = [
      anAction('0001', { revisedTimescale: aRevision('2027-01-31') }),
      anAction('0002', {
        revisedTimescale: aRevision('2027-01-31', { approved: { by: 'Chair', at: '2026-10-01T09:00:00Z' } }),
        completionProposed: true,
      }),
      anAction('0003', { status: 'withdrawn', completionProposed: true }),
    ];
    const updates = new Map([
      ['0001', anUpdate('2026-10-14', '0001', { late: true })],
      ['0002', anUpdate('2026-10-14', '0002')],
    ]);
    const frozen = aCycle('2026-10-14', {
      state: 'frozen',
      frozenAt: '2026-10-05T16:00:00Z',
      frozenBy: 'Board Actions',
      signedOff: { at: '2026-10-06T09:15:00Z', by: 'Robin Pryce' },
    });
    const today = day('2026-10-06');
    expect(collate(actions, [], [], { cycle: frozen, updates, today })).toMatchObject({
      lateChanges: 1,
      proposals: 2,
      frozen: { when: 'on 5 October 2026 at 17:00', by: 'Board Actions' },
      signedOff: { when: 'at 10:15', by: 'Robin Pryce' },
    });
  });

  it('has every open action either with a lead or among the unassigned, and sums that agree', () => {
    fc.assert(
      fc.property(generatedPlan(1), (told) => {
        const replied = new Set(told.updates.get('2026-10-14')?.keys());
        const status = collate(told.actions, [...replied], [], { people: told.people });
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
