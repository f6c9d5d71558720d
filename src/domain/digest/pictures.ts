import type { Rating, RatingLevel } from '../shared/rating.ts';

/** The numbers of a picture, under names that it shows; what is drawn, and how, is not decided here. */
export type Picture =
  /** Stacked: how many actions held each label at each board. */
  | {
      readonly kind: 'ratings-by-board';
      /** In words: `16 September 2026`; the import and now among them. */
      readonly boards: readonly string[];
      readonly series: readonly {
        readonly label: string;
        readonly level: RatingLevel;
        readonly counts: readonly number[];
      }[];
    }
  /** Stacked: how many actions of each theme hold each label. */
  | {
      readonly kind: 'ratings-by-theme';
      readonly themes: readonly string[];
      readonly series: readonly {
        readonly label: string;
        readonly level: RatingLevel;
        readonly counts: readonly number[];
      }[];
    }
  /** Completed against planned by the original timescales, adding up month by month. */
  | {
      readonly kind: 'burn-up';
      /** In words: `March 2026`. */
      readonly months: readonly string[];
      readonly planned: readonly number[];
      /** null for months that have not begun. */
      readonly completed: readonly (number | null)[];
    }
  /** How many moved from one label to another since the board before. */
  | {
      readonly kind: 'movements';
      readonly moves: readonly { readonly from: Rating; readonly to: Rating; readonly actions: number }[];
    }
  /** How many months the revised date of each action is after its original one; the longest first. */
  | {
      readonly kind: 'slippage';
      readonly actions: readonly { readonly ref: string; readonly title: string; readonly months: number }[];
    };
