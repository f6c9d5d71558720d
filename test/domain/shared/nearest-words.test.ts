import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestName, typingDistance } from '../../../src/domain/shared/nearest-words.ts';

describe('typingDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['amber', 'amber', 0],
    ['amebr', 'amber', 1],
    ['maber', 'amber', 1],
    ['ambr', 'amber', 1],
    ['kitten', 'sitting', 3],
  ])('of %j and %j is %i', (one, other, distance) => {
    expect(typingDistance(one, other)).toBe(distance);
  });

  it('is the same both ways, nothing only for equal texts, and at most the longer length', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const distance = typingDistance(one, other);
        expect(typingDistance(other, one)).toBe(distance);
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
    );
  });
});

describe('nearestName', () => {
  const names = ['Joint commissioning', 'Joint working', 'Health', 'Transitions'];
  it.each([
    ['helth', 'Health'],
    ['commisioning', 'Joint commissioning'],
    ['joint workign', 'Joint working'],
    ['joint', null],
    ['hel', null],
    ['transport', null],
  ])('%j is %j', (typed, name) => {
    expect(nearestName(names, typed)).toBe(name);
  });
});
