import { z } from 'zod';
import { askings, type Meeting } from '../../domain/calendar/meeting.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import {
  type Delivery,
  type DeliveryKind,
  parseDeliveryKind,
  writeDeliveryKind,
} from '../../domain/delivery/delivery.ts';
import type { LeadMatch } from '../../domain/leads/lead-match.ts';
import { accountSources, type Person, roles } from '../../domain/people/person.ts';
import { type Action, leadRoles } from '../../domain/plan/action.ts';
import { actionStatuses, importFields } from '../../domain/plan/document-facts.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { KeptPlan } from '../../domain/plan/plan-in-paper.ts';
import type { Question } from '../../domain/reply/question.ts';
import type { Update } from '../../domain/reply/update.ts';
import type { Wording } from '../../domain/reply/wording.ts';
import { ratingLevels } from '../../domain/shared/rating.ts';
import type { FrozenRow, HistoryEntry, LogEntry, SignedSheet } from '../../ports.ts';
import { putText, takeText } from './columns.ts';
import { frontSheetShape, parsePaperSettings } from './paper-settings-shape.ts';
import {
  type ColumnField,
  choice,
  type Fields,
  flag,
  jsonColumn,
  leftOut,
  nullable,
  optionalText,
  part,
  rowCodec,
  text,
  whole,
  withDefault,
} from './row-schema.ts';
import { parseScheduleRules } from './schedule-rules-shape.ts';
import { actorColumns, rating, ratingColumns, revisedTimescale, texts, timescale } from './shapes.ts';

const deliveryKind: ColumnField<DeliveryKind> = {
  // No row holds a delivery inside its JSON.
  json: z.never(),
  column: {
    put: (columns, name, kind) => putText(columns, name, writeDeliveryKind(kind)),
    take(entity, name) {
      const kind = parseDeliveryKind(takeText(entity, name));
      if (kind === null) throw new Error(`${name} is none of a delivery`);
      return kind;
    },
  },
};

const leadKeyShape = z.array(
  z.object({ initials: z.string(), name: z.string(), role: z.string(), organisation: z.string() }),
);
const statedCountsShape = z.array(
  z.object({ text: z.string(), what: z.string(), stated: z.number(), found: z.number() }),
);

/** What a freeze keeps of the plan's row. Rows written before some of it was kept lack that. */
const keptPlanFields: Fields<KeptPlan> = {
  name: text,
  board: text,
  timeZone: text,
  positionDate: text,
  ratingKey: part(z.array(z.object({ label: z.string(), meaning: z.string(), level: z.enum(ratingLevels) }))),
  leadKey: part(leadKeyShape.default([])),
  statedCounts: part(statedCountsShape.default([])),
  paper: part(z.unknown().transform(parsePaperSettings)),
};

export const planCodec = rowCodec<Plan>({
  ...keptPlanFields,
  id: text,
  tenantId: text,
  division: choice(['england', 'wales', 'scotland', 'northern-ireland']),
  createdAt: text,
  nextActionNumber: whole,
  // Rows written before these were kept lack them.
  columnMap: part(z.record(z.string(), z.enum(importFields)).default({})),
  readingAnswers: part(z.record(z.string(), z.string()).default({})),
  columns: part(
    z
      .array(z.object({ sheet: z.string(), header: z.string(), field: z.enum(importFields).nullable() }))
      .default([]),
  ),
  schedule: part(z.unknown().default({}).transform(parseScheduleRules)),
});

export const personCodec = rowCodec<Person>(
  {
    id: text,
    name: text,
    email: text,
    agency: text,
    userId: optionalText,
    accountFrom: withDefault(nullable(choice(accountSources)), null),
    initials: part(texts),
    aliases: part(texts),
    roles: part(z.array(z.enum(roles))),
  },
  {
    // Rows written before it was kept lack how the account became known: somebody had given it.
    mend: (person) => ({
      ...person,
      accountFrom: person.userId === null ? null : (person.accountFrom ?? 'given'),
    }),
  },
);

export const actionCodec = rowCodec<Action>({
  id: text,
  ref: text,
  title: text,
  priority: optionalText,
  objective: optionalText,
  theme: optionalText,
  status: choice(actionStatuses),
  rating: ratingColumns,
  narrative: text,
  completionProposed: flag,
  steps: part(
    z.array(z.object({ text: z.string(), timescale: timescale.nullable(), leads: texts.default([]) })),
  ),
  responsibleLeads: part(texts),
  strategicLeads: part(texts),
  responsible: part(texts),
  strategic: part(texts),
  assignedLeads: part(z.array(z.enum(leadRoles)).default([])),
  originalTimescale: part(timescale),
  revisedTimescale: part(revisedTimescale.nullable()),
  approvedTimescale: part(revisedTimescale.nullable().default(null)),
  declined: part(
    z
      .object({
        what: z.enum(['revised-date', 'completion']),
        asked: z.string(),
        reason: z.string(),
        by: z.string(),
        at: z.string(),
      })
      .nullable()
      .default(null),
  ),
  outcomes: part(texts),
  successMeasures: part(texts),
  evidence: part(texts),
  lastReply: part(z.object({ meeting: z.string(), at: z.string(), by: z.string() }).nullable()),
  ratingHistory: part(
    z.array(
      z.object({ meeting: z.string().nullable(), rating, at: z.string(), behind: z.string().optional() }),
    ),
  ),
  source: part(z.object({ sheet: z.string(), row: z.number() })),
  // Rows written before these were kept lack them.
  refMadeUp: part(z.boolean().default(false)),
  contributors: part(texts.default([])),
  start: part(timescale.nullable().default(null)),
  percentComplete: part(z.number().nullable().default(null)),
  links: part(z.array(z.object({ text: z.string(), url: z.string() })).default([])),
  others: part(z.array(z.object({ header: z.string(), text: z.string() })).default([])),
  closedReason: part(z.string().nullable().default(null)),
  supersededBy: part(z.string().nullable().default(null)),
});

/** Rows written before a cycle had dates of its own lack them and its `parts`, and were frozen by hand. */
export const cycleCodec = rowCodec<Cycle>(
  {
    cycleId: text,
    boardDate: {
      ...text,
      column: {
        put: putText,
        take: (entity, name) => takeText(entity, entity[name] === undefined ? 'meeting' : name),
      },
    },
    escalates: optionalText,
    freezes: optionalText,
    escalationDoneAt: optionalText,
    publicationDoneAt: optionalText,
    publicationHeldAt: optionalText,
    snapshot: optionalText,
    state: choice(['open', 'frozen']),
    due: text,
    publishBy: text,
    openedAt: text,
    openedBy: text,
    frozenAt: optionalText,
    frozenBy: optionalText,
    reminders: part(texts),
    remindersDone: part(texts),
    skipped: part(
      z.array(
        z.object({
          what: z.enum(['reminder', 'escalation', 'publication']),
          day: z.string(),
          why: z.string(),
        }),
      ),
    ),
    signedOff: part(z.object({ at: z.string(), by: z.string() }).nullable()),
    reopened: part(z.array(z.object({ at: z.string(), by: z.string(), reason: z.string() }))),
  },
  { withoutParts: { reminders: [], remindersDone: [], skipped: [], signedOff: null, reopened: [] } },
);

export const updateCodec = rowCodec<Update>({
  cycleId: text,
  actionId: text,
  version: whole,
  kind: choice(['update', 'no-change']),
  rating: ratingColumns,
  narrative: text,
  reason: text,
  recoveryStep: text,
  evidence: text,
  finished: flag,
  authorId: text,
  authorName: text,
  // Rows written before these were kept lack them.
  onBehalfOf: withDefault(optionalText, null),
  late: withDefault(flag, false),
  lateFor: leftOut(text),
  at: text,
  revised: part(timescale.nullable()),
  ratingBefore: part(rating),
  revisedBefore: part(revisedTimescale.nullable()),
});

export const deliveryCodec = rowCodec<Delivery>({
  planId: text,
  cycleId: text,
  personId: text,
  kind: deliveryKind,
  state: choice(['planned', 'claimed', 'sent', 'unreachable', 'failed', 'not-needed']),
  plannedAt: text,
  notBefore: optionalText,
  leaseUntil: optionalText,
  attempts: whole,
  sentAt: optionalText,
  activityId: optionalText,
  reason: optionalText,
});

export const historyCodec = rowCodec<HistoryEntry>({
  actionId: text,
  at: text,
  by: actorColumns,
  action: part(actionCodec.json.nullable()),
  update: part(updateCodec.json.nullable()),
});

export const logCodec = rowCodec<LogEntry<string>>({
  what: text,
  actor: actorColumns,
  at: text,
  from: choice(['teams', 'cli', 'system']),
  detail: jsonColumn(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

export const meetingCodec = rowCodec<Meeting>({
  date: text,
  state: choice(['planned', 'cancelled', 'moved']),
  asking: choice(askings),
  addedAt: text,
  addedBy: text,
  cycle: optionalText,
  movedTo: optionalText,
  missed: optionalText,
  boards: part(texts),
  dates: part(
    z.object({
      opens: z.string(),
      reminders: texts,
      due: z.string(),
      escalates: z.string().nullable(),
      freezes: z.string(),
      publishBy: z.string(),
    }),
  ),
  movedFrom: part(texts),
});

export const wordingCodec = rowCodec<Wording>({
  cycleId: text,
  actionId: text,
  text,
  version: whole,
  by: text,
  at: text,
});

export const questionCodec = rowCodec<Question>({
  id: text,
  actionId: text,
  text,
  askedBy: text,
  askedByName: text,
  askedAt: text,
  to: text,
  answer: part(
    z
      .object({
        text: z.string(),
        by: z.string(),
        byName: z.string(),
        at: z.string(),
        version: z.number(),
      })
      .nullable(),
  ),
});

const keptPlanCodec = rowCodec<KeptPlan>(keptPlanFields);

export const frozenCodec = rowCodec<FrozenRow>({
  cycleId: text,
  snapshot: text,
  part: jsonColumn(
    z.union([
      z.object({ action: actionCodec.json, update: updateCodec.json.nullable() }),
      z.object({ people: z.array(personCodec.json), plan: keptPlanCodec.json.nullable().default(null) }),
    ]),
  ),
});

export const sheetCodec = rowCodec<SignedSheet>({
  cycleId: text,
  snapshot: text,
  frontSheet: part(frontSheetShape),
});

export const leadMatchCodec = rowCodec<LeadMatch>({
  id: text,
  text,
  decision: choice(['people', 'organisation', 'nobody']),
  at: text,
  by: text,
  people: part(texts),
});
