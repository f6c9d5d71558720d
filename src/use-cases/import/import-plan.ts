import { standardRules } from '../../domain/calendar/schedule-rules.ts';
import { acceptReferences } from '../../domain/import/accept-references.ts';
import { describeFact, type FieldDifference, sameFact } from '../../domain/import/import-differences.ts';
import type {
  ImportedAction,
  ImportedPlan,
  ImportedReference,
  ImportWarning,
} from '../../domain/import/imported-plan.ts';
import { type ActionChange, mergeImport } from '../../domain/import/merge-import.ts';
import { withConfirmedLeadsOf } from '../../domain/leads/lead-match.ts';
import type { Action } from '../../domain/plan/action.ts';
import { standardPaper } from '../../domain/plan/paper-settings.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { PlanColumn, PlanReading } from '../../domain/plan/plan-columns.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { defaultRatingKey } from '../../domain/shared/rating.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services, Write } from '../../ports.ts';
import { historyRow, logRow } from '../shared/log-row.ts';
import type { Requester } from '../shared/requester.ts';

export interface ImportRequest {
  readonly planId: string;
  readonly tenantId: string;
  /** Overrides what the document calls itself; null leaves it. */
  readonly name: string | null;
  readonly imported: ImportedPlan;
  /** Says what would change and writes nothing. */
  readonly dryRun: boolean;
  /** The PM has seen the differences: without it nothing is written that changes or closes what the plan has. */
  readonly confirmed?: boolean;
  /** What the PM has said of how to read the document, to be remembered; left out, what the plan remembers stays. */
  readonly reading?: PlanReading;
  /** Asked with what is about to be written, from the very rows it would change; false writes nothing. */
  readonly approve?: (planned: Omit<ImportReport, 'written'>) => Promise<boolean>;
  /** Applies the references the document makes between its actions; left out, only those accepted before. */
  readonly acceptReferences?: boolean;
}

export interface ImportReport {
  readonly planId: string;
  readonly name: string;
  readonly created: boolean;
  readonly written: boolean;
  /** What is known would change or close, and nobody has confirmed it: nothing was written for that reason. */
  readonly needsConfirmation: boolean;
  /** What changes of the plan itself. */
  readonly planChanges: readonly FieldDifference[];
  readonly changes: readonly ActionChange[];
  readonly warnings: readonly ImportWarning[];
}

const planIdShape = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** A plan's id from a command. Throws `bad-input` with the shape it must have. */
export function parsePlanId(text: string): string {
  if (planIdShape.test(text)) return text;
  throw new Refusal(
    'bad-input',
    `“${text}” can’t be a plan’s id: use lower-case letters, digits and hyphens, at most 64, such as wexcombe-send.`,
  );
}

function planFrom(request: ImportRequest, today: string, now: string): Plan {
  const { imported, planId } = request;
  return {
    id: planId,
    tenantId: request.tenantId,
    name: request.name ?? (imported.name === '' ? planId : imported.name),
    board: imported.board,
    ratingKey: imported.ratingKey.length > 0 ? imported.ratingKey : defaultRatingKey,
    timeZone: 'Europe/London',
    division: 'england',
    positionDate: imported.positionDate ?? today,
    createdAt: now,
    nextActionNumber: 1,
    ...(request.reading ?? { columnMap: {}, readingAnswers: {} }),
    columns: columnsOf(imported),
    leadKey: imported.leadKey,
    statedCounts: imported.statedCounts,
    paper: standardPaper,
    schedule: standardRules,
  };
}

function columnsOf({ columns }: ImportedPlan): PlanColumn[] {
  return columns.map(({ sheet, header, field }) => ({ sheet, header, field }));
}

/** Whether an earlier import has applied a reference: the register then says what applying it makes of the action. */
function acceptedBefore(existing: readonly Action[]) {
  const known = new Map(existing.map((action) => [refKey(action.ref), action]));
  return (reference: ImportedReference, applied: ImportedAction): boolean => {
    const action = known.get(refKey(reference.ref));
    if (reference.kind === 'superseded-by') {
      return action?.supersededBy != null && refKey(action.supersededBy) === refKey(reference.to);
    }
    const now = action?.narrative ?? '';
    return now === applied.narrative || now.startsWith(`${applied.narrative}\n`);
  };
}

/** The plan's own row after the import, and what of it the PM should see first. */
function planAfter(
  plan: Plan,
  request: ImportRequest,
  nextActionNumber: number,
  hasReplies: boolean,
): { after: Plan; planChanges: FieldDifference[] } {
  const { imported } = request;
  // A key with meanings is the document's own; one without may only be guessed from its ratings.
  const hasOwnKey = imported.ratingKey.some(({ meaning }) => meaning !== '');
  const ratingKey = hasOwnKey ? imported.ratingKey : plan.ratingKey;
  const after: Plan = {
    ...plan,
    name: request.name ?? plan.name,
    board: imported.board === '' ? plan.board : imported.board,
    // Once leads reply, the register describes what they said, whatever day a document gives.
    positionDate: hasReplies ? plan.positionDate : (imported.positionDate ?? plan.positionDate),
    ratingKey,
    nextActionNumber,
    ...request.reading,
    // A document that has no key does not take away what an earlier one explained.
    leadKey: imported.leadKey.length > 0 ? imported.leadKey : plan.leadKey,
    statedCounts: imported.statedCounts,
  };
  const planChanges = (
    ['name', 'board', 'positionDate', 'ratingKey', 'columnMap', 'readingAnswers', 'leadKey'] as const
  ).flatMap((field) =>
    sameFact(plan[field], after[field])
      ? []
      : [{ field, from: describeFact(plan[field]), to: describeFact(after[field]) }],
  );
  return { after, planChanges };
}

function countKinds(changes: readonly ActionChange[]): Record<ActionChange['kind'], number> {
  const counts = { added: 0, changed: 0, gone: 0, back: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

/**
 * Writes a document into its plan, creating the plan if there is none. Actions go first and the plan's own row last: until
 * that row stands nobody sees a new plan, and importing again finishes what a crash left. The same file again
 * writes nothing. What would change or close a known action, or change the rating key, is written only when confirmed.
 * Throws `wrong-tenant` for a plan id another tenant holds.
 */
export async function importPlan(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  requester: Requester,
  request: ImportRequest,
): Promise<ImportReport> {
  const { store, directory, clock } = services;
  const { planId } = request;
  const now = clock.now();
  const stored = await store.readPlan(planId);
  if (stored && stored.value.tenantId !== request.tenantId) {
    throw new Refusal(
      'wrong-tenant',
      `The id ${planId} is taken by another organisation. Choose another id.`,
    );
  }
  const today = now.toZonedDateTimeISO(stored?.value.timeZone ?? 'Europe/London').toPlainDate();
  const plan = stored?.value ?? planFrom(request, today.toString(), now.toString());
  const [existing, leadMatches] = await Promise.all([
    store.listActions(planId),
    store.listLeadMatches(planId),
  ]);
  const actions = existing.map(({ value }) => value);
  const before = acceptedBefore(actions);
  const imported = acceptReferences(
    request.imported,
    (reference, applied) => request.acceptReferences === true || before(reference, applied),
  );
  const merged = withConfirmedLeadsOf(
    mergeImport(plan, actions, imported),
    leadMatches.map(({ value }) => value),
  );
  const { after, planChanges } = planAfter(
    plan,
    request,
    merged.nextActionNumber,
    actions.some(({ lastReply }) => lastReply !== null),
  );
  const counts = countKinds(merged.changes);
  const touched = merged.added.length + merged.changed.length + planChanges.length > 0 || !stored;
  const overrules =
    counts.changed + counts.gone + counts.back > 0 || planChanges.some(({ field }) => field === 'ratingKey');
  const needsConfirmation = stored !== null && overrules && request.confirmed !== true;
  const report = {
    planId,
    name: after.name,
    created: !stored,
    needsConfirmation,
    changes: merged.changes,
    planChanges,
    warnings: [...imported.warnings, ...merged.warnings],
  };
  // Even where nothing changed: a crash after the rows must not leave a plan that the scheduler never sweeps.
  if (!request.dryRun && stored) await directory.registerPlan(request.tenantId, planId);
  if (request.dryRun || !touched || needsConfirmation) return { ...report, written: false };
  if (request.approve && !(await request.approve(report))) return { ...report, written: false };

  const tags = new Map(existing.map(({ value, etag }) => [value.id, etag]));
  const written: Plan = { ...after, columns: columnsOf(imported) };
  const writes: Write[] = [
    ...merged.added.map((value): Write => ({ op: 'insert', row: { kind: 'action', value } })),
    ...merged.changed.flatMap(({ before: earlier, after: value }): Write[] => [
      { op: 'replace', row: { kind: 'action', value }, etag: tags.get(earlier.id) ?? '' },
      historyRow(requester, now.toString(), earlier),
    ]),
    logRow(requester, 'plan-imported', now.toString(), { source: imported.source, ...counts }),
    stored
      ? { op: 'replace', row: { kind: 'plan', value: written }, etag: stored.etag }
      : { op: 'insert', row: { kind: 'plan', value: written } },
  ];
  await store.commitInBatches(planId, writes);
  await directory.registerPlan(request.tenantId, planId);
  // New actions of an open cycle may have leads who were not asked yet.
  await directory.wakePlan(request.tenantId, planId, now.toString());
  return { ...report, written: true };
}
