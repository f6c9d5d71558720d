import type { Temporal } from 'temporal-polyfill';
import type { Person } from '../people/person.ts';
import type { Reachability } from '../people/reach.ts';
import type { Action } from '../plan/action.ts';
import { actionsByUpdater } from '../plan/action-rules.ts';
import { actionsToEscalate } from './collate-escalation.ts';
import {
  asksLead,
  type Delivery,
  type DeliveryKind,
  type FrozenDeliveryKind,
  type QuestionDeliveryKind,
  questionsLedger,
  writeDeliveryKind,
} from './delivery.ts';

/** Of a cycle, what rows of its ledger are planned from. */
interface LedgerFacts {
  readonly planId: string;
  readonly cycleId: string;
  readonly people: readonly Person[];
  readonly now: Temporal.Instant;
}

interface WithReach {
  /** Whom a message reaches; nobody else. */
  readonly reach: ReadonlyMap<string, Reachability>;
}

interface WithExisting {
  /** The rows there are. */
  readonly existing: readonly Delivery[];
}

interface WithActions extends WithExisting {
  readonly actions: readonly Action[];
}

interface WithAnswers extends WithActions {
  /** The day the messages are due, which is part of their key. */
  readonly day: string;
  /** Ids of the actions that have a reply. */
  readonly answered: ReadonlySet<string>;
}

export type PromptFacts = LedgerFacts & WithActions & WithReach;
export type ReminderFacts = LedgerFacts & WithAnswers;
export type EscalationFacts = LedgerFacts & WithAnswers & WithReach;
export type NoticeFacts = LedgerFacts &
  WithReach & { readonly notice: DeliveryKind & { readonly name: 'notice' } };
export type FrozenFacts = LedgerFacts & WithExisting & WithReach & { readonly kind: FrozenDeliveryKind };
export type RefreshFacts = LedgerFacts & WithExisting & { readonly change: string };

function planDelivery(
  { planId, cycleId, now }: Omit<LedgerFacts, 'people'>,
  person: Pick<Person, 'id'>,
  kind: DeliveryKind,
  reach: Reachability = 'no-teams-account',
): Delivery {
  return {
    planId,
    cycleId,
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

/** The row of a question, an answer or word that a question could not be brought; it belongs to no cycle. */
export function planQuestionDelivery(
  planId: string,
  { id: personId }: Pick<Person, 'id'>,
  kind: QuestionDeliveryKind,
  { reach, now }: { readonly reach: Reachability; readonly now: Temporal.Instant },
): Delivery {
  return planDelivery({ planId, cycleId: questionsLedger, now }, { id: personId }, kind, reach);
}

/** Ids of the people who have such a row. */
const readersOf = (rows: readonly Delivery[], isSuch: (row: Delivery) => boolean) =>
  new Set(rows.filter(isSuch).map(({ personId }) => personId));

/**
 * The ledger rows a cycle still lacks: one prompt for each lead who is the named updater of an open action.
 * Leads who cannot be reached get a row too, which says why.
 */
export function planPrompts(facts: PromptFacts): Delivery[] {
  const { people, reach } = facts;
  const prompted = readersOf(facts.existing, ({ kind }) => kind.name === 'prompt');
  const asked = actionsByUpdater(facts.actions);
  return people
    .filter(({ id }) => !prompted.has(id) && asked.has(id))
    .map((person) => planDelivery(facts, person, { name: 'prompt' }, reach.get(person.id)));
}

/**
 * Reminders for one day: one for each lead whose prompt is settled (sent, found unneeded or failed) and who has an open
 * action unanswered. The day is part of the key, so asking twice in a day reminds once. `isRecent` tells of a row that has
 * brought its lead a message just now, who then gets no other.
 */
export function planReminders(
  facts: ReminderFacts,
  isRecent: (row: Delivery) => boolean = () => false,
): Delivery[] {
  const { day, people, answered, existing } = facts;
  // A prompt was unneeded when all was answered; an action given to that lead since is news to them.
  // One that has failed is tried no more: unless the reminder asks that lead, nobody does.
  const isSettled = ({ state }: Delivery) => state === 'sent' || state === 'not-needed' || state === 'failed';
  const prompted = readersOf(existing, (row) => row.kind.name === 'prompt' && isSettled(row));
  const reminded = readersOf(
    existing,
    (row) => (row.kind.name === 'reminder' && row.kind.day === day) || isRecent(row),
  );
  const asked = actionsByUpdater(facts.actions);
  return people
    .filter(
      ({ id }) =>
        prompted.has(id) && !reminded.has(id) && asked.get(id)?.some((action) => !answered.has(action.id)),
    )
    .map((person) => planDelivery(facts, person, { name: 'reminder', day }, 'reachable'));
}

/**
 * Rows that pass silence and reds up, one for each strategic lead who has any among their actions; those out of reach get
 * a row too, which says why.
 */
export function planEscalations(facts: EscalationFacts): Delivery[] {
  const { day, actions, people, answered, reach } = facts;
  const told = readersOf(facts.existing, ({ kind }) => kind.name === 'escalation' && kind.day === day);
  return peopleToEscalate(actions, people, answered)
    .filter(({ id }) => !told.has(id))
    .map((person) => planDelivery(facts, person, { name: 'escalation', day }, reach.get(person.id)));
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

/** Tells each PM what the scheduler has done. */
export function planNotices(facts: NoticeFacts): Delivery[] {
  const { notice, people, reach } = facts;
  return people
    .filter(({ roles }) => roles.includes('pm'))
    .map((person) => planDelivery(facts, person, notice, reach.get(person.id)));
}

/** Brings what is made of one freeze to people who have no row for it yet; those out of reach get one too, which says why. */
export function planOfFreeze(facts: FrozenFacts): Delivery[] {
  const { kind, people, existing, reach } = facts;
  const planned = readersOf(existing, (row) => writeDeliveryKind(row.kind) === writeDeliveryKind(kind));
  return people
    .filter(({ id }) => !planned.has(id))
    .map((person) => planDelivery(facts, person, kind, reach.get(person.id)));
}

/** Whether a row has put a card into a lead's chat that shows the cycle as it stood then. */
const showsCycle = ({ kind, state, activityId }: Delivery) =>
  asksLead(kind) && state === 'sent' && activityId !== null;

/** Brings the cards that leads have of a cycle up to date after a change, which names the rows: one for each lead. */
export function planRefreshes(facts: RefreshFacts): Delivery[] {
  const { change, people, existing } = facts;
  const holders = readersOf(existing, showsCycle);
  const planned = readersOf(existing, ({ kind }) => kind.name === 'refresh' && kind.change === change);
  return people
    .filter(({ id }) => holders.has(id) && !planned.has(id))
    .map((person) => planDelivery(facts, person, { name: 'refresh', change }, 'reachable'));
}
