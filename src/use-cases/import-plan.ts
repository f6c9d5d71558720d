import { Refusal } from '../domain/errors.ts';
import type { ImportedPlan, ImportWarning } from '../domain/imported-plan.ts';
import { type ActionChange, mergeImport } from '../domain/merge-import.ts';
import type { Plan } from '../domain/plan.ts';
import { defaultRatingKey } from '../domain/rating.ts';
import type { Services, Write } from '../ports.ts';
import { actorOf, logFrom, type Operator } from './requester.ts';

export interface ImportRequest {
  readonly planId: string;
  readonly tenantId: string;
  /** Overrides what the document calls itself; null leaves it. */
  readonly name: string | null;
  readonly imported: ImportedPlan;
  /** Says what would change and writes nothing. */
  readonly dryRun: boolean;
}

export interface ImportReport {
  readonly planId: string;
  readonly name: string;
  readonly created: boolean;
  readonly written: boolean;
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
    columnMap: {},
    columns: [],
  };
}

/**
 * Writes a document into its plan, creating the plan if there is none. Actions go first and the plan's own row last: until
 * that row stands nobody sees a new plan, and importing again finishes what a crash left. The same file again
 * writes nothing. Throws `wrong-tenant` for a plan id another tenant holds.
 */
export async function importPlan(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  operator: Operator,
  request: ImportRequest,
): Promise<ImportReport> {
  const { store, directory, clock } = services;
  const { planId, imported } = request;
  const now = clock.now();
  const stored = await store.readPlan(planId);
  if (stored && stored.value.tenantId !== request.tenantId) {
    throw new Refusal('wrong-tenant', `The id ${planId} is taken by another organisation. Choose another id.`);
  }
  const today = now.toZonedDateTimeISO(stored?.value.timeZone ?? 'Europe/London').toPlainDate();
  const plan = stored?.value ?? planFrom(request, today.toString(), now.toString());
  const existing = await store.listActions(planId);
  const merged = mergeImport(
    plan,
    existing.map(({ value }) => value),
    imported,
  );
  const renamed = request.name !== null && request.name !== plan.name;
  const touched = merged.added.length + merged.changed.length > 0 || renamed || !stored;
  const report = {
    planId,
    name: request.name ?? plan.name,
    created: !stored,
    changes: merged.changes,
    warnings: [...imported.warnings, ...merged.warnings],
  };
  if (request.dryRun || !touched) return { ...report, written: false };

  const tags = new Map(existing.map(({ value, etag }) => [value.id, etag]));
  const after: Plan = { ...plan, name: request.name ?? plan.name, nextActionNumber: merged.nextActionNumber };
  const writes: Write[] = [
    ...merged.added.map((value): Write => ({ op: 'insert', row: { kind: 'action', value } })),
    ...merged.changed.flatMap(({ before, after: value }): Write[] => [
      { op: 'replace', row: { kind: 'action', value }, etag: tags.get(before.id) ?? '' },
      {
        op: 'insert',
        row: {
          kind: 'history',
          value: { actionId: value.id, at: now.toString(), by: actorOf(operator), action: before, update: null },
        },
      },
    ]),
    {
      op: 'insert',
      row: {
        kind: 'log',
        value: {
          what: 'plan-imported',
          actor: actorOf(operator),
          at: now.toString(),
          from: logFrom(operator),
          detail: { source: imported.source, added: merged.added.length, changed: merged.changed.length },
        },
      },
    },
    stored
      ? { op: 'replace', row: { kind: 'plan', value: after }, etag: stored.etag }
      : { op: 'insert', row: { kind: 'plan', value: after } },
  ];
  await store.commitInBatches(planId, writes);
  await directory.registerPlan(request.tenantId, planId);
  return { ...report, written: true };
}
