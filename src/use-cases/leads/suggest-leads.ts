import { type LeadToMatch, matchLeads } from '../../domain/leads/match-leads.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Services } from '../../ports.ts';
import { readTeam } from '../people/read-team.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { readLeadFacts } from './read-leads.ts';

export interface LeadSuggestions {
  /** The plan's id. */
  readonly plan: string;
  readonly planName: string;
  readonly leads: readonly LeadToMatch[];
  /** Everybody on the people list, for a choice beyond the suggestions. */
  readonly people: readonly Person[];
  /** False when the members of a Teams team could not be had, so that suggestions may be missing. */
  readonly teamRead: boolean;
}

/** Every distinct lead text of a plan with whom it may mean; writes nothing. Throws `unknown-plan`, `not-permitted`. */
export async function suggestLeads(
  services: Pick<Services, 'store' | 'directory' | 'roster' | 'logger'>,
  requester: Requester,
  planId: string,
): Promise<LeadSuggestions> {
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const [{ actions, matches }, team] = await Promise.all([
    readLeadFacts(services, planId),
    readTeam(services, plan.tenantId),
  ]);
  const leads = matchLeads(
    actions.map(({ value }) => value),
    { people, team: team.members, leadKey: plan.leadKey },
    matches.map(({ value }) => value),
  );
  return { plan: planId, planName: plan.name, leads, people, teamRead: team.complete };
}
