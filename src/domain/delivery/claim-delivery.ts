import { Temporal } from 'temporal-polyfill';
import type { Delivery } from './delivery.ts';
import type { SendOutcome } from './send-outcome.ts';

/**
 * How long a replica may take from claim to record before another may take the row: four times the longest send, so that
 * half a minute without storage right after a send still ends with its being recorded.
 */
const leaseSeconds = 60;
/** What a claim must have left when its send begins: the longest send, and as much again to record it. */
const sendSeconds = 30;
/** A row still planned this long after it should have gone was lost on its way to the queue, or its message was. */
const overdueSeconds = 120;
const maxAttempts = 8;
/** However fast its attempts are spent, no row is given up sooner: Teams may be away for as long. */
const patienceMinutes = 60;
const firstBackoffSeconds = 2;
const longestBackoffSeconds = 300;

const instant = (text: string) => Temporal.Instant.from(text);
const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

export type ClaimDecision =
  | { readonly kind: 'claim'; readonly claimed: Delivery }
  /** Not yet, or in another replica's hands, which may come to nothing: seconds to wait. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** Whoever took it ended each time before it could say what became of it: it would take down the next one too. */
  | { readonly kind: 'give-up'; readonly failed: Delivery }
  /** Sent or ended: nothing to do for this message. */
  | { readonly kind: 'drop' };

const secondsUntil = (later: string, now: Temporal.Instant) =>
  Math.max(1, Math.ceil(now.until(instant(later)).total('second')));

/** Whether its attempts are spent. */
function isSpent(row: Delivery, now: Temporal.Instant): boolean {
  const until = instant(row.plannedAt).add({ minutes: patienceMinutes });
  return row.attempts >= maxAttempts && !isBefore(now, until);
}

/** A row that no attempt will follow; the PM sees the reason. */
export function failDelivery(row: Delivery, reason: string): Delivery {
  return { ...row, state: 'failed', leaseUntil: null, notBefore: null, reason };
}

/**
 * A row whose message has come round suspiciously often: an attempt is charged before anything is done for it, so that one that
 * takes down whoever works on it ends as failed, and one that was only held by replicas that were killed is sent. null
 * when its attempts are spent.
 */
export function chargeAttempt(row: Delivery): Delivery | null {
  return row.attempts >= maxAttempts ? null : { ...row, attempts: row.attempts + 1 };
}

/** Whether a replica holding a queue message may send its row now. */
export function decideClaim(row: Delivery, now: Temporal.Instant): ClaimDecision {
  if (row.state !== 'planned' && row.state !== 'claimed') return { kind: 'drop' };
  const free = row.state === 'planned' ? row.notBefore : row.leaseUntil;
  if (free !== null && isBefore(now, instant(free)))
    return { kind: 'wait', seconds: secondsUntil(free, now) };
  if (row.state === 'claimed' && isSpent(row, now)) {
    return { kind: 'give-up', failed: failDelivery(row, 'gave-up') };
  }
  return {
    kind: 'claim',
    claimed: {
      ...row,
      state: 'claimed',
      attempts: row.attempts + 1,
      leaseUntil: now.add({ seconds: leaseSeconds }).toString(),
    },
  };
}

/** Whether a claimed row may still be sent: what is left of its lease outlasts the send. */
export function canStillSend(claimed: Delivery, now: Temporal.Instant): boolean {
  return (
    claimed.leaseUntil !== null && !isBefore(instant(claimed.leaseUntil), now.add({ seconds: sendSeconds }))
  );
}

/** A claimed row that was not sent, planned as before its claim; `seconds` from now at the earliest. */
export function giveBack(claimed: Delivery, now: Temporal.Instant, seconds = 0): Delivery {
  return {
    ...claimed,
    state: 'planned',
    leaseUntil: null,
    notBefore: seconds === 0 ? null : now.add({ milliseconds: Math.ceil(seconds * 1000) }).toString(),
    attempts: Math.max(0, claimed.attempts - 1),
  };
}

/**
 * The row after a send. Throttled and transient outcomes wait (Retry-After where given, else exponential backoff with full
 * jitter from `random`, 0 <= random < 1) until eight attempts are spent and an hour has passed since it was planned; then
 * the row ends as failed, where the PM sees it.
 */
export function recordOutcome(
  row: Delivery,
  outcome: SendOutcome,
  now: Temporal.Instant,
  random: number,
): Delivery {
  const settled = { ...row, leaseUntil: null, notBefore: null };
  switch (outcome.kind) {
    case 'sent':
      return {
        ...settled,
        state: 'sent',
        sentAt: now.toString(),
        activityId: outcome.activityId,
        reason: null,
      };
    case 'later':
      return giveBack(row, now, outcome.seconds + random);
    case 'unreachable':
    case 'failed':
      return { ...settled, state: outcome.kind, reason: outcome.reason };
    case 'throttled':
    case 'retry': {
      const reason = outcome.kind === 'retry' ? outcome.reason : 'throttled';
      if (isSpent(row, now)) return { ...settled, state: 'failed', reason };
      const asked = outcome.kind === 'throttled' ? outcome.retryAfterSeconds : null;
      const seconds = asked === null ? backoffSeconds(row.attempts, random) : asked + random;
      return {
        ...settled,
        state: 'planned',
        notBefore: now.add({ milliseconds: Math.ceil(seconds * 1000) }).toString(),
        reason,
      };
    }
  }
}

/** Between one second and a ceiling that doubles with every attempt, from two seconds to five minutes. */
export function backoffSeconds(attempts: number, random: number): number {
  const ceiling = Math.min(longestBackoffSeconds, firstBackoffSeconds * 2 ** Math.max(0, attempts - 1));
  return 1 + random * ceiling;
}

/** An unreachable row planned anew, because its lead has come within reach. */
export function planAgain(row: Delivery, now: Temporal.Instant): Delivery {
  return { ...row, state: 'planned', plannedAt: now.toString(), notBefore: null, attempts: 0, reason: null };
}

/** Whether a row's queue message must have been lost, so that the sweep should enqueue it again. */
export function isOverdue(row: Delivery, now: Temporal.Instant): boolean {
  if (row.state === 'planned') {
    const due = row.notBefore ?? row.plannedAt;
    return isBefore(instant(due).add({ seconds: overdueSeconds }), now);
  }
  return row.state === 'claimed' && row.leaseUntil !== null && isBefore(instant(row.leaseUntil), now);
}
