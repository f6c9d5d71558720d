import { z } from 'zod';
import { type AccountSource, accountSources, roles } from '../../domain/people/person.ts';
import { leadRoles } from '../../domain/plan/action.ts';
import { actionStatuses, importFields } from '../../domain/plan/document-facts.ts';
import { ratingLevels } from '../../domain/shared/rating.ts';
import { parseScheduleRules } from './schedule-rules-shape.ts';

/** The nested parts of rows as their JSON columns hold them, checked when they come back. */
const texts = z.array(z.string());

const rating = z.object({ label: z.string(), level: z.enum(ratingLevels) });

const timescale = z.object({
  text: z.string(),
  kind: z.enum(['day', 'month', 'term', 'quarter', 'recurring', 'ongoing', 'immediate', 'unknown']),
  date: z.string().nullable(),
});

const revisedTimescale = z.object({
  timescale,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  approved: z.object({ by: z.string(), at: z.string() }).nullable(),
});

const planParts = z.object({
  ratingKey: z.array(z.object({ label: z.string(), meaning: z.string(), level: z.enum(ratingLevels) })),
  // Rows written before these were kept lack them.
  leadKey: z
    .array(z.object({ initials: z.string(), name: z.string(), role: z.string(), organisation: z.string() }))
    .default([]),
  columnMap: z.record(z.string(), z.enum(importFields)).default({}),
  columns: z
    .array(z.object({ sheet: z.string(), header: z.string(), field: z.enum(importFields).nullable() }))
    .default([]),
  schedule: z.unknown().default({}).transform(parseScheduleRules),
});

const personParts = z.object({ initials: texts, aliases: texts, roles: z.array(z.enum(roles)) });

const actionParts = z.object({
  steps: z.array(z.object({ text: z.string(), timescale: timescale.nullable(), leads: texts.default([]) })),
  responsibleLeads: texts,
  strategicLeads: texts,
  responsible: texts,
  strategic: texts,
  assignedLeads: z.array(z.enum(leadRoles)).default([]),
  originalTimescale: timescale,
  revisedTimescale: revisedTimescale.nullable(),
  approvedTimescale: revisedTimescale.nullable().default(null),
  declined: z
    .object({
      what: z.enum(['revised-date', 'completion']),
      asked: z.string(),
      reason: z.string(),
      by: z.string(),
      at: z.string(),
    })
    .nullable()
    .default(null),
  outcomes: texts,
  successMeasures: texts,
  evidence: texts,
  lastReply: z.object({ meeting: z.string(), at: z.string(), by: z.string() }).nullable(),
  ratingHistory: z.array(
    z.object({
      meeting: z.string().nullable(),
      rating,
      at: z.string(),
      behind: z.string().optional(),
    }),
  ),
  source: z.object({ sheet: z.string(), row: z.number() }),
  // Rows written before these were kept lack them.
  refMadeUp: z.boolean().default(false),
  contributors: texts.default([]),
  start: timescale.nullable().default(null),
  links: z.array(z.object({ text: z.string(), url: z.string() })).default([]),
  others: z.array(z.object({ header: z.string(), text: z.string() })).default([]),
  closedReason: z.string().nullable().default(null),
  supersededBy: z.string().nullable().default(null),
});

const action = actionParts.extend({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  priority: z.string().nullable(),
  objective: z.string().nullable(),
  theme: z.string().nullable(),
  status: z.enum(actionStatuses),
  rating,
  narrative: z.string(),
  completionProposed: z.boolean(),
});

const updateParts = z.object({
  revised: timescale.nullable(),
  ratingBefore: rating,
  revisedBefore: revisedTimescale.nullable(),
});

const update = updateParts.extend({
  meeting: z.string(),
  actionId: z.string(),
  version: z.number(),
  kind: z.enum(['update', 'no-change']),
  rating,
  narrative: z.string(),
  reason: z.string(),
  recoveryStep: z.string(),
  evidence: z.string(),
  finished: z.boolean(),
  authorId: z.string(),
  authorName: z.string(),
  onBehalfOf: z.string().nullable().default(null),
  late: z.boolean().default(false),
  lateFor: z.string().optional(),
  at: z.string(),
});

const cycleParts = z.object({
  reminders: texts,
  remindersDone: texts,
  skipped: z.array(z.object({ what: z.enum(['reminder', 'escalation']), day: z.string(), why: z.string() })),
  signedOff: z.object({ at: z.string(), by: z.string() }).nullable(),
  reopened: z.array(z.object({ at: z.string(), by: z.string(), reason: z.string() })),
});

const person = personParts
  .extend({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    userId: z.string().nullable(),
    accountFrom: z.enum(accountSources).nullable().optional(),
    agency: z.string(),
  })
  .transform(({ accountFrom, ...known }) => ({
    ...known,
    accountFrom: accountSourceOf(known.userId, accountFrom ?? null),
  }));

/** Rows written before it was kept lack how the account became known: somebody had given it. */
export function accountSourceOf(userId: string | null, stored: AccountSource | null): AccountSource | null {
  return userId === null ? null : (stored ?? 'given');
}

const frozenPart = z.union([
  z.object({ action, update: update.nullable() }),
  z.object({ people: z.array(person) }),
]);

const historyParts = z.object({ action: action.nullable(), update: update.nullable() });

const logDetail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Each throws an `Error` for JSON of another shape. */
export const parsePlanParts = (value: unknown) => planParts.parse(value);
export const parsePersonParts = (value: unknown) => personParts.parse(value);
export const parseActionParts = (value: unknown) => actionParts.parse(value);
export const parseUpdateParts = (value: unknown) => updateParts.parse(value);
export const parseHistoryParts = (value: unknown) => historyParts.parse(value);
export const parseCycleParts = (value: unknown) => cycleParts.parse(value);
export const parseFrozenPart = (value: unknown) => frozenPart.parse(value);
export const parseLogDetail = (value: unknown) => logDetail.parse(value);
