import { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { isPlannedTooLate, isTooLateToAsk } from '../../domain/delivery/ask-in-time.ts';
import { isOverdue, planAgain } from '../../domain/delivery/claim-delivery.ts';
import {
  asksLead,
  type Delivery,
  type DeliveryKey,
  type DeliveryKind,
  isOfFreeze,
  isOfQuestion,
  writeDeliveryKind,
} from '../../domain/delivery/delivery.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { actionsToPrompt } from '../../domain/reply/list-prompt.ts';
import { Conflict, type Services, type Stored } from '../../ports.ts';
import { keepSnapshot } from '../cycle/keep-snapshot.ts';
import { planCyclePrompts } from '../leads/plan-prompts.ts';
import { findReachAfresh } from '../people/find-reach.ts';
import { deliveryIdOf } from '../shared/delivery-id.ts';
import { keyOf } from '../shared/insert-deliveries.ts';
import { readCycleFacts } from '../shared/read-cycle.ts';
import { refreshCards } from '../shared/refresh-cards.ts';
import { oldestDue } from './measure-queue.ts';

type SweepServices = Pick<Services, 'store' | 'directory' | 'queue' | 'roster' | 'clock' | 'logger'>;

export interface SweptCycle {
  /** Prompts planned for leads who lacked one. */
  readonly planned: number;
  /** Rows whose queue message had been lost. */
  readonly requeued: number;
  /** People who have come within reach since. */
  readonly reachable: number;
  /** Messages that are still under way. */
  readonly unsettled: number;
  /** Since when the longest-waiting of them should have gone, ISO; null when none waits. */
  readonly oldestDue: string | null;
}

/** False when another replica has changed the row meanwhile. */
async function replaceRow(
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

/** What a message is to its reader: of several of one sort that have waited, only the newest is of use. */
function sortOf(kind: DeliveryKind): string {
  if (isOfQuestion(kind)) return writeDeliveryKind(kind);
  return asksLead(kind) ? 'asking' : kind.name;
}

/**
 * Plans anew what could not reach people who are within reach again: one message of each sort, the newest, however many
 * reminders had waited for them. Takes unreachable rows of one cycle; gives how many messages are on their way.
 */
export async function replanUnreachable(
  services: Pick<Services, 'store' | 'queue' | 'clock'> & Partial<Pick<Services, 'logger'>>,
  rows: readonly Stored<Delivery>[],
): Promise<number> {
  const now = services.clock.now();
  const newestFirst = rows.toSorted((a, b) => b.value.plannedAt.localeCompare(a.value.plannedAt));
  const served = new Set<string>();
  const planned: DeliveryKey[] = [];
  for (const row of newestFirst) {
    const reader = `${row.value.personId} ${sortOf(row.value.kind)}`;
    const value: Delivery = served.has(reader)
      ? { ...row.value, state: 'not-needed' }
      : planAgain(row.value, now);
    served.add(reader);
    if (!(await replaceRow(services, row, value))) continue;
    const { planId, cycleId, kind, state } = value;
    services.logger?.info(
      { deliveryId: deliveryIdOf(value), planId, meeting: cycleId, kind: writeDeliveryKind(kind), state },
      'delivery planned again: its reader is within reach',
    );
    if (state === 'planned') planned.push(keyOf(value));
  }
  await services.queue.enqueue(planned);
  return planned.length;
}

/**
 * Prompts that a freeze overtook: when the cycle is open again, their readers owe a reply and have had nothing that asks
 * for one. Gives how many are on their way.
 */
async function replanOvertaken(
  services: SweepServices,
  { plan, cycle, people }: { plan: Plan; cycle: Cycle; people: readonly Person[] },
  rows: readonly Stored<Delivery>[],
): Promise<number> {
  const asked = rows.filter(({ value }) => asksLead(value.kind) && value.state !== 'not-needed');
  const askedIds = new Set(asked.map(({ value }) => value.personId));
  // As the draft would find it once more: planned again for nothing, and that every time.
  const now = services.clock.now();
  const planned = { kind: { name: 'prompt' }, plannedAt: now.toString() } as const;
  if (isTooLateToAsk(cycle, plan, now) || isPlannedTooLate(planned, cycle, plan)) return 0;
  const overtaken = rows.filter(
    ({ value }) =>
      value.kind.name === 'prompt' && value.state === 'not-needed' && !askedIds.has(value.personId),
  );
  if (overtaken.length === 0) return 0;
  const { actions, updates } = await readCycleFacts(services.store, plan.id, cycle);
  const owing = people.filter((person) =>
    actionsToPrompt(actions, person).some(({ id }) => !updates.has(id)),
  );
  const ids = new Set(owing.map(({ id }) => id));
  const again: DeliveryKey[] = [];
  for (const row of overtaken.filter(({ value }) => ids.has(value.personId))) {
    if (await replaceRow(services, row, planAgain(row.value, now))) again.push(keyOf(row.value));
  }
  await services.queue.enqueue(again);
  return again.length;
}

/** A freeze that ended half-way is completed: what its paper has is kept, and its leads' cards say that replies are closed. */
async function completeFreeze(services: SweepServices, planId: string, cycle: Cycle): Promise<void> {
  const { cycleId, snapshot } = cycle;
  if (snapshot === null || (await services.store.isKept(planId, cycleId, snapshot))) return;
  await keepSnapshot(services.store, planId, { ...cycle, snapshot });
  await refreshCards(services, planId, cycleId, `frozen-${snapshot}`);
}

const isUnsettled = ({ value }: Stored<Delivery>) => value.state === 'planned' || value.state === 'claimed';

/** How long after its freeze a cycle may still have messages under way: cards to bring up to date, word to the PM. */
const sweptAfterFreeze = { hours: 24 * 7 };

/** Whether a cycle may have messages under way. */
export function isSwept(cycle: Cycle, now: Temporal.Instant): boolean {
  if (cycle.frozenAt === null) return true;
  const isLater = (instant: Temporal.Instant) => Temporal.Instant.compare(instant, now) > 0;
  if (isLater(Temporal.Instant.from(cycle.frozenAt).add(sweptAfterFreeze))) return true;
  // A digest that could not reach its reader is of use until the board meets.
  const meets = Temporal.PlainDate.from(cycle.boardDate).toZonedDateTime({ timeZone: 'UTC' }).toInstant();
  return cycle.publicationDoneAt !== null && isLater(meets);
}

/** Whether what could not reach somebody is sent when they are within reach again; a channel is nobody. */
export function isWorthSending({ kind }: Pick<Delivery, 'kind'>, { state }: Cycle): boolean {
  return kind.name !== 'post' && (state === 'open' || isOfFreeze(kind));
}

/**
 * Heals a cycle's deliveries: prompts for leads who lack one, lost queue messages sent on their way again, people who have
 * come back told what they missed. Of a frozen cycle only what was under way is seen to, and what is made of its freeze.
 */
export async function sweepCycle(
  services: SweepServices,
  plan: Plan,
  cycle: Cycle,
  people: readonly Person[],
): Promise<SweptCycle> {
  const { store, queue, clock, logger } = services;
  const open = cycle.state === 'open';
  await completeFreeze(services, plan.id, cycle);
  const lacking = open ? (await planCyclePrompts(services, plan, people, cycle.cycleId)).planned : 0;
  const rows = await store.listDeliveries(plan.id, cycle.cycleId);
  const planned = lacking + (open ? await replanOvertaken(services, { plan, cycle, people }, rows) : 0);
  const now = clock.now();
  const overdue = rows.filter(({ value }) => isOverdue(value, now)).map(({ value }) => keyOf(value));
  await queue.enqueue(overdue);
  for (const key of overdue) {
    const { cycleId, kind } = key;
    logger.warn(
      { deliveryId: deliveryIdOf(key), planId: plan.id, meeting: cycleId, kind: writeDeliveryKind(kind) },
      'delivery was lost on its way and is queued again',
    );
  }
  const unsettled = rows.filter(isUnsettled).length;
  const since = oldestDue(
    rows.map(({ value }) => value),
    now,
  );
  const unreachable = rows.filter(
    ({ value }) => value.state === 'unreachable' && isWorthSending(value, cycle),
  );
  const ids = new Set(unreachable.map(({ value }) => value.personId));
  const reach = await findReachAfresh(
    services,
    plan.tenantId,
    people.filter(({ id }) => ids.has(id)),
    'background',
  );
  const back = unreachable.filter(({ value }) => reach.get(value.personId) === 'reachable');
  const reachable = await replanUnreachable(services, back);
  return { planned, requeued: overdue.length, reachable, unsettled: unsettled + reachable, oldestDue: since };
}
