import type { Cycle } from '../../domain/cycle/cycle.ts';
import {
  type Delivery,
  type DeliveryKind,
  type DeliveryState,
  parseDeliveryKind,
  writeDeliveryKind,
} from '../../domain/delivery/delivery.ts';
import { accountSources, type Person } from '../../domain/people/person.ts';
import { type Action, actionStatuses } from '../../domain/plan/action.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Update } from '../../domain/reply/update.ts';
import { type Rating, ratingLevels } from '../../domain/shared/rating.ts';
import type { Actor, HistoryEntry, LogEntry } from '../../ports.ts';
import {
  type Columns,
  putJson,
  putOptional,
  putText,
  takeChoice,
  takeFlag,
  takeJson,
  takeOptional,
  takeText,
  takeWhole,
} from './columns.ts';
import {
  accountSourceOf,
  parseActionParts,
  parseCycleParts,
  parseHistoryParts,
  parseLogDetail,
  parsePersonParts,
  parsePlanParts,
  parseUpdateParts,
} from './shapes.ts';

export type Entity = Readonly<Record<string, unknown>>;

/** How one kind of row becomes columns and back. `decode` throws an `Error` that names the faulty column. */
export interface Codec<T> {
  encode(value: T): Columns;
  decode(entity: Entity): T;
}

/**
 * Version of the rows written today. A row of another version is refused, not guessed at: a field added later is either
 * read with a default where a row lacks it, or comes with a new version and a reader for the old one.
 */
export const schemaVersion = 1;

export const planCodec: Codec<Plan> = {
  encode(plan) {
    const columns = textColumns(plan, ['id', 'tenantId', 'name', 'board', 'timeZone', 'division']);
    putText(columns, 'positionDate', plan.positionDate);
    putText(columns, 'createdAt', plan.createdAt);
    columns['nextActionNumber'] = plan.nextActionNumber;
    const { ratingKey, columnMap, columns: planColumns, leadKey, schedule } = plan;
    putJson(columns, 'parts', { ratingKey, columnMap, columns: planColumns, leadKey, schedule });
    return columns;
  },
  decode: (entity) => ({
    id: takeText(entity, 'id'),
    tenantId: takeText(entity, 'tenantId'),
    name: takeText(entity, 'name'),
    board: takeText(entity, 'board'),
    timeZone: takeText(entity, 'timeZone'),
    division: takeChoice(entity, 'division', ['england', 'wales', 'scotland', 'northern-ireland']),
    positionDate: takeText(entity, 'positionDate'),
    createdAt: takeText(entity, 'createdAt'),
    nextActionNumber: takeWhole(entity, 'nextActionNumber'),
    ...takeJson(entity, 'parts', parsePlanParts),
  }),
};

export const personCodec: Codec<Person> = {
  encode(person) {
    const { initials, aliases, roles } = person;
    const columns = textColumns(person, ['id', 'name', 'email', 'agency']);
    putOptional(columns, 'userId', person.userId);
    putOptional(columns, 'accountFrom', person.accountFrom);
    putJson(columns, 'parts', { initials, aliases, roles });
    return columns;
  },
  decode: (entity) => {
    const userId = takeOptional(entity, 'userId');
    const stored =
      entity['accountFrom'] === undefined ? null : takeChoice(entity, 'accountFrom', accountSources);
    return {
      id: takeText(entity, 'id'),
      name: takeText(entity, 'name'),
      email: takeText(entity, 'email'),
      agency: takeText(entity, 'agency'),
      userId,
      accountFrom: accountSourceOf(userId, stored),
      ...takeJson(entity, 'parts', parsePersonParts),
    };
  },
};

export const actionCodec: Codec<Action> = {
  encode(action) {
    const { id, ref, title, priority, objective, theme, status, rating, narrative, ...others } = action;
    const { completionProposed, ...parts } = others;
    const columns = textColumns({ id, ref, title, status, narrative }, [
      'id',
      'ref',
      'title',
      'status',
      'narrative',
    ]);
    putOptional(columns, 'priority', priority);
    putOptional(columns, 'objective', objective);
    putOptional(columns, 'theme', theme);
    putRating(columns, rating);
    columns['completionProposed'] = completionProposed;
    putJson(columns, 'parts', parts);
    return columns;
  },
  decode: (entity) => ({
    id: takeText(entity, 'id'),
    ref: takeText(entity, 'ref'),
    title: takeText(entity, 'title'),
    priority: takeOptional(entity, 'priority'),
    objective: takeOptional(entity, 'objective'),
    theme: takeOptional(entity, 'theme'),
    status: takeChoice(entity, 'status', actionStatuses),
    rating: takeRating(entity),
    narrative: takeText(entity, 'narrative'),
    completionProposed: takeFlag(entity, 'completionProposed'),
    ...takeJson(entity, 'parts', parseActionParts),
  }),
};

const optionalOfCycle = [
  'escalates',
  'freezes',
  'escalationDoneAt',
  'frozenAt',
  'frozenBy',
  'snapshot',
] as const satisfies readonly (keyof Cycle)[];

const undatedCycle = { reminders: [], remindersDone: [], skipped: [], signedOff: null, reopened: [] };

export const cycleCodec: Codec<Cycle> = {
  encode(cycle) {
    const { reminders, remindersDone, skipped, signedOff, reopened } = cycle;
    const columns = textColumns(cycle, ['meeting', 'boardDate', 'state', 'due', 'publishBy']);
    putText(columns, 'openedAt', cycle.openedAt);
    putText(columns, 'openedBy', cycle.openedBy);
    for (const name of optionalOfCycle) putOptional(columns, name, cycle[name]);
    putJson(columns, 'parts', { reminders, remindersDone, skipped, signedOff, reopened });
    return columns;
  },
  decode: (entity) => ({
    meeting: takeText(entity, 'meeting'),
    // Rows written before a cycle had dates of its own lack them, and were frozen by hand.
    boardDate: takeOptional(entity, 'boardDate') ?? takeText(entity, 'meeting'),
    escalates: takeOptional(entity, 'escalates'),
    freezes: takeOptional(entity, 'freezes'),
    escalationDoneAt: takeOptional(entity, 'escalationDoneAt'),
    snapshot: takeOptional(entity, 'snapshot'),
    ...(entity['parts'] === undefined ? undatedCycle : takeJson(entity, 'parts', parseCycleParts)),
    state: takeChoice(entity, 'state', ['open', 'frozen']),
    due: takeText(entity, 'due'),
    publishBy: takeText(entity, 'publishBy'),
    openedAt: takeText(entity, 'openedAt'),
    openedBy: takeText(entity, 'openedBy'),
    frozenAt: takeOptional(entity, 'frozenAt'),
    frozenBy: takeOptional(entity, 'frozenBy'),
  }),
};

export const updateCodec: Codec<Update> = {
  encode(update) {
    const { revised, ratingBefore, revisedBefore } = update;
    const columns = textColumns(update, [
      'meeting',
      'actionId',
      'kind',
      'narrative',
      'reason',
      'recoveryStep',
      'evidence',
      'authorId',
      'authorName',
      'at',
    ]);
    columns['version'] = update.version;
    columns['finished'] = update.finished;
    columns['late'] = update.late;
    if (update.lateFor !== undefined) putText(columns, 'lateFor', update.lateFor);
    putOptional(columns, 'onBehalfOf', update.onBehalfOf);
    putRating(columns, update.rating);
    putJson(columns, 'parts', { revised, ratingBefore, revisedBefore });
    return columns;
  },
  decode: (entity) => ({
    meeting: takeText(entity, 'meeting'),
    actionId: takeText(entity, 'actionId'),
    version: takeWhole(entity, 'version'),
    kind: takeChoice(entity, 'kind', ['update', 'no-change']),
    rating: takeRating(entity),
    narrative: takeText(entity, 'narrative'),
    reason: takeText(entity, 'reason'),
    recoveryStep: takeText(entity, 'recoveryStep'),
    evidence: takeText(entity, 'evidence'),
    finished: takeFlag(entity, 'finished'),
    authorId: takeText(entity, 'authorId'),
    authorName: takeText(entity, 'authorName'),
    // Rows written before these were kept lack them.
    onBehalfOf: takeOptional(entity, 'onBehalfOf'),
    late: entity['late'] === undefined ? false : takeFlag(entity, 'late'),
    ...(entity['lateFor'] === undefined ? {} : { lateFor: takeText(entity, 'lateFor') }),
    at: takeText(entity, 'at'),
    ...takeJson(entity, 'parts', parseUpdateParts),
  }),
};

const deliveryStates: readonly DeliveryState[] = [
  'planned',
  'claimed',
  'sent',
  'unreachable',
  'failed',
  'not-needed',
];

export const deliveryCodec: Codec<Delivery> = {
  encode(delivery) {
    const columns = textColumns(delivery, ['planId', 'meeting', 'personId', 'state', 'plannedAt']);
    putText(columns, 'kind', writeDeliveryKind(delivery.kind));
    putOptional(columns, 'notBefore', delivery.notBefore);
    putOptional(columns, 'leaseUntil', delivery.leaseUntil);
    columns['attempts'] = delivery.attempts;
    putOptional(columns, 'sentAt', delivery.sentAt);
    putOptional(columns, 'activityId', delivery.activityId);
    putOptional(columns, 'reason', delivery.reason);
    return columns;
  },
  decode: (entity) => ({
    planId: takeText(entity, 'planId'),
    meeting: takeText(entity, 'meeting'),
    personId: takeText(entity, 'personId'),
    kind: takeDeliveryKind(entity),
    state: takeChoice(entity, 'state', deliveryStates),
    plannedAt: takeText(entity, 'plannedAt'),
    notBefore: takeOptional(entity, 'notBefore'),
    leaseUntil: takeOptional(entity, 'leaseUntil'),
    attempts: takeWhole(entity, 'attempts'),
    sentAt: takeOptional(entity, 'sentAt'),
    activityId: takeOptional(entity, 'activityId'),
    reason: takeOptional(entity, 'reason'),
  }),
};

export const historyCodec: Codec<HistoryEntry> = {
  encode(entry) {
    const columns = textColumns(entry, ['actionId', 'at']);
    putActor(columns, entry.by);
    putJson(columns, 'parts', { action: entry.action, update: entry.update });
    return columns;
  },
  decode: (entity) => ({
    actionId: takeText(entity, 'actionId'),
    at: takeText(entity, 'at'),
    by: takeActor(entity),
    ...takeJson(entity, 'parts', parseHistoryParts),
  }),
};

export const logCodec: Codec<LogEntry<string>> = {
  encode(entry) {
    const columns = textColumns(entry, ['what', 'at', 'from']);
    putActor(columns, entry.actor);
    putJson(columns, 'detail', entry.detail);
    return columns;
  },
  decode: (entity) => ({
    what: takeText(entity, 'what'),
    actor: takeActor(entity),
    at: takeText(entity, 'at'),
    from: takeChoice(entity, 'from', ['teams', 'cli', 'system']),
    detail: takeJson(entity, 'detail', parseLogDetail),
  }),
};

function textColumns<K extends string>(value: Readonly<Record<K, string>>, names: readonly K[]): Columns {
  const columns: Columns = {};
  for (const name of names) putText(columns, name, value[name]);
  return columns;
}

function putRating(columns: Columns, rating: Rating): void {
  putText(columns, 'ratingLabel', rating.label);
  columns['ratingLevel'] = rating.level;
}

function takeRating(entity: Entity): Rating {
  return { label: takeText(entity, 'ratingLabel'), level: takeChoice(entity, 'ratingLevel', ratingLevels) };
}

function putActor(columns: Columns, actor: Actor): void {
  putText(columns, 'byId', actor.userId);
  putText(columns, 'byName', actor.name);
}

function takeActor(entity: Entity): Actor {
  return { userId: takeText(entity, 'byId'), name: takeText(entity, 'byName') };
}

function takeDeliveryKind(entity: Entity): DeliveryKind {
  const kind = parseDeliveryKind(takeText(entity, 'kind'));
  if (kind === null) throw new Error('kind is none of a delivery');
  return kind;
}
