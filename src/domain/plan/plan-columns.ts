import type { ImportField } from './document-facts.ts';

/** The PM's own reading of columns: header as written -> what it holds. */
export type ColumnMap = Readonly<Record<string, ImportField>>;

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

/** The PM's word on how to read a file. */
export interface ReadingChoices {
  /** What columns hold, whatever their headers say. */
  readonly columnMap: ColumnMap;
  /** Refs that stand for several actions and are to be taken apart. */
  readonly expand: readonly string[];
  /** Refs already in the register; ranges taken apart before are taken apart again. */
  readonly knownRefs: readonly string[];
}
