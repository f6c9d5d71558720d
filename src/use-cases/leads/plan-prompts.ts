import { planPrompts } from '../../domain/delivery/delivery-plan.ts';
import { namesOf, type Person } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import { isOpen, namedUpdater } from '../../domain/plan/action-rules.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { actionsToPrompt } from '../../domain/reply/list-prompt.ts';
import type { Services } from '../../ports.ts';
import { findReachAfresh } from '../people/find-reach.ts';
import { insertDeliveries } from '../shared/insert-deliveries.ts';

export interface PlannedPrompts {
  /** Rows added by this call and on their way. */
  readonly planned: number;
  /** Leads with a prompt in this cycle, whoever planned it. */
  readonly leads: number;
  /** Actions that the reachable ones of them are asked about. */
  readonly actions: number;
  readonly unreachable: readonly { readonly name: string; readonly reason: string }[];
  /** Open actions nobody is asked about, because no lead is confirmed. */
  readonly unassigned: readonly {
    readonly ref: string;
    readonly title: string;
    readonly leadTexts: readonly string[];
  }[];
}

/** Plans the prompts a cycle still lacks and sends them on their way. Safe to call again, late or twice at once. */
export async function planCyclePrompts(
  services: Pick<Services, 'store' | 'directory' | 'queue' | 'clock'> &
    Partial<Pick<Services, 'roster' | 'logger'>>,
  plan: Plan,
  people: readonly Person[],
  cycleId: string,
): Promise<PlannedPrompts> {
  const [storedActions, storedDeliveries] = await Promise.all([
    services.store.listActions(plan.id),
    services.store.listDeliveries(plan.id, cycleId),
  ]);
  const actions: Action[] = storedActions.map(({ value }) => value);
  const existing = storedDeliveries.map(({ value }) => value);
  const leads = people.filter((person) => actionsToPrompt(actions, person).length > 0);
  const prompted = new Set(
    existing.filter(({ kind }) => kind.name === 'prompt').map(({ personId }) => personId),
  );
  const missing = leads.filter(({ id }) => !prompted.has(id));
  // Woken first: were we to end between planning and sending, the next tick sees to it.
  if (missing.length > 0) {
    await services.directory.wakePlan(plan.tenantId, plan.id, services.clock.now().toString());
  }
  const reach = await findReachAfresh(services, plan.tenantId, missing);
  const rows = planPrompts({
    planId: plan.id,
    cycleId,
    actions,
    people: leads,
    existing,
    reach,
    now: services.clock.now(),
  });
  const inserted = await insertDeliveries(services, plan.id, rows);
  const nameOf = namesOf(people);
  const stranded = [...existing, ...inserted].filter(
    (row) => row.kind.name === 'prompt' && row.state === 'unreachable',
  );
  const strandedIds = new Set(stranded.map(({ personId }) => personId));
  const asked = new Set(leads.map(({ id }) => id).filter((id) => !strandedIds.has(id)));
  return {
    planned: inserted.filter((row) => row.state === 'planned').length,
    leads: leads.length,
    actions: actions.filter((action) => isOpen(action) && asked.has(namedUpdater(action) ?? '')).length,
    unreachable: stranded.map((row) => ({
      name: nameOf(row.personId),
      reason: row.reason ?? 'unknown',
    })),
    unassigned: actions
      .filter((action) => isOpen(action) && action.responsible.length === 0)
      .map(({ ref, title, responsibleLeads }) => ({ ref, title, leadTexts: responsibleLeads })),
  };
}
