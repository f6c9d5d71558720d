import type { PersonId } from '../people/person.ts';
import type { PlanId } from '../plan/plan.ts';

/**
 * What is sent, and so what may be sent once. `reminder-<day>`: named for the day it was asked for, so that asking
 * twice in a day sends once; `escalation-<day>`: to a strategic lead; `notice-<what>`: to a PM, `notice-opened` and
 * `notice-frozen-<snapshot>`; `refresh-<change>`: no new message, the newest card of the person is brought up to date.
 */
export type DeliveryKind =
  | 'prompt'
  | `reminder-${string}`
  | `escalation-${string}`
  | `notice-${string}`
  | `refresh-${string}`;

const kindsWithDetail = ['reminder-', 'escalation-', 'notice-', 'refresh-'] as const;

/** null for anything but a kind of delivery. */
export function parseDeliveryKind(text: string): DeliveryKind | null {
  if (text === 'prompt') return text;
  for (const kind of kindsWithDetail) {
    if (text.startsWith(kind) && text.length > kind.length) return `${kind}${text.slice(kind.length)}`;
  }
  return null;
}

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
