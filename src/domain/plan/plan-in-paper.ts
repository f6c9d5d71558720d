import type { Plan } from './plan.ts';

/**
 * What digest and paper tell of the plan's own row. A freeze keeps it with everything else, so that a plan renamed or set
 * anew later changes no paper of the past.
 */
export function keptPlan({
  name,
  board,
  ratingKey,
  timeZone,
  positionDate,
  leadKey,
  statedCounts,
  paper,
}: Plan) {
  return { name, board, ratingKey, timeZone, positionDate, leadKey, statedCounts, paper } as const;
}

export type KeptPlan = ReturnType<typeof keptPlan>;

/** A plan as its digest and paper know it: nothing else of the row may touch them. */
export type PlanInPaper = Pick<Plan, 'id'> & KeptPlan;
