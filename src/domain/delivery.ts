import type { PersonId } from './person.ts';
import type { PlanId } from './plan.ts';

/** `prompt`, or a reminder named for the day it was asked for, so that asking twice in a day sends once. */
export type DeliveryKind = 'prompt' | `reminder-${string}`;

/** Names one ledger row, and is all that travels on the queue. */
export interface DeliveryKey {
  readonly planId: PlanId;
  readonly meeting: string;
  readonly personId: PersonId;
  readonly kind: DeliveryKind;
}

export type DeliveryState = 'planned' | 'claimed' | 'sent' | 'unreachable' | 'failed' | 'not-needed';

/** One row of the delivery ledger. Instants are ISO in UTC. */
export interface Delivery extends DeliveryKey {
  readonly state: DeliveryState;
  readonly plannedAt: string;
  /** Not to be sent before this instant (a throttled send waits); null when it may go at once. */
  readonly notBefore: string | null;
  /** While claimed: when the claim lapses and another replica may take the row. */
  readonly leaseUntil: string | null;
  readonly attempts: number;
  readonly sentAt: string | null;
  /** The Teams activity, once sent. */
  readonly activityId: string | null;
  /** Why it was not sent, as a stable code; null while it may still be. */
  readonly reason: string | null;
}
