import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestGroups } from '../../../src/domain/digest/narrow-digest.ts';
import { findGroup } from '../../../src/domain/plan/find-group.ts';
import { anAction } from '../../support/builders.ts';

describe('digestGroups', () => {
  it('names themes, then priorities, each once in the plan’s order', () => {
    const actions = [
      anAction('0001', { theme: 'Health', priority: 'P2' }),
      anAction('0002', { theme: null, priority: 'P1' }),
      anAction('0003', { theme: 'Education', priority: 'P2' }),
      anAction('0004', { theme: 'Health', priority: 'Education' }),
    ];
    expect(digestGroups(actions)).toEqual(['Health', 'Education', 'P2', 'P1']);
  });
});

describe('findGroup', () => {
  const groups = [
    'Joint commissioning',
    'Joint working',
    'Health',
    'Health and care',
    'Wexcombe graduated response',
  ];

  it.each([
    ['Joint commissioning', 'Joint commissioning'],
    ['  joint   COMMISSIONING ', 'Joint commissioning'],
    ['health', 'Health'],
    ['joint c', 'Joint commissioning'],
    ['graduated', 'Wexcombe graduated response'],
    ['wex', 'Wexcombe graduated response'],
    ['joint', null],
    ['heal', null],
    ['transport', null],
    ['', null],
    ['   ', null],
  ])('%j means %j', (words, expected) => {
    expect(findGroup(groups, words)).toBe(expected);
  });

  it('means nothing by no words even where there is only one group', () => {
    expect(findGroup(['Health'], ' ')).toBeNull();
  });

  it('finds every group by its own name and never makes one up', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-d ]{1,4}$/)),
        fc.string({ maxLength: 3 }),
        (names, words) => {
          const found = findGroup(names, words);
          if (found !== null) expect(names).toContain(found);
          for (const name of names.filter((candidate) => candidate.trim() !== '')) {
            expect(findGroup(names, name)?.trim().replaceAll(/ +/g, ' ')).toBe(
              name.trim().replaceAll(/ +/g, ' '),
            );
          }
        },
      ),
    );
  });
});
