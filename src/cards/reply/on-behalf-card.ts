import type { Prompt } from '../../domain/reply/prompt.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine, shortRun } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { type Button, button, buttonRows } from '../kit/verbs.ts';
import { count, dayWords, joined, ratingMark } from '../kit/words.ts';
import { timescaleWords } from './prompt-data.ts';

const actionsOnPage = 8;

/** A lead's unanswered actions, for the project manager to answer what the lead has told them. */
export function onBehalfCard(prompt: Prompt, personId: string, page = 1): AdaptiveCard {
  return fillCard('on-behalf', onBehalfData(prompt, personId, page));
}

/** What the card's template is filled with. */
export function onBehalfData(prompt: Prompt, personId: string, page = 1): object {
  const { planId, meeting } = prompt;
  const ids = { planId, meeting };
  const open = prompt.items.filter((item) => item.reply === null);
  const pages = Math.max(1, Math.ceil(open.length / actionsOnPage));
  const current = Math.min(Math.max(1, page), pages);
  const name = plainLine(prompt.leadName);
  const title = `Answer for ${excerpt(name, 80)}`;
  const to = (at: number): Button['data'] => ({ verb: 'status.onBehalfList', ...ids, personId, page: at });
  return {
    plan: shortLine(prompt.planName, 200),
    title: escapeLine(title),
    when: joined(
      `Board meeting ${dayWords(prompt.boardDate)}`,
      prompt.frozen ? 'replies are closed: this will be a late change' : `reply by ${dayWords(prompt.due)}`,
    ),
    intro:
      open.length === 0
        ? 'Everything of theirs is answered.'
        : `${count(open.length, 'action')} without a reply. What you save is shown as yours, for them.`,
    items: open.slice((current - 1) * actionsOnPage, current * actionsOnPage).map((item) => ({
      ref: shortRun(item.ref, 40),
      title: shortRun(item.title, 160),
      mark: ratingMark(item.rating),
      rest: item.ratedOn === null ? '' : ` · last known ${dayWords(item.ratedOn)}`,
      who: shortLine(timescaleWords(item), 300),
      rows: buttonRows([
        button(
          'Answer',
          { verb: 'reply.onBehalf', ...ids, actionId: item.actionId },
          `Answer ${shortRun(item.ref, 40)}`,
        ),
      ]),
    })),
    pageWords: pages > 1 ? `Page ${current} of ${pages}` : '',
    rows: buttonRows([
      ...(current > 1 ? [button('Previous page', to(current - 1))] : []),
      ...(current < pages ? [button('Next page', to(current + 1))] : []),
      button('Back to status', { verb: 'status.page', ...ids, page: 1 }),
    ]),
    fallback: `${title}: open Teams on a computer.`,
  };
}
