import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleNoticeCard } from '../../src/cards/cycle/cycle-notice-card.ts';
import { extendCycleCard } from '../../src/cards/cycle/extend-cycle-card.ts';
import { reopenCycleCard } from '../../src/cards/cycle/reopen-cycle-card.ts';
import { escalationCard } from '../../src/cards/delivery/escalation-card.ts';
import { statusCard } from '../../src/cards/digest/status-card.ts';
import { type AdaptiveCard, maxMessageBytes, messageBytes } from '../../src/cards/kit/card.ts';
import { helpCard } from '../../src/cards/kit/help-card.ts';
import { noticeCard } from '../../src/cards/kit/notice-card.ts';
import { onBehalfCard } from '../../src/cards/reply/on-behalf-card.ts';
import { promptCard } from '../../src/cards/reply/prompt-card.ts';
import { receiptCard } from '../../src/cards/reply/receipt-card.ts';
import { replyFormCard } from '../../src/cards/reply/reply-form-card.ts';
import type { Escalation } from '../../src/domain/delivery/escalation.ts';
import type { CycleStatus, LeadStatus } from '../../src/domain/digest/cycle-status.ts';
import { replyLimits } from '../../src/domain/reply/reply-fields.ts';
import * as samples from './samples/samples.ts';
import * as cycles from './samples/status-samples.ts';
import { lead } from './samples/status-samples.ts';

/** Units that grow most in escaping and in JSON; repeated to far more than any limit lets through. */
const unit = fc.constantFrom('*', '<a', '"', '\n', '\\', '&a;', 'x', ' y', '\u0001', '\u202e', '漢');
const filled = (one: string, length: number) => one.repeat(Math.ceil(length / one.length)).slice(0, length);

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
