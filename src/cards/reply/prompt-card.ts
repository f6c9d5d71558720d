import type { OtherRequest, Prompt } from '../../domain/reply/prompt.ts';
import { buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { plainLine, shortLine } from '../kit/escape.ts';
import { atMost, cutPages, openPage, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined, weekdayWords } from '../kit/words.ts';
import { answeredData, itemData } from './prompt-data.ts';

/** Actions on one page: about three screens of a phone. */
const promptPageSize = 8;

/** A lead's actions for one board meeting, `page` counted from 1; a page that is not there shows the nearest one. */
export function promptCard(prompt: Prompt, page = 1): AdaptiveCard {
  return fillCard('prompt', promptData(prompt, page));
}

/** What the prompt's template is filled with. */
export function promptData(prompt: Prompt, page = 1): object {
  const shownPage = openPage(cutPages(prompt.items, { isFull: atMost(promptPageSize) }), page);
  const { items: shown } = shownPage;
  const { planId, cycleId } = prompt;
  const answered = prompt.items.filter((item) => item.reply !== null).length;
  return {
    title: titleOf(prompt, answered),
    plan: shortLine(prompt.planName, 200),
    when: whenWords(prompt, answered),
    intro: [introOf(prompt, answered), ...prompt.alsoOpen.map(alsoWords)].join(' '),
    items: prompt.closed
      ? []
      : shown.filter((item) => item.reply === null).map((item) => itemData(item, planId, cycleId)),
    unanswered: prompt.closed
      ? shown
          .filter((item) => item.reply === null)
          .map((item) => ({ ...itemData(item, planId, cycleId), rows: [] }))
      : [],
    answered: shown.flatMap((item) => (item.reply === null ? [] : [answeredData(item, item.reply, prompt)])),
    pageWords: shownPage.words,
    rows: buttonRows(pageButtons(shownPage, { verb: 'prompt.page', planId, meeting: cycleId })),
    fallback: `${plainLine(prompt.planName)}: ${count(prompt.items.length - answered, 'action waits', 'actions wait')} ${prompt.frozen ? 'for your update' : `for your update by ${weekdayWords(prompt.due)}`}. Open Teams on a computer to reply.`,
  };
}

function whenWords({ boardDate, due, frozen, items }: Prompt, answered: number): string {
  const asked = !frozen && answered < items.length;
  return joined(`Board meeting ${dayWords(boardDate)}`, asked ? `reply by ${weekdayWords(due)}` : null);
}

/** Why there are two requests: each board gets its own reply. */
function alsoWords({ boardDate, due, waiting }: OtherRequest): string {
  const left = count(waiting, 'reply is', 'replies are');
  return `${left} open for the board meeting on ${dayWords(boardDate)}, too, until ${weekdayWords(due)}. Each board is shown its own reply, so please answer both.`;
}

function titleOf(prompt: Prompt, answered: number): string {
  const open = prompt.items.length - answered;
  if (prompt.frozen) return 'Replies are closed';
  if (prompt.items.length === 0) return 'You have no actions to update';
  if (open === 0) return 'All answered, thank you';
  if (prompt.tone === 'reminder') return `Reminder: ${count(open, 'action')} still to answer`;
  return `${count(open, 'action')} to update`;
}

function introOf(prompt: Prompt, answered: number): string {
  const total = prompt.items.length;
  if (prompt.closed) {
    return `The board has met on ${dayWords(prompt.boardDate)}, so these replies can no longer be changed. Keep what is new for the next meeting, or tell the project manager.`;
  }
  if (prompt.frozen && total > 0) {
    return `The paper for this meeting shows what was known when replies closed. You can still reply until the board meets on ${dayWords(prompt.boardDate)}: the project manager sees it as a late change.`;
  }
  if (total === 0) return 'Nothing in this plan is waiting for you at present.';
  if (answered === total)
    return 'There is nothing more to do. You can change a reply until the board paper is frozen.';
  const effort = 'About a minute per action; if nothing has changed, one tap is enough.';
  return answered === 0
    ? `The board wants to know where these stand. ${effort}`
    : `${answered} of ${total} answered. ${effort}`;
}
