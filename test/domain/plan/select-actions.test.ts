import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignedWords, unassignedWords } from '../../../src/domain/leads/assign-words.ts';
import { findPeople, selectActions } from '../../../src/domain/plan/select-actions.ts';
import { anAction, aPerson } from '../../support/builders.ts';

const actions = ['1B i', '1B ii', '1B iii', '2A', 'H&S 1'].map((ref, index) =>
  anAction(String(index + 1).padStart(4, '0'), {
    ref,
    theme: index < 3 ? 'Health' : 'Transition to adulthood',
  }),
);
const refsOf = (text: string) => selectActions(actions, { by: 'refs', text }).map(({ ref }) => ref);

describe('selectActions', () => {
  it.each([
    ['1b II', ['1B ii']],
    ['1B i-iii', ['1B i', '1B ii', '1B iii']],
    ['2A, 1B i and 1Bii', ['1B i', '1B ii', '2A']],
    ['2A; 2A', ['2A']],
    ['H&S 1', ['H&S 1']],
    ['1B ii-iii, 2A', ['1B ii', '1B iii', '2A']],
  ])('reads “%s”', (text, refs) => {
    expect(refsOf(text)).toEqual(refs);
  });

  it.each(['1B i-vi', '9Z', '2A, 9Z', '1B'])('refuses “%s” rather than leave some out', (text) => {
    expect(() => refsOf(text)).toThrow(/There is no action/);
  });

  it('takes themes whole and ids as they are', () => {
    expect(selectActions(actions, { by: 'theme', text: 'transition to' })).toHaveLength(2);
    expect(selectActions(actions, { by: 'ids', ids: ['0004', '0001', '0004'] }).map(({ id }) => id)).toEqual([
      '0001',
      '0004',
    ]);
    expect(() => selectActions(actions, { by: 'ids', ids: ['0009'] })).toThrow(/no longer in the plan/);
    expect(() => selectActions(actions, { by: 'priority', text: 'x' })).toThrow(/no priorities/);
    expect(() => selectActions(actions, { by: 'ids', ids: [] })).toThrow(/Say which actions/);
  });

  it('gives each action at most once and in the plan’s order, whatever is asked for', () => {
    const ids = actions.map(({ id }) => id);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ids), { minLength: 1 }), (asked) => {
        const found = selectActions(actions, { by: 'ids', ids: asked }).map(({ id }) => id);
        expect(found).toEqual(ids.filter((id) => asked.includes(id)));
      }),
    );
  });
});

describe('findPeople', () => {
  const people = [
    aPerson('ana-holt', { name: 'Ana Holt' }),
    aPerson('ana-hold', { name: 'Ana Hold' }),
    aPerson('ben-croft', { name: 'Ben Croft' }),
    aPerson('desk', { name: 'Health and Care desk' }),
  ];
  it.each([
    ['Ana Holt', ['ana-holt']],
    ['ben croft and ANA HOLT', ['ben-croft', 'ana-holt']],
    ['Ben Croft, Ana Hold, Ben Croft', ['ben-croft', 'ana-hold']],
    ['Health and Care desk', ['desk']],
  ])('reads “%s”', (text, ids) => {
    expect(findPeople(people, text).map(({ id }) => id)).toEqual(ids);
  });

  it('guesses nobody', () => {
    expect(() => findPeople(people, 'Ana')).toThrow(/nobody called “Ana”/);
    expect(() => findPeople(people, 'Ana Holt and Ben')).toThrow(/nobody called “Ben”/);
    const twice = [...people, aPerson('ana-holt-2', { name: 'Ana Holt' })];
    expect(() => findPeople(twice, 'Ana Holt')).toThrow(/could be/);
  });
});

describe('what an assignment is said to have done', () => {
  const facts = {
    assigned: [{ ref: '1A' }, { ref: '1B' }],
    changed: [{ ref: '1B' }],
    leads: ['Ana'],
    strategic: [],
  };
  it('names what changed and counts the rest', () => {
    expect(assignedWords(facts)).toBe('1 action now led by Ana: 1B. 1 was so already.');
    expect(assignedWords({ ...facts, strategic: ['Jo'] }, false)).toContain(
      'would be led by Ana, with Jo accountable',
    );
    expect(assignedWords({ ...facts, changed: [] })).toBe('Nothing has changed: Ana leads 1A, 1B already.');
    const many = Array.from({ length: 20 }, (_, index) => ({ ref: `R${index}` }));
    expect(assignedWords({ ...facts, assigned: many, changed: many })).toMatch(/R11 and 8 more\.$/);
    expect([unassignedWords(12, 51), unassignedWords(1, 1), unassignedWords(0, 3)]).toEqual([
      '12 of 51 open actions have no lead yet.',
      '1 of 1 open action has no lead yet.',
      'Every open action has a lead.',
    ]);
  });
});
