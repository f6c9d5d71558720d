export type DateOrder = 'day-first' | 'month-first';

/** What decides a reading where the words alone do not. */
export interface TimescaleRules {
  /** The order of day and month in a date of numbers alone (`04/05/2027`). */
  readonly order: DateOrder;
  /** Whether a date of numbers that can only be read in the other order is read so; else it is no date. */
  readonly eitherOrder: boolean;
  /** The year that `2026/27` alone means; null where nobody has said. */
  readonly yearMeans: 'financial' | 'academic' | null;
  /** The day, `YYYY-MM-DD`, that `within 6 weeks` counts from; null where nobody has said. */
  readonly countedFrom: string | null;
  /** The year that `Q3 2026` is a quarter of; null where nobody has said. */
  readonly quarterYear: 'calendar' | YearEdge | null;
  /** What `FY27` does in 2027; null where nobody has said. */
  readonly namedYear: YearEdge | null;
  /** The first year of the school or financial year in which a `Q3` or `Autumn 2` without one lies; null where nobody has said. */
  readonly yearOfPeriods: number | null;
  /** Terms and half-terms as the plan's own calendar has them; [] where it has none. */
  readonly terms: readonly TermDays[];
}

/** Whether a school or financial year begins or ends in the one year that is written. */
export type YearEdge = 'begins' | 'ends';

/** A school term or half-term: its name, its first and its last day, `YYYY-MM-DD`. */
export interface TermDays {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** How a British reader takes a date that stands alone: day first, and nothing guessed. */
export const britishRules: TimescaleRules = {
  order: 'day-first',
  eitherOrder: false,
  yearMeans: null,
  countedFrom: null,
  quarterYear: null,
  namedYear: null,
  yearOfPeriods: null,
  terms: [],
};

/**
 * What a reading rests on beside the words: an order of day and month, the year that `2026/27`, `Q3 2026` or `FY27` means or that
 * `Autumn 2` lies in, the day a span of time counts from, or, for `mid-June`, a day near enough.
 */
export type TimescaleDoubt =
  | 'date-order'
  | 'year-means'
  | 'quarter-year'
  | 'named-year'
  | 'year-of-periods'
  | 'counted-from'
  | 'approximate';
