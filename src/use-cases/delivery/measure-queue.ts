import { Temporal } from 'temporal-polyfill';
import type { Delivery } from '../../domain/delivery/delivery.ts';
import type { Services } from '../../ports.ts';

/** Since when the longest-waiting of these rows should have gone, ISO; null when none is late or under way. */
export function oldestDue(rows: readonly Delivery[], now: Temporal.Instant): string | null {
  const since = rows.flatMap(({ state, plannedAt, notBefore }) =>
    state === 'planned' || state === 'claimed' ? [Temporal.Instant.from(notBefore ?? plannedAt)] : [],
  );
  const [oldest] = since.toSorted(Temporal.Instant.compare);
  return oldest && Temporal.Instant.compare(oldest, now) <= 0 ? oldest.toString() : null;
}

/** What one look at the plans has found of what still waits. */
export interface Waiting {
  /** Of the plans looked at, since when the longest-waiting message should have gone, ISO; null when none waits. */
  readonly oldestDue: string | null;
}

/**
 * Sets the gauges of what waits: plans, messages, and how long the oldest. Costs two reads of storage, so it is meant for once
 * a minute, and only where somebody watches. Throws a `Failure` when storage cannot say.
 */
export async function measureQueue(
  { directory, queue, clock, telemetry }: Pick<Services, 'directory' | 'queue' | 'clock' | 'telemetry'>,
  looks: readonly Waiting[],
): Promise<void> {
  const now = clock.now();
  const [plans, depth] = await Promise.all([directory.listPlans(), queue.depth()]);
  const due = plans.filter(({ dueAt }) => dueAt === null || Temporal.Instant.compare(dueAt, now) <= 0);
  const ages = looks.flatMap((look) =>
    look.oldestDue === null ? [] : [Temporal.Instant.from(look.oldestDue).until(now).total('second')],
  );
  telemetry.gauge('plans.due', due.length);
  telemetry.gauge('queue.depth', depth);
  telemetry.gauge('queue.oldest-due-seconds', Math.max(0, ...ages));
}
