import type { CycleStatus } from '../../domain/digest/cycle-status.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Services } from '../../ports.ts';
import { type Requester, readPlanFor } from '../shared/requester.ts';
import { showStatus } from './show-status.ts';

export interface ShownCycle {
  readonly status: CycleStatus;
  /** Whether who asks may remind, extend, freeze and open again, rather than only read. */
  readonly mayRun: boolean;
}

/** A cycle's status with what its reader may do about it. Throws as `showStatus` does. */
export async function showCycle(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  planId: string,
  meeting: string | null,
): Promise<ShownCycle> {
  const [status, { person }] = await Promise.all([
    showStatus(services, requester, planId, meeting),
    readPlanFor(services.store, requester, planId),
  ]);
  return { status, mayRun: person === null || may(person, 'run-cycle') };
}
