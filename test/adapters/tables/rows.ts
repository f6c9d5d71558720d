import fc from 'fast-check';
import { askings, type Meeting } from '../../../src/domain/calendar/meeting.ts';
import type { ScheduleRules } from '../../../src/domain/calendar/schedule-rules.ts';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import { accountSources, type Person, roles } from '../../../src/domain/people/person.ts';
import { type Action, leadRoles } from '../../../src/domain/plan/action.ts';
import { actionStatuses, importFields } from '../../../src/domain/plan/document-facts.ts';
import {
  frontSheetNames,
  paperFormNames,
  paperSectionNames,
} from '../../../src/domain/plan/paper-settings.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import type { Question } from '../../../src/domain/reply/question.ts';
import type { Update } from '../../../src/domain/reply/update.ts';
import type { Wording } from '../../../src/domain/reply/wording.ts';
import type { LogCode } from '../../../src/domain/shared/log-words.ts';
import { ratingLevels } from '../../../src/domain/shared/rating.ts';
import type { HistoryEntry, LogEntry, Write } from '../../../src/ports.ts';
import { anAction, deliveryKind } from '../../support/builders.ts';

export function aLogEntry(changes: Partial<LogEntry> = {}): LogEntry {
  return {
    what: 'reply-saved',
    actor: { userId: 'system', name: 'Test' },
    at: '2026-11-21T10:00:00Z',
    from: 'system',
    detail: {},
    ...changes,
  };
}

export function insertAction({ id = '0001', ...changes }: Partial<Action> = {}): Write {
  return { op: 'insert', row: { kind: 'action', value: anAction(id, changes) } };
}

/** `what` may be any text: what is written must come back. */
export function insertLog({ what, ...changes }: Partial<LogEntry<string>> = {}): Write {
  const code = what === undefined ? {} : { what: what as LogCode };
  return { op: 'insert', row: { kind: 'log', value: aLogEntry({ ...changes, ...code }) } };
}

/** Any sound Unicode, control characters and line separators included. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u2028\u2029',
    '\u0000',
    "' or 1 eq 1",
    '{"odata.error":{}}',
    '--changeset_1\r\n',
  ),
);
const texts = fc.array(text, { maxLength: 3 });
const optional = fc.option(text);
const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const count = fc.integer({ min: 0, max: 2_147_483_647 });
const rating = fc.record({ label: text, level: fc.constantFrom(...ratingLevels) });
const timescale = fc.record({
  text,
  kind: fc.constantFrom('day', 'month', 'term', 'quarter', 'recurring', 'ongoing', 'immediate', 'unknown'),
  date: fc.option(day),
});
const revisedTimescale = fc.option(
  fc.record({
    timescale,
    reason: text,
    proposedBy: text,
    proposedAt: instant,
    approved: fc.option(fc.record({ by: text, at: instant })),
  }),
);
const actionId = fc.integer({ min: 1, max: 9_999 }).map((id) => String(id).padStart(4, '0'));
const slug = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,8})?$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);
const actor = fc.record({ userId: text, name: text });

const header = fc.stringMatching(/^[\w &/?-]{1,20}$/).filter((text) => text !== '__proto__');

const days = fc.integer({ min: 0, max: 30 });
const anyRules: fc.Arbitrary<ScheduleRules> = fc.record({
  boards: fc.array(fc.record({ name: text, clearDays: fc.option(days) }), { maxLength: 2 }),
  clearDays: fc.option(days),
  clearDayKind: fc.constantFrom('working', 'calendar'),
  dueDays: days,
  freezeDays: days,
  openDays: days,
  reminderDays: fc.array(days, { maxLength: 3 }),
  escalateDays: fc.option(days),
  sendFrom: text,
  sendUntil: text,
  freezeAt: text,
  periodDays: days,
  closedDays: fc.array(fc.record({ date: day, name: text }), { maxLength: 2 }),
  terms: fc.array(fc.record({ name: text, from: day, to: day }), { maxLength: 2 }),
  outOfTermCloses: fc.boolean(),
  sendsDigest: fc.boolean(),
  postsPaper: fc.boolean(),
});

export const anyPlan = (id: string): fc.Arbitrary<Plan> =>
  fc.record({
    id: fc.constant(id),
    tenantId: text,
    name: text,
    board: text,
    statedCounts: fc.array(fc.record({ text, what: text, stated: fc.nat(), found: fc.nat() }), {
      maxLength: 2,
    }),
    paper: fc.record({
      form: fc.constantFrom(...paperFormNames),
      sections: fc.option(fc.subarray([...paperSectionNames])),
      frontSheet: fc.dictionary(fc.constantFrom(...frontSheetNames), text, {
        maxKeys: 3,
        noNullPrototype: true,
      }),
      hideNumbers: fc.array(text, { maxLength: 2 }),
      template: fc.option(fc.record({ id: text, fileName: text, size: count, by: text, at: instant })),
    }),
    ratingKey: fc.array(fc.record({ label: text, meaning: text, level: fc.constantFrom(...ratingLevels) }), {
      maxLength: 5,
    }),
    timeZone: text,
    division: fc.constantFrom('england', 'wales', 'scotland', 'northern-ireland'),
    positionDate: day,
    createdAt: instant,
    nextActionNumber: count,
    leadKey: fc.array(fc.record({ initials: text, name: text, role: text, organisation: text }), {
      maxLength: 3,
    }),
    // zod leaves `__proto__` out when it reads a record; a column so called is not remembered.
    columnMap: fc.dictionary(header, fc.constantFrom(...importFields), {
      maxKeys: 3,
    }),
    readingAnswers: fc.dictionary(header, text, { maxKeys: 3 }),
    schedule: anyRules,
    columns: fc.array(
      fc.record({ sheet: text, header: text, field: fc.option(fc.constantFrom(...importFields)) }),
      {
        maxLength: 3,
      },
    ),
  });

export const anyAction: fc.Arbitrary<Action> = fc.record({
  id: actionId,
  ref: text,
  refMadeUp: fc.boolean(),
  title: text,
  priority: optional,
  objective: optional,
  theme: optional,
  steps: fc.array(fc.record({ text, timescale: fc.option(timescale), leads: texts }), { maxLength: 3 }),
  responsibleLeads: texts,
  strategicLeads: texts,
  contributors: texts,
  start: fc.option(timescale),
  percentComplete: fc.option(fc.integer({ min: 0, max: 100 })),
  links: fc.array(fc.record({ text, url: text }), { maxLength: 2 }),
  others: fc.array(fc.record({ header: text, text }), { maxLength: 2 }),
  closedReason: optional,
  supersededBy: optional,
  responsible: texts,
  strategic: texts,
  assignedLeads: fc.uniqueArray(fc.constantFrom(...leadRoles)),
  originalTimescale: timescale,
  revisedTimescale,
  approvedTimescale: revisedTimescale,
  declined: fc.option(
    fc.record({
      what: fc.constantFrom('revised-date', 'completion'),
      asked: text,
      reason: text,
      by: text,
      at: instant,
    }),
  ),
  outcomes: texts,
  successMeasures: texts,
  evidence: texts,
  status: fc.constantFrom(...actionStatuses),
  rating,
  narrative: text,
  lastReply: fc.option(fc.record({ meeting: day, at: instant, by: text })),
  completionProposed: fc.boolean(),
  ratingHistory: fc.array(fc.record({ meeting: fc.option(day), rating, at: instant }), { maxLength: 3 }),
  source: fc.record({ sheet: text, row: count }),
});

const anyAccount = fc.oneof(
  fc.record({ userId: fc.constant(null), accountFrom: fc.constant(null) }),
  fc.record({ userId: text, accountFrom: fc.constantFrom(...accountSources) }),
);

const personWithoutAccount = fc.record({
  id: slug,
  name: text,
  initials: texts,
  aliases: texts,
  email: text,
  agency: text,
  roles: fc.uniqueArray(fc.constantFrom(...roles)),
});

export const anyPerson: fc.Arbitrary<Person> = fc
  .tuple(personWithoutAccount, anyAccount)
  .map(([person, account]) => ({ ...person, ...account }));

export const anyCycle: fc.Arbitrary<Cycle> = fc.record({
  cycleId: day,
  boardDate: day,
  state: fc.constantFrom('open', 'frozen'),
  reminders: fc.array(day, { maxLength: 3 }),
  escalates: fc.option(day),
  freezes: fc.option(day),
  remindersDone: fc.array(day, { maxLength: 3 }),
  escalationDoneAt: fc.option(instant),
  publicationDoneAt: fc.option(instant),
  publicationHeldAt: fc.option(instant),
  skipped: fc.array(
    fc.record({ what: fc.constantFrom('reminder', 'escalation', 'publication'), day, why: text }),
    {
      maxLength: 2,
    },
  ),
  snapshot: optional,
  signedOff: fc.option(fc.record({ at: instant, by: text })),
  reopened: fc.array(fc.record({ at: instant, by: text, reason: text }), { maxLength: 2 }),
  due: day,
  publishBy: day,
  openedAt: instant,
  openedBy: text,
  frozenAt: fc.option(instant),
  frozenBy: optional,
});

export const anyUpdate: fc.Arbitrary<Update> = fc.record({
  cycleId: day,
  actionId,
  version: count,
  kind: fc.constantFrom('update', 'no-change'),
  rating,
  narrative: text,
  revised: fc.option(timescale),
  reason: text,
  recoveryStep: text,
  evidence: text,
  finished: fc.boolean(),
  authorId: text,
  authorName: text,
  onBehalfOf: optional,
  late: fc.boolean(),
  at: instant,
  ratingBefore: rating,
  revisedBefore: revisedTimescale,
});

export const anyDelivery = (planId: string): fc.Arbitrary<Delivery> =>
  fc.record({
    planId: fc.constant(planId),
    cycleId: day,
    personId: slug,
    kind: fc
      .oneof(
        fc.constant('prompt'),
        text.map((name) => `reminder-${name}-`),
        text.map((name) => `escalation-${name}-`),
        fc.constant('notice-opened'),
        text.map((name) => `notice-frozen-${name}-`),
        text.map((name) => `notice-unpublished-${name}-`),
        text.map((name) => `digest-${name}-`),
        text.map((name) => `paper-${name}-`),
        text.map((name) => `post-${name}-`),
        text.map((name) => `refresh-${name}-`),
      )
      .map(deliveryKind),
    state: fc.constantFrom('planned', 'claimed', 'sent', 'unreachable', 'failed', 'not-needed'),
    plannedAt: instant,
    notBefore: fc.option(instant),
    leaseUntil: fc.option(instant),
    attempts: count,
    sentAt: fc.option(instant),
    activityId: optional,
    reason: optional,
  });

export const anyMeeting: fc.Arbitrary<Meeting> = fc.record({
  date: day,
  state: fc.constantFrom('planned', 'cancelled', 'moved'),
  boards: texts,
  asking: fc.constantFrom(...askings),
  dates: fc.record({
    opens: day,
    reminders: fc.array(day, { maxLength: 3 }),
    due: day,
    escalates: fc.option(day),
    freezes: day,
    publishBy: day,
  }),
  cycle: fc.option(day),
  addedAt: instant,
  addedBy: text,
  movedFrom: fc.array(day, { maxLength: 2 }),
  movedTo: fc.option(day),
  missed: optional,
});

export const anyWording: fc.Arbitrary<Wording> = fc.record({
  cycleId: day,
  actionId,
  text,
  version: count,
  by: text,
  at: instant,
});

export const anyQuestion: fc.Arbitrary<Question> = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{16}$/),
  actionId,
  text,
  askedBy: text,
  askedByName: text,
  askedAt: instant,
  to: text,
  answer: fc.option(fc.record({ text, by: text, byName: text, at: instant, version: count })),
});

export const anyHistoryEntry: fc.Arbitrary<HistoryEntry> = fc.record({
  actionId,
  at: instant,
  by: actor,
  action: fc.option(anyAction),
  update: fc.option(anyUpdate),
});

export const anyLogEntry: fc.Arbitrary<LogEntry> = fc.record({
  // Storage keeps whatever code it is given, those of other versions too.
  what: text as fc.Arbitrary<LogCode>,
  actor,
  at: instant,
  from: fc.constantFrom('teams', 'cli', 'system'),
  detail: fc.dictionary(
    fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__'),
    fc.oneof(text, count, fc.boolean(), fc.constant(null)),
    { maxKeys: 4, noNullPrototype: true },
  ),
});
