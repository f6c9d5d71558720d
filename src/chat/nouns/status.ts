import { z } from 'zod';
import { type StatusView, statusCard } from '../../cards/digest/status-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { onBehalfCard } from '../../cards/reply/on-behalf-card.ts';
import { replyFormCard } from '../../cards/reply/reply-form-card.ts';
import { findPerson } from '../../domain/people/merge-people.ts';
import { Refusal, type RefusalCode } from '../../domain/shared/errors.ts';
import { chaseReplies, remindOne } from '../../use-cases/delivery/chase-replies.ts';
import { showCycle } from '../../use-cases/digest/show-status.ts';
import { openReplyForm } from '../../use-cases/reply/record-update.ts';
import { showOnBehalf } from '../../use-cases/reply/show-on-behalf.ts';
import { chooseCycleFor } from '../../use-cases/shared/choose-cycle-for.ts';
import { readPlanFor } from '../../use-cases/shared/requester.ts';
import { type About, type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { menuPress, type Press, type Presses, pressOf } from '../press.ts';
import { meeting, page, personId, planId } from '../press-parts.ts';
import { chasedWords, remindedWords } from './chased-words.ts';

const asked = { kind: 'status' } as const;
const remind = { kind: 'remind' } as const;

interface RemindOneAsked {
  readonly kind: 'remind-one';
  readonly name: string;
}

export const commands: readonly Command[] = [
  planCommand('read-status', {
    kind: 'status',
    phrases: { status: asked },
    help: [{ place: 6, example: 'status', words: 'Who has answered and who has not' }],
    listed: [
      {
        place: 5,
        title: 'status',
        description: 'Who has answered and who has not; remind, extend, freeze (project manager)',
        where: 'personal',
      },
    ],
    answer: (conversation, _asked, about) => showStatusCard(conversation, about),
  }),
  planCommand('run-cycle', {
    kind: 'remind',
    phrases: { remind, 'remind all': remind },
    help: [{ place: 7, example: 'remind', words: 'Ask again those who have not answered' }],
    answer: (conversation, _asked, about) => remindAll(conversation, about),
  }),
  planCommand<RemindOneAsked>('run-cycle', {
    kind: 'remind-one',
    phrases: {},
    patterns: [{ pattern: /^remind\s+(.+)$/iu, read: (name) => ({ kind: 'remind-one', name }) }],
    help: [{ place: 14, example: 'remind Ana Holt', words: 'Ask one lead again' }],
    answer: remindNamed,
  }),
];

/** What every press on a cycle's status brings. */
export const ofCycle = { planId, meeting };

export interface CycleIds {
  readonly planId: string;
  readonly meeting: string;
}

type LeadPress = CycleIds & { readonly personId: string; readonly page: number };

export const presses: Presses = {
  'menu.status': menuPress(asked),
  'status.page': onStatus(z.object({ ...ofCycle, page }), (conversation, pressed) =>
    showStatusCard(conversation, pressed, { page: pressed.page }),
  ),
  'cycle.remind': onStatus(z.object({ ...ofCycle, page }), remindAll),
  'cycle.remindOne': onStatus(z.object({ ...ofCycle, personId, page }), remindLead),
  'status.onBehalfList': onStatus(z.object({ ...ofCycle, personId, page }), answerForLead),
};

/** What is said of a cycle that is no longer as the pressed card showed it: the card as it is now, and why. */
const overtaken: readonly RefusalCode[] = ['cycle-frozen', 'cycle-open', 'signed-off'];

/**
 * Answers a press on a cycle's status in its place: the same card drawn anew, with a line of what was done, or of what has
 * overtaken it. Throws a `Refusal` in words for a sender who may not, or for ids that are none.
 */
export async function answerOnStatus<P extends CycleIds>(
  conversation: Conversation,
  pressed: P,
  answer: (conversation: Conversation, pressed: P) => Promise<AdaptiveCard>,
): Promise<AdaptiveCard> {
  try {
    return await answer(conversation, pressed);
  } catch (error) {
    if (!isAbout(error, ...overtaken)) throw error;
    return showStatusCard(conversation, pressed, { problem: error.message });
  }
}

/** A press on a cycle's status, answered as `answerOnStatus` says. */
export function onStatus<S extends z.ZodType<CycleIds>>(
  schema: S,
  answer: (conversation: Conversation, pressed: z.output<S>) => Promise<AdaptiveCard>,
): Press {
  return pressOf(schema, (conversation, pressed) => answerOnStatus(conversation, pressed, answer));
}

/** A cycle's status as its reader may see it, drawn from what is stored now. */
export async function showStatusCard(
  { services, sender }: Conversation,
  { planId, meeting }: About,
  view: Partial<Omit<StatusView, 'mayRun'>> = {},
): Promise<AdaptiveCard> {
  const { status, mayRun } = await showCycle(services, sender, { planId, cycleId: meeting });
  return statusCard(status, { ...view, mayRun });
}

/** The answer to `remind`: the status, with what was done. */
async function remindAll(
  conversation: Conversation,
  { planId, meeting, page = 1 }: About & { readonly page?: number },
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  const chased = await chaseReplies(services, sender, { planId, cycleId: meeting });
  const cycle = { planId, meeting: chased.cycleId };
  return showStatusCard(conversation, cycle, { page, done: chasedWords(chased) });
}

/** Reminds the one whom a name means, in the open cycle where none is named. */
async function remindNamed(
  conversation: Conversation,
  { name }: RemindOneAsked,
  { planId, meeting }: About,
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  const { cycle } = await chooseCycleFor(
    services.store,
    sender,
    { planId, cycleId: meeting },
    { permission: 'run-cycle' },
  );
  const { people } = await readPlanFor(services.store, sender, planId);
  const { id: personId } = findPerson(people, name);
  const pressed = { planId, meeting: cycle.value.cycleId, personId, page: 1 };
  return answerOnStatus(conversation, pressed, remindLead);
}

async function remindLead(
  { services, sender }: Conversation,
  { planId, meeting, personId, page }: LeadPress,
): Promise<AdaptiveCard> {
  const chased = await remindOne(services, sender, { planId, cycleId: meeting }, personId);
  const { status, mayRun } = await showCycle(services, sender, { planId, cycleId: meeting });
  const lead = status.agencies.flatMap(({ leads }) => leads).find((one) => one.personId === personId);
  return statusCard(status, { page, mayRun, done: remindedWords(chased, lead?.name ?? 'That lead') });
}

/** One unanswered action opens its form at once; more are listed to choose from. */
async function answerForLead(
  { services, sender }: Conversation,
  { planId, meeting, personId, page }: LeadPress,
): Promise<AdaptiveCard> {
  const prompt = await showOnBehalf(services, sender, { planId, cycleId: meeting, personId });
  const [only, ...others] = prompt.items.filter(({ reply }) => reply === null);
  if (only === undefined || others.length > 0) return onBehalfCard(prompt, personId, page);
  const target = { planId, cycleId: meeting, actionId: only.actionId, onBehalf: true };
  return replyFormCard(await openReplyForm(services, sender, target));
}

export function isAbout(error: unknown, ...codes: readonly RefusalCode[]): error is Refusal {
  return error instanceof Refusal && codes.includes(error.code);
}
