import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Permission } from '../../domain/people/permissions.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { PlanStore, Stored } from '../../ports.ts';
import { chooseCycle } from './read-cycle.ts';
import { demand, type Requester, readPlanFor } from './requester.ts';

/** Which cycle is meant. */
export interface CycleTarget {
  readonly planId: string;
  /** As somebody names it: a cycle's id or its board's day; null for the one that `chooseCycle` chooses. */
  readonly cycleId: string | null;
}

/** What a cycle is wanted for. */
export interface CycleWanted {
  /** What the requester must be allowed to do. */
  readonly permission: Permission;
  /** Which one is meant where none is named; `open` where it is left out. */
  readonly prefer?: 'open' | 'frozen';
}

export interface ChosenCycle {
  readonly plan: Plan;
  readonly people: readonly Person[];
  readonly cycle: Stored<Cycle>;
}

/**
 * The cycle a requester means, if they may: what `chooseCycle` chooses, or where no meeting is named and `frozen` ones are
 * wanted the latest of those.
 */
export async function chooseCycleFor(
  store: PlanStore,
  requester: Requester,
  { planId, cycleId }: CycleTarget,
  { permission, prefer = 'open' }: CycleWanted,
): Promise<ChosenCycle> {
  const [{ plan, person, people }, stored, meetings] = await Promise.all([
    readPlanFor(store, requester, planId),
    store.listCycles(planId),
    store.listMeetings(planId),
  ]);
  demand(person, permission);
  const frozen = stored.findLast(({ value }) => value.state === 'frozen');
  if (cycleId === null && prefer === 'frozen' && frozen) return { plan, people, cycle: frozen };
  const chosen = chooseCycle(
    stored.map(({ value }) => value),
    cycleId,
    meetings.map(({ value }) => value),
  );
  const cycle = stored.find(({ value }) => value.cycleId === chosen.cycleId);
  if (!cycle) throw new Error('A cycle that was chosen is one of those there are.');
  return { plan, people, cycle };
}
