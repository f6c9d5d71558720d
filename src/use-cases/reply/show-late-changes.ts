import { namesOf } from '../../domain/people/person.ts';
import { type LateChanges, lateChanges } from '../../domain/reply/late-changes.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { readSnapshot } from '../cycle/read-position.ts';
import { type CycleTarget, chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { byAction } from '../shared/read-cycle.ts';
import type { Requester } from '../shared/requester.ts';

/**
 * What leads have said since the freeze of a cycle, for the PM and the chair: the named one, else the latest frozen. Throws
 * `not-permitted`, and `cycle-open` where nothing has been fixed yet.
 */
export async function showLateChanges(
  services: Pick<Services, 'store'>,
  requester: Requester,
  target: CycleTarget,
): Promise<LateChanges> {
  const { store } = services;
  const wanted = { permission: 'read-status', prefer: 'frozen' } as const;
  const chosen = await chooseCycleFor(store, requester, target, wanted);
  const { plan, people } = chosen;
  const cycle = chosen.cycle.value;
  if (cycle.frozenAt === null) {
    throw new Refusal(
      'cycle-open',
      `The cycle for the board meeting on ${formatDate(cycle.boardDate)} is still open: nothing is late before its paper is fixed.`,
    );
  }
  const [frozen, updates] = await Promise.all([
    readSnapshot(store, plan.id, cycle),
    store.listUpdates(plan.id, cycle.cycleId),
  ]);
  if (frozen === null) {
    throw new Refusal(
      'unknown-cycle',
      `The cycle for ${formatDate(cycle.boardDate)} was frozen before its data were kept, so late changes cannot be told.`,
    );
  }
  // Somebody who replied late may have joined since, somebody of the freeze may have left.
  const nameOf = namesOf([...frozen.people, ...people]);
  return {
    planId: plan.id,
    planName: plan.name,
    timeZone: plan.timeZone,
    cycleId: cycle.cycleId,
    boardDate: cycle.boardDate,
    frozenAt: cycle.frozenAt,
    signedOff: cycle.signedOff !== null,
    changes: lateChanges(frozen, byAction(updates), nameOf),
  };
}
