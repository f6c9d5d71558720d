import { describe, expect, it } from 'vitest';
import { searchActions } from '../../../src/domain/digest/search-actions.ts';

const plan = [
  ['1A i', 'Agree one therapy specification'],
  ['1A ii', 'Publish therapy waiting times'],
  ['2B i', 'Clear the backlog of annual reviews'],
  ['2B ii', 'Train every case officer'],
  ['10', 'Étude of the 3 localities'],
].map(([ref = '', title = '']) => ({ ref, title }));

const refs = (words: string) => {
  const searched = searchActions(plan, words);
  return searched.kind === 'found' ? searched.actions.map(({ ref }) => ref) : searched.nearest;
};

describe('searchActions', () => {
  it.each([
    ['a ref as the plan writes it', '2B ii', ['2B ii']],
    ['a ref as people write it', '2bII.', ['2B ii']],
    ['the beginning of several', '1a', ['1A i', '1A ii']],
    ['a number that is a whole ref, and no other', '10', ['10']],
    ['a word of a title', 'therapy', ['1A i', '1A ii']],
    ['words in any order, only begun', 'wait ther', ['1A ii']],
    ['letters with marks', 'étu', ['10']],
    ['a number in a title', '3 localities', ['10']],
  ])('finds %s', (_what, words, expected) => {
    expect(searchActions(plan, words)).toMatchObject({ kind: 'found', took: [] });
    expect(refs(words)).toEqual(expected);
  });

  it('takes a mistyped word for the nearest one, and says so', () => {
    expect(searchActions(plan, 'theraphy times')).toMatchObject({
      kind: 'found',
      actions: [{ ref: '1A ii' }],
      took: [{ said: 'theraphy', meant: 'therapy' }],
    });
  });

  it.each([
    ['a ref that is not there names those beside it', '2B ix', ['2B i', '2B ii']],
    ['one of another kind names none', '9Z', []],
    ['words of nothing name none', 'zebra crossing', []],
    ['no words name none', '  …  ', []],
  ])('of %s', (_what, words, nearest) => {
    expect(searchActions(plan, words)).toEqual({ kind: 'none', nearest });
  });

  it('finds nothing in no plan', () => {
    expect(searchActions([], '1A')).toEqual({ kind: 'none', nearest: [] });
  });
});
