import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Columns, putText, takeText } from '../../../src/adapters/tables/columns.ts';

function split(text: string): Columns {
  const columns: Columns = {};
  putText(columns, 'text', text);
  return columns;
}

describe('a text over several columns', () => {
  it.each([
    [0, ['text']],
    [32_768, ['text']],
    [32_769, ['text', 'text_2']],
    [100_000, ['text', 'text_2', 'text_3', 'text_4']],
  ])('of %i characters has the columns %j', (length, names) => {
    expect(Object.keys(split('x'.repeat(length)))).toEqual(names);
  });

  it('is never cut within a pair, and each column holds no more than storage takes', () => {
    const start = fc.integer({ min: 32_760, max: 32_770 });
    const pairs = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(start, pairs, (plain, count) => {
        const text = 'x'.repeat(plain) + '\u{1F600}'.repeat(count);
        const columns = split(text);
        for (const part of Object.values(columns)) {
          expect(String(part).length).toBeLessThanOrEqual(32_768);
          expect(String(part)).not.toMatch(/\p{Surrogate}/u);
        }
        expect(takeText(columns, 'text')).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it('does not take a neighbour for its second part when it is short', () => {
    expect(takeText({ text: 'short', text_2: 'another' }, 'text')).toBe('short');
  });
});
