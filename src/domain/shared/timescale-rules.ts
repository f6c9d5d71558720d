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
}

/** How a British reader takes a date that stands alone: day first, and nothing guessed. */
export const britishRules: TimescaleRules = {
  order: 'day-first',
  eitherOrder: false,
  yearMeans: null,
  countedFrom: null,
};

/**
 * What a reading rests on beside the words: an order of day and month, the year that `2026/27` means, the day a span of time counts
 * from, or, for `mid-June`, a day near enough.
 */
export type TimescaleDoubt = 'date-order' | 'year-means' | 'counted-from' | 'approximate';
