import { describe, expect, it } from 'vitest';
import { checkStatedCounts } from '../../../src/plan-files/document/stated-counts.ts';
import { amber, anImportedAction, bragKey, red } from '../../support/builders.ts';

const actions = [
  anImportedAction('1A', { rating: red, priority: 'Health' }),
  anImportedAction('1B', { rating: amber, priority: 'Health' }),
  anImportedAction('3B i-vi', { rating: amber, priority: 'Schools' }),
];
const check = (text: string) => checkStatedCounts([{ text, sheet: 'Text', row: 4 }], actions, bragKey);
const counts = (text: string) =>
  check(text).statedCounts.map(({ what, stated, found }) => [what, stated, found]);

describe('checkStatedCounts', () => {
  it.each([
    [
      'The plan has 3 actions under 2 priorities.',
      [
        ['actions', 3, 3],
        ['priorities', 2, 2],
      ],
    ],
    ['Total actions: 115', [['actions', 115, 3]]],
    [
      '1 (33%) red and 7 amber',
      [
        ['Red', 1, 1],
        ['Amber', 7, 2],
      ],
    ],
    [
      'There are 1 red, 2 amber and 0 green actions',
      [
        ['Red', 1, 1],
        ['Amber', 2, 2],
        ['Green', 0, 0],
      ],
    ],
    ['Red: 1', [['Red', 1, 1]]],
    ['50 actions are rated amber', [['actions', 50, 3]]],
  ])('reads %j', (text, found) => {
    expect(counts(text)).toEqual(found);
  });

  it.each([
    'Action plan 2016 - 2017',
    'Our 2026 priorities',
    'Priority 2: Schools',
    'Red: not on track',
    'Position at 4 March 2026',
    '31/03/2026 actions',
  ])('takes nothing in %j for a total', (text) => {
    expect(counts(text)).toEqual([]);
  });

  it('says where a total differs, and what ranges of refs would make it', () => {
    const { warnings } = check('7 amber');
    expect(warnings).toMatchObject([{ code: 'count-differs', sheet: 'Text', row: 4, value: '7 amber' }]);
    expect(warnings[0]?.message).toContain('make it 7');
    expect(check('3 actions').warnings).toEqual([]);
  });
});
