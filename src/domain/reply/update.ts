import type { ActionId, RevisedTimescale } from '../plan/action.ts';
import type { Rating } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';

/** What a lead typed into the form, parsed to strings but not yet judged. '' means left blank. */
export interface ReplyDraft {
  /** A label of the plan's key. */
  readonly rating: string;
  readonly narrative: string;
  /** `YYYY-MM-DD`. */
  readonly revisedDate: string;
  readonly reason: string;
  readonly recoveryStep: string;
  readonly evidence: string;
  /** Ticked where the plan's key has no label of its own for "complete". */
  readonly finished: boolean;
}

export type ReplyField = keyof ReplyDraft;
/** What is wrong with each field, in words for the lead. Empty when nothing is. */
export type FieldErrors = Readonly<Partial<Record<ReplyField, string>>>;

/** One lead's reply for one action in one cycle: the latest version; earlier ones are in the history. */
export interface Update {
  readonly meeting: string;
  readonly actionId: ActionId;
  /** Counts the replies saved for this action in this cycle, from 1; what a form was filled against. */
  readonly version: number;
  readonly kind: 'update' | 'no-change';
  readonly rating: Rating;
  readonly narrative: string;
  readonly revised: Timescale | null;
  readonly reason: string;
  readonly recoveryStep: string;
  readonly evidence: string;
  readonly finished: boolean;
  /** The authenticated sender. */
  readonly authorId: string;
  readonly authorName: string;
  /** The named updater whom the PM answered for, as a person id; null where the author answered for themselves. */
  readonly onBehalfOf: string | null;
  /** Saved after the freeze: a late change, which the frozen paper does not carry. Put right within the press that saved it. */
  readonly late: boolean;
  /** The snapshot that lacks it; left out where it is not late, and in rows from before this was kept. A later freeze takes it in. */
  readonly lateFor?: string | undefined;
  readonly at: string;
  /** The action's rating before the first reply of this cycle, so a movement can be told from one row. */
  readonly ratingBefore: Rating;
  /** The revised date standing before this cycle's first reply: what clearing the field goes back to. */
  readonly revisedBefore: RevisedTimescale | null;
}

/** Longest texts a form takes, in UTF-16 units: a card of several stays under 80 KB and a row under Azure's limits. */
export const replyLimits = { narrative: 4000, reason: 1000, recoveryStep: 1000, evidence: 2000 } as const;
