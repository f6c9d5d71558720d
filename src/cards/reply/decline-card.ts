import type { Proposal, Proposals } from '../../domain/reply/proposals.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plainLine, runText, shortLine, shortRun } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { ratingMark } from '../kit/words.ts';
import { askedWords, proposalHeadline, proposalWords } from './decisions-card.ts';

export interface DeclineFormFacts {
  /** Longest reason, in UTF-16 units. */
  readonly limit: number;
  /** Of the list to go back to. */
  readonly page?: number | undefined;
  /** What was typed and what is wrong with it; null for an untouched form. */
  readonly typed?: { readonly text: string; readonly error: string } | null;
}

/** Asks for a reason before a proposal is declined; its lead will read it. */
export function declineCard(
  view: Proposals,
  proposal: Proposal,
  { limit, page = 1, typed = null }: DeclineFormFacts,
): AdaptiveCard {
  const { planId } = view;
  const { actionId, what, askedAt: seen } = proposal;
  return fillCard('text-form', {
    context: shortLine(view.planName, 200),
    title: what === 'completion' ? 'Decline that it is complete' : 'Decline the new date',
    ref: runText(proposal.ref),
    itemTitle: shortRun(proposal.title, 240),
    mark: ratingMark(proposal.rating),
    note: '',
    quotedTitle: escapeLine(proposalHeadline(proposal)),
    quoted: proposalWords(proposal),
    quotedNote: escapeLine(askedWords(view, proposal)),
    conflict: '',
    error: typed === null ? '' : escapeText(typed.error),
    label: 'Why? The lead will read this (you may leave it empty)',
    limit,
    draft: typed === null ? '' : typed.text,
    placeholder: 'What would have to be different',
    help: whatFollows(proposal),
    save: button('Decline', {
      verb: 'decisions.decide',
      planId,
      actionId,
      what,
      asked: seen,
      page,
      accept: false,
    }),
    cancel: button('Cancel', { verb: 'decisions.page', planId, page }),
    fallback: `Decline ${plainLine(excerpt(proposal.ref, 60))}. Open Teams on a computer to decide.`,
  });
}

function whatFollows({ what, approved, original }: Proposal): string {
  if (what === 'completion') return 'The action stays open, and its lead is asked again at the next board.';
  const falls = plainLine(approved === '' ? original : approved);
  return escapeLine(falls === '' ? 'No new date is set then.' : `The timescale then stays ${falls}.`);
}
