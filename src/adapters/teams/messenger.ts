import { setTimeout as wait } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import type { SendOutcome } from '../../domain/delivery/send-outcome.ts';
import type { ConversationRef, Messenger, OutgoingMessage, Pace, Recipient } from '../../ports.ts';
import { type BotAdapter, createChat, holdRequests, turnOffRetries } from './bot-adapter.ts';
import { createConversationAllowance } from './conversation-allowance.ts';
import { referenceTo } from './conversation-reference.ts';
import { outgoingActivity } from './outgoing-card.ts';
import { openOutcomeOf, outcomeOf, type RefusedSend } from './send-outcome.ts';

/** Thrown in place of a request whose turn is too far off to wait for. */
class NotYet extends Error {
  override readonly name = 'NotYet';
  readonly seconds: number;

  constructor(seconds: number) {
    super(`Not before ${seconds} seconds.`);
    this.seconds = seconds;
  }
}

/** Thrown in place of a request to a conversation that has had its share. */
class ConversationBusy extends Error {
  override readonly name = 'ConversationBusy';
}

/** Thrown in place of a request that was not ready to leave in time. */
class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** A claim is not held for longer than this for one conversation's sake. */
const longestWaitMilliseconds = 3_000;
/** botbuilder waits for its token for ever; a request that left after that could outlive its claim. */
const leaveWithinMilliseconds = 15_000;

type Talked = { readonly kind: 'done'; readonly id: string } | RefusedSend;

/** Milliseconds; the usual where left out. */
export interface MessengerPatience {
  /** Until a request is given up. */
  readonly requestMilliseconds?: number | undefined;
  /** Until a request must have left. */
  readonly leaveWithin?: number;
}

/**
 * Sends to 1:1 chats through the Bot Framework connector, at the tenant's pace. `appId` is '' where nobody is authenticated.
 * The turn is taken when the request is ready to leave: work between the two would bunch what was spread.
 */
export function createMessenger(
  adapter: BotAdapter,
  appId: string,
  pace: Pace,
  { requestMilliseconds, leaveWithin = leaveWithinMilliseconds }: MessengerPatience = {},
): Messenger {
  const allowance = createConversationAllowance();

  async function takeTurn({ tenantId, memberId }: Recipient): Promise<void> {
    for (;;) {
      // By the person: each has one chat, whose creation counts with the messages in it.
      const milliseconds = allowance.take(`${tenantId} ${memberId}`, performance.now());
      if (milliseconds === 0) break;
      if (milliseconds > longestWaitMilliseconds) throw new ConversationBusy();
      await wait(milliseconds);
    }
    const turn = await pace.take(tenantId);
    if (turn.kind === 'later') throw new NotYet(turn.seconds);
  }

  /** One request; `id` is what it gives. */
  async function talk(
    to: Recipient,
    request: (context: TurnContext) => Promise<string>,
    failed: (error: unknown) => RefusedSend,
  ): Promise<Talked> {
    let id = '';
    let state: 'signing' | 'taking-turn' | 'left' | 'given-up' = 'signing';
    const leave = async () => {
      if (state === 'signing') state = 'taking-turn';
      await takeTurn(to);
      if (state === 'given-up') throw new NotReady();
      state = 'left';
    };
    const done = new AbortController();
    const talking = adapter.continueConversationAsync(appId, referenceTo(to), async (context) => {
      turnOffRetries(context, requestMilliseconds);
      holdRequests(context, leave);
      id = await request(context);
    });
    const late = wait(leaveWithin, null, { signal: done.signal, ref: false }).then(() => {
      if (state === 'left') return talking;
      state = 'given-up';
      throw new NotReady();
    });
    try {
      await Promise.race([talking, late]);
    } catch (error) {
      if (error instanceof NotYet) return { kind: 'later', seconds: error.seconds };
      if (error instanceof ConversationBusy) return { kind: 'retry', reason: 'conversation-busy' };
      // Nothing has left: most often the bot's secret has expired, or Entra does not answer.
      if (state === 'signing' || state === 'given-up') return { kind: 'retry', reason: 'sign-in-failed' };
      return failed(error);
    } finally {
      done.abort();
    }
    return { kind: 'done', id };
  }

  async function post(
    to: ConversationRef,
    request: (context: TurnContext) => Promise<string>,
  ): Promise<SendOutcome> {
    const talked = await talk(to, request, outcomeOf);
    return talked.kind === 'done' ? { kind: 'sent', activityId: talked.id } : talked;
  }

  return {
    async open(person) {
      const talked = await talk(
        { ...person, conversationId: null },
        (context) => createChat(context, person),
        openOutcomeOf,
      );
      if (talked.kind !== 'done') return talked;
      const { tenantId, userId, serviceUrl, channelId, botId, botName, memberId } = person;
      const parts = { tenantId, userId, serviceUrl, channelId, botId, botName, memberId };
      return { kind: 'opened', ref: { ...parts, conversationId: talked.id } };
    },
    async send(to, message: OutgoingMessage) {
      const activity = outgoingActivity(to, message);
      return post(to, async (context) => (await context.sendActivity(activity))?.id ?? '');
    },
    async update(to, activityId, message: OutgoingMessage) {
      const activity = { ...outgoingActivity(to, message), id: activityId };
      return post(to, async (context) => {
        await context.updateActivity(activity);
        return activityId;
      });
    },
  };
}
