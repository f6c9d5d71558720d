import { z } from 'zod';
import { actionCard } from '../../cards/digest/action-card.ts';
import { digestCard } from '../../cards/digest/digest-card.ts';
import { actionInsert, actionPreview, digestInsert, digestPreview } from '../../cards/digest/insert-cards.ts';
import type { PageFilter } from '../../cards/kit/buttons.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { digestParts } from '../../domain/digest/digest-filter.ts';
import { drawRatings } from '../../use-cases/digest/draw-ratings.ts';
import { searchRegister } from '../../use-cases/digest/search-register.ts';
import { type StoryTarget, showAction } from '../../use-cases/digest/show-action.ts';
import { type DigestRequest, showDigest } from '../../use-cases/digest/show-digest.ts';
import { type About, type Command, type ListedCommand, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import type { Insert } from '../insert.ts';
import { menuPress, type Presses, press } from '../press.ts';
import { actionId, meeting, optional, page, planId } from '../press-parts.ts';

/** What follows `digest`; '' asks for all of it. */
interface DigestAsked {
  readonly kind: 'digest';
  readonly words: string;
}

/** One action by its ref, opened at its history or at its beginning. */
interface ActionAsked {
  readonly kind: 'action' | 'history';
  readonly ref: string;
}

const whole: DigestAsked = { kind: 'digest', words: '' };

const listedInChannels: readonly ListedCommand[] = [
  {
    place: 1,
    title: 'digest',
    description: 'What is red and amber, what moved and who has not replied',
    where: 'shared',
  },
  {
    place: 2,
    title: 'digest red',
    description: 'Red actions only; add a theme or priority to narrow it',
    where: 'shared',
  },
  {
    place: 3,
    title: 'digest amber',
    description: 'Amber actions only, for example: digest amber joint commissioning',
    where: 'shared',
  },
];

export const commands: readonly Command[] = [
  planCommand<DigestAsked>('read-digest', {
    kind: 'digest',
    phrases: { digest: whole },
    patterns: [{ pattern: /^digest\s+(.+)$/iu, read: (words) => ({ kind: 'digest', words }) }],
    help: [
      { place: 3, example: 'digest', words: 'Red and amber, movements, who has not replied' },
      { place: 4, example: 'digest red', words: 'The reds alone' },
      {
        place: 5,
        example: 'digest amber joint commissioning',
        words: 'The ambers of one theme or priority',
      },
    ],
    listed: [
      {
        place: 4,
        title: 'digest',
        description: 'What is red and amber, what moved, who is silent; or: digest red',
        where: 'personal',
      },
      ...listedInChannels,
    ],
    answer: (conversation, { words }, { planId, meeting }) =>
      answerDigest(conversation, { planId, cycleId: meeting, words }),
    inserts: insertDigest,
  }),
  actionCommand('action', 'One action: how it stands, what to ask, what was said'),
  actionCommand('history', 'What was said of one action for each board'),
];

/** `action 1B ii`, `history 1B ii`: for the board, and for the action's own leads. */
function actionCommand(kind: ActionAsked['kind'], words: string): Command {
  return planCommand<ActionAsked>('see-own-actions', {
    kind,
    phrases: {},
    patterns: [{ pattern: new RegExp(`^${kind}\\s+(.+)$`, 'iu'), read: (ref) => ({ kind, ref }) }],
    help: [{ place: 5, example: `${kind} 1B ii`, words, for: [] }],
    answer: (conversation, { ref }, { planId, meeting }) =>
      openAction(
        conversation,
        { planId, cycleId: meeting, ref },
        { page: kind === 'action' ? 1 : 'history' },
      ),
    ...(kind === 'action' ? { inserts: insertActions } : {}),
  });
}

/** An action's card, with the way back to the digest where its reader may read that. */
async function openAction(
  { services, sender, scope }: Conversation,
  target: StoryTarget,
  opened: { readonly page: number | 'history'; readonly back?: number; readonly filter?: PageFilter },
): Promise<AdaptiveCard> {
  const { page, back = 1, filter = {} } = opened;
  const shown = await showAction(services, sender, target, scope === 'shared');
  const { story, readsDigest, mayAsk } = shown;
  return actionCard(story, { page, digest: readsDigest ? { page: back, filter } : null, mayAsk });
}

async function answerDigest(
  { services, sender }: Conversation,
  request: DigestRequest,
  page = 1,
): Promise<AdaptiveCard> {
  const digest = await showDigest(services, sender, request);
  return digestCard(digest, page, page === 1 ? await drawRatings(services, digest) : null);
}

async function insertDigest(
  { services, sender }: Conversation,
  { words }: DigestAsked,
  { planId, meeting }: About,
): Promise<readonly Insert[]> {
  const digest = await showDigest(services, sender, { planId, cycleId: meeting, words });
  const ask = `digest ${words}`.trim();
  const card = (room: number) => digestInsert(digest, { room, ask: `${ask} in ${planId}` });
  return [{ ...digestPreview(digest), card }];
}

/** Where somebody writes a message a few words of a title do: what is found is shown before it is chosen. */
async function insertActions(
  { services, sender }: Conversation,
  { ref: words }: ActionAsked,
  { planId, meeting }: About,
): Promise<readonly Insert[]> {
  const target = { planId, cycleId: meeting, words };
  const { stories, took } = await searchRegister(services, sender, target);
  return stories.map((story) => ({
    ...actionPreview(story, took),
    card: (room) => actionInsert(story, { room, ask: `action ${story.action.ref} in ${planId}` }),
  }));
}

/** What page buttons carry; what is left out is not narrowed. */
const filter = z
  .object({
    level: z.enum(['red', 'amber']).optional(),
    group: z.string().min(1).max(200).optional(),
    agency: z.string().min(1).max(200).optional(),
    lead: z.string().min(1).max(64).optional(),
    ref: z.string().min(1).max(100).optional(),
    only: z.enum(digestParts).optional(),
    since: z.iso.date().optional(),
  })
  .default({});

export const presses: Presses = {
  'menu.digest': menuPress(whole),
  /** `meeting` is null for a plan that has had no cycle. */
  'digest.page': press(
    { planId, meeting: optional(meeting), page, filter },
    (conversation, { planId, meeting, page, filter }) =>
      answerDigest(conversation, { planId, cycleId: meeting, ...filter }, page),
  ),
  /** `page` is the action's; `back` and `filter` are of the digest it was opened from. */
  'digest.action': press(
    { planId, meeting: optional(meeting), actionId, page, back: page, filter },
    (conversation, { planId, meeting, actionId, ...opened }) =>
      openAction(conversation, { planId, cycleId: meeting, actionId }, opened),
  ),
};
