import { actionsToPrompt, listPrompt } from '../../domain/reply/list-prompt.ts';
import type { Prompt } from '../../domain/reply/prompt.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { chooseCycle, readCycleFacts } from '../shared/read-cycle.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

/** What a lead is asked in a cycle, for the project manager to answer in their place. Throws `unknown-person`. */
export async function showOnBehalf(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  {
    planId,
    cycleId,
    personId,
  }: { readonly planId: string; readonly cycleId: string; readonly personId: string },
): Promise<Prompt> {
  const [{ plan, person, people }, cycles] = await Promise.all([
    readPlanFor(services.store, requester, planId),
    services.store.listCycles(planId),
  ]);
  demand(person, 'run-cycle');
  const lead = people.find(({ id }) => id === personId);
  if (!lead) {
    throw new Refusal(
      'unknown-person',
      'That person is no longer on this plan’s people list. Type “status” for the list as it is now.',
    );
  }
  const cycle = chooseCycle(
    cycles.map(({ value }) => value),
    cycleId,
  );
  const { actions, updates } = await readCycleFacts(services.store, planId, cycle);
  return listPrompt({
    plan,
    cycle,
    person: lead,
    actions: actionsToPrompt(actions, lead),
    updates,
    today: todayIn(plan, services.clock.now()),
  });
}
