import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import { reopenActionCard } from '../../cards/reply/reopen-action-card.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { longestReason } from '../../use-cases/reply/decide-proposals.ts';
import { reopenAction } from '../../use-cases/reply/reopen-action.ts';
import { type ActionTarget, findAction } from '../../use-cases/shared/find-action.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { actionId, planId, typed } from '../press-parts.ts';

/** `reason` is '' where it is still to be given. */
interface ReopenActionAsked {
  readonly kind: 'reopen-action';
  readonly ref: string;
  readonly reason: string;
}

/** `1B vi because the school has closed`, `1B vi: the school has closed`. */
function parseReopenAction(words: string): ReopenActionAsked {
  const [, ref = words, reason = ''] = /^(.+?)(?:\s+because\s+|\s*:\s+)(.+)$/iu.exec(words) ?? [];
  return { kind: 'reopen-action', ref: ref.trim(), reason: reason.trim() };
}

export const commands: readonly Command[] = [
  planCommand<ReopenActionAsked>('decide', {
    kind: 'reopen-action',
    phrases: {},
    patterns: [{ pattern: /^(?:reopen action|action reopen)\s+(.+)$/iu, read: parseReopenAction }],
    help: [
      {
        place: 22,
        example: 'reopen action 1B vi',
        words: 'Open a completed action again, with a reason',
      },
    ],
    answer: (conversation, { ref, reason }, { planId }) =>
      reopenCompleted(conversation, { planId, ref }, reason === '' ? null : reason),
  }),
];

export const presses: Presses = {
  'action.reopen': press(
    { planId, actionId, text: typed(longestReason) },
    (conversation, { planId, actionId, text }) => reopenCompleted(conversation, { planId, actionId }, text),
  ),
};

/** Opens a completed action again, once its reason is known. */
async function reopenCompleted(
  { services, sender }: Conversation,
  target: ActionTarget,
  reason: string | null,
): Promise<AdaptiveCard> {
  const { plan, action } = await findAction(services, sender, target, 'decide');
  const { planId } = target;
  const form = { planId, planName: plan.name, limit: longestReason };
  if (reason === null && action.status === 'complete') return reopenActionCard(form, action);
  try {
    const { ref } = await reopenAction(services, sender, { planId, ref: action.ref }, reason ?? '-');
    return noticeCard({
      tone: 'done',
      title: `${ref} is open again`,
      text: 'The reason is on record. Its lead is asked about it again, in an open cycle at once.',
      buttons: [{ title: 'Status', verb: 'menu.status', planId }],
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input' || action.status !== 'complete')
      throw error;
    return reopenActionCard(form, action, { text: reason ?? '', error: error.message });
  }
}
