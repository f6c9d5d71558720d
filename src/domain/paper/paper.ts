import type { Picture } from '../digest/pictures.ts';
import type { RatingLevel } from '../shared/rating.ts';

/** A stretch of text of one look. Line breaks in it stay. */
export interface PaperText {
  readonly text: string;
  readonly strong?: true;
  /** A rating in words: set off by its colour as well, which is never the only signal. */
  readonly level?: RatingLevel;
}

/** A cell of a table; never empty: what is not known is said (`none`, `not given`). */
export type PaperCell = readonly PaperText[];

export interface PaperColumn {
  readonly header: string;
  /** Its share of the width, beside those of the other columns. */
  readonly weight: number;
}

/** Rows of equal length under a header row that repeats on every page. No cell is merged: what several share is in each. */
export interface PaperTable {
  readonly kind: 'table';
  /** Says what the table tells, above it. */
  readonly caption: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly PaperCell[])[];
  /** Too wide for an upright page. */
  readonly isWide: boolean;
}

export type PaperBlock =
  /** Levels follow one another without a gap, from 1; 0, the title, is the paper's own. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly PaperText[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly PaperText[])[] }
  /** A label and what stands for it, as a front sheet has them. */
  | { readonly kind: 'facts'; readonly caption: string; readonly rows: readonly PaperFact[] }
  | PaperTable
  /** A picture with its caption and the words for those who do not see it; the numbers stand in a table beside it. */
  | { readonly kind: 'picture'; readonly caption: string; readonly picture: Picture; readonly words: string };

export interface PaperFact {
  readonly label: string;
  readonly value: PaperCell;
  /** Nobody has given it: it says so, to be filled in by hand. */
  readonly isBlank: boolean;
}

/** A board paper: what it says, in order, and nothing of how it looks. */
export interface Paper {
  readonly title: string;
  readonly planName: string;
  readonly board: string;
  /** `YYYY-MM-DD`; null before the first cycle. */
  readonly boardDate: string | null;
  /** For the document's properties, as in its foot. */
  readonly subject: string;
  readonly language: 'en-GB';
  /** It begins with the front sheet, which has a page of its own, and the contents follow that. */
  readonly frontSheet: readonly PaperBlock[];
  readonly body: readonly PaperBlock[];
}
