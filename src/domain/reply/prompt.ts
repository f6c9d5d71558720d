import type { RequestHeader } from '../cycle/cycle-header.ts';
import type { ActionId, DeclinedProposal } from '../plan/action.ts';
import type { Rating, RatingKey } from '../shared/rating.ts';
import type { FieldErrors, ReplyDraft } from './reply-fields.ts';
import type { Update } from './update.ts';

/** What a prompt, form or receipt says of one action. Dates are already days in the plan's time zone. */
export interface PromptItem {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly theme: string | null;
  /** Last known. */
  readonly rating: Rating;
  /** The day the last known rating was given, `YYYY-MM-DD`; null when unrated. */
  readonly ratedOn: string | null;
  /** The plan's words, with the revised date where there is one. */
  readonly timescale: string;
  /** `3 months late`, `due in 2 weeks`; null where the timescale names no date. Computed, never a rating. */
  readonly lateness: string | null;
  /** How much of it the plan says is done, from 0 to 100; null where it does not say. */
  readonly percentComplete: number | null;
  readonly narrative: string;
  /** This cycle's reply; null while there is none. */
  readonly reply: {
    readonly kind: Update['kind'];
    readonly rating: Rating;
    readonly on: string;
    readonly by: string;
  } | null;
  /** What was last proposed and not approved, until the lead has replied again; null where nothing was. */
  readonly declined: DeclinedNote | null;
}

/** A declined proposal as its lead is told of it. */
export interface DeclinedNote extends Omit<DeclinedProposal, 'at'> {
  /** The day it was declined, `YYYY-MM-DD`. */
  readonly on: string;
}

/** Everything a lead is asked in one cycle: one card in their 1:1 chat. */
export interface Prompt extends RequestHeader {
  readonly frozen: boolean;
  /** Frozen, and the board has met: not even a late change is taken. */
  readonly closed: boolean;
  readonly leadName: string;
  /** Unanswered first, in the plan's order. */
  readonly items: readonly PromptItem[];
  /** `reminder` when the lead has been asked before and has not answered everything. */
  readonly tone: 'prompt' | 'reminder';
  /** Other boards that wait for this lead at the same time; [] for none. */
  readonly alsoOpen: readonly OtherRequest[];
}

/** Another board's open cycle in which a lead still owes replies: each board is shown its own, so one does not answer the other. */
export interface OtherRequest {
  readonly boardDate: string;
  readonly due: string;
  /** Actions unanswered there. */
  readonly waiting: number;
}

/** What somebody else saved while this lead was typing. */
export interface ReplyConflict {
  readonly by: string;
  /** When, in words and in the plan's time zone: `at 10:42`, `on 3 October 2026 at 10:42`. */
  readonly when: string;
  readonly rating: Rating;
  readonly narrative: string;
}

/** One action's form, filled with what was said last or with what the lead has typed. */
export interface ReplyForm extends RequestHeader {
  readonly item: PromptItem;
  readonly steps: readonly string[];
  readonly ratingKey: RatingKey;
  /** Whether to offer "This action is finished", because the key has no label for it. */
  readonly offerFinished: boolean;
  readonly draft: ReplyDraft;
  readonly errors: FieldErrors;
  readonly conflict: ReplyConflict | null;
  /** Version of the update the form was filled against; 0 when there was none. */
  readonly seen: number;
  /** The cycle is frozen: what is saved now is a late change. */
  readonly late: boolean;
  /** Name of the named updater whom the project manager answers for; null for a lead's own form. */
  readonly onBehalfOf: string | null;
}

/**
 * What a receipt must say of the paper beyond whether the reply is late: `overtaken`, it was frozen while the lead wrote;
 * `unseen`, it could not be found out whether the paper has the reply.
 */
export type PaperNews = 'none' | 'overtaken' | 'unseen';

export interface ReplyReceipt extends RequestHeader {
  readonly item: PromptItem;
  /** What was saved. */
  readonly saved: Update;
  /** The cycle is frozen, whether or not its paper has this reply. */
  readonly frozen: boolean;
  readonly news: PaperNews;
  /** The day of the later board that had been answered already: this reply leaves alone how the action stands. null for none. */
  readonly answeredLater: string | null;
  readonly next: PromptItem | null;
  readonly answered: number;
  readonly total: number;
  /** Name of the named updater whom the project manager answered for; null for a lead's own reply. */
  readonly onBehalfOf: string | null;
}
