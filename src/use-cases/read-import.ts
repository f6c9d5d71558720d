import type { ImportedPlan } from '../domain/imported-plan.ts';
import type { ColumnMap } from '../domain/plan-columns.ts';
import { readPlanFile } from '../plan-files/read-plan-file.ts';
import type { PlanStore } from '../ports.ts';

export interface FileToImport {
  readonly planId: string;
  readonly tenantId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** What the PM says of columns this time; it goes before what was said at an earlier import. */
  readonly columnMap: ColumnMap;
  /** Ranges of refs to take apart. */
  readonly expand: readonly string[];
}

export interface ReadImport {
  readonly imported: ImportedPlan;
  /** Everything said of the plan's columns so far: to be kept with the plan. */
  readonly columnMap: ColumnMap;
}

/**
 * Reads a document the way its plan was read before: with the columns the PM has explained, and with ranges of refs that
 * are in the register one by one taken apart again. `first` is the document as read without that, which is enough
 * for most. Reads storage and writes nothing. Throws what `readPlanFile` throws.
 */
export async function readImport(
  { store }: { readonly store: Pick<PlanStore, 'readPlan' | 'listActions'> },
  file: FileToImport,
  first: ImportedPlan,
): Promise<ReadImport> {
  const { planId, fileName, bytes, expand } = file;
  const stored = await store.readPlan(planId);
  if (stored === null || stored.value.tenantId !== file.tenantId) {
    return { imported: first, columnMap: file.columnMap };
  }
  const columnMap = { ...stored.value.columnMap, ...file.columnMap };
  const hasRanges = first.warnings.some(({ code }) => code === 'ref-range');
  const isTold = Object.keys(columnMap).length > Object.keys(file.columnMap).length;
  if (!hasRanges && !isTold) {
    return { imported: first, columnMap };
  }
  const knownRefs = (await store.listActions(planId)).map(({ value }) => value.ref);
  return { imported: await readPlanFile(fileName, bytes, { columnMap, expand, knownRefs }), columnMap };
}
