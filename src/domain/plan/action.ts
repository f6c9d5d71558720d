import type { PersonId } from '../people/person.ts';
import type { Rating } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';
import type { DocumentAction } from './document-facts.ts';

/** Four digits, given once in order of import and never used again: `0007`. */
export type ActionId = string;

/** The rating an action held from one board on, until the next point. */
export interface RatingPoint {
  /** Board meeting `YYYY-MM-DD`; null for the rating the plan was imported with. */
  readonly meeting: string | null;
  readonly rating: Rating;
  /** When it was said: the reply's instant, or for an imported rating the document's position date at 00:00Z. */
  readonly at: string;
  /** The later board that had been answered when this was said: however new, it is the older word. Left out where there was none. */
  readonly behind?: string | undefined;
}

/** A revised date a lead has asked for; the original never changes and the board or PM approves (DOMAIN 4.6). */
export interface RevisedTimescale {
  readonly timescale: Timescale;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly approved: { readonly by: string; readonly at: string } | null;
}

/** A revised date or a completion that a lead proposed and the board or PM did not approve. */
export interface DeclinedProposal {
  readonly what: 'revised-date' | 'completion';
  /** The timescale asked for; '' for a completion. */
  readonly asked: string;
  /** Why, in the words of who declined; '' where none were given. */
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export const leadRoles = ['responsible', 'strategic'] as const;
export type LeadRole = (typeof leadRoles)[number];

/** The tracked unit of a plan as it stands now: the document's facts and a projection of its latest reply. */
export interface Action extends DocumentAction {
  readonly id: ActionId;
  /** Confirmed people who reply; the first is the named updater, who alone is prompted. */
  readonly responsible: readonly PersonId[];
  /** Confirmed people who are accountable. */
  readonly strategic: readonly PersonId[];
  /** Which of the two the PM has set by hand: confirming a lead text leaves those alone. */
  readonly assignedLeads: readonly LeadRole[];
  readonly originalTimescale: Timescale;
  /** Latest asked for, approved or not. */
  readonly revisedTimescale: RevisedTimescale | null;
  /** Latest approved: what a declined request falls back to; null while none is. */
  readonly approvedTimescale: RevisedTimescale | null;
  /** Why an action was closed without being complete; null for an open or a complete one, or where nobody said. */
  readonly closedReason: string | null;
  /** The reply the projection comes from, the latest for the newest board answered; null while the action still stands as imported. */
  readonly lastReply: { readonly meeting: string; readonly at: string; readonly by: string } | null;
  /** A lead has said it is done, with evidence; the PM or chair has yet to confirm (DOMAIN 4.7). */
  readonly completionProposed: boolean;
  /** What the board or PM last declined, for the lead to see; null once they have replied since. */
  readonly declined: DeclinedProposal | null;
  /** Oldest first; at most one point a meeting. */
  readonly ratingHistory: readonly RatingPoint[];
}
