import type { FieldDifference } from '../../domain/import/import-differences.ts';
import type { ImportedPlan, ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ActionChange } from '../../domain/import/merge-import.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';

/** A file that somebody has sent, with what it would do to its plan, which is named as it would be after the import. */
export interface ImportView extends PlanHeader {
  readonly fileId: string;
  /** The plan is not there yet. */
  readonly isNew: boolean;
  readonly imported: ImportedPlan;
  readonly changes: readonly ActionChange[];
  readonly planChanges: readonly FieldDifference[];
  /** Of the file and of what it would change. */
  readonly warnings: readonly ImportWarning[];
  /** The references the document makes between its actions are applied. */
  readonly acceptReferences: boolean;
  /** Why this is shown once more: the plan has changed meanwhile, or answers were taken up on the way to the import. */
  readonly lookAgain: 'plan-changed' | 'answers-taken' | null;
}

/** A file whose sender runs several plans and has named none. */
export interface ImportPlans {
  readonly fileId: string;
  readonly fileName: string;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
}

/** What was written. */
export interface ImportDone extends PlanHeader {
  readonly isNew: boolean;
  readonly fileName: string;
  readonly changes: readonly ActionChange[];
}
