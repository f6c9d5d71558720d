import type { Plan } from '../plan/plan.ts';
import type { PlanHeader } from '../shared/plan-header.ts';
import type { Cycle } from './cycle.ts';

/** Which cycle of which plan something is of. */
export interface CycleHeader extends PlanHeader {
  /** The cycle's name, for buttons and commands. */
  readonly cycleId: string;
  /** The day the board meets, for people to read. */
  readonly boardDate: string;
}

/** The same for somebody who is to reply by `due`, `YYYY-MM-DD`. */
export interface RequestHeader extends CycleHeader {
  readonly due: string;
}

type Named = Pick<Plan, 'id' | 'name'>;

export function cycleHeader({ id, name }: Named, cycle: Pick<Cycle, 'cycleId' | 'boardDate'>): CycleHeader {
  return { planId: id, planName: name, cycleId: cycle.cycleId, boardDate: cycle.boardDate };
}

export function requestHeader(
  plan: Named,
  cycle: Pick<Cycle, 'cycleId' | 'boardDate' | 'due'>,
): RequestHeader {
  return { ...cycleHeader(plan, cycle), due: cycle.due };
}
