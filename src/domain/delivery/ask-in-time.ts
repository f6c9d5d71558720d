import { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../cycle/cycle.ts';
import { freezeInstant } from '../cycle/redate-cycle.ts';
import type { Plan } from '../plan/plan.ts';
import { dayOf } from '../shared/days.ts';
import { asksLead, type Delivery, type DeliveryKind } from './delivery.ts';

type Clockwork = Pick<Plan, 'schedule' | 'timeZone'>;

/**
 * What must be left until the freeze for a message that asks for replies: a send may take half a minute, and nobody opens
 * a card and answers it in less than the rest. One that comes as the paper closes asks for what is not wanted any more.
 */
const leastTimeSeconds = 60;

/** When a cycle ends that nobody changes: at its freeze, or with the board's day where only the PM freezes. */
function closesAt({ freezes, boardDate }: Cycle, plan: Clockwork): Temporal.Instant {
  if (freezes !== null) return freezeInstant(freezes, plan);
  return Temporal.PlainDate.from(boardDate)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: plan.timeZone })
    .toInstant();
}

/** Whether the scheduler is to freeze a cycle now. */
export function isFreezeDue(cycle: Cycle, plan: Clockwork, now: Temporal.Instant): boolean {
  if (cycle.state === 'frozen' || cycle.freezes === null) return false;
  return Temporal.Instant.compare(closesAt(cycle, plan), now) <= 0;
}

/** Whether a message is of use only while replies are taken. */
export function asksForReplies(kind: DeliveryKind): boolean {
  return asksLead(kind) || kind.name === 'escalation';
}

/** Whether a prompt, reminder or escalation that leaves now would come too late: the cycle is frozen, or is about to be. */
export function isTooLateToAsk(cycle: Cycle, plan: Clockwork, now: Temporal.Instant): boolean {
  if (cycle.state === 'frozen') return true;
  return Temporal.Instant.compare(now.add({ seconds: leastTimeSeconds }), closesAt(cycle, plan)) >= 0;
}

/**
 * Whether a prompt was planned when the last day for replies was over: it would ask for a reply by a day that has passed.
 * Such a lead is the PM's to speak to, or is asked once the cycle is extended. A prompt planned in time goes out, though late.
 */
export function isPlannedTooLate(
  { kind, plannedAt }: Pick<Delivery, 'kind' | 'plannedAt'>,
  { due }: Cycle,
  { timeZone }: Clockwork,
): boolean {
  if (kind.name !== 'prompt') return false;
  return dayOf(plannedAt, timeZone) > due;
}
