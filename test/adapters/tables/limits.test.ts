import { describe, expect, it } from 'vitest';
import {
  checkRow,
  checkTransaction,
  planTransactions,
  rowSize,
} from '../../../src/adapters/tables/limits.ts';

const row = (rowKey: string, columns: Record<string, string | number | boolean> = {}) => ({
  partitionKey: 'plan',
  rowKey,
  columns,
});
const overLimit = expect.objectContaining({ name: 'Failure', code: 'storage-limit' });

describe('the size of a row', () => {
  // 4 and the keys' 14 bytes, and Timestamp's 34.
  const bare = 4 + 14 + 34;

  it.each([
    [{}, bare],
    [{ ab: '' }, bare + 8 + 4 + 4],
    [{ ab: 'xyz' }, bare + 8 + 4 + 4 + 6],
    [{ ab: '\u{1F600}' }, bare + 8 + 4 + 4 + 4],
    [{ ab: true }, bare + 8 + 4 + 1],
    [{ ab: 7 }, bare + 8 + 4 + 8],
  ])('%j is %i bytes', (columns, size) => {
    expect(rowSize(row('one', columns))).toBe(size);
  });

  it('may be 1 MiB and not a byte more', () => {
    const room = 1_048_576 - bare - 8 - 4 - 4;
    expect(() => checkRow(row('one', { ab: 'x'.repeat(room / 2) }))).not.toThrow();
    expect(() => checkRow(row('one', { ab: 'x'.repeat(room / 2 + 1) }))).toThrow(overLimit);
  });

  it('may have 252 columns and not one more', () => {
    const columns = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, true]));
    expect(() => checkRow(row('one', columns(252)))).not.toThrow();
    expect(() => checkRow(row('one', columns(253)))).toThrow(overLimit);
  });
});

describe('a transaction', () => {
  it('counts bytes as they are sent: escapes and UTF-8 included', () => {
    const escaped = { a: '\u0001'.repeat(400_000) };
    const plain = { a: 'x'.repeat(400_000) };
    expect(() => checkTransaction([row('1', plain), row('2', plain)])).not.toThrow();
    expect(() => checkTransaction([row('1', escaped), row('2', escaped)])).toThrow(overLimit);
  });
});

describe('cutting into transactions', () => {
  it('keeps the order and leaves nothing out', () => {
    const rows = Array.from({ length: 250 }, (_, index) => row(String(index)));
    expect(planTransactions(rows)).toEqual([
      { start: 0, end: 100 },
      { start: 100, end: 200 },
      { start: 200, end: 250 },
    ]);
    expect(planTransactions([])).toEqual([]);
  });

  it('cuts before the bytes are too many', () => {
    const rows = Array.from({ length: 5 }, (_, index) => row(String(index), { a: 'x'.repeat(1_500_000) }));
    expect(planTransactions(rows)).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
      { start: 4, end: 5 },
    ]);
  });

  it('cuts before a row comes again', () => {
    expect(planTransactions([row('a'), row('b'), row('a')])).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 3 },
    ]);
  });
});
