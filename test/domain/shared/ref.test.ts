import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refKey } from '../../../src/domain/shared/ref.ts';

describe('refKey', () => {
  it.each([
    ['1B ii', '1Bii'],
    ['1B ii', ' 1b  II. '],
    ['3B i-vi', '3Bi–vi'],
    ['(4A)', '4a'],
    ['1.2', '1.2.'],
    ['1B\u00a0ii', '1B ii'],
  ])('takes %j and %j for one ref', (one, other) => {
    expect(refKey(one)).toBe(refKey(other));
  });

  it.each([
    ['1.1', '11'],
    ['1.1', '1.10'],
    ['1 11', '11 1'],
    ['1B ii', '1B iii'],
    ['3B i-vi', '3B ivi'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(refKey(one)).not.toBe(refKey(other));
  });

  it('is empty for a ref without letter or digit', () => {
    expect([refKey(''), refKey(' ? '), refKey('–')]).toEqual(['', '', '']);
  });

  it('gives the same key for a key', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '2', 'B', 'v', 'i', ' ', '.', '-', '(') }),
        (ref) => {
          expect(refKey(refKey(ref))).toBe(refKey(ref));
        },
      ),
    );
  });
});
