import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/plan/action.ts';
import { openDraft } from '../../../src/domain/reply/list-prompt.ts';
import { applyDecision, isApprovable, proposalsOf, seenOf } from '../../../src/domain/reply/proposals.ts';
import { applyUpdate, nextUpdate, saidBy } from '../../../src/domain/reply/reply.ts';
import type { Reply } from '../../../src/domain/reply/reply-fields.ts';
import type { Update } from '../../../src/domain/reply/update.ts';
import { describeSlippage } from '../../../src/domain/shared/lateness.ts';
import { noTimescale } from '../../../src/domain/shared/timescale.ts';
import { aCycle, anAction, anUpdate, aRevision, dayScale, green, instant } from '../../support/builders.ts';

const nameOf = (id: string) => (id === 'sam-barron' ? 'Sam Barron' : id);
const said = { meeting: '2026-10-14', at: '2026-10-07T10:00:00Z', by: 'Sam Barron' };
const approve = { approve: true, reason: '', by: 'Chris Aldous', at: '2026-10-14T15:00:00Z' };
const decline = { ...approve, approve: false, reason: 'Too late for the inspection.' };
const asked = anAction('0001', { revisedTimescale: aRevision('2027-03-31'), lastReply: said });
const finished = anAction('0001', { completionProposed: true, lastReply: said, evidence: ['Minutes.'] });

function only(action: Action, update: Update | null = null) {
  const [proposal, ...others] = proposalsOf(action, update, nameOf);
  if (!proposal || others.length > 0) throw new Error('One proposal was expected.');
  return proposal;
}

describe('proposalsOf', () => {
  it('tells a revised date with the original, the slippage and the lead’s reason', () => {
    expect(only(asked)).toMatchObject({
      what: 'revised-date',
      by: 'Sam Barron',
      askedAt: '2026-10-05T09:00:00Z',
      original: '31 October 2026',
      asked: '31 March 2027',
      slippage: '5 months later',
      reason: 'Waiting for a partner.',
    });
  });

  it('tells a completion with the evidence of the reply, else of the document', () => {
    expect(only(finished)).toMatchObject({ what: 'completion', askedAt: said.at, evidence: 'Minutes.' });
    const reply = anUpdate('2026-10-14', '0001', { evidence: 'Signed list.', onBehalfOf: 'sam-barron' });
    expect(only(finished, reply)).toMatchObject({
      evidence: 'Signed list.',
      by: 'Sam Barron (project manager) for Sam Barron',
    });
  });

  it.each<[string, Partial<Action>]>([
    ['nothing is asked', {}],
    [
      'the date is approved',
      { revisedTimescale: aRevision('2027-03-31', { approved: { by: 'x', at: said.at } }) },
    ],
    ['the action is superseded', { status: 'superseded', revisedTimescale: aRevision('2027-03-31') }],
    ['it is complete', { status: 'complete', completionProposed: true, lastReply: said }],
  ])('is empty where %s', (_case, over) => {
    expect(proposalsOf(anAction('0001', over), null, nameOf)).toEqual([]);
  });

  it('tells both of one action', () => {
    const both = { ...asked, completionProposed: true };
    expect(proposalsOf(both, null, nameOf).map(({ what }) => what)).toEqual(['revised-date', 'completion']);
  });
});

describe('applyDecision', () => {
  it('approves a date and keeps the original', () => {
    const after = applyDecision(asked, only(asked), approve);
    const approved = { by: 'Chris Aldous', at: approve.at };
    expect(after.revisedTimescale).toEqual({ ...aRevision('2027-03-31'), approved });
    expect(after.approvedTimescale).toEqual(after.revisedTimescale);
    expect(after.originalTimescale).toEqual(asked.originalTimescale);
    expect(proposalsOf(after, null, nameOf)).toEqual([]);
  });

  it.each([
    ['the latest approved date', aRevision('2026-12-31', { approved: { by: 'Board', at: said.at } })],
    ['none', null],
  ])('falls back to %s when a date is declined, and tells the lead why', (_case, approvedTimescale) => {
    const before = { ...asked, approvedTimescale };
    const after = applyDecision(before, only(before), decline);
    expect(after.revisedTimescale).toEqual(approvedTimescale);
    expect(after.declined).toEqual({
      what: 'revised-date',
      asked: '31 March 2027',
      reason: 'Too late for the inspection.',
      by: 'Chris Aldous',
      at: decline.at,
    });
  });

  it('confirms a completion without touching the rating', () => {
    expect(applyDecision(finished, only(finished), approve)).toEqual({
      ...finished,
      status: 'complete',
      completionProposed: false,
    });
  });

  it('leaves a declined completion open', () => {
    const after = applyDecision(finished, only(finished), decline);
    expect(after).toMatchObject({
      status: 'in-progress',
      completionProposed: false,
      declined: { asked: '' },
    });
  });
});

describe('a lead’s reply after a decision', () => {
  const cycle = aCycle('2026-10-14');
  const sam = { userId: 'user-sam-barron', name: 'Sam Barron', onBehalfOf: null };
  const reply: Reply = {
    kind: 'update',
    rating: green,
    narrative: 'Going on.',
    revised: null,
    reason: '',
    recoveryStep: '',
    evidence: '',
    finished: false,
  };
  const first = (action: Action, revised: Reply['revised']) => {
    const update = nextUpdate(
      { ...reply, revised, reason: 'Slow.' },
      { action, cycle, current: null },
      sam,
      instant(said.at),
    );
    return { update, action: applyUpdate(action, update) };
  };
  const again = (action: Action, current: Update, revised: Reply['revised'] = null) =>
    applyUpdate(
      action,
      nextUpdate({ ...reply, revised }, { action, cycle, current }, sam, instant('2026-10-15T10:00:00Z')),
    );

  it('does not undo an approval by leaving the date empty', () => {
    const { update, action } = first(anAction('0001'), dayScale('2027-03-31'));
    const approved = applyDecision(action, only(action), approve);
    expect(again(approved, update).revisedTimescale).toEqual(approved.revisedTimescale);
  });

  it('does not undo the approval of a date asked for in an earlier cycle', () => {
    const { update, action } = first(anAction('0001', { revisedTimescale: aRevision('2027-03-31') }), null);
    const approved = applyDecision(action, only(action), approve);
    expect(again(approved, update).revisedTimescale?.approved).not.toBeNull();
  });

  it('does not bring back a date that was declined', () => {
    const earlier = anAction('0001', { revisedTimescale: aRevision('2027-01-31') });
    const { update, action } = first(earlier, dayScale('2027-03-31'));
    const declined = applyDecision(action, only(action), decline);
    expect(again(declined, update).revisedTimescale).toBeNull();
    expect(openDraft(declined, update, update).revisedDate).toBe('');
    expect(openDraft(action, update, update).revisedDate).toBe('2027-03-31');
  });

  it('may ask for it again, and clears the note of the decline', () => {
    const { update, action } = first(anAction('0001'), dayScale('2027-03-31'));
    const declined = applyDecision(action, only(action), decline);
    const asking = again(declined, update, dayScale('2027-03-31'));
    expect(asking.declined).toBeNull();
    expect(only(asking)).toMatchObject({ asked: '31 March 2027', askedAt: '2026-10-15T10:00:00Z' });
  });
});

describe('seenOf', () => {
  it('changes with what is asked, and with how much', () => {
    const one = only(asked);
    const newer = { ...one, askedAt: '2026-10-08T09:00:00Z' };
    const stamps = [[], [one], [newer], [one, one], [one, newer]].map(seenOf);
    expect(new Set(stamps).size).toBe(stamps.length);
    expect(seenOf([newer, one])).toBe(seenOf([one, newer]));
  });
});

describe('describeSlippage', () => {
  it.each([
    ['2026-10-31', '2027-03-31', '5 months later'],
    ['2026-10-31', '2026-11-14', '2 weeks later'],
    ['2026-10-31', '2026-10-24', '7 days earlier'],
    ['2026-10-31', '2026-10-31', null],
  ])('from %s to %s: %s', (from, to, words) => {
    expect(describeSlippage(dayScale(from), dayScale(to))).toBe(words);
  });

  it('tells nothing where the plan names no date', () => {
    expect(describeSlippage(noTimescale, dayScale('2026-10-31'))).toBeNull();
  });
});

describe('saidBy', () => {
  it('names the author, and whom a project manager has answered for', () => {
    const own = anUpdate('2026-10-14', '0001');
    expect(saidBy(own, nameOf)).toBe('Sam Barron');
    const forSam = { ...own, authorName: 'Robin Pryce', onBehalfOf: 'sam-barron' };
    expect(saidBy(forSam, nameOf)).toBe('Robin Pryce (project manager) for Sam Barron');
    expect(saidBy(forSam)).toBe('Robin Pryce (project manager)');
  });
});

describe('isApprovable', () => {
  it.each([
    ['revised-date', '', true],
    ['completion', 'Signed minutes.', true],
    ['completion', '', false],
    ['completion', ' \n\u00a0', false],
    // Marks of direction and width, which nobody can see.
    ['completion', '\u200e\u200b\ufeff', false],
  ] as const)('of a %s with the evidence %j: %s', (what, evidence, may) => {
    expect(isApprovable({ what, evidence })).toBe(may);
  });
});
