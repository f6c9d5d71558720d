import { describe, expect, it } from 'vitest';
import { acceptReferences } from '../../../src/domain/import/accept-references.ts';
import { findReferences } from '../../../src/plan-files/document/find-references.ts';
import { anImport, anImportedAction } from '../../support/builders.ts';

const saying = (ref: string, narrative: string) => anImportedAction(ref, { narrative });
const found = (...actions: ReturnType<typeof saying>[]) =>
  findReferences(actions).map(({ ref, kind, to }) => [ref, kind, to]);

describe('findReferences', () => {
  const others = [saying('2F ii', 'Agreed.'), saying('3A ii', 'Drafted.'), saying('3F i', 'Begun.')];

  it.each([
    [
      'This action is now superseded by the requirements of the new contract (2F ii)',
      'superseded-by',
      ['2F ii'],
    ],
    ['Replaced by 2Fii.', 'superseded-by', ['2F ii']],
    ['Merged with action 3A ii', 'superseded-by', ['3A ii']],
    ['• Other services covered 3Aii 3Fi, 3Fi', 'same-comment', ['3A ii', '3F i']],
    ['See 3F i', 'same-comment', ['3F i']],
  ])('reads %j', (text, kind, refs) => {
    expect(found(...others, saying('4A', text))).toEqual(refs.map((to) => ['4A', kind, to]));
  });

  it.each([
    'Superseded by a new contract',
    'See the board paper',
    'Covered 9Z',
    'See 4A',
    'Seen by 3 people',
  ])('finds none in %j', (text) => {
    expect(found(...others, saying('4A', text))).toEqual([]);
  });

  it('takes a run of “as above” for the comment it began with', () => {
    expect(found(saying('1A', 'Slow.'), saying('1B', 'As above'), saying('1C', 'as above.'))).toEqual([
      ['1B', 'same-comment', '1A'],
      ['1C', 'same-comment', '1A'],
    ]);
  });
});

describe('acceptReferences', () => {
  const actions = [
    saying('1A', 'Slow.'),
    saying('1B', 'As above'),
    saying('2A', 'Superseded by the offer (1A)'),
    saying('2B', 'Partly covered 1A'),
  ];
  const plan = anImport(actions, { references: findReferences(actions) });

  it('leaves offers as they are', () => {
    expect(acceptReferences(plan, () => false).actions).toEqual(actions);
  });

  it('closes a superseded action, and shares a comment without losing its own words', () => {
    const accepted = acceptReferences(plan, () => true).actions;
    expect(accepted.map(({ status, supersededBy, narrative }) => [status, supersededBy, narrative])).toEqual([
      ['in-progress', null, 'Slow.'],
      ['in-progress', null, 'Slow.'],
      ['superseded', '1A', 'Superseded by the offer (1A)'],
      ['in-progress', null, 'Partly covered 1A\n1A: Slow.'],
    ]);
  });
});
