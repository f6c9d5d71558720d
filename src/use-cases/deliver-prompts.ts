import pLimit from 'p-limit';
import type { Delivery, DeliveryKey } from '../domain/delivery.ts';
import { decideClaim, type Outcome, recordOutcome } from '../domain/delivery-plan.ts';
import { actionsToPrompt, listPrompt } from '../domain/list-prompt.ts';
import type { Prompt } from '../domain/prompt.ts';
import { Conflict, type ConversationRef, type QueuedDelivery, type Services, type Stored } from '../ports.ts';
import { byAction, todayIn } from './read-cycle.ts';

type DeliveryServices = Pick<Services, 'store' | 'directory' | 'queue' | 'messenger' | 'clock' | 'logger'>;

/** Sends under way at once in one replica: hides latency; the rate itself is bounded by the messenger. */
const concurrentSends = 10;
const longestQueueDelaySeconds = 600;

/** What the lead is to be told now: the plan may have moved since the row was planned. */
async function draftMessage(
  services: DeliveryServices,
  key: DeliveryKey,
): Promise<{ prompt: Prompt; to: ConversationRef | 'no-teams-account' | 'never-met-bot' } | null> {
  const { store, directory, clock } = services;
  const [plan, people, cycle, actions, updates] = await Promise.all([
    store.readPlan(key.planId),
    store.listPeople(key.planId),
    store.readCycle(key.planId, key.meeting),
    store.listActions(key.planId),
    store.listUpdates(key.planId, key.meeting),
  ]);
  const person = people.find(({ value }) => value.id === key.personId)?.value;
  if (!plan || !cycle || cycle.value.state !== 'open' || !person) return null;
  const replies = byAction(updates);
  const mine = actionsToPrompt(
    actions.map(({ value }) => value),
    person,
  );
  if (mine.every((action) => replies.has(action.id))) return null;
  const tone = key.kind === 'prompt' ? 'prompt' : 'reminder';
  const prompt = listPrompt(plan.value, cycle.value, person, mine, replies, todayIn(plan.value, clock), tone);
  if (person.userId === null) return { prompt, to: 'no-teams-account' };
  const to = await directory.findConversation(plan.value.tenantId, person.userId);
  return { prompt, to: to ?? 'never-met-bot' };
}

/** The claimed row, or null when another replica took it meanwhile. */
async function claim(
  services: DeliveryServices,
  stored: Stored<Delivery>,
  claimed: Delivery,
): Promise<Stored<Delivery> | null> {
  try {
    const [etag] = await services.store.commit(claimed.planId, [
      { op: 'replace', row: { kind: 'delivery', value: claimed }, etag: stored.etag },
    ]);
    return etag === undefined ? null : { value: claimed, etag };
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}

async function settle(
  services: DeliveryServices,
  claimed: Stored<Delivery>,
  settled: Delivery,
): Promise<void> {
  try {
    await services.store.commit(settled.planId, [
      { op: 'replace', row: { kind: 'delivery', value: settled }, etag: claimed.etag },
    ]);
  } catch (error) {
    // The lease lapsed while we were sending and another replica took the row: its outcome stands.
    if (!(error instanceof Conflict)) throw error;
  }
}

/** A delivery as a log may name it: without the person, whose id is made of their name. The PM's status says who. */
function describeKey({ planId, meeting, kind }: DeliveryKey): object {
  return { planId, meeting, kind };
}

/**
 * Works off one queue message: claim the ledger row, send, record, then delete the message. A crash between
 * send and record may repeat one card to one lead; nothing else may. A failure of storage leaves the
 * message to be handed out again.
 */
export async function deliverOne(
  services: DeliveryServices,
  message: QueuedDelivery,
  random: () => number,
): Promise<Outcome['kind'] | 'dropped' | 'waiting' | 'not-needed'> {
  const { store, queue, clock } = services;
  const { key } = message;
  const logger = services.logger.child(describeKey(key));
  const stored = await store.readDelivery(key);
  const decision = stored ? decideClaim(stored.value, clock.now()) : ({ kind: 'drop' } as const);
  if (!stored || decision.kind === 'drop') {
    await message.remove();
    return 'dropped';
  }
  if (decision.kind === 'wait') {
    await queue.enqueue([key], { delaySeconds: Math.min(decision.seconds, longestQueueDelaySeconds) });
    await message.remove();
    return 'waiting';
  }
  if (decision.kind === 'give-up') {
    await settle(services, stored, decision.failed);
    await message.remove();
    logger.error({ attempt: stored.value.attempts }, 'delivery given up');
    return 'failed';
  }
  const claimed = await claim(services, stored, decision.claimed);
  if (!claimed) {
    await message.remove();
    return 'dropped';
  }
  const draft = await draftMessage(services, key);
  if (!draft) {
    await settle(services, claimed, { ...claimed.value, state: 'not-needed', leaseUntil: null });
    await message.remove();
    return 'not-needed';
  }
  const outcome: Outcome =
    typeof draft.to === 'string'
      ? { kind: 'unreachable', reason: draft.to }
      : await services.messenger.send(draft.to, { kind: 'prompt', prompt: draft.prompt });
  // They come within reach again by meeting the bot anew, which is only noticed of somebody it does not know.
  if (outcome.kind === 'unreachable' && typeof draft.to !== 'string') {
    await services.directory.forgetConversation(draft.to.tenantId, draft.to.userId);
  }
  const settled = recordOutcome(claimed.value, outcome, clock.now(), random());
  await settle(services, claimed, settled);
  if (settled.state === 'planned' && settled.notBefore !== null) {
    const wait = clock.now().until(settled.notBefore).total('second');
    await queue.enqueue([key], {
      delaySeconds: Math.min(Math.max(1, Math.ceil(wait)), longestQueueDelaySeconds),
    });
  }
  await message.remove();
  const level = outcome.kind === 'sent' ? 'info' : 'warn';
  logger[level](
    { outcome: outcome.kind, state: settled.state, reason: settled.reason, attempt: settled.attempts },
    'delivery attempted',
  );
  return outcome.kind;
}

export interface DeliveryRound {
  readonly received: number;
  readonly sent: number;
}

/** Receives one batch and works it off. One message's failure is logged and stops nobody else's. */
export async function deliverBatch(services: DeliveryServices, random: () => number): Promise<DeliveryRound> {
  const messages = await services.queue.receive(32);
  const limit = pLimit(concurrentSends);
  const outcomes = await limit.map(messages, async (message) => {
    try {
      return await deliverOne(services, message, random);
    } catch (error) {
      services.logger.error(
        { err: error, ...describeKey(message.key), handedOut: message.handedOut },
        'delivery will be tried again',
      );
      return 'error' as const;
    }
  });
  return { received: messages.length, sent: outcomes.filter((outcome) => outcome === 'sent').length };
}
