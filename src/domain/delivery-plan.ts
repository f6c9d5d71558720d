import { Temporal } from 'temporal-polyfill';
import type { Action } from './action.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';
import { actionsByUpdater } from './list-prompt.ts';
import type { Person } from './person.ts';

/** How long a replica may take over one send before another may take the row. */
const leaseSeconds = 60;
/** A row still planned this long after it should have gone was lost on its way to the queue, or its message was. */
const overdueSeconds = 120;
const maxAttempts = 8;
const firstBackoffSeconds = 2;
const longestBackoffSeconds = 300;

/** Whether a lead can be written to now, else the stable reason, which the PM can do something about. */
export type Reachability = 'reachable' | 'no-teams-account' | 'never-met-bot';

function delivery(
  planId: string,
  meeting: string,
  person: Person,
  kind: DeliveryKind,
  reach: Reachability,
  now: Temporal.Instant,
): Delivery {
  return {
    planId,
    meeting,
    personId: person.id,
    kind,
    state: reach === 'reachable' ? 'planned' : 'unreachable',
    plannedAt: now.toString(),
    notBefore: null,
    leaseUntil: null,
    attempts: 0,
    sentAt: null,
    activityId: null,
    reason: reach === 'reachable' ? null : reach,
  };
}

/**
 * The ledger rows a cycle still lacks: one prompt for each lead who is the named updater of an open action.
 * Leads who cannot be reached get a row too, which says why.
 */
export function planPrompts(
  planId: string,
  meeting: string,
  actions: readonly Action[],
  people: readonly Person[],
  existing: readonly Delivery[],
  reach: ReadonlyMap<string, Reachability>,
  now: Temporal.Instant,
): Delivery[] {
  const prompted = new Set(existing.filter((row) => row.kind === 'prompt').map((row) => row.personId));
  const asked = actionsByUpdater(actions);
  return people
    .filter((person) => !prompted.has(person.id) && asked.has(person.id))
    .map((person) =>
      delivery(planId, meeting, person, 'prompt', reach.get(person.id) ?? 'no-teams-account', now),
    );
}

/**
 * Reminders for one day: one for each lead whose prompt is settled, sent or found unneeded, and who has an open action
 * unanswered. The day is part of the key, so asking twice in a day reminds once.
 */
export function planReminders(
  planId: string,
  meeting: string,
  day: string,
  actions: readonly Action[],
  people: readonly Person[],
  answered: ReadonlySet<string>,
  existing: readonly Delivery[],
  now: Temporal.Instant,
): Delivery[] {
  // A prompt was unneeded when all was answered; an action given to that lead since is news to them.
  const isSettled = ({ state }: Delivery) => state === 'sent' || state === 'not-needed';
  const prompted = new Set(
    existing.filter((row) => row.kind === 'prompt' && isSettled(row)).map((row) => row.personId),
  );
  const kind: DeliveryKind = `reminder-${day}`;
  const reminded = new Set(existing.filter((row) => row.kind === kind).map((row) => row.personId));
  const asked = actionsByUpdater(actions);
  return people
    .filter(
      (person) =>
        prompted.has(person.id) &&
        !reminded.has(person.id) &&
        asked.get(person.id)?.some((action) => !answered.has(action.id)),
    )
    .map((person) => delivery(planId, meeting, person, kind, 'reachable', now));
}

const instant = (text: string) => Temporal.Instant.from(text);
const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

export type ClaimDecision =
  | { readonly kind: 'claim'; readonly claimed: Delivery }
  /** Not yet: seconds to wait. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** Whoever took it ended each time before it could say what became of it: it would take down the next one too. */
  | { readonly kind: 'give-up'; readonly failed: Delivery }
  /** Sent, ended, or in another replica's hands: nothing to do for this message. */
  | { readonly kind: 'drop' };

const secondsUntil = (later: Temporal.Instant, now: Temporal.Instant) =>
  Math.max(1, Math.ceil(now.until(later).total('second')));

/** Whether a replica holding a queue message may send its row now. */
export function decideClaim(row: Delivery, now: Temporal.Instant): ClaimDecision {
  const claim = (): ClaimDecision => ({
    kind: 'claim',
    claimed: {
      ...row,
      state: 'claimed',
      attempts: row.attempts + 1,
      leaseUntil: now.add({ seconds: leaseSeconds }).toString(),
    },
  });
  if (row.state === 'planned') {
    const waits = row.notBefore !== null && isBefore(now, instant(row.notBefore));
    return waits && row.notBefore !== null
      ? { kind: 'wait', seconds: secondsUntil(instant(row.notBefore), now) }
      : claim();
  }
  if (row.state === 'claimed' && row.leaseUntil !== null && !isBefore(now, instant(row.leaseUntil))) {
    if (row.attempts < maxAttempts) return claim();
    return { kind: 'give-up', failed: { ...row, state: 'failed', leaseUntil: null, reason: 'gave-up' } };
  }
  return { kind: 'drop' };
}

/** What a send came to, without the channel's own words for it. */
export type Outcome =
  | { readonly kind: 'sent'; readonly activityId: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * The row after a send. Throttled and transient outcomes wait (Retry-After where given, else exponential backoff with full
 * jitter from `random`, 0 <= random < 1) until eight attempts are spent; then the row ends as failed, where
 * the PM sees it.
 */
export function recordOutcome(
  row: Delivery,
  outcome: Outcome,
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
    case 'unreachable':
    case 'failed':
      return { ...settled, state: outcome.kind, reason: outcome.reason };
    case 'throttled':
    case 'retry': {
      const reason = outcome.kind === 'retry' ? outcome.reason : 'throttled';
      if (row.attempts >= maxAttempts) return { ...settled, state: 'failed', reason };
      const ceiling = Math.min(longestBackoffSeconds, firstBackoffSeconds * 2 ** (row.attempts - 1));
      const jittered = 1 + random * ceiling;
      const asked = outcome.kind === 'throttled' ? outcome.retryAfterSeconds : null;
      const seconds = asked === null ? jittered : asked + random;
      return {
        ...settled,
        state: 'planned',
        notBefore: now.add({ milliseconds: Math.ceil(seconds * 1000) }).toString(),
        reason,
      };
    }
  }
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
