import type { LimitFunction } from 'p-limit';
import {
  backoffSeconds,
  canStillSend,
  chargeAttempt,
  decideClaim,
  failDelivery,
  giveBack,
  recordOutcome,
} from '../../domain/delivery/claim-delivery.ts';
import { type Delivery, writeDeliveryKind } from '../../domain/delivery/delivery.ts';
import type { SendOutcome } from '../../domain/delivery/send-outcome.ts';
import type { ConversationRef, Logger, QueuedDelivery, Recipient, Services, Stored } from '../../ports.ts';
import { deliveryIdOf } from '../shared/delivery-id.ts';
import type { ComposeMessage, Draft } from './draft.ts';
import { type DeliveryFacts, draftMessage } from './draft-message.ts';
import { isStorageFailure, replaceDelivery, settleDelivery, type Wait } from './record-delivery.ts';
import { sendToRecipient } from './send-to-recipient.ts';

export type DeliveryServices = Pick<
  Services,
  'store' | 'directory' | 'queue' | 'messenger' | 'pace' | 'clock' | 'logger' | 'telemetry'
>;

/** What became of one queue message. `postponed`: its row waits; `given-back`: for another replica, or for later. */
export type Handled =
  | 'sent'
  | 'unreachable'
  | 'failed'
  | 'not-needed'
  | 'dropped'
  | 'postponed'
  | 'given-back';

/** What one message shares with the others that this replica is at work on. */
export interface DeliveryContext {
  readonly services: DeliveryServices;
  readonly random: () => number;
  readonly wait: Wait;
  readonly compose: ComposeMessage;
  /** As many sends as may be between the wire and the ledger at once: what a kill may repeat. */
  readonly wire: LimitFunction;
  /** Read after the message was received, so never older than what it was planned from. */
  readonly factsOf: (key: Delivery | QueuedDelivery['key']) => Promise<DeliveryFacts | null>;
  /** Whether the row's message still asks in time, of its cycle as it was a moment ago: facts may be older than a freeze by hand. */
  readonly asksInTime: (row: Delivery) => Promise<boolean>;
  readonly isStopping: () => boolean;
  /** Seconds until this tenant may be written to again, as far as this replica knows; 0 for now. */
  readonly pausedFor: (tenantId: string) => number;
  readonly pause: (tenantId: string, seconds: number) => void;
}

const longestQueueDelaySeconds = 600;
/** A message handed out so often may have taken down whoever had it, or break off every time. */
const suspiciousHandouts = 10;
const storageDelaySeconds = 5;
/** Whoever changes a row has claimed, sent or ended it: a third reading finds it so. */
const mostRounds = 4;

/** The row's message comes again later, as a new one: it has done nothing wrong, so its count begins anew. */
async function postpone(
  { services }: DeliveryContext,
  message: QueuedDelivery,
  seconds: number,
): Promise<'postponed'> {
  const delaySeconds = Math.min(Math.max(1, Math.ceil(seconds)), longestQueueDelaySeconds);
  await services.queue.enqueue([message.key], { delaySeconds });
  await message.remove();
  return 'postponed';
}

/** Counts, times and tells what a row has come to. */
function reportAttempt({ services }: DeliveryContext, logger: Logger, row: Delivery, outcome: string): void {
  const { telemetry } = services;
  const { name: kind } = row.kind;
  if (row.state !== 'planned') telemetry.count('deliveries.settled', 1, { kind, outcome: row.state });
  if (row.sentAt !== null) {
    telemetry.time('delivery.wait', Date.parse(row.sentAt) - Date.parse(row.plannedAt), { kind });
  }
  const level = row.state === 'sent' || row.state === 'not-needed' ? 'info' : 'warn';
  logger[level](
    { outcome, state: row.state, reason: row.reason, attempt: row.attempts, notBefore: row.notBefore },
    'delivery attempted',
  );
}

type Sendable = Extract<Draft, { kind: 'send' | 'update' }>;

async function sendDraft(
  { services }: DeliveryContext,
  draft: Sendable,
  mayGoOn: () => boolean,
): Promise<SendOutcome> {
  const { messenger, telemetry, clock } = services;
  const from = clock.now();
  const request = (chat: ConversationRef) =>
    draft.kind === 'send'
      ? messenger.send(chat, draft.message)
      : messenger.update(chat, draft.activityId, draft.message);
  const outcome = await sendToRecipient(services, draft.to, request, mayGoOn);
  telemetry.time('delivery.send', from.until(clock.now()).total('millisecond'), { outcome: outcome.kind });
  return outcome;
}

/** Tells every replica to wait. A pace that cannot be written to is no reason to lose the outcome of a send. */
async function pauseTenant(
  context: DeliveryContext,
  logger: Logger,
  tenantId: string,
  seconds: number,
): Promise<void> {
  context.services.telemetry.count('throttled');
  context.pause(tenantId, seconds);
  try {
    await context.services.pace.pause(tenantId, seconds);
  } catch (error) {
    logger.warn({ err: error, seconds }, 'other replicas could not be told to wait');
  }
}

/** Teams is not asked again for so long about a member of a team to whom it lets the bot not write. */
const refusedFor = { hours: 24 };

/**
 * They come within reach again by meeting the bot anew, which is only noticed of somebody it does not know, by being added
 * to a team, or after a day, since nobody tells of the administrator who has let the bot in.
 */
async function forget(
  { services }: DeliveryContext,
  logger: Logger,
  { tenantId, userId }: Recipient,
): Promise<void> {
  const { directory, clock } = services;
  try {
    // First, so that nobody finds them within reach by the address in between.
    await directory.refuseAddress(tenantId, userId, clock.now().add(refusedFor).toString());
    await directory.forgetConversation(tenantId, userId);
  } catch (error) {
    logger.warn({ err: error }, 'a conversation that is gone could not be forgotten');
  }
}

/** Sends a claimed row and records what came of it, with nothing in between: what a kill there hits is sent again. */
async function sendClaimed(
  context: DeliveryContext,
  logger: Logger,
  claimed: Stored<Delivery>,
  draft: Sendable,
): Promise<{ settled: Delivery; outcome: SendOutcome['kind'] | Delivery['state'] }> {
  const { services, random, wait } = context;
  const { tenantId } = draft.to;
  if (!(await context.asksInTime(claimed.value))) {
    const ended: Delivery = { ...claimed.value, state: 'not-needed', leaseUntil: null, notBefore: null };
    await settleDelivery(services, claimed, ended, wait);
    return { settled: ended, outcome: ended.state };
  }
  const mayGoOn = () => !context.isStopping() && canStillSend(claimed.value, services.clock.now());
  const isLate = !mayGoOn();
  const outcome: SendOutcome = isLate
    ? { kind: 'later', seconds: 0 }
    : context.pausedFor(tenantId) > 0
      ? { kind: 'later', seconds: context.pausedFor(tenantId) }
      : await sendDraft(context, draft, mayGoOn);
  const now = services.clock.now();
  let settled = isLate ? giveBack(claimed.value, now) : recordOutcome(claimed.value, outcome, now, random());
  // Nobody is owed a card brought up to date: it must not stand in the way of the prompt when they come back.
  if (draft.kind === 'update' && (settled.state === 'unreachable' || settled.reason === 'message-gone')) {
    settled = { ...settled, state: 'not-needed' };
  }
  // First: a sweep between the two would find them within reach and send again. Nothing has been sent that a kill could repeat.
  // A channel is nobody who could come back.
  if (outcome.kind === 'unreachable' && claimed.value.kind.name !== 'post') {
    await forget(context, logger, draft.to);
  }
  await settleDelivery(services, claimed, settled, wait);
  if (outcome.kind === 'later' && !isLate) context.pause(tenantId, outcome.seconds);
  if (outcome.kind === 'throttled') {
    const seconds = outcome.retryAfterSeconds ?? backoffSeconds(claimed.value.attempts, random());
    await pauseTenant(context, logger, tenantId, seconds);
  }
  return { settled, outcome: outcome.kind };
}

/** The row's state where that is an end, `postponed` while it is planned. */
async function conclude(
  context: DeliveryContext,
  message: QueuedDelivery,
  settled: Delivery,
): Promise<Handled> {
  const { state, notBefore } = settled;
  if (state === 'planned' || state === 'claimed') {
    if (notBefore === null) {
      await message.release();
      return 'given-back';
    }
    return postpone(context, message, context.services.clock.now().until(notBefore).total('second'));
  }
  await message.remove();
  return state;
}

/** What is done about a row that may be sent: it ends without, or is claimed for its draft. */
type Step =
  | { readonly kind: 'end'; readonly row: Delivery }
  | { readonly kind: 'send'; readonly row: Delivery; readonly draft: Sendable };

async function decideStep(
  context: DeliveryContext,
  facts: DeliveryFacts | null,
  row: Delivery,
  claimed: Delivery,
): Promise<Step> {
  const draft = await draftMessage(context.services, facts, row, context.compose);
  const ended = { ...row, leaseUntil: null, notBefore: null };
  switch (draft.kind) {
    case 'not-needed':
      return { kind: 'end', row: { ...ended, state: 'not-needed' } };
    case 'unreachable':
      return { kind: 'end', row: { ...ended, state: 'unreachable', reason: draft.reason } };
    default:
      return { kind: 'send', row: claimed, draft };
  }
}

async function attempt(context: DeliveryContext, message: QueuedDelivery, logger: Logger): Promise<Handled> {
  const { services } = context;
  const { key } = message;
  const facts = await context.factsOf(key);
  const kind = writeDeliveryKind(key.kind);
  const known = facts?.deliveries.find(
    ({ value }) => value.personId === key.personId && writeDeliveryKind(value.kind) === kind,
  );
  let stored = known ?? (await services.store.readDelivery(key));
  let suspect = message.handedOut > suspiciousHandouts;
  for (let round = 1; stored && round <= mostRounds; round += 1) {
    const decision = decideClaim(stored.value, services.clock.now());
    if (decision.kind === 'drop') break;
    if (decision.kind === 'wait') return postpone(context, message, decision.seconds);
    if (suspect) {
      const charged: Delivery | null = chargeAttempt(stored.value);
      if (charged === null) {
        const failed = failDelivery(stored.value, 'gave-up');
        await settleDelivery(services, stored, failed, context.wait);
        reportAttempt(context, logger, failed, failed.state);
        return conclude(context, message, failed);
      }
      suspect = false;
      stored = (await replaceDelivery(services, stored, charged)) ?? (await services.store.readDelivery(key));
      continue;
    }
    const step: Step =
      decision.kind === 'give-up'
        ? { kind: 'end', row: decision.failed }
        : await decideStep(context, facts, stored.value, decision.claimed);
    const pausedFor = step.kind === 'send' ? context.pausedFor(step.draft.to.tenantId) : 0;
    if (pausedFor > 0) return postpone(context, message, pausedFor);
    const replaced = await replaceDelivery(services, stored, step.row);
    if (replaced) {
      const { settled, outcome } =
        step.kind === 'send'
          ? await context.wire(() => sendClaimed(context, logger, replaced, step.draft))
          : { settled: step.row, outcome: step.row.state };
      reportAttempt(context, logger, settled, outcome);
      return conclude(context, message, settled);
    }
    // Somebody has changed the row since it was read: decide on what it is now.
    stored = await services.store.readDelivery(key);
  }
  await message.remove();
  return 'dropped';
}

/**
 * Works off one queue message: claim the ledger row, send, record, then delete the message. A crash between
 * send and record may repeat one card to one lead; nothing else may. Never throws: storage that is away brings the
 * message back in a few seconds, and one that breaks off every time ends as failed once its attempts are spent.
 */
export async function deliverOne(context: DeliveryContext, message: QueuedDelivery): Promise<Handled> {
  const { services } = context;
  const { key, handedOut } = message;
  const deliveryId = deliveryIdOf(key);
  const kind = key.kind.name;
  const logger = services.logger.child({
    deliveryId,
    planId: key.planId,
    meeting: key.cycleId,
    kind: writeDeliveryKind(key.kind),
  });
  try {
    return await services.telemetry.span('delivery', { deliveryId, kind }, () =>
      attempt(context, message, logger),
    );
  } catch (error) {
    logger.error({ err: error, handedOut }, 'delivery will be tried again');
    if (!isStorageFailure(error)) return 'given-back';
    // Where the queue is away as well, the message comes back by itself once its time is over.
    return postpone(context, message, storageDelaySeconds * (1 + context.random())).catch(() => 'given-back');
  }
}
