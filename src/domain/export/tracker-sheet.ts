import type { ColumnRole } from '../plan/document-facts.ts';
import type { RatingKey, RatingLevel } from '../shared/rating.ts';

/** `other`: a fact kept as its document wrote it; `note`: what the register adds, which no import reads. */
export type TrackerField = ColumnRole | 'other' | 'note';

export interface TrackerColumn {
  readonly header: string;
  readonly field: TrackerField;
}

export interface TrackerCell {
  /** '' for a blank cell. */
  readonly text: string;
  /** A whole day that a workbook holds as a date, shown in a number format of Excel; null for any other cell. */
  readonly date: { readonly day: string; readonly format: string } | null;
  /** Of a rating that has a label; null for any other cell. */
  readonly level: RatingLevel | null;
}

/** A plan's register as a table that a spreadsheet can hold and an import reads back. */
export interface TrackerSheet {
  /** Lines above the header: the plan's name, its board, the day the register is of. */
  readonly titles: readonly string[];
  readonly columns: readonly TrackerColumn[];
  /** One for each action, with a cell for each column. */
  readonly rows: readonly (readonly TrackerCell[])[];
  readonly ratingKey: RatingKey;
}
