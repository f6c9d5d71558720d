import type { ImportedPlan } from '../../domain/import/imported-plan.ts';
import type { ReadingChoices } from '../../domain/plan/plan-columns.ts';
import type { RefusalCode } from '../../domain/shared/errors.ts';

/** What a thread is asked. Only plain data crosses between threads: a class would arrive without its name and methods. */
export interface ReadRequest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly choices: ReadingChoices;
}

/** What a thread answers, once for each request. */
export type ReadAnswer =
  | { readonly kind: 'read'; readonly imported: ImportedPlan }
  /** The reader's own refusal, in its words. */
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** A fault of ours, with its stack for the log. */
  | { readonly kind: 'failed'; readonly stack: string };
