import type { Delivery } from '../domain/delivery.ts';
import { isOverdue, planAgain } from '../domain/delivery-plan.ts';
import type { Plan } from '../domain/plan.ts';
import { Conflict, type Services, type Stored } from '../ports.ts';
import { findReach, keyOf, planCyclePrompts } from './plan-prompts.ts';

type SweepServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'logger'>;

export interface DueReport {
  readonly plans: number;
  readonly openCycles: number;
  /** Prompts planned for leads who lacked one. */
  readonly planned: number;
  /** Rows whose queue message had been lost. */
  readonly requeued: number;
  /** Leads who have come within reach since. */
  readonly reachable: number;
  /** Plans that could not be swept; the next tick tries again. */
  readonly failed: number;
}

/** Plans an unreachable row anew; false when another replica has just done so. */
export async function replan(services: Pick<Services, 'store' | 'queue' | 'clock'>, row: Stored<Delivery>): Promise<boolean> {
  try {
    await services.store.commit(row.value.planId, [
      { op: 'replace', row: { kind: 'delivery', value: planAgain(row.value, services.clock.now()) }, etag: row.etag },
    ]);
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
  await services.queue.enqueue([keyOf(row.value)]);
  return true;
}

async function sweepCycle(
  services: SweepServices,
  plan: Plan,
  meeting: string,
): Promise<Pick<DueReport, 'planned' | 'requeued' | 'reachable'>> {
  const people = (await services.store.listPeople(plan.id)).map(({ value }) => value);
  const { planned } = await planCyclePrompts(services, plan, people, meeting);
  const rows = await services.store.listDeliveries(plan.id, meeting);
  const now = services.clock.now();
  const overdue = rows.filter(({ value }) => isOverdue(value, now)).map(({ value }) => keyOf(value));
  await services.queue.enqueue(overdue);

  const stranded = rows.filter(
    ({ value }) => value.state === 'unreachable' && ['no-teams-account', 'never-met-bot'].includes(value.reason ?? ''),
  );
  const strandedIds = new Set(stranded.map(({ value }) => value.personId));
  const reach = await findReach(
    services,
    plan.tenantId,
    people.filter(({ id }) => strandedIds.has(id)),
  );
  let reachable = 0;
  for (const row of stranded) {
    if (reach.get(row.value.personId) === 'reachable' && (await replan(services, row))) reachable += 1;
  }
  return { planned, requeued: overdue.length, reachable };
}

/**
 * One tick of the scheduler: asks what is due now and puts it on its way. Safe on every replica, twice, late or after
 * days of downtime: it decides from rows and clock alone. One plan's failure stops no other's.
 */
export async function runDue(services: SweepServices): Promise<DueReport> {
  const plans = await services.directory.listPlans();
  const report = { plans: plans.length, openCycles: 0, planned: 0, requeued: 0, reachable: 0, failed: 0 };
  for (const { planId } of plans) {
    try {
      const [plan, cycles] = await Promise.all([
        services.store.readPlan(planId),
        services.store.listCycles(planId),
      ]);
      if (!plan) continue;
      for (const { value: cycle } of cycles.filter(({ value }) => value.state === 'open')) {
        report.openCycles += 1;
        const swept = await sweepCycle(services, plan.value, cycle.meeting);
        report.planned += swept.planned;
        report.requeued += swept.requeued;
        report.reachable += swept.reachable;
      }
    } catch (error) {
      report.failed += 1;
      services.logger.error({ err: error, planId }, 'plan could not be swept');
    }
  }
  return report;
}
