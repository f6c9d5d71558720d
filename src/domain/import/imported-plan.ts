import type { DocumentAction } from '../plan/document-facts.ts';
import type { LeadKeyEntry } from '../plan/lead-key.ts';
import type { ColumnChoice } from '../plan/plan-columns.ts';
import type { StatedCount } from '../plan/stated-count.ts';
import type { RatingKey } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';
import type { DocumentPlace } from './document-place.ts';
import type { ReadingQuestion } from './reading-question.ts';

/** Something in a document that was not understood, with its place; nothing is dropped without one. */
export interface ImportWarning extends DocumentPlace {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
}

/** An action as a document has it. Its successor counts where the document names one and the PM accepts it. */
export interface ImportedAction extends DocumentAction {
  /** The original one: what the plan first said. */
  readonly timescale: Timescale;
  /** What the document's column of revised dates says; null when it says nothing. */
  readonly revisedTimescale: Timescale | null;
  /** Why it counts as withdrawn where no status says so, for the register; null for any other. */
  readonly closedReason: string | null;
}

/** One action's text speaks of another. Offered to the PM; not applied unless they say so. */
export interface ImportedReference {
  readonly ref: string;
  readonly kind: 'superseded-by' | 'same-comment';
  /** The ref of the other action, as that action writes it. */
  readonly to: string;
  /** The words it was read from. */
  readonly text: string;
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
  /** Every column of every table, in the document's order, with what it was taken for. */
  readonly columns: readonly ColumnChoice[];
  readonly leadKey: readonly LeadKeyEntry[];
  readonly references: readonly ImportedReference[];
  readonly statedCounts: readonly StatedCount[];
  /** What it leaves open, each asked once, in the order met. */
  readonly questions: readonly ReadingQuestion[];
  readonly warnings: readonly ImportWarning[];
}
