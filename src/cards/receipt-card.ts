import type { ReplyReceipt } from '../domain/prompt.ts';
import type { AdaptiveCard } from './card.ts';
import { escapeText, excerpt, plainLine, runText, shortLine, shortRun } from './escape.ts';
import { itemData } from './prompt-data.ts';
import { fillCard } from './template.ts';
import { type Button, button, buttonRows } from './verbs.ts';
import { dayWords, ratingMark } from './words.ts';

/** What was saved, and the next action to answer. */
export function receiptCard(receipt: ReplyReceipt): AdaptiveCard {
  return fillCard('receipt', receiptData(receipt));
}

/** What the receipt's template is filled with. */
export function receiptData(receipt: ReplyReceipt): object {
  const { planId, meeting, item, saved, next } = receipt;
  const ids = { planId, meeting };
  const narrative = plainLine(saved.narrative);
  const left = receipt.total - receipt.answered;
  const done = left <= 0;
  const buttons: Button[] = [
    button('See all', { verb: 'prompt.show', ...ids }),
    button('Change this reply', { verb: 'reply.open', ...ids, actionId: item.actionId }),
  ];
  return {
    title: saved.kind === 'no-change' ? 'Saved: no change' : 'Saved',
    plan: shortLine(receipt.planName, 200),
    ref: runText(item.ref),
    itemTitle: shortRun(item.title, 120),
    mark: ratingMark(saved.rating),
    said: narrative === '' ? '' : `“${escapeText(excerpt(narrative, 200))}”`,
    revised: saved.revised === null ? '' : runText(`New date asked for: ${revisedWords(saved.revised)}`),
    finished: saved.finished ? 'Finished, for the project manager or chair to confirm.' : '',
    progress: `${receipt.answered} of ${receipt.total} answered.`,
    done: done
      ? `Thank you, that was the last one. There is nothing more to do until the board meets on ${dayWords(meeting)}; you can change a reply until ${dayWords(receipt.due)}.`
      : '',
    next: next === null ? [] : [itemData(next, planId, meeting)],
    rows: buttonRows(buttons),
    fallback: `Saved: ${plainLine(item.ref)}. ${receipt.answered} of ${receipt.total} answered.`,
  };
}

function revisedWords(revised: {
  readonly text: string;
  readonly kind: string;
  readonly date: string | null;
}): string {
  return revised.kind === 'day' && revised.date !== null ? dayWords(revised.date) : revised.text;
}
