import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../src/cards/kit/split-text.ts';

const letters = (text: string) => text.replace(/\s/g, '');

describe('splitText', () => {
  it.each([
    ['a short text stays whole', 'one two', 20, ['one two']],
    ['paragraphs stay whole where they fit', 'one\ntwo three\nfour', 10, ['one', 'two three', 'four']],
    ['long ones break between words', 'one two three', 8, ['one two', 'three']],
    ['a long word breaks within', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['never within a character', 'ab😀cd', 3, ['ab', '😀c', 'd']],
    ['a blank text has no pieces', ' \n ', 3, []],
  ])('%s', (_, text, length, pieces) => {
    expect(splitText(text, length)).toEqual(pieces);
  });

  it('loses nothing but white space and keeps to the length', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc def\nghi.é😀'.split('')), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (whole, length) => {
        const pieces = splitText(whole, length);
        const clean = whole.replace(/\p{Surrogate}/gu, '');
        expect(letters(pieces.join(''))).toBe(letters(clean));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(length);
      }),
    );
  });
});
