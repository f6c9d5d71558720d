import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { PlanInPaper } from '../../domain/plan/plan-in-paper.ts';
import type { FrozenFacts } from '../../domain/reply/frozen.ts';
import type { Update } from '../../domain/reply/update.ts';
import type { PlanStore } from '../../ports.ts';
import { readCycleFacts } from '../shared/read-cycle.ts';
import { keepSnapshot } from './keep-snapshot.ts';

/** What a cycle's digest and paper are made from. */
export interface CyclePosition {
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Replies of the cycle by action id. */
  readonly updates: ReadonlyMap<string, Update>;
  readonly plan: PlanInPaper;
  /** Whether it is what was kept at the freeze; else things are as they stand now. */
  readonly kept: boolean;
}

/**
 * What was kept at the freeze; null of an open cycle and of one frozen before that was kept. A freeze that is still at it,
 * or ended half-way, is completed first: a paper never changes once it has been shown.
 */
export async function readSnapshot(
  store: PlanStore,
  planId: string,
  cycle: Cycle,
): Promise<FrozenFacts | null> {
  const { snapshot } = cycle;
  return snapshot === null ? null : keepSnapshot(store, planId, { ...cycle, snapshot });
}

/** Of a frozen cycle what was kept at the freeze, of any other what stands now; `plan` is the plan's row as it is now. */
export async function readPosition(
  store: PlanStore,
  plan: PlanInPaper,
  cycle: Cycle,
  peopleNow: readonly Person[],
): Promise<CyclePosition> {
  const frozen = await readSnapshot(store, plan.id, cycle);
  if (frozen === null) {
    return { ...(await readCycleFacts(store, plan.id, cycle)), people: peopleNow, plan, kept: false };
  }
  return {
    plan: { ...(frozen.plan ?? plan), id: plan.id },
    actions: frozen.actions.map(({ action }) => action),
    people: frozen.people,
    updates: new Map(frozen.actions.flatMap(({ action, update }) => (update ? [[action.id, update]] : []))),
    kept: true,
  };
}
