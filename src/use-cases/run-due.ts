import type { Delivery, DeliveryKey } from '../domain/delivery.ts';
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

/** False when another replica has changed the row meanwhile. */
async function replace(
  services: Pick<Services, 'store'>,
  row: Stored<Delivery>,
  value: Delivery,
): Promise<boolean> {
  try {
    await services.store.commit(value.planId, [
      { op: 'replace', row: { kind: 'delivery', value }, etag: row.etag },
    ]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/**
 * Plans anew what could not reach people who are within reach again: one message each, the newest, however many reminders
 * had waited for them. Takes unreachable rows of one cycle; gives how many messages are on their way.
 */
export async function replanUnreachable(
  services: Pick<Services, 'store' | 'queue' | 'clock'>,
  rows: readonly Stored<Delivery>[],
): Promise<number> {
  const now = services.clock.now();
  const newestFirst = rows.toSorted((a, b) => b.value.plannedAt.localeCompare(a.value.plannedAt));
  const served = new Set<string>();
  const planned: DeliveryKey[] = [];
  for (const row of newestFirst) {
    const { personId } = row.value;
    const value: Delivery = served.has(personId)
      ? { ...row.value, state: 'not-needed' }
      : planAgain(row.value, now);
    served.add(personId);
    if ((await replace(services, row, value)) && value.state === 'planned') planned.push(keyOf(value));
  }
  await services.queue.enqueue(planned);
  return planned.length;
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

  const unreachable = rows.filter(({ value }) => value.state === 'unreachable');
  const unreachableIds = new Set(unreachable.map(({ value }) => value.personId));
  const reach = await findReach(
    services,
    plan.tenantId,
    people.filter(({ id }) => unreachableIds.has(id)),
  );
  const back = unreachable.filter(({ value }) => reach.get(value.personId) === 'reachable');
  const reachable = await replanUnreachable(services, back);
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
