import type { Cycle } from '../../domain/cycle/cycle.ts';
import { redateCycle } from '../../domain/cycle/redate-cycle.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { planClosures } from '../calendar/plan-closures.ts';
import { changeCycle } from '../shared/change-cycle.ts';
import { type CycleTarget, chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { logRow } from '../shared/log-row.ts';
import { compactInstant, refreshCards } from '../shared/refresh-cards.ts';
import { actorOf, type Requester } from '../shared/requester.ts';
import { type ChangeDatesServices, datesChanged, parseNewDue } from './extend-cycle.ts';

/** As typed by the PM. */
export interface Reopening {
  readonly reason: string;
  /** The new last day for replies, `YYYY-MM-DD`. */
  readonly due: string;
}

const longestReason = 500;

function parseReason(text: string): string {
  const reason = text.trim();
  if (reason === '') {
    throw new Refusal('bad-input', 'Please say why the cycle is opened again: it is kept with the record.');
  }
  const over = reason.length - longestReason;
  if (over > 0) {
    throw new Refusal(
      'bad-input',
      `Please shorten the reason by ${over} ${over === 1 ? 'character' : 'characters'} (at most ${longestReason}).`,
    );
  }
  return reason;
}

/**
 * Opens a frozen cycle again until a new last day for replies. Its sign-off and the paper's fixed data no longer hold, and
 * the reason stays with the record; the next freeze fixes the data anew. Throws `cycle-open` for an open cycle,
 * `bad-input` for a reason or day that will not do.
 */
export async function reopenCycle(
  services: ChangeDatesServices,
  requester: Requester,
  target: CycleTarget,
  { reason: reasonText, due: dueText }: Reopening,
): Promise<Cycle> {
  const { store, clock } = services;
  const { plan, cycle: chosen } = await chooseCycleFor(store, requester, target, { permission: 'run-cycle' });
  const reason = parseReason(reasonText);
  const now = clock.now();
  const closures = planClosures(services, plan, todayIn(plan, clock.now()));
  const reopened = await changeCycle(store, plan.id, chosen.value.cycleId, (cycle) => {
    if (cycle.state === 'open') {
      throw new Refusal(
        'cycle-open',
        `The cycle for ${formatDate(cycle.boardDate)} is open. Extend it to give leads more time.`,
      );
    }
    const due = parseNewDue(dueText, cycle, todayIn(plan, clock.now()));
    const by = actorOf(requester).name;
    const open: Cycle = {
      ...redateCycle(cycle, due, { plan, closures, now }),
      state: 'open',
      frozenAt: null,
      frozenBy: null,
      snapshot: null,
      signedOff: null,
      // What was sent is no longer so: the next freeze sends it anew. Who reopens a paper that is out knows that it waits.
      publicationDoneAt: null,
      publicationHeldAt: todayIn(plan, now).toString() >= cycle.publishBy ? now.toString() : null,
      reopened: [...cycle.reopened, { at: now.toString(), by, reason }],
    };
    const detail = {
      ...datesChanged(cycle, open),
      reason,
      snapshotFrom: cycle.snapshot,
      signedOffFrom: cycle.signedOff?.by ?? null,
    };
    return { cycle: open, writes: [logRow(requester, 'cycle-reopened', now.toString(), detail)] };
  });
  await services.directory.wakePlan(plan.tenantId, plan.id, now.toString());
  await refreshCards(services, plan.id, chosen.value.cycleId, `reopened-${compactInstant(now.toString())}`);
  return reopened.cycle;
}
