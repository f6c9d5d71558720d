import type { ImportedPlan } from '../../domain/import/imported-plan.ts';
import { isRangeQuestion, keepAsked, splitAnswers } from '../../domain/import/reading-question.ts';
import type { PlanReading, ReadingAnswers } from '../../domain/plan/plan-columns.ts';
import type { PlanFileReader, PlanStore } from '../../ports.ts';

export interface FileToImport {
  readonly planId: string;
  readonly tenantId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** What the PM says this time, by question id; it goes before what was said at an earlier import. */
  readonly answers: ReadingAnswers;
}

export interface ReadImport {
  readonly imported: ImportedPlan;
  /** Everything said so far of how the plan's documents are to be read: to be kept with the plan. */
  readonly reading: PlanReading;
}

/**
 * Reads a document the way its plan was read before: with the columns the PM has explained, the questions they have answered, and with ranges of refs that
 * are in the register one by one taken apart again. It is read once, or not at all where `first`, the document as read
 * without that, is as good. Reads storage and writes nothing. Throws what `PlanFileReader` throws.
 */
export async function readImport(
  services: {
    readonly store: Pick<PlanStore, 'readPlan' | 'listActions'>;
    readonly planFiles: PlanFileReader;
  },
  file: FileToImport,
  first: ImportedPlan | null = null,
): Promise<ReadImport> {
  const { store, planFiles } = services;
  const { planId, fileName, bytes } = file;
  const stored = await store.readPlan(planId);
  const plan = stored !== null && stored.value.tenantId === file.tenantId ? stored.value : null;
  const said = splitAnswers(file.answers);
  const reading = joinReadings(plan, said);
  const hasRanges = first?.questions.some(isRangeQuestion);
  const terms = plan?.schedule.terms ?? [];
  const knowsMore = hasRanges || terms.length > 0 || countOf(reading) !== countOf(said);
  if (first !== null && (plan === null || !knowsMore)) {
    return { imported: first, reading: said };
  }
  const knownRefs = plan === null ? [] : (await store.listActions(planId)).map(({ value }) => value.ref);
  const imported = await planFiles.read(fileName, bytes, { ...reading, knownRefs, terms });
  // An answer to what the file does not ask any more is remembered neither now nor at the import.
  return { imported, reading: joinReadings(plan, splitAnswers(keepAsked(file.answers, imported))) };
}

function joinReadings(plan: PlanReading | null, said: PlanReading): PlanReading {
  return {
    columnMap: { ...plan?.columnMap, ...said.columnMap },
    readingAnswers: { ...plan?.readingAnswers, ...said.readingAnswers },
  };
}

function countOf({ columnMap, readingAnswers }: PlanReading): number {
  return Object.keys(columnMap).length + Object.keys(readingAnswers).length;
}
