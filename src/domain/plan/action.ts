import type { PersonId } from '../people/person.ts';
import type { Rating } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';

/** Four digits, given once in order of import and never used again: `0007`. */
export type ActionId = string;

export const actionStatuses = [
  'not-started',
  'in-progress',
  'complete',
  'superseded',
  'withdrawn',
  'merged',
] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** A sub-bullet of an action. */
export interface Step {
  readonly text: string;
  /** null when the document gives the step no timescale of its own. */
  readonly timescale: Timescale | null;
  /** Lead texts the document gives this step alone; [] where the action's leads are meant. */
  readonly leads: readonly string[];
}

/** A hyperlink of the document, kept with the action whose cell holds it. */
export interface Link {
  readonly text: string;
  readonly url: string;
}

/** A cell of a column whose meaning was not understood, kept as it stands so that nothing is lost. */
export interface OtherFact {
  /** The column's header as written. */
  readonly header: string;
  readonly text: string;
}

/** Where in its document an action was read; rows are counted from 1 as the reader's program shows them. */
export interface ActionSource {
  readonly sheet: string;
  readonly row: number;
}

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
export interface Action {
  readonly id: ActionId;
  /** As written in the plan, or made up where the plan has none. */
  readonly ref: string;
  /** The document gives no ref: a later one finds the action by its words, and its ref stays. */
  readonly refMadeUp: boolean;
  readonly title: string;
  readonly priority: string | null;
  readonly objective: string | null;
  readonly theme: string | null;
  readonly steps: readonly Step[];
  /** Lead texts as the document writes them; who they are is `responsible`. */
  readonly responsibleLeads: readonly string[];
  readonly strategicLeads: readonly string[];
  /** Lead texts of those who help without replying. */
  readonly contributors: readonly string[];
  /** Confirmed people who reply; the first is the named updater, who alone is prompted. */
  readonly responsible: readonly PersonId[];
  /** Confirmed people who are accountable. */
  readonly strategic: readonly PersonId[];
  /** Which of the two the PM has set by hand: confirming a lead text leaves those alone. */
  readonly assignedLeads: readonly LeadRole[];
  /** When work begins, where the plan says so. */
  readonly start: Timescale | null;
  readonly originalTimescale: Timescale;
  /** Latest asked for, approved or not. */
  readonly revisedTimescale: RevisedTimescale | null;
  /** Latest approved: what a declined request falls back to; null while none is. */
  readonly approvedTimescale: RevisedTimescale | null;
  readonly outcomes: readonly string[];
  readonly successMeasures: readonly string[];
  readonly evidence: readonly string[];
  /** In the document's order. */
  readonly links: readonly Link[];
  readonly others: readonly OtherFact[];
  readonly status: ActionStatus;
  /** Why an action was closed without being complete; null for an open or a complete one, or where nobody said. */
  readonly closedReason: string | null;
  /** The ref of the action that took this one's place, as the plan writes it; null when none did. */
  readonly supersededBy: string | null;
  /** Latest known rating, whoever gave it and whenever. */
  readonly rating: Rating;
  /** Latest known narrative; '' when there is none. */
  readonly narrative: string;
  /** The reply the projection comes from, the latest for the newest board answered; null while the action still stands as imported. */
  readonly lastReply: { readonly meeting: string; readonly at: string; readonly by: string } | null;
  /** A lead has said it is done, with evidence; the PM or chair has yet to confirm (DOMAIN 4.7). */
  readonly completionProposed: boolean;
  /** What the board or PM last declined, for the lead to see; null once they have replied since. */
  readonly declined: DeclinedProposal | null;
  /** Oldest first; at most one point a meeting. */
  readonly ratingHistory: readonly RatingPoint[];
  readonly source: ActionSource;
}
