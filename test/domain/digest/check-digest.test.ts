import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigest } from '../../../src/domain/digest/check-digest.ts';
import { type DigestFilter, wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { digestHeadline } from '../../../src/domain/digest/headline.ts';
import { generatedPlan } from '../../support/generated-plan.ts';
import { digestFor } from './digest-of.ts';

const filters: readonly Partial<DigestFilter>[] = [
  {},
  { levels: ['red'] },
  { levels: ['amber'] },
  { only: 'overdue' },
  { only: 'no-reply' },
  { ref: 'A' },
];

describe('checkDigest', () => {
  it('finds nothing in any digest of a generated plan, however it is narrowed', () => {
    fc.assert(
      fc.property(generatedPlan(4), fc.nat(3), fc.constantFrom(...filters), (told, index, filter) => {
        expect(checkDigest(digestFor(told, index, { ...wholeDigest, ...filter }))).toEqual([]);
      }),
    );
  });

  it('finds each number that is changed', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const digest = digestFor(told, 1);
        expect(checkDigest({ ...digest, total: digest.total + 1 })).not.toEqual([]);
        expect(checkDigest({ ...digest, answered: digest.answered + 1 })).not.toEqual([]);
        expect(checkDigest({ ...digest, reds: [...digest.reds, ...digest.reds.slice(0, 1)] })).toHaveLength(
          digest.reds.length > 0 ? 1 : 0,
        );
      }),
    );
  });

  it('has a headline of the same numbers', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const digest = digestFor(told, 1);
        const ambers = digest.ambers.reduce((sum, { actions }) => sum + actions.length, 0);
        expect(digestHeadline(digest)).toMatch(
          new RegExp(`^${digest.reds.length} red, ${ambers} amber of ${digest.total} action`),
        );
      }),
    );
  });
});
