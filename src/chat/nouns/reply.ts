import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { promptCard } from '../../cards/reply/prompt-card.ts';
import { receiptCard } from '../../cards/reply/receipt-card.ts';
import { replyFormCard } from '../../cards/reply/reply-form-card.ts';
import {
  openReplyForm,
  type RecordedUpdate,
  recordNoChange,
  recordUpdate,
} from '../../use-cases/reply/record-update.ts';
import { findByRef, showPrompt } from '../../use-cases/reply/show-prompt.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { menuPress, type Presses, press, pressOf } from '../press.ts';
import { actionId, draftFields, meeting, page, planId, seen } from '../press-parts.ts';

const mine = { kind: 'my-actions' } as const;

interface UpdateAsked {
  readonly kind: 'update';
  readonly ref: string;
}

export const commands: readonly Command[] = [
  planCommand('see-own-actions', {
    kind: 'my-actions',
    phrases: { 'my actions': mine, actions: mine, update: mine },
    help: [{ place: 1, example: 'my actions', words: 'What you are asked to update', for: ['lead'] }],
    listed: [
      {
        place: 2,
        title: 'my actions',
        description: 'Your actions for the next board, and what is still to answer',
        where: 'personal',
      },
    ],
    answer: async ({ services, sender }, _asked, about) =>
      promptCard(await showPrompt(services, sender, about)),
  }),
  planCommand<UpdateAsked>('see-own-actions', {
    kind: 'update',
    phrases: {},
    patterns: [{ pattern: /^update\s+(.+)$/iu, read: (ref) => ({ kind: 'update', ref }) }],
    help: [{ place: 2, example: 'update 1B vi', words: 'The form of one action', for: ['lead'] }],
    listed: [
      {
        place: 3,
        title: 'update',
        description: 'Reply for one action by its ref, for example: update 2B i',
        where: 'personal',
      },
    ],
    answer: async ({ services, sender }, { ref }, about) => {
      const prompt = await showPrompt(services, sender, about);
      const target = {
        planId: about.planId,
        cycleId: prompt.cycleId,
        actionId: findByRef(prompt, ref),
      };
      return replyFormCard(await openReplyForm(services, sender, target));
    },
  }),
];

/** A cycle is named by its meeting wherever a card says so. */
const replyTarget = ({ planId, meeting, actionId }: z.output<z.ZodObject<typeof ofAction>>) => ({
  planId,
  cycleId: meeting,
  actionId,
});

const ofAction = { planId, meeting, actionId };
/** What is typed stands apart from what the card says of itself. */
const filledIn = z
  .object({ ...ofAction, seen, ...draftFields })
  .transform(({ planId, meeting, actionId, seen, ...draft }) => ({ planId, meeting, actionId, seen, draft }));
const ofPrompt = { planId, meeting, page };

export const presses: Presses = {
  'menu.myActions': menuPress(mine),
  'prompt.show': press(ofPrompt, showPage),
  'prompt.page': press(ofPrompt, showPage),
  'reply.open': press(ofAction, async ({ services, sender }, pressed) =>
    replyFormCard(await openReplyForm(services, sender, replyTarget(pressed))),
  ),
  'reply.noChange': press({ ...ofAction, seen }, async ({ services, sender }, pressed) =>
    recordedCard(await recordNoChange(services, sender, replyTarget(pressed))),
  ),
  'reply.save': pressOf(filledIn, (conversation, pressed) => save(conversation, pressed, false)),
  'reply.onBehalf': press(ofAction, async ({ services, sender }, pressed) =>
    replyFormCard(await openReplyForm(services, sender, { ...replyTarget(pressed), onBehalf: true })),
  ),
  'reply.saveOnBehalf': pressOf(filledIn, (conversation, pressed) => save(conversation, pressed, true)),
};

function recordedCard(recorded: RecordedUpdate): AdaptiveCard {
  return recorded.kind === 'saved' ? receiptCard(recorded.receipt) : replyFormCard(recorded.form);
}

async function showPage(
  { services, sender }: Conversation,
  pressed: z.output<z.ZodObject<typeof ofPrompt>>,
): Promise<AdaptiveCard> {
  return promptCard(await showPrompt(services, sender, pressed), pressed.page);
}

async function save(
  { services, sender }: Conversation,
  { draft, seen, ...ofAction }: z.output<typeof filledIn>,
  onBehalf: boolean,
): Promise<AdaptiveCard> {
  const target = onBehalf ? { ...replyTarget(ofAction), onBehalf } : replyTarget(ofAction);
  return recordedCard(await recordUpdate(services, sender, target, { draft, seen }));
}
