import { formatInstantTime } from '../../domain/shared/dates.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button, buttonRows } from './buttons.ts';
import type { AdaptiveCard } from './card.ts';
import { escapeText, excerpt, plainLine } from './escape.ts';
import { fillCard } from './template.ts';

/** What somebody asked for in a channel. */
export interface PostView extends PlanHeader {
  readonly postId: string;
  /** As typed: `digest red`. */
  readonly what: string;
  readonly by: string;
  /** Until when they may choose; ISO. */
  readonly until: string;
  readonly timeZone: string;
}

/** Asks who is to read an answer. Everybody in the channel sees this card, so that nothing of the plan's actions stands in it. */
export function postCard(view: PostView): AdaptiveCard {
  const { postId, planName, until, timeZone } = view;
  const [what, by] = [excerpt(plainLine(view.what), 200), excerpt(plainLine(view.by), 100)];
  const asked = `${by} asks for “${what}” of ${excerpt(plainLine(planName), 200)}.`;
  const readers = 'Posted here, everybody who can read this channel reads it, now and later.';
  const choice = `Only ${by} can choose, until ${formatInstantTime(until, timeZone)}.`;
  return fillCard('notice', {
    title: 'Post it here?',
    text: escapeText(`${asked}\n${readers}\n${choice}`),
    rows: buttonRows([
      button('Post here', { verb: 'post.here', postId }, 'Post it here for everybody in this channel'),
      button('Send it to me alone', { verb: 'post.alone', postId }, 'Send it to your own chat with me'),
    ]),
    fallback: `${asked} Open Teams on a computer to choose who reads it.`,
  });
}
