import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { approveAllCard, type DecisionsNote, decisionsCard } from '../../cards/reply/decisions-card.ts';
import { declineCard } from '../../cards/reply/decline-card.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import {
  approveAll,
  type DecidedProposal,
  type DecidedProposals,
  decideProposals,
  longestReason,
} from '../../use-cases/reply/decide-proposals.ts';
import { listProposals } from '../../use-cases/reply/list-proposals.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { menuPress, type Presses, press } from '../press.ts';
import { actionId, page, planId, typed } from '../press-parts.ts';

const list = { kind: 'decisions' } as const;

export const commands: readonly Command[] = [
  planCommand('decide', {
    kind: 'decisions',
    phrases: { decisions: list },
    help: [
      {
        place: 19,
        example: 'decisions',
        words: 'New dates and finished actions to approve or decline',
      },
    ],
    answer: (conversation, _asked, about) => showDecisions(conversation, about),
  }),
];

/** When a proposal was made, or what stands for the list; compared, never read. */
const asked = z.string().min(1).max(80);
const ofProposal = { planId, actionId, what: z.enum(['revised-date', 'completion']), asked, page };
/** `accept` approves; `text` is the reason for a decline. */
const decision = { ...ofProposal, accept: z.boolean(), text: typed(longestReason) };

type DeclinePress = z.output<z.ZodObject<typeof ofProposal>>;
type DecidePress = z.output<z.ZodObject<typeof decision>>;

export const presses: Presses = {
  'menu.decisions': menuPress(list),
  'decisions.page': press({ planId, page }, showDecisions),
  'decisions.declineForm': press(ofProposal, (conversation, pressed) => declineForm(conversation, pressed)),
  'decisions.decide': press(decision, decide),
  /** Without `accept` it only asks. */
  'decisions.approveAll': press({ planId, asked, accept: z.boolean().default(false) }, decideAll),
};

/** Revised dates and completions that wait for a decision. */
async function showDecisions(
  { services, sender }: Conversation,
  { planId, page = 1 }: { readonly planId: string; readonly page?: number },
): Promise<AdaptiveCard> {
  return decisionsCard(await listProposals(services, sender, planId), page);
}

function proposalWords({ ref, what, asked }: DecidedProposal): string {
  return what === 'completion' ? `${ref} as complete` : `${ref}, new date ${asked}`;
}

/** What became of decisions, in words: those taken, and those that could not be. */
function noteOf({ decided }: DecidedProposals): DecisionsNote {
  const of = (outcome: DecidedProposal['outcome'], approve?: boolean) =>
    decided.filter((one) => one.outcome === outcome && (approve === undefined || one.approve === approve));
  const sentence = (start: string, which: readonly DecidedProposal[]) =>
    which.length === 0 ? [] : [`${start}: ${which.map(proposalWords).join('; ')}.`];
  const done = [...sentence('Approved', of('decided', true)), ...sentence('Declined', of('decided', false))];
  const problem = [
    ...sentence('Asked anew since you looked, so nothing was decided. Please look again', of('changed')),
    ...sentence('Decided or withdrawn already', of('gone')),
    ...sentence('Not confirmed, because no evidence is given', of('no-evidence')),
  ];
  const words = (sentences: readonly string[]) => (sentences.length === 0 ? null : sentences.join(' '));
  return { done: words(done), problem: words(problem) };
}

async function decide(conversation: Conversation, press: DecidePress): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  const { planId, actionId, what, asked: seen, accept: approve, page } = press;
  // A card's approval brings no reason, whatever a field of another card may have held.
  const reason = approve ? '' : press.text;
  try {
    const decision = { actionId, what, approve, reason, seen };
    const decided = await decideProposals(services, sender, planId, [decision]);
    return decisionsCard(await listProposals(services, sender, planId), page, noteOf(decided));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error;
    return declineForm(conversation, press, { text: reason, error: error.message });
  }
}

async function declineForm(
  { services, sender }: Conversation,
  press: DeclinePress,
  typed: { readonly text: string; readonly error: string } | null = null,
): Promise<AdaptiveCard> {
  const { planId, actionId, what, asked: seen, page } = press;
  const view = await listProposals(services, sender, planId);
  const proposal = view.proposals.find((one) => one.actionId === actionId && one.what === what);
  if (proposal?.askedAt === seen) return declineCard(view, proposal, { limit: longestReason, page, typed });
  const problem = proposal
    ? `${proposal.ref} was asked anew since you looked. Please look again.`
    : 'That has been decided or withdrawn already.';
  return decisionsCard(view, page, { done: null, problem });
}

async function decideAll(
  { services, sender }: Conversation,
  {
    planId,
    asked: seen,
    accept,
  }: { readonly planId: string; readonly asked: string; readonly accept: boolean },
): Promise<AdaptiveCard> {
  const view = await listProposals(services, sender, planId);
  if (view.stamp !== seen) {
    const problem = 'The list has changed since you looked, so nothing was approved. Please look again.';
    return decisionsCard(view, 1, { done: null, problem });
  }
  if (!accept) return approveAllCard(view);
  const decided = await approveAll(services, sender, planId, seen);
  return decisionsCard(await listProposals(services, sender, planId), 1, noteOf(decided));
}
