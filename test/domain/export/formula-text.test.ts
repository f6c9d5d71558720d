import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardText, looksLikeFormula, unguardText } from '../../../src/domain/export/formula-text.ts';

describe('guarding texts that a spreadsheet would run', () => {
  it.each(['=1+1', '+44 20 7946 0000', '-5%', '@SUM(A1)', '\t=1', '\r=1'])(
    'puts an apostrophe before %j',
    (text) => {
      expect(guardText(text)).toBe(`'${text}`);
    },
  );

  it.each(['', 'Publish = done', "'quoted'", '1-2', '• =1'])('leaves %j alone', (text) => {
    expect(guardText(text)).toBe(text);
  });

  it('gives every text back, guarded ones among them, and lets none through', () => {
    const hostile = fc
      .tuple(fc.stringMatching(/^['=+\-@\t\r]{0,4}$/), fc.string({ unit: 'binary' }))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(unguardText(guardText(text))).toBe(text);
        expect(looksLikeFormula(guardText(text))).toBe(false);
      }),
    );
  });
});
