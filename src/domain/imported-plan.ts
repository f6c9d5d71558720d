import type { ActionSource, ActionStatus, Step } from './action.ts';
import type { Person } from './person.ts';
import type { Rating, RatingKey } from './rating.ts';
import type { Timescale } from './timescale.ts';

/** Something in a document that was not understood, with its place; nothing is dropped without one. */
export interface ImportWarning {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
  readonly sheet: string | null;
  /** Counted from 1 as the reader's program shows it; null when the warning is about the whole document. */
  readonly row: number | null;
  /** The column's header as written. */
  readonly column: string | null;
  readonly value: string | null;
}

export interface ImportedAction {
  readonly ref: string;
  readonly title: string;
  readonly priority: string | null;
  readonly objective: string | null;
  readonly theme: string | null;
  readonly steps: readonly Step[];
  readonly responsibleLeads: readonly string[];
  readonly strategicLeads: readonly string[];
  readonly timescale: Timescale;
  readonly outcomes: readonly string[];
  readonly successMeasures: readonly string[];
  readonly evidence: readonly string[];
  readonly narrative: string;
  readonly rating: Rating;
  readonly status: ActionStatus;
  readonly source: ActionSource;
}

/** What a plan file says, before anything is written. */
export interface ImportedPlan {
  /** From the title lines; '' when there are none. */
  readonly name: string;
  readonly board: string;
  /** `Position at 16 October 2019` -> `2019-10-16`; null when the document does not say. */
  readonly positionDate: string | null;
  /** File name without its folder. */
  readonly source: string;
  /** Data rows read below the header, blank ones left out. */
  readonly rows: number;
  readonly actions: readonly ImportedAction[];
  readonly ratingKey: RatingKey;
  readonly warnings: readonly ImportWarning[];
}

/** A line of a people list. Empty texts, lists and a null `userId` mean that the file does not say. */
export type ImportedPerson = Omit<Person, 'id'>;
