import type { Action } from '../domain/action.ts';
import type { Cycle } from '../domain/cycle.ts';
import type { FrozenFacts } from '../domain/frozen.ts';
import type { Person } from '../domain/person.ts';
import type { Update } from '../domain/update.ts';
import type { PlanStore } from '../ports.ts';
import { readCycleFacts } from './read-cycle.ts';

/** What a cycle's digest and paper are made from. */
export interface Position {
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Replies of the cycle by action id. */
  readonly updates: ReadonlyMap<string, Update>;
  /** Whether it is what was kept at the freeze; else things are as they stand now. */
  readonly kept: boolean;
}

/** What was kept at the freeze; null of an open cycle and of one frozen before that was kept. */
export async function readSnapshot(
  store: PlanStore,
  planId: string,
  { meeting, snapshot }: Cycle,
): Promise<FrozenFacts | null> {
  return snapshot === null ? null : store.readFrozen(planId, meeting, snapshot);
}

/** Of a frozen cycle what was kept at the freeze, of any other what stands now. */
export async function readPosition(
  store: PlanStore,
  planId: string,
  cycle: Cycle,
  peopleNow: readonly Person[],
): Promise<Position> {
  const frozen = await readSnapshot(store, planId, cycle);
  if (frozen === null) {
    return { ...(await readCycleFacts(store, planId, cycle)), people: peopleNow, kept: false };
  }
  return {
    actions: frozen.actions.map(({ action }) => action),
    people: frozen.people,
    updates: new Map(frozen.actions.flatMap(({ action, update }) => (update ? [[action.id, update]] : []))),
    kept: true,
  };
}
