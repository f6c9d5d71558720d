import type { TrackerSheet } from '../../domain/export/tracker-sheet.ts';
import { mergeImport } from '../../domain/import/merge-import.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Plan, PlanId } from '../../domain/plan/plan.ts';
import { dayOf } from '../../domain/shared/days.ts';
import { readPlanGrid } from '../../plan-files/read-plan-file.ts';
import { trackerSheet } from '../../plan-files/write/tracker-cells.ts';
import { writeTrackerCsv } from '../../plan-files/write/tracker-export-csv.ts';
import { writeTrackerWorkbook } from '../../plan-files/write/tracker-export-xlsx.ts';
import { trackerGrid } from '../../plan-files/write/tracker-grid.ts';
import type { HistoryLine } from '../../plan-files/write/tracker-history.ts';
import type { PlanStore, Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

export const exportKinds = ['xlsx', 'csv'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** Where an export is written to; it is ended when the export is whole. */
export type ExportSink = Parameters<typeof writeTrackerCsv>[1];

/** As what an export is written, and where to. */
export interface ExportWanted {
  readonly kind: ExportKind;
  readonly out: ExportSink;
}

export interface ExportReport {
  readonly plan: PlanId;
  readonly name: string;
  readonly kind: ExportKind;
  /** The day that the register is of, `YYYY-MM-DD`: of the latest reply, else of its document. */
  readonly position: string;
  readonly actions: number;
  /** Replies on the history sheet; 0 for CSV, which has none. */
  readonly replies: number;
  readonly columns: readonly string[];
  /** Facts that importing the export would read differently; [] where it gives the same register. */
  readonly differences: readonly { readonly ref: string; readonly fields: readonly string[] }[];
}

/** The day of the latest reply; of the document while nobody has replied. */
function positionOf(plan: Plan, actions: readonly Action[]): string {
  const replies = actions.flatMap(({ lastReply }) => lastReply?.at ?? []).sort();
  const latest = replies.at(-1);
  return latest === undefined ? plan.positionDate : dayOf(latest, plan.timeZone);
}

/**
 * Writes a plan's register as a tracker that imports again to the same register. Throws `unknown-plan`, `not-permitted`, and
 * `bad-input` where a text is longer than a cell of Excel.
 */
export async function exportPlan(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  planId: PlanId,
  { kind, out }: ExportWanted,
): Promise<ExportReport> {
  const { plan, person, people } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  const actions = (await store.listActions(planId)).map(({ value }) => value);
  const position = positionOf(plan, actions);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const sheet = trackerSheet(plan, actions, {
    positionDate: position,
    nameOf: (id) => names.get(id) ?? id,
  });
  const report = {
    plan: planId,
    name: plan.name,
    kind,
    position,
    actions: actions.length,
    columns: sheet.columns.map(({ header }) => header),
    differences: differencesOf(plan, actions, sheet),
  };
  if (kind === 'csv') {
    await writeTrackerCsv(sheet, out);
    return { ...report, replies: 0 };
  }
  const history = repliesOf(store, planId, new Map(actions.map(({ id, ref }) => [id, ref])));
  const facts = {
    planName: plan.name,
    timeZone: plan.timeZone,
    madeAt: new Date(`${position}T00:00:00Z`),
    history,
  };
  return { ...report, ...(await writeTrackerWorkbook(sheet, facts, out)) };
}

/** What an import of the sheet would change: told to the PM, since it should change nothing. */
function differencesOf(
  plan: Plan,
  actions: readonly Action[],
  sheet: TrackerSheet,
): ExportReport['differences'] {
  if (actions.length === 0) return [];
  const read = readPlanGrid('export', trackerGrid(sheet), {
    columnMap: plan.columnMap,
    readingAnswers: plan.readingAnswers,
    knownRefs: actions.map(({ ref }) => ref),
    terms: plan.schedule.terms,
  });
  return mergeImport(plan, actions, read).changes.map(({ ref, kind, fields }) => ({
    ref,
    fields: fields.length > 0 ? fields : [kind],
  }));
}

/** Replies of all cycles, oldest meeting first, in the order of the actions. */
async function* repliesOf(
  store: PlanStore,
  planId: PlanId,
  refs: ReadonlyMap<string, string>,
): AsyncGenerator<HistoryLine[]> {
  for (const { value: cycle } of await store.listCycles(planId)) {
    const updates = await store.listUpdates(planId, cycle.cycleId);
    yield updates.map(({ value }) => ({ ref: refs.get(value.actionId) ?? value.actionId, update: value }));
  }
}
