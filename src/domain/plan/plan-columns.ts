import type { TermDays } from '../shared/timescale-rules.ts';
import type { ImportField } from './document-facts.ts';

/** The PM's own reading of columns: header as written -> what it holds. */
export type ColumnMap = Readonly<Record<string, ImportField>>;

/**
 * What the PM has answered to the questions a document raises, kept with the plan: a question's id -> the value chosen. What a column
 * holds is kept in the `ColumnMap`.
 */
export type ReadingAnswers = Readonly<Record<string, string>>;

/** A column of the document a plan came from. */
export interface PlanColumn {
  readonly sheet: string;
  /** As written, on one line; `column C` where the document leaves it blank. */
  readonly header: string;
  /** null for a column that was not understood. */
  readonly field: ImportField | null;
}

/** How a column was understood: shown to the PM, who may overrule it. */
export interface ColumnChoice extends PlanColumn {
  /** From 0 (not understood) to 1 (the header names it, or the PM has said so). */
  readonly score: number;
  /** In a few words, for the PM. */
  readonly why: string;
}

/** What the PM has said of how a plan's documents are to be read: used again at the next import. */
export interface PlanReading {
  /** What columns hold, whatever their headers say; {} when nothing. */
  readonly columnMap: ColumnMap;
  /** {} when nothing was asked or answered. */
  readonly readingAnswers: ReadingAnswers;
}

/** The PM's word on how to read a file. */
export interface ReadingChoices extends PlanReading {
  /** Refs already in the register; ranges taken apart before are taken apart again. */
  readonly knownRefs: readonly string[];
  /** Terms and half-terms as the plan's calendar has them; [] where it has none. */
  readonly terms: readonly TermDays[];
}
