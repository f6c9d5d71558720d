import type { PlanHeader } from '../shared/plan-header.ts';
import type { Person } from './person.ts';

/**
 * Whether a lead can be written to now, else the stable reason, which the PM can do something about. `never-met-bot`: in no
 * team that has the bot, and has not installed it; `refused`: Teams has lately refused to take a message for them.
 */
export type Reachability = 'reachable' | 'no-teams-account' | 'never-met-bot' | 'refused';

/** Whom of a plan's people list the bot can write to. Names are in the list's order. */
export interface PlanReach extends PlanHeader {
  readonly total: number;
  readonly reachable: number;
  /** In no team that has the bot; they have not installed it either. */
  readonly inNoTeam: readonly string[];
  /** Teams has lately refused to take a message for them. */
  readonly refused: readonly string[];
  /** Nobody knows their Teams account. */
  readonly noAccount: readonly string[];
  /** Whose account is known by their e-mail address alone, not given by anybody. */
  readonly byEmail: readonly string[];
}

/** What a project manager is told when the bot has come into a team, or people have come into a team of the bot's. */
export interface ReachReport {
  /** The bot itself has been added. */
  readonly botAdded: boolean;
  /** The plans that the reader manages; at least one. */
  readonly plans: readonly PlanReach[];
}

/** Counts and names by the reason why somebody cannot be reached; `reach` is by the person's id in the plan. */
export function collateReach(
  plan: { readonly id: string; readonly name: string },
  people: readonly Person[],
  reach: ReadonlyMap<string, Reachability>,
): PlanReach {
  const namesBy = (wanted: Reachability) =>
    people.filter(({ id }) => (reach.get(id) ?? 'no-teams-account') === wanted).map(({ name }) => name);
  return {
    planId: plan.id,
    planName: plan.name,
    total: people.length,
    reachable: namesBy('reachable').length,
    inNoTeam: namesBy('never-met-bot'),
    refused: namesBy('refused'),
    noAccount: namesBy('no-teams-account'),
    byEmail: people.filter(({ accountFrom }) => accountFrom === 'email').map(({ name }) => name),
  };
}
