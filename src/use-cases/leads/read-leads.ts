import type { LeadMatch } from '../../domain/leads/lead-match.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Services, Stored } from '../../ports.ts';

/** What is decided and what there is to decide on, in one round of reads. */
export async function readLeadFacts(
  services: Pick<Services, 'store'>,
  planId: string,
): Promise<{ actions: Stored<Action>[]; matches: Stored<LeadMatch>[] }> {
  const [actions, matches] = await Promise.all([
    services.store.listActions(planId),
    services.store.listLeadMatches(planId),
  ]);
  return { actions, matches };
}
