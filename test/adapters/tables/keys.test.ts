import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKeyPart, joinKey, rangeOf, rowKeys } from '../../../src/adapters/tables/keys.ts';

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

/** What the encoding promises to be reversible by. */
function decodeKeyPart(part: string): string {
  return part.replace(/=([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

describe('a part of a key', () => {
  it.each([
    ['sam-barron', 'sam-barron'],
    ['2026-12-16', '2026-12-16'],
    ['a/b', 'a=002fb'],
    ['a~b', 'a=007eb'],
    ['a=b', 'a=003db'],
    ['é', '=00e9'],
  ])('%j is %j', (text, part) => {
    expect(encodeKeyPart(text)).toBe(part);
  });

  it('holds nothing that storage bans, and can be turned back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const part = encodeKeyPart(text);
        expect(part).toMatch(/^[A-Za-z0-9._=-]+$/);
        expect(decodeKeyPart(part)).toBe(text);
      }),
    );
  });

  it('is never empty', () => {
    expect(() => encodeKeyPart('')).toThrow('empty name');
  });
});

describe('a range', () => {
  it('holds every longer key of its parts and no other', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (first, second, other) => {
        const [, from = '', to = ''] = /ge '(.*)' and RowKey lt '(.*)'/.exec(rangeOf('p', first)) ?? [];
        const inside = (key: string) => key >= from && key < to;
        expect(inside(joinKey(first, second))).toBe(true);
        expect(inside(joinKey(first))).toBe(false);
        expect(inside(joinKey(other, second))).toBe(first === other);
      }),
    );
  });
});

describe('keys of history and log', () => {
  it('sort the later instant first', () => {
    const instant = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        fc.pre(one.getTime() < other.getTime());
        expect(rowKeys.log(other.toISOString()) < rowKeys.log(one.toISOString())).toBe(true);
        expect(
          rowKeys.history('0001', other.toISOString()) < rowKeys.history('0001', one.toISOString()),
        ).toBe(true);
      }),
    );
  });

  it('differ for the same instant', () => {
    const keys = Array.from({ length: 1_000 }, () => rowKeys.log('2026-11-21T10:00:00Z'));
    expect(new Set(keys).size).toBe(1_000);
    expect(keys.toSorted().toReversed()).toEqual(keys);
  });
});
