import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Logger } from '../../ports.ts';
import { createSignal, type EndpointResponse, type Exchange } from './exchange.ts';

export interface EndpointRequest {
  readonly body: unknown;
  readonly authorization: string;
}

/** What runs the turns: authenticates an activity, then calls `logic`. */
export interface Receiver {
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined>;
}

/** `POST /api/messages` without its HTTP server: authenticate, run the turn, answer. */
export interface MessagesEndpoint {
  /** Answers within five seconds whatever the turn waits for; that then goes on by itself. Never throws. */
  receive(request: EndpointRequest): Promise<EndpointResponse>;
  /** Waits for the turns that go on. Those that take too long are told so, and say it to their people. */
  settle(): Promise<void>;
}

export interface Patience {
  /** Until somebody who has written is shown that it takes longer; `dueMilliseconds` where it is left out. */
  readonly soonMilliseconds?: number;
  /** Until whoever waits must hear something. Teams wants an answer within five seconds. */
  readonly dueMilliseconds: number;
  /** Of `settle`, until the turns that go on are cut; a process that is told to stop has 25 seconds. */
  readonly settleMilliseconds: number;
}

const usualPatience: Patience = {
  soonMilliseconds: 2_000,
  dueMilliseconds: 4_000,
  settleMilliseconds: 12_000,
};

/** For what is said when the time is up to reach Teams: an interim message, which then stands before the answer. */
const graceMilliseconds = 400;
/** For the last words of turns that were cut. */
const lastWordsMilliseconds = 3_000;

/** For the endpoint: an activity is any object with a type; the rest is checked where it is read. */
function isActivity(body: unknown): body is Activity {
  return typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string';
}

export function createMessagesEndpoint(
  receiver: Receiver,
  bot: { turn(context: TurnContext, exchange: Exchange): Promise<void> },
  logger: Logger,
  { dueMilliseconds, soonMilliseconds = dueMilliseconds, settleMilliseconds }: Patience = usualPatience,
): MessagesEndpoint {
  const open = new Set<Promise<EndpointResponse>>();
  const cut = createSignal<'cut'>();

  function failed(error: unknown, correlationId: string): EndpointResponse {
    if (error instanceof AuthenticationError) {
      logger.warn({ correlationId }, 'request without a valid token');
      return { status: 401, body: { error: 'A valid Bot Framework token is needed.' } };
    }
    logger.error({ err: error, correlationId }, 'activity could not be processed');
    return {
      status: 500,
      body: { error: 'The activity could not be processed.', reference: correlationId },
    };
  }

  async function run(authorization: string, activity: Activity): Promise<EndpointResponse> {
    const correlationId = randomUUID();
    const due = createSignal<'due'>();
    const soon = createSignal<'due'>();
    const early = createSignal<EndpointResponse>();
    let answeredAt: number | null = null;
    let state: 'signing-in' | 'in-turn' | 'given-up' = 'signing-in';
    const answer = (response: EndpointResponse) => {
      answeredAt ??= performance.now();
      early.give(response);
    };
    const exchange: Exchange = {
      correlationId,
      soon: soon.given,
      due: due.given,
      cut: cut.given,
      answer,
      answeredAt: () => answeredAt,
    };

    const turn = receiver
      .receive(authorization, activity, async (context) => {
        // Its sender has been told that nothing was done, so nothing is.
        if (state === 'given-up') return;
        state = 'in-turn';
        await bot.turn(context, exchange);
      })
      .then(
        (response): EndpointResponse => ({ status: response?.status ?? 200, body: response?.body }),
        (error: unknown) => failed(error, correlationId),
      );
    open.add(turn);
    const timers = [
      setTimeout(() => soon.give('due'), soonMilliseconds),
      setTimeout(() => due.give('due'), dueMilliseconds),
      setTimeout(() => {
        if (state === 'in-turn') {
          answer({ status: 200 });
          return;
        }
        // Whoever it is from has not been proved, so nothing may be done for them.
        state = 'given-up';
        open.delete(turn);
        logger.warn({ correlationId }, 'a token could not be checked in time');
        const error = 'The sender could not be verified in time, so nothing was done. Try again in a minute.';
        answer({ status: 503, body: { error, reference: correlationId } });
      }, dueMilliseconds + graceMilliseconds),
    ];
    void turn.finally(() => {
      for (const timer of timers) clearTimeout(timer);
      open.delete(turn);
    });
    return Promise.race([turn, early.given]);
  }

  return {
    async receive({ body, authorization }) {
      if (!isActivity(body))
        return { status: 400, body: { error: 'The body is not a Bot Framework activity.' } };
      return run(authorization, body);
    },
    async settle() {
      const ends = () => Promise.allSettled(open);
      await Promise.race([ends(), wait(settleMilliseconds, null, { ref: false })]);
      if (open.size === 0) return;
      logger.warn({ turns: open.size }, 'the process ends before these turns have; their people are told so');
      cut.give('cut');
      await Promise.race([ends(), wait(lastWordsMilliseconds, null, { ref: false })]);
    },
  };
}
