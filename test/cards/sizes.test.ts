import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleNoticeCard } from '../../src/cards/cycle/cycle-notice-card.ts';
import { extendCycleCard } from '../../src/cards/cycle/extend-cycle-card.ts';
import { reopenCycleCard } from '../../src/cards/cycle/reopen-cycle-card.ts';
import { escalationCard } from '../../src/cards/delivery/escalation-card.ts';
import { actionCard } from '../../src/cards/digest/action-card.ts';
import { digestCard, digestPages } from '../../src/cards/digest/digest-card.ts';
import { actionInsert, digestInsert } from '../../src/cards/digest/insert-cards.ts';
import { statusCard } from '../../src/cards/digest/status-card.ts';
import { type AdaptiveCard, maxMessageBytes, messageBytes } from '../../src/cards/kit/card.ts';
import { helpCard } from '../../src/cards/kit/help-card.ts';
import { noticeCard } from '../../src/cards/kit/notice-card.ts';
import { postCard } from '../../src/cards/kit/post-card.ts';
import { onBehalfCard } from '../../src/cards/reply/on-behalf-card.ts';
import { promptCard } from '../../src/cards/reply/prompt-card.ts';
import { answerCard, askCard, questionCard } from '../../src/cards/reply/question-cards.ts';
import { receiptCard } from '../../src/cards/reply/receipt-card.ts';
import { replyFormCard } from '../../src/cards/reply/reply-form-card.ts';
import type { Escalation } from '../../src/domain/delivery/escalation.ts';
import type { ActionStory } from '../../src/domain/digest/action-story.ts';
import type { CycleStatus, LeadStatus } from '../../src/domain/digest/cycle-status.ts';
import type { Digest } from '../../src/domain/digest/digest.ts';
import { longestAnswer, longestQuestion } from '../../src/domain/reply/question.ts';
import { replyLimits } from '../../src/domain/reply/reply-fields.ts';
import { anAction } from '../support/builders.ts';
import * as samples from './samples/samples.ts';
import * as cycles from './samples/status-samples.ts';
import { lead } from './samples/status-samples.ts';
import { answered, askForm, story } from './samples/story-samples.ts';

/** Units that grow most in escaping and in JSON; repeated to far more than any limit lets through. */
const unit = fc.constantFrom('*', '<a', '"', '\n', '\\', '&a;', 'x', ' y', '\u0001', '\u202e', 'ע', '漢');
const filled = (one: string, length: number) => one.repeat(Math.ceil(length / one.length)).slice(0, length);

/** Every page of a card that tells how many it has. */
function pagesOf(make: (page: number) => AdaptiveCard): AdaptiveCard[] {
  const first = make(1);
  const of = Number(/Page 1 of (\d+)/u.exec(JSON.stringify(first))?.[1] ?? 1);
  return Array.from({ length: of }, (_, index) => make(index + 1));
}

/** How often the end of a text stands on these cards. */
const end = 'zlastz';
const countEnds = (cards: readonly AdaptiveCard[]) =>
  cards.reduce((sum, card) => sum + JSON.stringify(card.body).split(end).length - 1, 0);

const fits = (card: AdaptiveCard) => expect(messageBytes(card)).toBeLessThan(maxMessageBytes);

describe('every card stays under Teams’ limit, whatever is written in it', () => {
  it('prompt and receipt, with 20 actions of imported texts without limit', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = filled(one, 30_000);
        const items = samples.promptLong.items.map((one) => ({
          ...one,
          title: text,
          narrative: text,
          ref: text.slice(0, 64),
        }));
        fits(promptCard({ ...samples.promptLong, planName: text.slice(0, 200), items }));
        fits(receiptCard({ ...samples.receipt, item: items[0] ?? samples.item(), next: items[1] ?? null }));
      }),
      { numRuns: 20 },
    );
  });

  it('form, with every field over its limit by all that is let through, and a conflict', () => {
    fc.assert(
      fc.property(unit, unit, (one, other) => {
        const typed = filled(one, 5000);
        const imported = filled(other, 30_000);
        const draft = {
          ...samples.draft,
          narrative: typed.slice(0, replyLimits.narrative + 500),
          reason: typed.slice(0, replyLimits.reason + 500),
          recoveryStep: typed.slice(0, replyLimits.recoveryStep + 500),
          evidence: typed.slice(0, replyLimits.evidence + 500),
        };
        const item = samples.item({ title: imported, narrative: imported });
        const steps = Array.from({ length: 30 }, () => imported);
        const conflict = { by: 'Dana Ho', when: 'at 10:42', rating: samples.red, narrative: imported };
        fits(replyFormCard({ ...samples.formErrors, item, steps, draft, conflict }));
      }),
      { numRuns: 60 },
    );
  });

  it('every page of a status with 500 leads and 500 actions without one, and what tells of the cycle', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = filled(one, 300);
        const someone = lead({ personId: text.slice(0, 100), name: text, reason: text });
        const silent = Array.from({ length: 40 }, () => someone);
        const done = Array.from({ length: 10 }, (): LeadStatus => ({ ...someone, state: 'answered' }));
        const hostile: CycleStatus = {
          ...cycles.statusSkipped,
          planName: text,
          agencies: Array.from({ length: 10 }, () => ({
            agency: text,
            answered: 0,
            total: 450,
            leads: [...silent, ...done],
          })),
          unassigned: Array.from({ length: 500 }, () => ({ ref: '1', title: text })),
          skipped: Array.from({ length: 30 }, () => ({ what: 'reminder', day: '2026-12-01', why: text })),
          meetings: Array.from({ length: 30 }, () => ({ date: '2026-12-01', boards: [text] })),
          reopened: Array.from({ length: 9 }, () => ({ on: '2026-12-01', by: text, reason: text })),
        };
        for (const page of [1, 2, 9, 999]) {
          fits(statusCard(hostile, { page, done: filled(one, 9000), problem: filled(one, 9000) }));
        }
        fits(cycleNoticeCard('opened', hostile));
        fits(cycleNoticeCard('frozen', hostile));
        const status = { ...hostile, state: 'frozen' as const };
        fits(reopenCycleCard({ status, reason: filled(one, 1000), due: text, error: text }));
        fits(extendCycleCard({ status, days: cycles.extendForm.days, due: text, error: text }));
      }),
      { numRuns: 12 },
    );
  });

  it('escalation and on-behalf list, with imported texts without limit', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = filled(one, 30_000);
        const { silent, red } = cycles.escalationOf(40, 40);
        const hostile = (all: Escalation['silent']) =>
          all.map((action) => ({ ...action, ref: text.slice(0, 64), title: text, lead: text }));
        fits(
          escalationCard({
            ...cycles.escalation,
            planName: text,
            silent: hostile(silent),
            red: hostile(red),
          }),
        );
        const items = samples.promptLong.items.map((item) => ({ ...item, title: text, timescale: text }));
        fits(onBehalfCard({ ...samples.promptLong, leadName: text, items }, text.slice(0, 100)));
      }),
      { numRuns: 12 },
    );
  });

  it('every page of an action and its history, with texts without limit, and nothing left out', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = `${filled(one, 5_000)} ${end}`;
        const long = `${filled(one, 30_000)} ${end}`;
        const reply = {
          ...{ by: text, on: '1 May 2026', rating: samples.red, unchanged: false, revised: text },
          ...{ narrative: text, reason: text, recoveryStep: text, evidence: text },
        };
        const hostile: ActionStory = {
          ...story,
          ...{ planName: text, board: text, evidence: text, strategic: [text] },
          action: samples.digestAction({
            ...{ ref: text, title: text, theme: text, priority: text, leads: [text], agencies: [text] },
            ...{ narrative: long, reason: text, recoveryStep: text, question: text, answeredBy: text },
            ...{ originalTimescale: text, revisedTimescale: text },
          }),
          questions: [{ by: text, on: text, to: text, text, answer: { by: text, on: text, text } }],
          boards: [
            { boardDate: '2026-12-16', rating: { label: text, level: 'red' }, reply, late: reply },
            { boardDate: null, rating: samples.amber, reply: null, late: null },
          ],
        };
        const facts = { digest: { page: 1, filter: { level: 'red' } }, mayAsk: true } as const;
        const pages = pagesOf((page) => actionCard(hostile, { ...facts, page }));
        for (const card of pages) fits(card);
        // Each text that is told in full ends so: eleven of how it stands, and more in questions and history.
        expect(countEnds(pages)).toBeGreaterThanOrEqual(24);
        fits(actionCard(hostile, { ...facts, page: 'history' }));
        for (const room of [4_000, 24_000]) fits(actionInsert(hostile, { room, ask: text }));
      }),
      { numRuns: 6 },
    );
  });

  it('a question’s form, the question and its answer', () => {
    fc.assert(
      fc.property(unit, unit, (one, other) => {
        const text = filled(one, 30_000);
        const typed = filled(other, longestAnswer + 500);
        const action = anAction('0001', { ref: text, title: text, narrative: text });
        const form = { ...askForm, planName: text, action, toName: text, suggested: text.slice(0, 1_000) };
        fits(askCard(form));
        fits(askCard(form, { text: typed.slice(0, longestQuestion + 500), error: text.slice(0, 600) }));
        const question = {
          ...answered.question,
          ...{ text: filled(one, longestQuestion), askedByName: text },
          answer: {
            text: filled(other, longestAnswer),
            by: text,
            byName: text,
            at: '2026-11-20T11:05:00Z',
            version: 1,
          },
        };
        const hostile = { ...answered, planName: text, ref: text, title: text, toName: text, question };
        fits(questionCard(hostile));
        fits(questionCard(hostile, { text: typed, error: text.slice(0, 600) }));
        fits(answerCard(hostile, null));
        fits(answerCard(hostile, text.slice(0, 600)));
      }),
      { numRuns: 12 },
    );
  });

  it('every page of a digest of 500 actions with 2,000 characters each, every one of them on a page', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const narrative = filled(one, 2_000);
        const actions = Array.from({ length: 500 }, (_, index) =>
          samples.digestAction({ ref: `N${index}`, narrative, reason: narrative.slice(0, 1_000) }),
        );
        const hostile: Digest = {
          ...samples.digest,
          ...{ reds: actions.slice(0, 250), ambers: [{ theme: narrative, actions: actions.slice(250) }] },
        };
        const pages = digestPages(hostile);
        const listed = pages.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.kind === 'action' ? [block.ref] : [])),
        );
        expect(actions.filter(({ ref }) => !listed.includes(ref))).toEqual([]);
        for (const page of [1, 2, Math.floor(pages.length / 2), pages.length])
          fits(digestCard(hostile, page));
        const put = digestInsert(hostile, { room: 24_000, ask: 'digest' });
        fits(put);
        expect(JSON.stringify(put)).toContain('There is more: write');
      }),
      { numRuns: 4 },
    );
  });

  it('what a channel is asked', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = filled(one, 30_000);
        const view = { planId: 'marlbury-send', planName: text, postId: 'x', what: text, by: text };
        fits(postCard({ ...view, until: '2026-11-21T11:30:00Z', timeZone: 'Europe/London' }));
      }),
      { numRuns: 12 },
    );
  });

  it('notice and help, quoting whatever was typed', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = filled(one, 30_000);
        fits(noticeCard({ ...samples.notice, title: text, text }));
        fits(helpCard({ ...samples.helpUnknown, notUnderstood: text }));
      }),
      { numRuns: 20 },
    );
  });
});
