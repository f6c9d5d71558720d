import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdaptiveCard, maxMessageBytes, messageBytes } from '../../src/cards/card.ts';
import { cycleOpenedCard } from '../../src/cards/cycle-opened-card.ts';
import { helpCard } from '../../src/cards/help-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { promptCard } from '../../src/cards/prompt-card.ts';
import { receiptCard } from '../../src/cards/receipt-card.ts';
import { replyFormCard } from '../../src/cards/reply-form-card.ts';
import { statusCard } from '../../src/cards/status-card.ts';
import { replyLimits } from '../../src/domain/update.ts';
import * as samples from './samples.ts';

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

  it('status and cycle-opened, with 500 leads and 500 actions without one', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = filled(one, 300);
        const lead = { name: text, state: 'unreachable' as const, answered: 0, total: 9, reason: text };
        const agencies = Array.from({ length: 10 }, () => ({
          agency: text,
          answered: 0,
          total: 450,
          leads: Array.from({ length: 50 }, () => lead),
        }));
        const unassigned = Array.from({ length: 500 }, () => ({ ref: '1', title: text }));
        fits(statusCard({ ...samples.status, agencies, unassigned }));
        const unreachable = Array.from({ length: 500 }, () => text);
        fits(cycleOpenedCard({ ...samples.cycleOpened, unreachable, unassigned }));
      }),
      { numRuns: 20 },
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
