import type { ImportedPlan } from '../../domain/import/imported-plan.ts';
import type { ColumnMap } from '../../domain/plan/plan-columns.ts';
import type { PlanFileReader, PlanStore } from '../../ports.ts';

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
  const { planId, fileName, bytes, expand } = file;
  const stored = await store.readPlan(planId);
  const plan = stored !== null && stored.value.tenantId === file.tenantId ? stored.value : null;
  const columnMap = { ...plan?.columnMap, ...file.columnMap };
  const hasRanges = first?.warnings.some(({ code }) => code === 'ref-range');
  const isTold = Object.keys(columnMap).length > Object.keys(file.columnMap).length;
  if (first !== null && (plan === null || (!hasRanges && !isTold))) {
    return { imported: first, columnMap: file.columnMap };
  }
  const knownRefs = plan === null ? [] : (await store.listActions(planId)).map(({ value }) => value.ref);
  return { imported: await planFiles.read(fileName, bytes, { columnMap, expand, knownRefs }), columnMap };
}
