import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCompleteLabel, judgeReply, noChangeReply } from '../../../src/domain/reply/reply.ts';
import {
  type Reply,
  type ReplyDraft,
  type ReplyInput,
  replyLimits,
  saysTheSame,
} from '../../../src/domain/reply/reply-fields.ts';
import type { RatingKey } from '../../../src/domain/shared/rating.ts';
import {
  aDraft,
  anAction,
  anUpdate,
  aRevision,
  bragKey,
  day,
  dayScale,
  green,
  ragKey,
  red,
} from '../../support/builders.ts';

const today = day('2026-10-07');
const because = { reason: 'The nurse left.', recoveryStep: 'Recruit by March.' };

function faults(draft: Partial<ReplyDraft>, key: RatingKey = bragKey): ReplyInput[] {
  const judged = judgeReply(aDraft(draft), key, today);
  return judged.ok ? [] : (Object.keys(judged.errors) as ReplyInput[]).sort();
}

describe('judgeReply', () => {
  it.each<[string, Partial<ReplyDraft>, ReplyInput[]]>([
    ['green with a narrative', {}, []],
    ['a label of level none', { rating: 'Not due' }, []],
    ['no rating', { rating: '' }, ['rating']],
    ['a rating of no key', { rating: 'Purple' }, ['rating']],
    ['a label in another case', { rating: 'green' }, ['rating']],
    ['a rating named like a property', { rating: '__proto__' }, ['rating']],
    ['no narrative', { narrative: '' }, ['narrative']],
    ['a narrative of blanks', { narrative: ' \n\t\u00a0' }, ['narrative']],
    ['red with nothing more', { rating: 'Red' }, ['reason', 'recoveryStep']],
    ['amber with nothing more', { rating: 'Amber' }, ['reason', 'recoveryStep']],
    ['amber with a reason of blanks', { rating: 'Amber', ...because, reason: '  ' }, ['reason']],
    ['amber without a step', { rating: 'Amber', reason: 'The nurse left.' }, ['recoveryStep']],
    ['red with both', { rating: 'Red', ...because }, []],
    ['complete without evidence', { rating: 'Blue' }, ['evidence']],
    ['complete with evidence', { rating: 'Blue', evidence: 'Signed minutes.' }, []],
    ['finished without evidence', { finished: true }, ['evidence']],
    ['finished with evidence', { finished: true, evidence: 'Signed minutes.' }, []],
    ['finished and red', { rating: 'Red', ...because, finished: true, evidence: 'Minutes.' }, ['finished']],
    ['a date without a reason', { revisedDate: '2027-03-31' }, ['reason']],
    ['a date with a reason', { revisedDate: '2027-03-31', reason: 'The nurse left.' }, []],
    ['today as date', { revisedDate: '2026-10-07', reason: 'The nurse left.' }, []],
    ['yesterday as date', { revisedDate: '2026-10-06', reason: 'The nurse left.' }, ['revisedDate']],
    ['a day that no month has', { revisedDate: '2027-02-29', reason: 'The nurse left.' }, ['revisedDate']],
    ['a date in words', { revisedDate: 'end of March', reason: 'The nurse left.' }, ['revisedDate']],
    ['a time with the date', { revisedDate: '2027-03-31T10:00', reason: 'The nurse left.' }, ['revisedDate']],
    [
      'another calendar',
      { revisedDate: '2027-03-31[u-ca=hebrew]', reason: 'The nurse left.' },
      ['revisedDate'],
    ],
    [
      'everything wrong at once',
      { rating: 'Red', narrative: '', revisedDate: 'x' },
      ['narrative', 'reason', 'recoveryStep', 'revisedDate'],
    ],
  ])('%s', (_case, draft, fields) => {
    expect(faults(draft)).toEqual([...fields].sort());
  });

  it.each(['narrative', 'reason', 'recoveryStep', 'evidence'] as const)(
    'takes %s up to its limit and no further',
    (field) => {
      const limit = replyLimits[field];
      expect(faults({ [field]: `  ${'x'.repeat(limit)}  ` })).toEqual([]);
      expect(faults({ [field]: 'x'.repeat(limit + 1) })).toEqual([field]);
      const judged = judgeReply(aDraft({ [field]: 'x'.repeat(limit + 7) }), bragKey, today);
      expect(judged).toMatchObject({
        ok: false,
        errors: { [field]: expect.stringContaining('by 7 characters') },
      });
    },
  );

  it('tells the lead in the plan’s own word what the reason is for', () => {
    const key: RatingKey = [{ label: 'Off course', meaning: '', level: 'red' }];
    const judged = judgeReply(aDraft({ rating: 'Off course' }), key, today);
    expect(judged).toMatchObject({ ok: false, errors: { reason: expect.stringContaining('Off course') } });
  });

  it('gives the texts trimmed, the rating under the key and the date as a day', () => {
    const draft = aDraft({ rating: 'Red', narrative: ' Slow. ', revisedDate: ' 2027-03-31 ', ...because });
    expect(judgeReply(draft, ragKey, today)).toEqual({
      ok: true,
      reply: {
        kind: 'update',
        rating: red,
        narrative: 'Slow.',
        revised: dayScale('2027-03-31'),
        ...because,
        evidence: '',
        finished: false,
      },
    });
  });

  it('takes a label of level complete as finished', () => {
    const judged = judgeReply(aDraft({ rating: 'Blue', evidence: 'Minutes.' }), bragKey, today);
    expect(judged).toMatchObject({ ok: true, reply: { finished: true } });
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', ' ', 'Text.', 'x'.repeat(1001)),
  );
  const anyDraft: fc.Arbitrary<ReplyDraft> = fc.record({
    rating: fc.oneof(fc.constantFrom(...bragKey.map(({ label }) => label)), fc.string()),
    narrative: anyText,
    revisedDate: fc.oneof(fc.constantFrom('', '2027-03-31', '2020-01-01'), fc.string()),
    reason: anyText,
    recoveryStep: anyText,
    evidence: anyText,
    finished: fc.boolean(),
  });

  it('never throws, and what it lets through keeps every rule', () => {
    fc.assert(
      fc.property(anyDraft, fc.constantFrom(bragKey, ragKey, []), (draft, key) => {
        const judged = judgeReply(draft, key, today);
        if (!judged.ok) {
          expect(Object.keys(judged.errors)).not.toHaveLength(0);
          return;
        }
        const { reply } = judged;
        expect(key).toContainEqual(expect.objectContaining(reply.rating));
        expect(reply.narrative.trim()).not.toBe('');
        if (reply.rating.level === 'red' || reply.rating.level === 'amber') {
          expect(reply.reason).not.toBe('');
          expect(reply.recoveryStep).not.toBe('');
          expect(reply.finished).toBe(false);
        }
        if (reply.rating.level === 'complete') expect(reply.finished).toBe(true);
        if (reply.finished) expect(reply.evidence).not.toBe('');
        if (reply.revised) {
          expect(reply.reason).not.toBe('');
          expect(reply.revised.date ?? '').toMatch(/^\d{4}-\d\d-\d\d$/);
          expect((reply.revised.date ?? '') >= today.toString()).toBe(true);
        }
        for (const field of ['narrative', 'reason', 'recoveryStep', 'evidence'] as const) {
          expect(reply[field].length).toBeLessThanOrEqual(replyLimits[field]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets a sound draft of any level through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bragKey), (entry) => {
        const draft = aDraft({ rating: entry.label, ...because, evidence: 'Minutes.' });
        expect(judgeReply(draft, bragKey, today).ok).toBe(true);
      }),
    );
  });
});

describe('hasCompleteLabel', () => {
  it.each([
    [bragKey, true],
    [ragKey, false],
    [[], false],
  ])('of %j is %s', (key, expected) => {
    expect(hasCompleteLabel(key)).toBe(expected);
  });
});

describe('noChangeReply', () => {
  const action = anAction('0001', {
    rating: red,
    narrative: 'Slow.',
    revisedTimescale: aRevision('2027-01-31'),
  });

  it('says again what is known and asks for no new date', () => {
    expect(noChangeReply(action, null)).toEqual({
      kind: 'no-change',
      rating: red,
      narrative: 'Slow.',
      revised: null,
      reason: '',
      recoveryStep: '',
      evidence: '',
      finished: false,
    });
  });

  it('repeats the words of the latest reply, but does not ask again for the date it asked for', () => {
    const said = anUpdate('2026-10-14', '0001', {
      revised: dayScale('2027-03-31'),
      ...because,
      evidence: 'Note.',
    });
    expect(noChangeReply(action, said)).toMatchObject({
      revised: null,
      ...because,
      evidence: 'Note.',
    });
  });

  it('keeps a completion that waits to be confirmed', () => {
    expect(noChangeReply({ ...action, completionProposed: true }, null).finished).toBe(true);
  });
});

describe('saysTheSame', () => {
  const reply: Reply = {
    kind: 'update',
    rating: green,
    narrative: 'Done in part.',
    revised: dayScale('2027-03-31'),
    ...because,
    evidence: '',
    finished: false,
  };
  const saved = anUpdate('2026-10-14', '0001', reply);

  it('holds for a reply given a second time', () => {
    expect(saysTheSame(reply, saved)).toBe(true);
  });

  it.each<Partial<Reply>>([
    { kind: 'no-change' },
    { rating: red },
    { narrative: 'Done.' },
    { revised: null },
    { revised: dayScale('2027-04-30') },
    { reason: '' },
    { recoveryStep: '' },
    { evidence: 'Minutes.' },
    { finished: true },
  ])('fails where %j differs', (difference) => {
    expect(saysTheSame({ ...reply, ...difference }, saved)).toBe(false);
  });
});
