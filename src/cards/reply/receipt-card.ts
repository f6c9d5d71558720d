import type { PromptItem, ReplyReceipt } from '../../domain/reply/prompt.ts';
import { saidBy } from '../../domain/reply/reply.ts';
import { type Button, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plainLine, runText, shortLine, shortRun } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { dayWords, ratingMark } from '../kit/words.ts';
import { type ItemData, itemData } from './prompt-data.ts';

/** What was saved, and the next action to answer. */
export function receiptCard(receipt: ReplyReceipt): AdaptiveCard {
  return fillCard('receipt', receiptData(receipt));
}

/** What the receipt's template is filled with. */
export function receiptData(receipt: ReplyReceipt): object {
  const { item, saved, next } = receipt;
  const narrative = plainLine(saved.narrative);
  const left = receipt.total - receipt.answered;
  const done = left <= 0;
  return {
    title: titleOf(receipt),
    plan: shortLine(receipt.planName, 200),
    ref: runText(item.ref),
    itemTitle: shortRun(item.title, 120),
    mark: ratingMark(saved.rating),
    said: narrative === '' ? '' : `“${escapeText(excerpt(narrative, 200))}”`,
    revised: saved.revised === null ? '' : runText(`New date asked for: ${revisedWords(saved.revised)}`),
    finished: saved.finished ? 'Finished, for the project manager or chair to confirm.' : '',
    behalf: behalfWords(receipt),
    late: paperWords(receipt),
    behind: behindWords(receipt),
    progress: `${receipt.answered} of ${receipt.total} answered.`,
    done: done ? doneWords(receipt) : '',
    next: next === null ? [] : [nextData(receipt, next)],
    rows: buttonRows(buttonsFor(receipt)),
    fallback: `Saved: ${plainLine(item.ref)}. ${receipt.answered} of ${receipt.total} answered.`,
  };
}

/** What the lead must know of the paper; '' where it has the reply, or will. */
function paperWords({ saved, news, boardDate }: ReplyReceipt): string {
  const day = dayWords(boardDate);
  if (news === 'unseen') {
    return `Your reply is kept, but I could not see whether the paper for ${day} was frozen before it came. Please press “See all” in a few minutes: it says whether replies are closed. Your project manager sees late changes.`;
  }
  if (news === 'overtaken') {
    return `The paper for ${day} was frozen while you wrote; the board hears of this as a late change. The project manager sees it, too.`;
  }
  return saved.late
    ? `The paper for the board meeting on ${day} is already fixed. This is kept as a late change, which the project manager sees.`
    : '';
}

/** Why a reply for an older board does not show as how the action stands; '' where it does. */
function behindWords({ boardDate, answeredLater }: ReplyReceipt): string {
  return answeredLater === null
    ? ''
    : `This is kept for the board meeting on ${dayWords(boardDate)}. The newer reply, for ${dayWords(answeredLater)}, stays how the action stands.`;
}

function titleOf({ saved, news, onBehalfOf }: ReplyReceipt): string {
  const kind = saved.kind === 'no-change' ? ': no change' : '';
  const late = saved.late && news !== 'unseen' ? ' as a late change' : '';
  const whom = onBehalfOf === null ? '' : ` for ${shortLine(onBehalfOf, 80)}`;
  return `Saved${late}${whom}${kind}`;
}

/** `By Robin Pryce (project manager) for Sam Barron`; '' for a lead's own reply. */
function behalfWords({ saved, onBehalfOf }: ReplyReceipt): string {
  return onBehalfOf === null ? '' : escapeLine(`By ${saidBy(saved, () => onBehalfOf)}`);
}

function doneWords({ frozen, news, boardDate, due, onBehalfOf }: ReplyReceipt): string {
  if (onBehalfOf !== null)
    return `That was the last one: ${shortLine(onBehalfOf, 80)} has nothing more to answer.`;
  const last = 'Thank you, that was the last one.';
  if (news === 'unseen') return last;
  return frozen
    ? `${last} You can still change a reply until the board meets on ${dayWords(boardDate)}.`
    : `${last} There is nothing more to do until the board meets on ${dayWords(boardDate)}; you can change a reply until ${dayWords(due)}.`;
}

/** What is next to answer; a project manager goes on answering for the same lead. */
function nextData({ planId, cycleId, onBehalfOf }: ReplyReceipt, next: PromptItem): ItemData {
  const item = itemData(next, planId, cycleId);
  if (onBehalfOf === null) return item;
  const ref = excerpt(plainLine(next.ref), 40);
  const data = { verb: 'reply.onBehalf', planId, meeting: cycleId, actionId: next.actionId } as const;
  return { ...item, rows: buttonRows([button('Answer', data, `Answer ${ref}`)]) };
}

function buttonsFor({ planId, cycleId, item, onBehalfOf }: ReplyReceipt): Button[] {
  const ids = { planId, meeting: cycleId };
  return onBehalfOf === null
    ? [
        button('See all', { verb: 'prompt.show', ...ids }),
        button('Change this reply', { verb: 'reply.open', ...ids, actionId: item.actionId }),
      ]
    : [
        button('Back to the status', { verb: 'status.page', ...ids }),
        button('Change this reply', { verb: 'reply.onBehalf', ...ids, actionId: item.actionId }),
      ];
}

function revisedWords(revised: {
  readonly text: string;
  readonly kind: string;
  readonly date: string | null;
}): string {
  return revised.kind === 'day' && revised.date !== null ? dayWords(revised.date) : revised.text;
}
