import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrozenFacts } from '../../../src/domain/reply/frozen.ts';
import { lateChanges } from '../../../src/domain/reply/late-changes.ts';
import type { Update } from '../../../src/domain/reply/update.ts';
import { anAction, anUpdate, anyRating, aRevision, dayScale, green, red } from '../../support/builders.ts';

const meeting = '2026-10-14';
const nameOf = (id: string) => (id === 'sam-barron' ? 'Sam Barron' : id);
const later = { version: 2, at: '2026-10-09T10:00:00Z' };

function changesOf(frozen: FrozenFacts['actions'], ...updates: Update[]) {
  const now = new Map(updates.map((update) => [update.actionId, update]));
  return lateChanges({ actions: frozen }, now, nameOf);
}

describe('lateChanges', () => {
  it('is empty when nothing has been said since the freeze', () => {
    const update = anUpdate(meeting, '0001');
    expect(changesOf([{ action: anAction('0001'), update }], update)).toEqual([]);
    expect(changesOf([{ action: anAction('0001'), update: null }])).toEqual([]);
  });

  it('tells what has changed, from what to what, who said it and when', () => {
    const update = anUpdate(meeting, '0001', { revised: dayScale('2027-01-31') });
    const now = { ...update, ...later, rating: red, narrative: 'Worse.', revised: dayScale('2027-03-31') };
    const [change] = changesOf([{ action: anAction('0001'), update }], now);
    expect(change).toMatchObject({
      ref: 'A 1',
      changed: ['rating', 'narrative', 'revised'],
      before: { rating: update.rating, narrative: update.narrative, revised: '31 January 2027' },
      now: { rating: red, narrative: 'Worse.', revised: '31 March 2027' },
      firstReply: false,
      by: 'Sam Barron',
      at: later.at,
    });
  });

  it('takes a first reply even where it says what was known, since the paper says there was none', () => {
    const action = anAction('0001', { narrative: 'Known.' });
    const said = { narrative: 'Known.', rating: action.rating, reason: '', recoveryStep: '' };
    expect(changesOf([{ action, update: null }], anUpdate(meeting, '0001', said))).toMatchObject([
      { changed: [], firstReply: true },
    ]);
  });

  it('leaves out a reply saved anew in the same words', () => {
    const update = anUpdate(meeting, '0001');
    expect(changesOf([{ action: anAction('0001'), update }], { ...update, ...later })).toEqual([]);
  });

  it('finds one that was read before the freeze and saved after it, though nobody marked it late', () => {
    const update = anUpdate(meeting, '0001');
    const slipped = { ...update, ...later, rating: green, late: false };
    expect(changesOf([{ action: anAction('0001'), update }], slipped)).toHaveLength(1);
  });

  it('finds a second version of one instant', () => {
    const update = anUpdate(meeting, '0001');
    expect(
      changesOf([{ action: anAction('0001'), update }], { ...update, version: 2, narrative: 'Other.' }),
    ).toHaveLength(1);
  });

  it('names for whom a project manager has answered', () => {
    const update = anUpdate(meeting, '0001', { authorName: 'Robin Pryce', onBehalfOf: 'sam-barron' });
    const [change] = changesOf([{ action: anAction('0001'), update: null }], update);
    expect(change?.by).toBe('Robin Pryce (project manager) for Sam Barron');
  });

  it('compares with the revised date that stood, where nobody had replied', () => {
    const action = anAction('0001', { revisedTimescale: aRevision('2027-01-31') });
    const update = anUpdate(meeting, '0001', { revisedBefore: aRevision('2027-01-31') });
    const [change] = changesOf([{ action, update: null }], update);
    expect(change?.changed).not.toContain('revised');
  });

  it('keeps the plan’s order and tells each action at most once', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ rating: anyRating, text: fc.string() }), { maxLength: 8 }), (said) => {
        const ids = said.map((_, index) => String(index + 1).padStart(4, '0'));
        const frozen = ids.map((id) => ({ action: anAction(id), update: anUpdate(meeting, id) }));
        const updates = said.map(({ rating, text }, index) =>
          anUpdate(meeting, ids[index] ?? '', { ...later, rating, narrative: text }),
        );
        const told = changesOf(frozen, ...updates.toReversed()).map(({ actionId }) => actionId);
        expect(told).toEqual([...new Set(told)].sort());
        for (const [index, id] of ids.entries()) {
          const same =
            updates[index]?.rating.label === frozen[index]?.update.rating.label &&
            updates[index]?.narrative === frozen[index]?.update.narrative;
          expect(told.includes(id)).toBe(!same);
        }
      }),
    );
  });
});
