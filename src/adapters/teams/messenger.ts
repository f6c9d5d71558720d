import pThrottle from 'p-throttle';
import { promptCard } from '../../cards/prompt-card.ts';
import type { ConversationRef, Messenger, OutgoingMessage, SendOutcome } from '../../ports.ts';
import { type BotAdapter, turnOffRetries } from './bot-adapter.ts';
import { cardMessage } from './card-message.ts';
import { referenceTo } from './conversation-reference.ts';
import { outcomeOf } from './send-outcome.ts';

/**
 * Teams allows 50 requests a second per app and tenant; a fifth is left for answers to people who are typing
 * (Teams rate limits, page of 8 October 2026).
 */
const sendsPerSecond = 40;

/** Sends to 1:1 chats through the Bot Framework connector. `appId` is '' where nobody is authenticated. */
export function createMessenger(adapter: BotAdapter, appId: string): Messenger {
  const send = async (to: ConversationRef, message: OutgoingMessage): Promise<SendOutcome> => {
    let activityId = '';
    try {
      await adapter.continueConversationAsync(appId, referenceTo(to), async (context) => {
        turnOffRetries(context);
        const sent = await context.sendActivity(cardMessage(promptCard(message.prompt)));
        activityId = sent?.id ?? '';
      });
    } catch (error) {
      return outcomeOf(error);
    }
    return { kind: 'sent', activityId };
  };
  const paced = pThrottle({ limit: sendsPerSecond, interval: 1000 })(send);
  return { send: paced };
}
