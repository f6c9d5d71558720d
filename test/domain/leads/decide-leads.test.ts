import { describe, expect, it } from 'vitest';
import { decideLeads, type LeadDecision } from '../../../src/domain/leads/decide-leads.ts';
import type { LeadMatch } from '../../../src/domain/leads/lead-match.ts';
import type { Refusal } from '../../../src/domain/shared/errors.ts';
import { aMember, anAction, aPerson } from '../../support/builders.ts';

const account = (digit: number) => `d0000000-0000-4000-8000-00000000000${digit}`;
const facts = {
  actions: [
    anAction('0001', { ref: '1A', responsible: [], responsibleLeads: ['RS', 'CCG'] }),
    anAction('0002', { ref: '1B', responsible: [], responsibleLeads: ['r.s.'], strategicLeads: ['Jo W'] }),
    anAction('0003', {
      ref: '1C',
      responsible: ['tom'],
      responsibleLeads: ['RS'],
      assignedLeads: ['responsible' as const],
    }),
  ],
  people: [
    aPerson('rachel-stone'),
    aPerson('ruth-kemp', { userId: null }),
    aPerson('jo-winter', { userId: account(9) }),
  ],
  team: [
    aMember('Kemp, Ruth', { userId: account(1), email: 'ruth@marl.example' }),
    aMember('Jo Winter', { userId: account(2) }),
  ],
  matches: [] as LeadMatch[],
  leadKey: [{ initials: 'RS', name: 'Rowan Sand', role: '', organisation: '' }],
  trustAccounts: false,
};
const by = { name: 'Robin Pryce', at: '2026-10-01T09:00:00Z' };
const people = (lead: string, ...ids: string[]): LeadDecision => ({ lead, decision: 'people', ids });
const none = (lead: string, decision: 'organisation' | 'nobody'): LeadDecision => ({
  lead,
  decision,
  ids: [],
});
const leadsOf = (actions: readonly { ref: string; responsible: readonly string[] }[]) =>
  Object.fromEntries(actions.map(({ ref, responsible }) => [ref, responsible]));

describe('decideLeads', () => {
  it('sets the leads of every action with the text, in any spelling, but not of assigned ones', () => {
    const decided = decideLeads(facts, [people('Rs', 'rachel-stone')], by);
    expect(leadsOf(decided.actions)).toEqual({ '1A': ['rachel-stone'], '1B': ['rachel-stone'] });
    expect(decided.matches).toEqual([
      { id: 'rs', text: 'RS', decision: 'people', people: ['rachel-stone'], ...{ at: by.at, by: by.name } },
    ]);
    expect(decided.decided[0]?.refs).toEqual(['1A', '1B', '1C']);
  });

  it.each([
    ['Dr Ana Holt, Head of Inclusion', 'dr-ana-holt-head-of-inclusion'],
    ['Director of Education - Ana Holt', 'director-of-education-ana-holt'],
    [
      'Ana Holt, Assistant Director for Special Educational Needs, Inclusion and Alternative Provision',
      'ana-holt-assistant-director-for-special-educational-needs-in-1xzumty',
    ],
  ])('knows the field of a card sent when ids had posts in them: %s', (text, field) => {
    const actions = [anAction('0001', { responsible: [], responsibleLeads: [text] })];
    const decided = decideLeads({ ...facts, actions }, [people(field, 'rachel-stone')], by);
    expect(decided.actions).toMatchObject([{ responsible: ['rachel-stone'] }]);
    expect(decided.matches).toMatchObject([{ text }]);
  });

  it('takes several people and either kind of id', () => {
    const decided = decideLeads(
      facts,
      [people('rs', 'rachel-stone', account(9).toUpperCase(), 'rachel-stone')],
      by,
    );
    expect(decided.actions[0]?.responsible).toEqual(['rachel-stone', 'jo-winter']);
  });

  it('confirms the account of a person on the list whom the team knows', () => {
    const decided = decideLeads(facts, [people('RS', account(1))], by);
    expect(decided.added).toEqual([]);
    expect(decided.linked).toMatchObject([{ id: 'ruth-kemp', name: 'Ruth Kemp', userId: account(1) }]);
  });

  it('adds a member of the team as somebody new beside a namesake with another account', () => {
    const decided = decideLeads(facts, [people('Jo W', account(2))], by);
    expect(decided.added).toMatchObject([
      { id: 'jo-winter-2', name: 'Jo Winter', userId: account(2), roles: ['lead'] },
    ]);
    expect(decided.actions).toMatchObject([{ ref: '1B', strategic: ['jo-winter-2'] }]);
  });

  const found = aPerson('ruth-kemp', {
    userId: account(7),
    accountFrom: 'email',
    email: 'ruth@marl.example',
  });

  it('confirms an account found by e-mail where the PM names the account, not where they name the person', () => {
    const foundByMail = { ...facts, people: [found] };
    expect(decideLeads(foundByMail, [people('RS', account(7))], by).linked).toMatchObject([
      { id: 'ruth-kemp', userId: account(7), accountFrom: 'confirmed' },
    ]);
    expect(decideLeads(foundByMail, [people('RS', 'ruth-kemp')], by).linked).toEqual([]);
  });

  it('puts right an account found by e-mail, but takes no namesake with another address for the person', () => {
    const foundByMail = { ...facts, people: [found] };
    const right = decideLeads(foundByMail, [people('RS', account(1))], by);
    expect(right.added).toEqual([]);
    expect(right.linked).toMatchObject([{ id: 'ruth-kemp', userId: account(1), accountFrom: 'confirmed' }]);
    const namesake = aMember('Ruth Kemp', { userId: account(1), email: 'ruth.kemp@nhs.example' });
    const beside = decideLeads({ ...foundByMail, team: [namesake] }, [people('RS', account(1))], by);
    expect(beside.linked).toEqual([]);
    expect(beside.added).toMatchObject([{ id: 'ruth-kemp-2', userId: account(1) }]);
  });

  it('adds one person once for several texts', () => {
    const decided = decideLeads(facts, [people('Jo W', account(2)), people('RS', account(2))], by);
    expect(decided.added).toHaveLength(1);
  });

  it('changes its mind, and says nothing twice', () => {
    const first = decideLeads(facts, [people('RS', 'rachel-stone'), none('CCG', 'organisation')], by);
    const byRef = new Map(first.actions.map((action) => [action.ref, action]));
    const later = {
      ...facts,
      actions: facts.actions.map((action) => byRef.get(action.ref) ?? action),
      matches: first.matches,
    };
    const again = decideLeads(later, [people('RS', 'rachel-stone'), none('Jo W', 'nobody')], by);
    expect([again.matches, again.actions]).toEqual([[], []]);
    const undone = decideLeads(later, [none('RS', 'nobody')], by);
    expect(undone.matches).toMatchObject([{ decision: 'nobody', people: [] }]);
    expect(leadsOf(undone.actions)).toEqual({ '1A': [], '1B': [] });
  });

  it('believes an unknown account from the operator alone, and names it as the key does', () => {
    expect(() => decideLeads(facts, [people('RS', account(5))], by)).toThrow(/neither on the people list/);
    const decided = decideLeads({ ...facts, trustAccounts: true }, [people('RS', account(5))], by);
    expect(decided.added).toMatchObject([{ id: 'rowan-sand', name: 'Rowan Sand', userId: account(5) }]);
    const plain = decideLeads({ ...facts, trustAccounts: true }, [people('Jo W', account(5))], by);
    expect(plain.added).toMatchObject([{ name: 'Jo W' }]);
  });

  it.each([
    [people('XX', 'rachel-stone'), 'bad-input', /No action of this plan has the lead “XX”/],
    [people('RS', 'nobody-here'), 'unknown-person', /rachel-stone, ruth-kemp, jo-winter/],
    [people('RS', account(7)), 'unknown-person', /people import/],
    [people('RS'), 'bad-input', /Say who “RS” is/],
  ])('refuses %j', (decision, code, message) => {
    let refusal: Refusal | null = null;
    try {
      decideLeads(facts, [people('Jo W', 'rachel-stone'), decision], by);
    } catch (error) {
      refusal = error as Refusal;
    }
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(message);
  });
});
