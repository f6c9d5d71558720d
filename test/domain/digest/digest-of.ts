import type { DigestSources } from '../../../src/domain/digest/action-in-cycle.ts';
import { collateDigest } from '../../../src/domain/digest/collate-digest.ts';
import type { Digest } from '../../../src/domain/digest/digest.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { aCycle, aPerson, aPlan, day } from '../../support/builders.ts';
import type { GeneratedPlan } from '../../support/generated-plan.ts';

export const october = aCycle('2026-10-14', {
  state: 'frozen',
  frozenAt: '2026-10-07T17:00:00Z',
  frozenBy: 'Robin Pryce',
});
export const november = aCycle('2026-11-11');

/** A digest in an open November cycle with October's before it, unless told otherwise. */
export function digestOf(over: Partial<DigestSources>): Digest {
  return collateDigest({
    plan: aPlan(),
    actions: [],
    people: [aPerson('sam-barron', { agency: 'Wexcombe Council' })],
    cycles: [october, november],
    cycle: november,
    lastPaper: null,
    updates: new Map(),
    filter: wholeDigest,
    today: day('2026-11-04'),
    ...over,
  });
}

/** The digest of a generated plan's cycle, by its index. */
export function digestFor(told: GeneratedPlan, index: number, filter = wholeDigest): Digest {
  const cycle = told.cycles.at(index) ?? null;
  return digestOf({
    actions: told.actions,
    people: told.people,
    cycles: told.cycles,
    cycle,
    updates: (cycle && told.updates.get(cycle.cycleId)) ?? new Map(),
    filter,
  });
}
