import type { Prompt } from '../../domain/reply/prompt.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine, shortRun } from '../kit/escape.ts';
import { atMost, cutPages, openPage, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined, ratingMark } from '../kit/words.ts';
import { timescaleWords } from './prompt-data.ts';

const actionsOnPage = 8;

/** A lead's unanswered actions, for the project manager to answer what the lead has told them. */
export function onBehalfCard(prompt: Prompt, personId: string, page = 1): AdaptiveCard {
  return fillCard('on-behalf', onBehalfData(prompt, personId, page));
}

/** What the card's template is filled with. */
export function onBehalfData(prompt: Prompt, personId: string, page = 1): object {
  const { planId, cycleId } = prompt;
  const ids = { planId, meeting: cycleId };
  const open = prompt.items.filter((item) => item.reply === null);
  const shown = openPage(cutPages(open, { isFull: atMost(actionsOnPage) }), page);
  const name = plainLine(prompt.leadName);
  const title = `Answer for ${excerpt(name, 80)}`;
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
    items: shown.items.map((item) => ({
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
    pageWords: shown.words,
    rows: buttonRows([
      ...pageButtons(shown, { verb: 'status.onBehalfList', ...ids, personId }),
      button('Back to status', { verb: 'status.page', ...ids, page: 1 }),
    ]),
    fallback: `${title}: open Teams on a computer.`,
  };
}
