import { namesOf, type Person } from '../../domain/people/person.ts';
import { isOpen, namedUpdater } from '../../domain/plan/action-rules.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import type { Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

export interface Assignable extends PlanHeader {
  /** Open actions, those without a lead first, each part in the plan's order. */
  readonly actions: readonly {
    readonly id: string;
    readonly ref: string;
    readonly title: string;
    readonly leads: readonly string[];
  }[];
  readonly unassigned: number;
  readonly people: readonly Person[];
}

/** What may be assigned, and to whom. For the PM. Throws `unknown-plan` and `not-permitted`. */
export async function listAssignable(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
): Promise<Assignable> {
  const { plan, person, people } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  const nameOf = namesOf(people);
  const open = (await store.listActions(planId)).map(({ value }) => value).filter(isOpen);
  const without = open.filter((action) => namedUpdater(action) === null);
  const actions = [...without, ...open.filter((action) => namedUpdater(action) !== null)];
  return {
    planId,
    planName: plan.name,
    actions: actions.map(({ id, ref, title, responsible }) => ({
      id,
      ref,
      title,
      leads: responsible.map(nameOf),
    })),
    unassigned: without.length,
    people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
  };
}
