import type { Temporal } from 'temporal-polyfill';
import type { Person } from '../people/person.ts';
import type { Reachability } from '../people/reach.ts';
import type { Action } from '../plan/action.ts';
import { actionsByUpdater } from '../plan/action-rules.ts';
import { actionsToEscalate } from './collate-escalation.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';

function delivery(
  planId: string,
  meeting: string,
  person: Person,
  kind: DeliveryKind,
  reach: Reachability,
  now: Temporal.Instant,
): Delivery {
  return {
    planId,
    meeting,
    personId: person.id,
    kind,
    state: reach === 'reachable' ? 'planned' : 'unreachable',
    plannedAt: now.toString(),
    notBefore: null,
    leaseUntil: null,
    attempts: 0,
    sentAt: null,
    activityId: null,
    reason: reach === 'reachable' ? null : reach,
  };
}

/**
 * The ledger rows a cycle still lacks: one prompt for each lead who is the named updater of an open action.
 * Leads who cannot be reached get a row too, which says why.
 */
export function planPrompts(
  planId: string,
  meeting: string,
  actions: readonly Action[],
  people: readonly Person[],
  existing: readonly Delivery[],
  reach: ReadonlyMap<string, Reachability>,
  now: Temporal.Instant,
): Delivery[] {
  const prompted = new Set(existing.filter((row) => row.kind === 'prompt').map((row) => row.personId));
  const asked = actionsByUpdater(actions);
  return people
    .filter((person) => !prompted.has(person.id) && asked.has(person.id))
    .map((person) =>
      delivery(planId, meeting, person, 'prompt', reach.get(person.id) ?? 'no-teams-account', now),
    );
}

/**
 * Reminders for one day: one for each lead whose prompt is settled (sent, found unneeded or failed) and who has an open
 * action unanswered. The day is part of the key, so asking twice in a day reminds once. `isRecent` tells of a row that has
 * brought its lead a message just now, who then gets no other.
 */
export function planReminders(
  planId: string,
  meeting: string,
  day: string,
  actions: readonly Action[],
  people: readonly Person[],
  answered: ReadonlySet<string>,
  existing: readonly Delivery[],
  now: Temporal.Instant,
  isRecent: (row: Delivery) => boolean = () => false,
): Delivery[] {
  // A prompt was unneeded when all was answered; an action given to that lead since is news to them.
  // One that has failed is tried no more: unless the reminder asks that lead, nobody does.
  const isSettled = ({ state }: Delivery) => state === 'sent' || state === 'not-needed' || state === 'failed';
  const prompted = new Set(
    existing.filter((row) => row.kind === 'prompt' && isSettled(row)).map((row) => row.personId),
  );
  const kind: DeliveryKind = `reminder-${day}`;
  const reminded = new Set(
    existing.filter((row) => row.kind === kind || isRecent(row)).map((row) => row.personId),
  );
  const asked = actionsByUpdater(actions);
  return people
    .filter(
      (person) =>
        prompted.has(person.id) &&
        !reminded.has(person.id) &&
        asked.get(person.id)?.some((action) => !answered.has(action.id)),
    )
    .map((person) => delivery(planId, meeting, person, kind, 'reachable', now));
}

/**
 * Rows that pass silence and reds up, one for each strategic lead who has any among their actions; those out of reach get
 * a row too, which says why. `day` is the day it was due.
 */
export function planEscalations(
  planId: string,
  meeting: string,
  day: string,
  actions: readonly Action[],
  people: readonly Person[],
  answered: ReadonlySet<string>,
  existing: readonly Delivery[],
  reach: ReadonlyMap<string, Reachability>,
  now: Temporal.Instant,
): Delivery[] {
  const kind: DeliveryKind = `escalation-${day}`;
  const told = new Set(existing.filter((row) => row.kind === kind).map((row) => row.personId));
  return peopleToEscalate(actions, people, answered)
    .filter((person) => !told.has(person.id))
    .map((person) =>
      delivery(planId, meeting, person, kind, reach.get(person.id) ?? 'no-teams-account', now),
    );
}

/** Strategic leads who have silence or a red to hear of. */
export function peopleToEscalate(
  actions: readonly Action[],
  people: readonly Person[],
  answered: ReadonlySet<string>,
): Person[] {
  return people.filter((person) => {
    const { silent, red } = actionsToEscalate(actions, person, answered);
    return silent.length + red.length > 0;
  });
}

/** Tells each PM what the scheduler has done; `what` is `opened` or `frozen-<snapshot>`. */
export function planNotices(
  planId: string,
  meeting: string,
  what: string,
  people: readonly Person[],
  reach: ReadonlyMap<string, Reachability>,
  now: Temporal.Instant,
): Delivery[] {
  return people
    .filter(({ roles }) => roles.includes('pm'))
    .map((person) =>
      delivery(planId, meeting, person, `notice-${what}`, reach.get(person.id) ?? 'no-teams-account', now),
    );
}

/** Whether a row has put a card into a lead's chat that shows the cycle as it stood then. */
const showsCycle = ({ kind, state, activityId }: Delivery) =>
  (kind === 'prompt' || kind.startsWith('reminder-')) && state === 'sent' && activityId !== null;

/** Brings the cards that leads have of a cycle up to date after a change, which names the rows: one for each lead. */
export function planRefreshes(
  planId: string,
  meeting: string,
  change: string,
  people: readonly Person[],
  existing: readonly Delivery[],
  now: Temporal.Instant,
): Delivery[] {
  const holders = new Set(existing.filter(showsCycle).map(({ personId }) => personId));
  const kind: DeliveryKind = `refresh-${change}`;
  const planned = new Set(existing.filter((row) => row.kind === kind).map((row) => row.personId));
  return people
    .filter(({ id }) => holders.has(id) && !planned.has(id))
    .map((person) => delivery(planId, meeting, person, kind, 'reachable', now));
}
