/** Where in a document something was met; null for what is not known or not one place. */
export interface DocumentPlace {
  readonly sheet: string | null;
  /** Counted from 1 as the reader's program shows it. */
  readonly row: number | null;
  /** The column's header as written. */
  readonly column: string | null;
  /** The cell's text, cut where it is long. */
  readonly value: string | null;
}
