import type { Action, ActionId, DeclinedProposal } from '../plan/action.ts';
import { isOpen } from '../plan/action-rules.ts';
import { describeSlippage } from '../shared/lateness.ts';
import type { PlanHeader } from '../shared/plan-header.ts';
import type { Rating } from '../shared/rating.ts';
import { describeTimescale } from '../shared/timescale.ts';
import { saidBy } from './reply.ts';
import type { Update } from './update.ts';

export const proposalKinds = [
  'revised-date',
  'completion',
] as const satisfies readonly DeclinedProposal['what'][];
export type ProposalKind = (typeof proposalKinds)[number];

/** Something a lead has proposed that the board or PM has yet to decide (DOMAIN 4.6, 4.7). */
export interface Proposal {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly what: ProposalKind;
  readonly rating: Rating;
  /** Who proposed it, in words. */
  readonly by: string;
  /** ISO instant it was last proposed; a decision names it, so that it never lands on a proposal that has changed since. */
  readonly askedAt: string;
  /** The original timescale in words; '' where the plan gives none. */
  readonly original: string;
  /** The latest approved revised timescale; '' where none is. */
  readonly approved: string;
  /** The timescale asked for; '' for a completion. */
  readonly asked: string;
  /** From the original to what is asked for: `5 months later`; null where that cannot be told. */
  readonly slippage: string | null;
  /** Why, in the lead's words; of a completion what they said last. */
  readonly reason: string;
  /** What shows that it is complete; '' for a revised date. A completion without any cannot be approved. */
  readonly evidence: string;
}

/** What waits for a decision in a plan. */
export interface Proposals extends PlanHeader {
  readonly timeZone: string;
  /** In the plan's order. */
  readonly proposals: readonly Proposal[];
  /** Stands for the whole list: another once anything in it has changed. */
  readonly stamp: string;
}

function askedDate(action: Action): Proposal | null {
  const revised = action.revisedTimescale;
  if (revised === null || revised.approved) return null;
  const { timescale, reason, proposedBy, proposedAt } = revised;
  return {
    ...ofAction(action),
    what: 'revised-date',
    by: proposedBy,
    askedAt: proposedAt,
    asked: describeTimescale(timescale),
    slippage: describeSlippage(action.originalTimescale, timescale),
    reason,
    evidence: '',
  };
}

function ofAction(action: Action) {
  const { id, ref, title, rating, originalTimescale, approvedTimescale } = action;
  return {
    actionId: id,
    ref,
    title,
    rating,
    original: describeTimescale(originalTimescale),
    approved: approvedTimescale === null ? '' : describeTimescale(approvedTimescale.timescale),
  };
}

/** The evidence a lead gave with their last reply, else what the document brought. */
function evidenceOf(action: Action, said: Update | null): string {
  const given = said?.evidence ?? '';
  return given === '' ? action.evidence.join('\n') : given;
}

function askedCompletion(
  action: Action,
  said: Update | null,
  nameOf: (personId: string) => string,
): Proposal | null {
  if (!action.completionProposed || action.lastReply === null) return null;
  return {
    ...ofAction(action),
    what: 'completion',
    by: said === null ? action.lastReply.by : saidBy(said, nameOf),
    askedAt: action.lastReply.at,
    asked: '',
    slippage: null,
    reason: action.narrative,
    evidence: evidenceOf(action, said),
  };
}

/** What one open action's lead has proposed; `said` is the action's latest reply. */
export function proposalsOf(
  action: Action,
  said: Update | null,
  nameOf: (personId: string) => string,
): Proposal[] {
  if (!isOpen(action)) return [];
  return [askedDate(action), askedCompletion(action, said, nameOf)].filter((one) => one !== null);
}

/** Whether a proposal may be approved: a completion only with evidence, which takes something that can be seen (DOMAIN 4.7). */
export function isApprovable({ what, evidence }: Pick<Proposal, 'what' | 'evidence'>): boolean {
  return what !== 'completion' || /[^\s\p{C}]/u.test(evidence);
}

/** Changes whenever a proposal is added, changed, withdrawn or decided: the newest instant and how many there are. */
export function seenOf(proposals: readonly Proposal[]): string {
  const newest =
    proposals
      .map(({ askedAt }) => askedAt)
      .sort()
      .at(-1) ?? 'none';
  return `${proposals.length}.${newest}`;
}

/** Who decides, and what they say of it. */
export interface Verdict {
  readonly approve: boolean;
  /** For the lead, where it is declined; '' for none. */
  readonly reason: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

/**
 * The action as it stands once a proposal is decided. A declined date falls back to the latest approved one; the
 * original never changes (DOMAIN 4.6). The rating stays the lead's judgement (DOMAIN 4.1).
 */
export function applyDecision(action: Action, proposal: Proposal, verdict: Verdict): Action {
  const { approve, reason, by, at } = verdict;
  const { what, asked } = proposal;
  const declined: DeclinedProposal | null = approve ? action.declined : { what, asked, reason, by, at };
  if (what === 'completion') {
    return {
      ...action,
      declined,
      completionProposed: false,
      ...(approve ? { status: 'complete' as const } : {}),
    };
  }
  const revised = action.revisedTimescale;
  const settled = approve && revised ? { ...revised, approved: { by, at } } : action.approvedTimescale;
  return { ...action, declined, revisedTimescale: settled, approvedTimescale: settled };
}
