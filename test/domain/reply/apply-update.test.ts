import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/plan/action.ts';
import { ratingBy } from '../../../src/domain/plan/rating-history.ts';
import { answeredLater, applyUpdate, nextUpdate } from '../../../src/domain/reply/reply.ts';
import type { Reply } from '../../../src/domain/reply/reply-fields.ts';
import type { Update } from '../../../src/domain/reply/update.ts';
import {
  aCycle,
  amber,
  anAction,
  anyDay,
  anyRating,
  aRevision,
  dayScale,
  green,
  instant,
  point,
  red,
} from '../../support/builders.ts';

const cycle = aCycle('2026-10-14');
const author = { userId: 'user-sam-barron', name: 'Sam Barron', onBehalfOf: null };
const now = instant('2026-10-07T10:00:00Z');

function reply(over: Partial<Reply> = {}): Reply {
  return {
    kind: 'update',
    rating: green,
    narrative: 'Better.',
    revised: null,
    reason: '',
    recoveryStep: '',
    evidence: '',
    finished: false,
    ...over,
  };
}

/** Action and update after replies given one after another in one cycle. */
function afterReplies(
  action: Action,
  replies: readonly Reply[],
  of = cycle,
): { action: Action; update: Update | null } {
  let known = { action, update: null as Update | null };
  for (const [minutes, said] of replies.entries()) {
    const update = nextUpdate(
      said,
      { action: known.action, cycle: of, current: known.update },
      author,
      now.add({ minutes }),
    );
    known = { action: applyUpdate(known.action, update), update };
  }
  return known;
}

const anyReply: fc.Arbitrary<Reply> = fc.record({
  kind: fc.constantFrom('update' as const, 'no-change' as const),
  rating: anyRating,
  narrative: fc.string(),
  revised: fc.option(anyDay.map(dayScale)),
  reason: fc.string(),
  recoveryStep: fc.string(),
  evidence: fc.string(),
  finished: fc.boolean(),
});
const anyRevision = fc.option(anyDay.map((date) => aRevision(date)));

describe('nextUpdate', () => {
  it('counts the versions of one cycle from 1 and names author and instant', () => {
    const { update } = afterReplies(anAction('0001'), [reply(), reply({ rating: amber }), reply()]);
    expect(update).toMatchObject({
      cycleId: '2026-10-14',
      actionId: '0001',
      version: 3,
      authorId: 'user-sam-barron',
      authorName: 'Sam Barron',
      at: '2026-10-07T10:02:00Z',
    });
  });

  it('remembers through every version what stood before the first', () => {
    fc.assert(
      fc.property(
        fc.array(anyReply, { minLength: 1, maxLength: 5 }),
        anyRating,
        anyRevision,
        (replies, rating, revised) => {
          const before = anAction('0001', { rating, revisedTimescale: revised });
          const { update } = afterReplies(before, replies);
          expect(update?.ratingBefore).toEqual(rating);
          expect(update?.revisedBefore).toEqual(revised);
        },
      ),
    );
  });
});

describe('replies to several cycles that are open at once', () => {
  const cycles = [aCycle('2026-10-14'), aCycle('2026-11-11'), aCycle('2026-12-16')];
  const anyOrder = fc.array(fc.tuple(fc.nat(2), anyReply), { minLength: 1, maxLength: 10 });

  /** Action and updates after replies given one after another, each to one of the cycles. */
  function afterSaying(said: readonly (readonly [number, Reply])[], known = cycles) {
    let action = anAction('0001', { status: 'not-started' });
    const updates = new Map<string, Update>();
    for (const [minutes, [index, each]] of said.entries()) {
      const of = known[index] ?? cycle;
      const behind = answeredLater(action, of.cycleId, known);
      const current = updates.get(of.cycleId) ?? null;
      const update = nextUpdate(each, { action, cycle: of, current }, author, now.add({ minutes }));
      updates.set(of.cycleId, update);
      action = applyUpdate(action, update, behind);
    }
    return { action, updates };
  }

  it('in any order leave the action as the latest reply of the newest cycle has it', () => {
    fc.assert(
      fc.property(anyOrder, (said) => {
        const { action, updates } = afterSaying(said);
        const newest = updates.get([...updates.keys()].sort().at(-1) ?? '');
        expect(action).toMatchObject({
          rating: newest?.rating,
          narrative: newest?.narrative,
          completionProposed: newest?.finished,
          lastReply: { meeting: newest?.cycleId, at: newest?.at },
        });
        if (newest?.revised) expect(action.revisedTimescale?.timescale).toEqual(newest.revised);
        expect(ratingBy(action.ratingHistory, '2027-01-01')).toEqual(newest?.rating);
      }),
    );
  });

  it('to an older one change nothing of how the action stands', () => {
    fc.assert(
      fc.property(anyOrder, (said) => {
        let newest = -1;
        const inOrder = said.filter(([index]) => {
          newest = Math.max(newest, index);
          return index === newest;
        });
        const stands = ({ ratingHistory: _, lastReply, revisedTimescale, ...rest }: Action) => ({
          ...rest,
          meeting: lastReply?.meeting,
          revised: revisedTimescale?.timescale,
        });
        expect(stands(afterSaying(said).action)).toEqual(stands(afterSaying(inOrder).action));
      }),
    );
  });

  it('are told apart by the day the board meets, where a meeting was moved past another', () => {
    const moved = [{ ...aCycle('2026-10-14'), boardDate: '2027-01-20' }, aCycle('2026-11-11')];
    const { action } = afterSaying(
      [
        [0, reply({ narrative: 'For January.' })],
        [1, reply({ narrative: 'For November.' })],
      ],
      moved,
    );
    expect(action.narrative).toBe('For January.');
  });
});

describe('applyUpdate', () => {
  it('shows the reply as the action’s present state', () => {
    const { action } = afterReplies(anAction('0001', { status: 'not-started' }), [
      reply({ rating: red, finished: true }),
    ]);
    expect(action).toMatchObject({
      rating: red,
      narrative: 'Better.',
      status: 'in-progress',
      completionProposed: true,
      lastReply: { meeting: '2026-10-14', at: '2026-10-07T10:00:00Z', by: 'Sam Barron' },
    });
    expect(action.ratingHistory).toEqual([
      point(null, amber),
      point('2026-10-14', red, '2026-10-07T10:00:00Z'),
    ]);
  });

  it('leaves completing to the project manager or chair', () => {
    const done = reply({
      rating: { label: 'Blue', level: 'complete' },
      evidence: 'Minutes.',
      finished: true,
    });
    expect(afterReplies(anAction('0001'), [done]).action.status).toBe('in-progress');
  });

  it('never touches the original timescale, nor anything else the document says', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 5 }), anyDay, anyRevision, (replies, date, revised) => {
        const before = anAction('0001', { originalTimescale: dayScale(date), revisedTimescale: revised });
        const { action } = afterReplies(before, replies);
        const { originalTimescale, title, ref, responsible, evidence, source } = before;
        expect(action).toMatchObject({ originalTimescale, title, ref, responsible, evidence, source });
      }),
    );
  });

  it('records a revised date as asked for, with its reason, and not approved', () => {
    const asked = reply({ revised: dayScale('2027-03-31'), reason: 'The nurse left.' });
    expect(afterReplies(anAction('0001'), [asked]).action.revisedTimescale).toEqual({
      timescale: dayScale('2027-03-31'),
      reason: 'The nurse left.',
      proposedBy: 'Sam Barron',
      proposedAt: '2026-10-07T10:00:00Z',
      approved: null,
    });
  });

  it('brings back the date that stood before when a reply is edited and its date cleared', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 4 }), anyReply, anyRevision, (replies, last, revised) => {
        const { action } = afterReplies(anAction('0001', { revisedTimescale: revised }), [
          ...replies,
          { ...last, revised: null },
        ]);
        expect(action.revisedTimescale).toEqual(revised);
      }),
    );
  });

  it('keeps an approved date approved when a reply asks for the same one again', () => {
    const approved = aRevision('2027-03-31', { approved: { by: 'Robin Pryce', at: '2026-09-16T14:00:00Z' } });
    const before = anAction('0001', { revisedTimescale: approved });
    const again = reply({ revised: dayScale('2027-03-31'), reason: 'Still the same.' });
    expect(afterReplies(before, [again]).action.revisedTimescale).toEqual(approved);
    const later = reply({ revised: dayScale('2027-06-30'), reason: 'Later still.' });
    expect(afterReplies(before, [later]).action.revisedTimescale?.approved).toBeNull();
  });

  it('keeps one point for each meeting however often a reply is edited', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { minLength: 1, maxLength: 5 }), (replies) => {
        const { action } = afterReplies(anAction('0001'), replies);
        expect(action.ratingHistory.map(({ meeting }) => meeting)).toEqual([null, '2026-10-14']);
        expect(action.ratingHistory.at(-1)?.rating).toEqual(replies.at(-1)?.rating);
      }),
    );
  });
});
