import { randomUUID } from 'node:crypto';
import { AuthenticationError } from 'botframework-connector';
import type { Logger } from '../../ports.ts';
import { type Bot, isActivity } from './bot.ts';
import type { BotAdapter } from './bot-adapter.ts';

export interface EndpointRequest {
  readonly body: unknown;
  readonly authorization: string;
}

export interface EndpointResponse {
  readonly status: number;
  readonly body?: unknown;
}

/** `POST /api/messages` without its HTTP server: authenticate, run the turn, answer. Never throws. */
export type MessagesEndpoint = (request: EndpointRequest) => Promise<EndpointResponse>;

export function createMessagesEndpoint(adapter: BotAdapter, bot: Bot, logger: Logger): MessagesEndpoint {
  return async ({ body, authorization }) => {
    const correlationId = randomUUID();
    if (!isActivity(body))
      return { status: 400, body: { error: 'The body is not a Bot Framework activity.' } };
    try {
      const response = await adapter.receive(authorization, body, (context) =>
        bot.turn(context, correlationId),
      );
      return { status: response?.status ?? 200, body: response?.body };
    } catch (error) {
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
  };
}
