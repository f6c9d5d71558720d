/** A total the document states of itself, beside what was found. */
export interface StatedCount {
  /** The document's words. */
  readonly text: string;
  /** What is counted: `actions`, `rows`, `priorities`, or a label of the rating key. */
  readonly what: string;
  readonly stated: number;
  readonly found: number;
}
