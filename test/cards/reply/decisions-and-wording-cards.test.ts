import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdaptiveCard, maxMessageBytes, messageBytes } from '../../../src/cards/kit/card.ts';
import { approveAllCard, decisionsCard } from '../../../src/cards/reply/decisions-card.ts';
import { declineCard } from '../../../src/cards/reply/decline-card.ts';
import { declinedWords } from '../../../src/cards/reply/declined-words.ts';
import { lateChangesCard } from '../../../src/cards/reply/late-changes-card.ts';
import { receiptCard } from '../../../src/cards/reply/receipt-card.ts';
import { replyFormCard } from '../../../src/cards/reply/reply-form-card.ts';
import { wordingCard, wordingPage, wordingsCard } from '../../../src/cards/reply/wording-card.ts';
import { nodesOf, textsOf } from '../kit/lint-card.ts';
import * as samples from '../samples/reply-samples.ts';
import { form, receipt } from '../samples/samples.ts';

const unit = fc.constantFrom('*', '<a', '"', '\n', '\\', '&a;', 'x', ' y', '\u202e', '漢');
const filled = (one: string, length: number) => one.repeat(Math.ceil(length / one.length)).slice(0, length);
const fits = (card: AdaptiveCard) => expect(messageBytes(card)).toBeLessThan(maxMessageBytes);
const text = (card: AdaptiveCard) => textsOf(card).join('\n');
const buttons = (card: AdaptiveCard) =>
  nodesOf(card).flatMap((node) => (node['type'] === 'Action.Execute' ? [node] : []));
const titles = (card: AdaptiveCard) => buttons(card).map((node) => node['title']);

/** Every page of a list, by its own "Next page". */
function pagesOf(draw: (page: number) => AdaptiveCard): AdaptiveCard[] {
  const pages = [draw(1)];
  while (titles(pages.at(-1) ?? draw(1)).includes('Next page')) pages.push(draw(pages.length + 1));
  return pages;
}

describe('decisions', () => {
  it('are each on one page and none is left out', () => {
    const pages = pagesOf((page) => decisionsCard(samples.proposalsLong, page));
    const declines = pages.flatMap((card) => buttons(card).filter(({ title }) => title === 'Decline'));
    expect(declines.map((node) => (node['data'] as { actionId: string }).actionId)).toEqual(
      samples.proposalsLong.proposals.map(({ actionId }) => actionId),
    );
  });

  it('stay under Teams’ limit whatever is written in them', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const proposals = samples.proposalsLong.proposals.map((proposal) => ({
          ...proposal,
          title: filled(one, 30_000),
          ref: filled(one, 64),
          reason: filled(one, proposal.what === 'completion' ? 4000 : 1000),
          evidence: proposal.what === 'completion' ? filled(one, 30_000) : '',
          asked: filled(one, 100),
          original: filled(one, 400),
          by: filled(one, 200),
        }));
        const view = { ...samples.proposalsLong, planName: filled(one, 400), proposals };
        for (const card of pagesOf((page) => decisionsCard(view, page))) fits(card);
        fits(decisionsCard(view, 1, { done: filled(one, 9000), problem: filled(one, 9000) }));
        fits(approveAllCard(view));
        const [first = samples.proposal()] = proposals;
        fits(
          declineCard(view, first, { limit: 500, typed: { text: filled(one, 1000), error: 'Too long.' } }),
        );
      }),
      { numRuns: 10 },
    );
  });

  it('offer no approval of a completion without evidence, alone or with the others', () => {
    const proposals = samples.proposals.proposals.filter(
      ({ evidence, what }) => what === 'completion' && evidence === '',
    );
    const card = decisionsCard({ ...samples.proposals, proposals });
    expect(titles(card)).toEqual(['Decline', 'Status']);
    expect(titles(decisionsCard(samples.proposals))).toContain('Approve all 2');
    expect(text(approveAllCard(samples.proposals))).toContain('stays in the list');
  });

  it('say what follows from declining a date', () => {
    const approved = samples.proposal({ approved: '31 January 2027' });
    expect(text(declineCard(samples.proposals, approved, { limit: 500 }))).toContain(
      'then stays 31 January 2027',
    );
    expect(text(declineCard(samples.proposals, samples.proposal(), { limit: 500 }))).toContain(
      'then stays December 2026',
    );
  });
});

describe('late changes', () => {
  it('are told whole, however many pages that takes', () => {
    const pages = pagesOf((page) => lateChangesCard(samples.lateLong, page));
    expect(pages.length).toBeGreaterThan(1);
    const words = pages.map(text).join('\n').replaceAll('\\', '').replaceAll('&lt;', '<');
    for (const [index, { ref }] of samples.lateLong.changes.entries()) {
      expect(words).toContain(`${ref}  `);
      expect(words).toContain(`again_. ${index}`);
    }
  });

  it('stay under Teams’ limit whatever is written in them', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const position = {
          ...samples.lateChange().before,
          narrative: filled(one, 4500),
          reason: filled(one, 1500),
          recoveryStep: filled(one, 1500),
          evidence: filled(one, 2500),
        };
        const changes = samples.lateLong.changes.slice(0, 5).map((change) => ({
          ...change,
          title: filled(one, 5000),
          before: position,
          now: { ...position, finished: true },
          changed: [
            'rating',
            'narrative',
            'revised',
            'reason',
            'recoveryStep',
            'evidence',
            'finished',
          ] as const,
        }));
        for (const card of pagesOf((page) => lateChangesCard({ ...samples.late, changes }, page))) fits(card);
      }),
      { numRuns: 10 },
    );
  });
});

describe('wording', () => {
  it('stays under Teams’ limit with everything at its longest', () => {
    fc.assert(
      fc.property(unit, unit, (one, other) => {
        const action = samples.worded({
          leadWords: filled(one, 4500),
          wording: { text: filled(other, 4500), by: filled(one, 200), at: '2026-12-05T10:30:00Z' },
        });
        const draft = filled(other, 4500);
        const conflict = { by: filled(one, 200), when: 'at 10:42', text: filled(one, 4500) };
        fits(wordingCard({ ...samples.wordingForm, action, draft, conflict }));
        const actions = samples.wordingsLong.actions.map((known) => ({
          ...action,
          actionId: known.actionId,
        }));
        for (const card of pagesOf((page) => wordingsCard({ ...samples.wordings, actions }, page)))
          fits(card);
      }),
      { numRuns: 20 },
    );
  });

  it('comes back to the page of the action that was edited', () => {
    for (const { actionId } of samples.wordingsLong.actions) {
      const card = wordingsCard(samples.wordingsLong, wordingPage(samples.wordingsLong, actionId));
      const edits = buttons(card).filter(({ title }) => title === 'Edit');
      expect(edits.map((node) => (node['data'] as { actionId: string }).actionId)).toContain(actionId);
    }
  });

  it('can’t be edited once signed off', () => {
    expect(titles(wordingsCard({ ...samples.wordings, signedOff: true }))).not.toContain('Edit');
  });
});

describe('a reply after the freeze or for somebody else', () => {
  it('is told as such in form and receipt', () => {
    expect(text(replyFormCard(samples.formLate))).toContain('already fixed');
    expect(text(replyFormCard(form))).not.toContain('already fixed');
    expect(text(receiptCard(samples.receiptLate))).toContain('Saved as a late change');
    expect(text(receiptCard(samples.receiptLateLast))).toContain('until the board meets on 16 December 2026');
    expect(text(receiptCard(samples.receiptOnBehalf))).toContain(
      'By Robin Pryce (project manager) for Priya Nandakumar',
    );
  });

  it('sends back that it is for somebody else, and only then', () => {
    const verbs = (card: AdaptiveCard) => buttons(card).map((node) => node['verb']);
    expect(verbs(replyFormCard(samples.formOnBehalf))).toEqual(['reply.saveOnBehalf', 'status.page']);
    expect(verbs(replyFormCard(form))).toEqual(['reply.save', 'prompt.show']);
    expect(verbs(receiptCard(samples.receiptOnBehalf))).not.toContain('reply.open');
    expect(verbs(receiptCard(receipt))).toContain('reply.open');
  });
});

describe('declinedWords', () => {
  const note = { asked: '31 March 2027', reason: 'Too late.', by: 'Chris Aldous', on: '2026-12-16' };

  it.each([
    [
      { ...note, what: 'revised-date' as const },
      'Declined on 16 December 2026 by Chris Aldous: the new date 31 March 2027: “Too late.”',
    ],
    [
      { ...note, what: 'completion' as const, asked: '', reason: '' },
      'Declined on 16 December 2026 by Chris Aldous: that it is complete.',
    ],
  ])('%j', (declined, words) => {
    expect(declinedWords(declined)).toBe(words);
  });
});
