import type { Temporal } from 'temporal-polyfill';
import { type Cycle, hasMet } from '../../domain/cycle/cycle.ts';
import { faultOfDue } from '../../domain/cycle/doubt-opening.ts';
import { redateCycle } from '../../domain/cycle/redate-cycle.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { parseDay, todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { planClosures } from '../calendar/plan-closures.ts';
import { changeCycle } from '../shared/change-cycle.ts';
import { type CycleTarget, chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { logRow } from '../shared/log-row.ts';
import { compactInstant, refreshCards } from '../shared/refresh-cards.ts';
import type { Requester } from '../shared/requester.ts';

export type ChangeDatesServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'bankHolidays'> &
  Partial<Pick<Services, 'logger'>>;

/** A last day for replies from a command or card: from today to the board's day. Throws `bad-input`. */
export function parseNewDue(text: string, cycle: Cycle, today: Temporal.PlainDate): Temporal.PlainDate {
  const board = formatDate(cycle.boardDate);
  const due = parseDay(text.trim());
  if (due === null) {
    throw new Refusal('bad-input', `“${text}” is not a date. Write the last day for replies as 2026-12-04.`);
  }
  if (hasMet(cycle, today.toString())) {
    throw new Refusal('bad-input', `The board met on ${board}, so replies can no longer be asked for.`);
  }
  const fault = faultOfDue(due.toString(), cycle.boardDate, today.toString());
  if (fault === 'past') {
    throw new Refusal('bad-input', `${formatDate(text.trim())} has passed. Give a day from today on.`);
  }
  if (fault === 'after-board') {
    throw new Refusal('bad-input', `Replies cannot be due after the board meets. Give a day up to ${board}.`);
  }
  return due;
}

/** What a change of days says in the audit log, from what to what. */
export function datesChanged(before: Cycle, after: Cycle) {
  return {
    meeting: before.cycleId,
    dueFrom: before.due,
    dueTo: after.due,
    freezesFrom: before.freezes,
    freezesTo: after.freezes,
  };
}

/**
 * Gives the leads of an open cycle until a later day. Freeze, reminders and escalation that lie ahead follow it, and the
 * cards leads have are brought up to date. Extending to the day that stands changes nothing. Throws
 * `cycle-frozen` for a frozen cycle, `bad-input` for a day that will not do.
 */
export async function extendCycle(
  services: ChangeDatesServices,
  requester: Requester,
  target: CycleTarget,
  dueText: string,
): Promise<Cycle> {
  const { store, clock } = services;
  const { plan, cycle: chosen } = await chooseCycleFor(store, requester, target, { permission: 'run-cycle' });
  const now = clock.now();
  const closures = planClosures(services, plan, todayIn(plan, clock.now()));
  const extended = await changeCycle(store, plan.id, chosen.value.cycleId, (cycle) => {
    const board = formatDate(cycle.boardDate);
    if (cycle.state === 'frozen') {
      throw new Refusal(
        'cycle-frozen',
        `The cycle for ${board} is frozen. Reopen it, with a reason, to give leads more time.`,
      );
    }
    const due = parseNewDue(dueText, cycle, todayIn(plan, clock.now()));
    if (due.toString() === cycle.due) return null;
    if (due.toString() < cycle.due) {
      throw new Refusal(
        'bad-input',
        `Leads have been told that they may reply until ${formatDate(cycle.due)}. Give a later day.`,
      );
    }
    const later = redateCycle(cycle, due, { plan, closures, now });
    const log = logRow(requester, 'cycle-extended', now.toString(), datesChanged(cycle, later));
    return { cycle: later, writes: [log] };
  });
  if (extended.changed) {
    await services.directory.wakePlan(plan.tenantId, plan.id, now.toString());
    await refreshCards(
      services,
      plan.id,
      chosen.value.cycleId,
      `due-${extended.cycle.due}-${compactInstant(now.toString())}`,
    );
  }
  return extended.cycle;
}
