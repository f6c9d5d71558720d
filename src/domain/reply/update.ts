import type { ActionId, RevisedTimescale } from '../plan/action.ts';
import type { Rating } from '../shared/rating.ts';
import type { Reply } from './reply-fields.ts';

/** One lead's reply for one action in one cycle: the latest version; earlier ones are in the history. */
export interface Update extends Reply {
  readonly cycleId: string;
  readonly actionId: ActionId;
  /** Counts the replies saved for this action in this cycle, from 1; what a form was filled against. */
  readonly version: number;
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
