import type { Person } from '../people/person.ts';
import type { Action } from '../plan/action.ts';
import type { KeptPlan } from '../plan/plan-in-paper.ts';
import type { Update } from './update.ts';

/** One action as it stood when its cycle was frozen, with the reply it had then. */
export interface FrozenAction {
  readonly action: Action;
  readonly update: Update | null;
}

/** What a paper is made from once its cycle is frozen: nothing said or changed later touches it. */
export interface FrozenFacts {
  readonly actions: readonly FrozenAction[];
  readonly people: readonly Person[];
  /** null of a snapshot from before it was kept: the plan's row is all there is. */
  readonly plan: KeptPlan | null;
}
