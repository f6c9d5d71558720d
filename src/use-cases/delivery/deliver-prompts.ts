import pLimit from 'p-limit';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { asksForReplies, isTooLateToAsk } from '../../domain/delivery/ask-in-time.ts';
import { type Delivery, type DeliveryKey, isOfQuestion } from '../../domain/delivery/delivery.ts';
import type { QueuedDelivery } from '../../ports.ts';
import { type DeliveryContext, type DeliveryServices, deliverOne, type Handled } from './deliver-one.ts';
import type { ComposeMessage } from './draft.ts';
import { type DeliveryFacts, readDeliveryFacts } from './draft-message.ts';
import type { Wait } from './record-delivery.ts';

export interface DeliveryOptions {
  /** 0 <= n < 1; spreads retries. */
  readonly random: () => number;
  /** Cards that may be on the wire or unrecorded at once, and so be repeated by a kill; 1 where left out. */
  readonly sendsAtOnce?: number;
  readonly wait?: Wait;
  /** Where it is left out, nothing is made of a freeze: such messages are not needed. */
  readonly compose?: ComposeMessage;
}

export interface DeliveryRound {
  readonly received: number;
  readonly sent: number;
}

/** One replica's part in delivering what is queued. */
export interface Deliveries {
  /** Receives one batch and works it off; on abort what has not begun is given back. */
  deliverBatch(signal?: AbortSignal): Promise<DeliveryRound>;
  /** Works until aborted, then ends with what was on the wire. A failure is logged and waited out. */
  run(signal: AbortSignal): Promise<void>;
}

const mostReceived = 32;
const fewestReceived = 8;
/** Held by one replica, messages are out of the others' reach: it takes about as many as it sends in this time. */
const heldSeconds = 3;
/** Messages are hidden for 45 seconds; one that has waited for longer than this would come back while it is being sent. */
const longestHeldSeconds = 20;
const factsSeconds = 10;
/** How old what is known of a cycle may be when a message that asks for replies leaves. One reading serves all that leave meanwhile. */
const cycleSeconds = 1;
/** An idle queue is asked this often; storage bills each question, and a lead can wait a moment. */
const idleMilliseconds = 1_000;
const failureMilliseconds = 2_000;
/** While one tenant must wait, the messages of others behind its own are still looked for. */
const longestPauseMilliseconds = 1_000;

const systemWait: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
  });

const groupOf = ({ planId, cycleId }: Pick<DeliveryKey, 'planId' | 'cycleId'>) => `${planId}~${cycleId}`;

/** The facts of each cycle that a batch is about: one reading for all of its messages, and another when that has aged. */
function createFacts(
  services: DeliveryServices,
  messages: readonly QueuedDelivery[],
): Pick<DeliveryContext, 'factsOf' | 'asksInTime'> {
  const withNotices = new Set(
    messages.filter(({ key }) => key.kind.name === 'notice').map(({ key }) => groupOf(key)),
  );
  const known = new Map<
    string,
    { facts: Promise<DeliveryFacts | null>; at: ReturnType<typeof services.clock.now> }
  >();
  const factsOf: DeliveryContext['factsOf'] = async (key) => {
    // It belongs to no cycle.
    if (isOfQuestion(key.kind)) return null;
    const group = groupOf(key);
    const now = services.clock.now();
    const found = known.get(group);
    if (found && found.at.until(now).total('second') <= factsSeconds) return found.facts;
    const facts = readDeliveryFacts(services.store, key, withNotices.has(group));
    known.set(group, { facts, at: now });
    return facts;
  };
  const cycles = new Map<
    string,
    { cycle: Promise<Cycle | null>; at: ReturnType<typeof services.clock.now> }
  >();
  const cycleOf = (row: Delivery): Promise<Cycle | null> => {
    const group = groupOf(row);
    const now = services.clock.now();
    const isFresh = ({ at }: { at: typeof now }) => at.until(now).total('second') <= cycleSeconds;
    const read = known.get(group);
    if (read && isFresh(read)) return read.facts.then((facts) => facts?.cycle ?? null);
    const found = cycles.get(group);
    if (found && isFresh(found)) return found.cycle;
    const cycle = services.store.readCycle(row.planId, row.cycleId).then((stored) => stored?.value ?? null);
    cycles.set(group, { cycle, at: now });
    return cycle;
  };
  return {
    factsOf,
    async asksInTime(row) {
      if (!asksForReplies(row.kind)) return true;
      const [facts, cycle] = await Promise.all([factsOf(row), cycleOf(row)]);
      return facts !== null && cycle !== null && !isTooLateToAsk(cycle, facts.plan, services.clock.now());
    },
  };
}

/** Any number of replicas may deliver from the same storage at once. */
export function createDeliveries(services: DeliveryServices, options: DeliveryOptions): Deliveries {
  const { random, sendsAtOnce = 1, wait = systemWait, compose = async () => null } = options;
  const { clock, logger, queue } = services;
  const wire = pLimit(sendsAtOnce);
  // More than the wire takes: their messages are written and claimed, or put away, while the others are sent.
  const preparing = pLimit(2 * sendsAtOnce + 1);
  const pausedUntil = new Map<string, ReturnType<typeof clock.now>>();
  let receiveNext = mostReceived;

  const pausedFor = (tenantId: string) => {
    const until = pausedUntil.get(tenantId);
    return until ? Math.max(0, clock.now().until(until).total('second')) : 0;
  };
  const pause = (tenantId: string, seconds: number) => {
    if (seconds > pausedFor(tenantId)) {
      pausedUntil.set(tenantId, clock.now().add({ milliseconds: Math.ceil(seconds * 1000) }));
    }
  };

  async function release(message: QueuedDelivery): Promise<Handled> {
    try {
      await message.release();
    } catch (error) {
      // It comes back by itself once its time is over.
      logger.warn({ err: error }, 'a message could not be given back');
    }
    return 'given-back';
  }

  /** `nearlyDone` is called when no more messages are left than are being prepared. */
  async function deliverMessages(
    messages: readonly QueuedDelivery[],
    isStopping: () => boolean,
    nearlyDone: () => void = () => undefined,
  ): Promise<Handled[]> {
    const context: DeliveryContext = {
      ...{ services, random, wait, wire, compose, isStopping, pausedFor, pause },
      ...createFacts(services, messages),
    };
    const receivedAt = clock.now();
    let left = messages.length;
    return preparing.map(messages, async (message) => {
      left -= 1;
      if (left <= sendsAtOnce) nearlyDone();
      const isStale = receivedAt.until(clock.now()).total('second') > longestHeldSeconds;
      return isStopping() || isStale ? release(message) : deliverOne(context, message);
    });
  }

  function learnSize(received: number, milliseconds: number): void {
    const wanted = Math.ceil((received * heldSeconds * 1000) / Math.max(1, milliseconds));
    receiveNext = Math.min(mostReceived, Math.max(fewestReceived, wanted));
  }

  const longestPause = () =>
    Math.max(0, ...[...pausedUntil.keys()].map((tenantId) => pausedFor(tenantId) * 1000));

  return {
    async deliverBatch(signal) {
      const messages = await queue.receive(mostReceived);
      const handled = await deliverMessages(messages, () => signal?.aborted ?? false);
      return { received: messages.length, sent: handled.filter((outcome) => outcome === 'sent').length };
    },

    async run(signal) {
      const underWay = new Set<Promise<void>>();
      let rest = Promise.resolve();
      const receive = async (): Promise<readonly QueuedDelivery[]> => {
        try {
          return await queue.receive(receiveNext);
        } catch (error) {
          logger.error({ err: error }, 'the queue of deliveries could not be read and will be tried again');
          await wait(failureMilliseconds, signal);
          return [];
        }
      };
      /** Resolves when so few messages are left that the next should be asked for: a batch does not wait for another's end. */
      const begin = (messages: readonly QueuedDelivery[]): Promise<void> =>
        new Promise((resolve) => {
          const from = clock.now();
          const batch = deliverMessages(messages, () => signal.aborted, resolve).then((handled) => {
            learnSize(messages.length, from.until(clock.now()).total('millisecond'));
            if (handled.every((outcome) => outcome === 'postponed' || outcome === 'given-back')) {
              const milliseconds = Math.min(longestPauseMilliseconds, Math.max(250, longestPause()));
              rest = wait(milliseconds, signal);
            }
            underWay.delete(batch);
          });
          underWay.add(batch);
        });
      while (!signal.aborted) {
        await rest;
        const messages = await receive();
        if (messages.length > 0) await begin(messages);
        // Whatever is under way may bring something new by its end.
        else await Promise.race([wait(idleMilliseconds, signal), ...underWay]);
      }
      await Promise.all(underWay);
    },
  };
}

/** Receives one batch and works it off, one card at a time. */
export function deliverBatch(
  services: DeliveryServices,
  random: () => number,
  signal?: AbortSignal,
): Promise<DeliveryRound> {
  return createDeliveries(services, { random }).deliverBatch(signal);
}
