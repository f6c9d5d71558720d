import type { Reply, ReplyText } from '../../domain/reply/reply-fields.ts';

export type SampleRating = 'Red' | 'Amber' | 'Green' | 'Complete';

/** Leads of the sample plan by key; `you` is the person who runs the demo. */
export type SampleLead =
  | 'you'
  | 'nadia'
  | 'tom'
  | 'grace'
  | 'owen'
  | 'helen'
  | 'priya'
  | 'marcus'
  | 'joanna'
  | 'siobhan'
  | 'david'
  | 'amara';

/** A timescale placed around the day the sample is made for: `months` from that day, or words without a date. */
export type SampleTimescale =
  | { readonly form: 'month' | 'short-month' | 'day' | 'term' | 'quarter'; readonly months: number }
  | { readonly form: 'words'; readonly words: string };

/** What a lead said of one action in one past cycle. */
export type SampleAnswer =
  | 'no-change'
  | (Partial<Pick<Reply, ReplyText>> & {
      readonly rating: SampleRating;
      readonly narrative: string;
      /** A new date asked for, as months from the day the sample is made for. */
      readonly revisedMonths?: number;
    });

export interface SampleAction {
  readonly ref: string;
  readonly theme: string;
  readonly action: string;
  readonly lead: SampleLead;
  readonly strategic: SampleLead;
  readonly original: SampleTimescale;
  readonly progress: string;
  readonly evidence: string;
  /** '' where nobody had rated it yet. */
  readonly rating: SampleRating | '';
  /** The answers of the two past cycles, older first; null where none came. */
  readonly answers: readonly [SampleAnswer | null, SampleAnswer | null];
}

export interface SamplePriority {
  readonly title: string;
  readonly actions: readonly SampleAction[];
}
