import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { ClosingSubmission } from '../../cards/kit/closing-submission.ts';
import { approveAllCard, type DecisionsNote, decisionsCard } from '../../cards/reply/decisions-card.ts';
import { declineCard } from '../../cards/reply/decline-card.ts';
import { lateChangesCard } from '../../cards/reply/late-changes-card.ts';
import { receiptCard } from '../../cards/reply/receipt-card.ts';
import { replyFormCard } from '../../cards/reply/reply-form-card.ts';
import { wordingCard, wordingPage, wordingsCard } from '../../cards/reply/wording-card.ts';
import type { ReplyDraft } from '../../domain/reply/reply-fields.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import {
  approveAll,
  type DecidedProposal,
  type DecidedProposals,
  decideProposals,
  longestReason,
} from '../../use-cases/reply/decide-proposals.ts';
import { editWording, listWordings, openWording } from '../../use-cases/reply/edit-wording.ts';
import { listProposals } from '../../use-cases/reply/list-proposals.ts';
import { openReplyForm, recordUpdate } from '../../use-cases/reply/record-update.ts';
import { showLateChanges } from '../../use-cases/reply/show-late-changes.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';

type Press<V extends ClosingSubmission['verb']> = Extract<ClosingSubmission, { readonly verb: V }>;

/** Revised dates and completions that wait for a decision. */
export async function showDecisions(
  services: Services,
  sender: Sender,
  planId: string,
  page = 1,
): Promise<AdaptiveCard> {
  return decisionsCard(await listProposals(services, sender, planId), page);
}

/** What has been said since the freeze; `meeting` null for the cycle frozen last. */
export async function showLate(
  services: Services,
  sender: Sender,
  planId: string,
  meeting: string | null,
  page = 1,
): Promise<AdaptiveCard> {
  return lateChangesCard(await showLateChanges(services, sender, planId, meeting), page);
}

/** What the paper says: of one action to edit, or of all to choose from where no ref is given. */
export async function showWording(
  services: Services,
  sender: Sender,
  planId: string,
  meeting: string | null,
  ref: string | null,
): Promise<AdaptiveCard> {
  return ref === null
    ? wordingsCard(await listWordings(services, sender, planId, meeting))
    : wordingCard(await openWording(services, sender, planId, meeting, { ref }));
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

async function decide(
  services: Services,
  sender: Sender,
  press: Press<'decisions.decide'>,
): Promise<AdaptiveCard> {
  const { planId, actionId, what, asked: seen, accept: approve, page } = press;
  // A card's approval brings no reason, whatever a field of another card may have held.
  const reason = approve ? '' : press.text;
  try {
    const decision = { actionId, what, approve, reason, seen };
    const decided = await decideProposals(services, sender, planId, [decision]);
    return decisionsCard(await listProposals(services, sender, planId), page, noteOf(decided));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error;
    return declineForm(services, sender, press, { text: reason, error: error.message });
  }
}

async function declineForm(
  services: Services,
  sender: Sender,
  press: Press<'decisions.declineForm' | 'decisions.decide'>,
  typed: { readonly text: string; readonly error: string } | null = null,
): Promise<AdaptiveCard> {
  const { planId, actionId, what, asked, page } = press;
  const view = await listProposals(services, sender, planId);
  const proposal = view.proposals.find((one) => one.actionId === actionId && one.what === what);
  if (proposal?.askedAt === asked) return declineCard(view, proposal, longestReason, page, typed);
  const problem = proposal
    ? `${proposal.ref} was asked anew since you looked. Please look again.`
    : 'That has been decided or withdrawn already.';
  return decisionsCard(view, page, { done: null, problem });
}

async function decideAll(
  services: Services,
  sender: Sender,
  { planId, asked, accept }: Press<'decisions.approveAll'>,
): Promise<AdaptiveCard> {
  const view = await listProposals(services, sender, planId);
  if (view.stamp !== asked) {
    const problem = 'The list has changed since you looked, so nothing was approved. Please look again.';
    return decisionsCard(view, 1, { done: null, problem });
  }
  if (!accept) return approveAllCard(view);
  const decided = await approveAll(services, sender, planId, asked);
  return decisionsCard(await listProposals(services, sender, planId), 1, noteOf(decided));
}

async function saveWording(
  services: Services,
  sender: Sender,
  { planId, meeting, actionId, text, seen }: Press<'wording.save'>,
): Promise<AdaptiveCard> {
  const edited = await editWording(services, sender, planId, meeting, actionId, text, seen);
  if (edited.kind !== 'saved') return wordingCard(edited.form);
  const view = await listWordings(services, sender, planId, meeting);
  return wordingsCard(view, wordingPage(view, actionId), edited.action);
}

async function saveOnBehalf(
  services: Services,
  sender: Sender,
  { planId, meeting, actionId, seen, verb: _verb, ...fields }: Press<'reply.saveOnBehalf'>,
): Promise<AdaptiveCard> {
  const draft: ReplyDraft = fields;
  const target = { planId, meeting, actionId, onBehalf: true };
  const recorded = await recordUpdate(services, sender, target, draft, seen);
  return recorded.kind === 'saved' ? receiptCard(recorded.receipt) : replyFormCard(recorded.form);
}

/** The card that answers a press on what follows the freeze. Throws a `Refusal` in words for the sender. */
export async function answerClosing(
  services: Services,
  sender: Sender,
  submission: ClosingSubmission,
): Promise<AdaptiveCard> {
  const { planId } = submission;
  switch (submission.verb) {
    case 'decisions.page':
      return showDecisions(services, sender, planId, submission.page);
    case 'decisions.declineForm':
      return declineForm(services, sender, submission);
    case 'decisions.decide':
      return decide(services, sender, submission);
    case 'decisions.approveAll':
      return decideAll(services, sender, submission);
    case 'late.page':
      return showLate(services, sender, planId, submission.meeting, submission.page);
    case 'wording.page':
      return wordingsCard(await listWordings(services, sender, planId, submission.meeting), submission.page);
    case 'wording.open':
      return wordingCard(await openWording(services, sender, planId, submission.meeting, submission));
    case 'wording.save':
      return saveWording(services, sender, submission);
    case 'reply.onBehalf':
      return replyFormCard(await openReplyForm(services, sender, { ...submission, onBehalf: true }));
    case 'reply.saveOnBehalf':
      return saveOnBehalf(services, sender, submission);
  }
}
