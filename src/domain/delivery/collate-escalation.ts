import type { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../cycle/cycle.ts';
import { cycleHeader } from '../cycle/cycle-header.ts';
import type { Person } from '../people/person.ts';
import type { Action } from '../plan/action.ts';
import { currentTimescale, isOpen, namedUpdater } from '../plan/action-rules.ts';
import type { Plan } from '../plan/plan.ts';
import { describeLateness } from '../shared/lateness.ts';
import type { EscalatedAction, Escalation } from './escalation.ts';

/**
 * Open actions a strategic lead is to hear of: unanswered ones and reds. One they are asked about themselves is left
 * out: nobody is told of their own silence by way of their own superior.
 */
export function actionsToEscalate(
  actions: readonly Action[],
  person: Person,
  answered: ReadonlySet<string>,
): { readonly silent: readonly Action[]; readonly red: readonly Action[] } {
  const theirs = actions.filter(
    (action) => isOpen(action) && action.strategic.includes(person.id) && namedUpdater(action) !== person.id,
  );
  return {
    silent: theirs.filter(({ id }) => !answered.has(id)),
    red: theirs.filter(({ rating }) => rating.level === 'red'),
  };
}

/** What word of silence is made from. */
export interface EscalatedFacts {
  readonly plan: Plan;
  readonly cycle: Cycle;
  /** The strategic lead who is told. */
  readonly person: Person;
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Ids of the actions that have a reply. */
  readonly answered: ReadonlySet<string>;
  /** A day of the plan's zone. */
  readonly today: Temporal.PlainDate;
}

/** What a strategic lead is told when replies are late; null where there is nothing to tell. */
export function collateEscalation(facts: EscalatedFacts): Escalation | null {
  const { plan, cycle, person, actions, people, answered, today } = facts;
  const { silent, red } = actionsToEscalate(actions, person, answered);
  if (silent.length + red.length === 0) return null;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const escalate = (action: Action): EscalatedAction => ({
    actionId: action.id,
    ref: action.ref,
    title: action.title,
    lead: names.get(namedUpdater(action) ?? '') ?? '',
    rating: action.rating,
    lateness: describeLateness(currentTimescale(action), today),
  });
  return {
    ...cycleHeader(plan, cycle),
    freezes: cycle.freezes,
    name: person.name,
    silent: silent.map(escalate),
    red: red.map(escalate),
  };
}
