import { describe, expect, it } from 'vitest';
import { parseRefRange } from '../../../src/domain/shared/ref-range.ts';

describe('parseRefRange', () => {
  it.each([
    ['3B i-vi', ['3B i', '3B ii', '3B iii', '3B iv', '3B v', '3B vi']],
    ['2A ii – iii', ['2A ii', '2A iii']],
    ['4 a-c', ['4 a', '4 b', '4 c']],
    ['Action 1-3', ['Action 1', 'Action 2', 'Action 3']],
    ['2.1-3', ['2.1', '2.2', '2.3']],
    ['1A I to III', ['1A I', '1A II', '1A III']],
  ])('reads %j', (ref, refs) => {
    expect(parseRefRange(ref)?.refs).toEqual(refs);
  });

  it.each(['1-4', 'WS1-2', 'C-4', '1B ii', '3B vi-i', '3B i-i', 'Row 7', '2024-25', ''])(
    'takes %j for a ref of its own',
    (ref) => {
      expect(parseRefRange(ref)).toBeNull();
    },
  );
});
