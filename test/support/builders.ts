import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../../src/domain/calendar/meeting.ts';
import { standardRules } from '../../src/domain/calendar/schedule-rules.ts';
import type { Cycle } from '../../src/domain/cycle/cycle.ts';
import { type Delivery, type DeliveryKind, parseDeliveryKind } from '../../src/domain/delivery/delivery.ts';
import type { ImportedAction, ImportedPlan } from '../../src/domain/import/imported-plan.ts';
import type { ImportedPerson } from '../../src/domain/people/imported-person.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { TeamMember } from '../../src/domain/people/team-member.ts';
import type { Action, RatingPoint, RevisedTimescale } from '../../src/domain/plan/action.ts';
import { standardPaper } from '../../src/domain/plan/paper-settings.ts';
import type { Plan } from '../../src/domain/plan/plan.ts';
import type { ReplyDraft } from '../../src/domain/reply/reply-fields.ts';
import type { Update } from '../../src/domain/reply/update.ts';
import { type Rating, type RatingKey, unrated } from '../../src/domain/shared/rating.ts';
import type { Timescale } from '../../src/domain/shared/timescale.ts';

export const red: Rating = { label: 'Red', level: 'red' };
export const amber: Rating = { label: 'Amber', level: 'amber' };
export const green: Rating = { label: 'Green', level: 'green' };
export const blue: Rating = { label: 'Blue', level: 'complete' };
export const notDue: Rating = { label: 'Not due', level: 'none' };

/** A key with a label for every level. */
export const bragKey: RatingKey = [
  { label: 'Red', meaning: 'Not on track', level: 'red' },
  { label: 'Amber', meaning: 'Not on track but can be recovered', level: 'amber' },
  { label: 'Green', meaning: 'On track', level: 'green' },
  { label: 'Blue', meaning: 'Complete', level: 'complete' },
  { label: 'Not due', meaning: 'Not due to start', level: 'none' },
];

/** A key without a label for "complete". */
export const ragKey: RatingKey = bragKey.slice(0, 3);

export const day = (text: string) => Temporal.PlainDate.from(text);
export const instant = (text: string) => Temporal.Instant.from(text);

export function dayScale(date: string): Timescale {
  return { text: date, kind: 'day', date };
}

export function aPlan(over: Partial<Plan> = {}): Plan {
  return {
    id: 'wexcombe',
    tenantId: 'tenant',
    name: 'Wexcombe plan',
    board: 'Wexcombe board',
    ratingKey: bragKey,
    timeZone: 'Europe/London',
    division: 'england',
    positionDate: '2026-09-01',
    createdAt: '2026-09-02T09:00:00Z',
    nextActionNumber: 1,
    columnMap: {},
    readingAnswers: {},
    leadKey: [],
    columns: [],
    statedCounts: [],
    paper: standardPaper,
    schedule: standardRules,
    ...over,
  };
}

export function aPerson(id: string, over: Partial<Person> = {}): Person {
  return {
    id,
    name: id
      .split('-')
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join(' '),
    initials: [],
    aliases: [],
    email: '',
    userId: `user-${id}`,
    accountFrom: over.userId === null ? null : 'given',
    agency: '',
    roles: ['lead'],
    ...over,
  };
}

/** A member of a Teams team, with an account made of the name. */
export function aMember(name: string, over: Partial<TeamMember> = {}): TeamMember {
  const userId = `t-${name.toLowerCase().replaceAll(/\W+/g, '-')}`;
  return { userId, name, email: '', userPrincipalName: '', ...over };
}

export function aPersonLine(name: string, over: Partial<ImportedPerson> = {}): ImportedPerson {
  return { name, initials: [], aliases: [], email: '', userId: null, agency: '', roles: [], ...over };
}

export function point(
  meeting: string | null,
  rating: Rating,
  at = `${meeting ?? '2026-09-01'}T00:00:00Z`,
): RatingPoint {
  return { meeting, rating, at };
}

export function anAction(id: string, over: Partial<Action> = {}): Action {
  return {
    id,
    ref: `A ${Number(id)}`,
    title: `Title of ${id}`,
    priority: null,
    objective: null,
    theme: null,
    steps: [],
    responsibleLeads: [],
    strategicLeads: [],
    responsible: ['sam-barron'],
    strategic: [],
    assignedLeads: [],
    originalTimescale: dayScale('2026-10-31'),
    revisedTimescale: null,
    outcomes: [],
    successMeasures: [],
    evidence: [],
    status: 'in-progress',
    rating: amber,
    narrative: 'As imported.',
    lastReply: null,
    completionProposed: false,
    ratingHistory: [point(null, over.rating ?? amber)],
    source: { sheet: 'Plan', row: 5 },
    refMadeUp: false,
    contributors: [],
    start: null,
    percentComplete: null,
    links: [],
    others: [],
    closedReason: null,
    supersededBy: null,
    approvedTimescale: null,
    declined: null,
    ...over,
  };
}

export function aRevision(date: string, over: Partial<RevisedTimescale> = {}): RevisedTimescale {
  return {
    timescale: dayScale(date),
    reason: 'Waiting for a partner.',
    proposedBy: 'Sam Barron',
    proposedAt: '2026-10-05T09:00:00Z',
    approved: null,
    ...over,
  };
}

export function aCycle(meeting: string, over: Partial<Cycle> = {}): Cycle {
  return {
    cycleId: meeting,
    boardDate: meeting,
    state: 'open',
    due: meeting,
    publishBy: meeting,
    reminders: [],
    escalates: null,
    freezes: null,
    remindersDone: [],
    escalationDoneAt: null,
    publicationDoneAt: null,
    publicationHeldAt: null,
    skipped: [],
    snapshot: null,
    signedOff: null,
    reopened: [],
    openedAt: '2026-10-01T09:00:00Z',
    openedBy: 'Robin Pryce',
    frozenAt: null,
    frozenBy: null,
    ...over,
  };
}

/** A meeting of the plan's own board whose round is all on its own day; give `dates` where they matter. */
export function aMeeting(date: string, over: Partial<Meeting> = {}): Meeting {
  return {
    date,
    state: 'planned',
    boards: [],
    asking: 'when-due',
    dates: { opens: date, reminders: [], due: date, escalates: null, freezes: date, publishBy: date },
    cycle: date,
    addedAt: '2026-09-01T09:00:00Z',
    addedBy: 'Robin Pryce',
    movedFrom: [],
    movedTo: null,
    missed: null,
    ...over,
  };
}

export function anUpdate(meeting: string, actionId: string, over: Partial<Update> = {}): Update {
  return {
    cycleId: meeting,
    actionId,
    version: 1,
    kind: 'update',
    rating: amber,
    narrative: 'Said in the reply.',
    revised: null,
    reason: 'Why it is so.',
    recoveryStep: 'What is next.',
    evidence: '',
    finished: false,
    authorId: 'user-sam-barron',
    authorName: 'Sam Barron',
    onBehalfOf: null,
    late: false,
    at: '2026-10-07T10:00:00Z',
    ratingBefore: unrated,
    revisedBefore: null,
    ...over,
  };
}

export function aDraft(over: Partial<ReplyDraft> = {}): ReplyDraft {
  return {
    rating: 'Green',
    narrative: 'Training has been held.',
    revisedDate: '',
    reason: '',
    recoveryStep: '',
    evidence: '',
    finished: false,
    ...over,
  };
}

/** A kind as row keys have it: `reminder-2026-12-01`. */
export function deliveryKind(text: string): DeliveryKind {
  const kind = parseDeliveryKind(text);
  if (kind === null) throw new Error(`${text} is no kind of delivery`);
  return kind;
}

export function aDelivery(
  personId: string,
  {
    kind = 'prompt',
    ...over
  }: Partial<Omit<Delivery, 'kind'>> & { readonly kind?: string | DeliveryKind } = {},
): Delivery {
  return {
    planId: 'wexcombe',
    cycleId: '2026-10-14',
    personId,
    kind: typeof kind === 'string' ? deliveryKind(kind) : kind,
    state: 'planned',
    plannedAt: '2026-10-01T09:00:00Z',
    notBefore: null,
    leaseUntil: null,
    attempts: 0,
    sentAt: null,
    activityId: null,
    reason: null,
    ...over,
  };
}

export function anImportedAction(ref: string, over: Partial<ImportedAction> = {}): ImportedAction {
  return {
    ref,
    refMadeUp: false,
    title: `Title of ${ref}`,
    priority: 'Joint commissioning',
    objective: null,
    theme: 'Health',
    steps: [{ text: 'Hold a workshop', timescale: dayScale('2026-10-01'), leads: [] }],
    responsibleLeads: ['SB'],
    strategicLeads: [],
    contributors: [],
    timescale: dayScale('2026-12-01'),
    revisedTimescale: null,
    start: null,
    percentComplete: null,
    outcomes: ['Families wait less.'],
    successMeasures: [],
    evidence: [],
    narrative: 'Begun.',
    rating: amber,
    links: [],
    others: [],
    status: 'in-progress',
    supersededBy: null,
    closedReason: null,
    source: { sheet: 'Plan', row: 7 },
    ...over,
  };
}

export function anImport(actions: readonly ImportedAction[], over: Partial<ImportedPlan> = {}): ImportedPlan {
  return {
    name: 'Wexcombe plan',
    board: '',
    positionDate: '2026-09-01',
    source: 'wexcombe.csv',
    rows: actions.length,
    actions,
    ratingKey: bragKey,
    columns: [],
    leadKey: [],
    references: [],
    statedCounts: [],
    questions: [],
    warnings: [],
    ...over,
  };
}

export const anyRating = fc.constantFrom(red, amber, green, blue, notDue, unrated);

export const anyDay = fc
  .integer({ min: 0, max: 365 * 12 })
  .map((days) => day('2019-01-01').add({ days }).toString());
