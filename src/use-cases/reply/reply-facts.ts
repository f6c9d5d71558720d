import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import { isLeadOf, isOpen, namedUpdater } from '../../domain/plan/action-rules.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { takesReplies } from '../../domain/reply/late-window.ts';
import { answeredLater } from '../../domain/reply/reply.ts';
import type { Update } from '../../domain/reply/update.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Clock, Services, Stored } from '../../ports.ts';
import { byAction } from '../shared/read-cycle.ts';
import { admit, demand, type Sender } from '../shared/requester.ts';

export type ReplyServices = Pick<Services, 'store' | 'clock' | 'logger' | 'telemetry'>;

/** Which reply is meant; every id comes from a card and is checked against what the sender may see. */
export interface ReplyTarget {
  readonly planId: string;
  readonly cycleId: string;
  readonly actionId: string;
  /** The sender is a project manager and answers for the action's named updater. */
  readonly onBehalf?: boolean;
}

/** Everything a reply is judged by. */
export interface ReplyFacts {
  readonly plan: Plan;
  /** Who answers: the sender. */
  readonly person: Person;
  /** For whom: the sender, or the named updater the PM answers for. */
  readonly lead: Person;
  readonly nameOf: (personId: string) => string;
  readonly cycle: Cycle;
  /** The later board's cycle for which the action has been answered already; null where this reply is the newest word. */
  readonly later: Cycle | null;
  readonly action: Stored<Action>;
  readonly current: Stored<Update> | null;
  readonly actions: readonly Action[];
  readonly updates: ReadonlyMap<string, Update>;
}

/** One round of reads, then every right checked: tenant, plan, cycle, action, and lead or project manager. */
export async function readReplyFacts(
  services: ReplyServices,
  sender: Sender,
  target: ReplyTarget,
): Promise<ReplyFacts> {
  const { store } = services;
  const [storedPlan, people, cycles, actions, updates] = await Promise.all([
    store.readPlan(target.planId),
    store.listPeople(target.planId),
    store.listCycles(target.planId),
    store.listActions(target.planId),
    store.listUpdates(target.planId, target.cycleId),
  ]);
  const { plan, person } = admit(sender, target.planId, storedPlan, people);
  const action = actions.find(({ value }) => value.id === target.actionId);
  const cycle = cycles.find(({ value }) => value.cycleId === target.cycleId)?.value;
  if (!person || !cycle || !action) {
    throw new Refusal(
      'unknown-action',
      'I can’t find that action in this cycle any more. Type “my actions” for the current list.',
    );
  }
  const everybody = new Map(people.map(({ value }) => [value.id, value]));
  return {
    plan,
    person,
    lead: target.onBehalf ? leadBehind(person, action.value, everybody) : asLead(person, action.value),
    nameOf: (id) => everybody.get(id)?.name ?? id,
    cycle,
    later: laterAnswered(action.value, target.cycleId, cycles),
    action,
    current: updates.find(({ value }) => value.actionId === target.actionId) ?? null,
    actions: actions.map(({ value }) => value),
    updates: byAction(updates),
  };
}

function laterAnswered(action: Action, cycleId: string, stored: readonly Stored<Cycle>[]): Cycle | null {
  const cycles = stored.map(({ value }) => value);
  const name = answeredLater(action, cycleId, cycles);
  return cycles.find((cycle) => cycle.cycleId === name) ?? null;
}

function asLead(person: Person, action: Action): Person {
  if (isLeadOf(person, action)) return person;
  throw new Refusal(
    'not-a-lead',
    `You are not a lead of ${action.ref}, so I can’t take a reply for it. If that is wrong, tell your project manager.`,
  );
}

/** The named updater, where the sender may answer for them. */
function leadBehind(person: Person, action: Action, people: ReadonlyMap<string, Person>): Person {
  demand(person, 'run-cycle');
  const lead = people.get(namedUpdater(action) ?? '');
  if (lead) return lead;
  throw new Refusal(
    'not-a-lead',
    `${action.ref} has no confirmed lead whom you could answer for. Type “match leads” to say who it is.`,
  );
}

/** After the freeze a reply is a late change, until the board has met. */
export function demandOpen({ plan, cycle, action }: ReplyFacts, clock: Clock): void {
  if (!takesReplies(cycle, todayIn(plan, clock.now()).toString())) {
    throw new Refusal(
      'cycle-frozen',
      `The board has met on ${formatDate(cycle.boardDate)}, so this cycle is frozen and takes no more replies. Keep what you have for the next one, or tell your project manager.`,
    );
  }
  if (!isOpen(action.value)) {
    throw new Refusal(
      'action-closed',
      `${action.value.ref} is ${action.value.status} and takes no more replies.`,
    );
  }
}

/** Whom a sender answers for who is not that person; null for themselves. */
export function answeredFor({ person, lead }: ReplyFacts): Person | null {
  return lead.id === person.id ? null : lead;
}
