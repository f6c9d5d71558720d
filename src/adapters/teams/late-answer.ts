import { setTimeout as wait } from 'node:timers/promises';
import type { ConversationParameters } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { Failure } from '../../domain/shared/errors.ts';
import type { ConversationRef, Directory } from '../../ports.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { cardMessage } from './card-message.ts';
import { referenceTo } from './conversation-reference.ts';
import type { Incoming, SenderAddress } from './parse-activity.ts';

/** Answers that come after their request has ended, as messages of their own. */
export interface LateAnswers {
  /** Shows a card to whoever sent this and to nobody else: in their 1:1 chat, made where none is known. Throws where it cannot be. */
  send(to: Incoming, card: AdaptiveCard): Promise<void>;
}

/** botbuilder waits for its token and for an answer without end. Its own repeats of a refused send take up to six seconds. */
const sendMilliseconds = 15_000;

/** Gives up on a send that takes too long, and on its outcome. Throws a `Failure` then. */
export async function sendWithin<T>(send: Promise<T>, milliseconds = sendMilliseconds): Promise<T> {
  const done = new AbortController();
  const tooLong = wait(milliseconds, null, { signal: done.signal, ref: false }).then(() => {
    throw new Failure('messaging-failed', 'Teams did not take an answer in time.');
  });
  try {
    return await Promise.race([send, tooLong]);
  } finally {
    done.abort();
    for (const nobodyWaits of [send, tooLong]) nobodyWaits.catch(() => undefined);
  }
}

/** `appId` is '' where nobody is authenticated. */
export function createLateAnswers(
  adapter: BotAdapter,
  appId: string,
  directory: Pick<Directory, 'findConversation'>,
): LateAnswers {
  /** Their own chat, if it is known; storage that does not say is no reason to be silent. */
  async function chatOf({ ref, address }: Incoming): Promise<ConversationRef | null> {
    return ref ?? (await directory.findConversation(address.tenantId, address.userId).catch(() => null));
  }

  /** Teams makes the chat with a member of a team that has the bot, or gives the one there is. */
  async function sendFirst(address: SenderAddress, card: AdaptiveCard): Promise<void> {
    const { channelId, serviceUrl, tenantId, botId, botName, memberId } = address;
    const parameters: Partial<ConversationParameters> = {
      isGroup: false,
      bot: { id: botId, name: botName },
      members: [{ id: memberId, name: '' }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    // botbuilder’s type asks for a first message, which Teams does not.
    const wanted = parameters as ConversationParameters;
    await adapter.createConversationAsync(appId, channelId, serviceUrl, '', wanted, async (context) => {
      await context.sendActivity(cardMessage(card));
    });
  }

  return {
    async send(to, card) {
      const chat = await chatOf(to);
      if (chat === null) {
        await sendWithin(sendFirst(to.address, card));
        return;
      }
      // A lost answer is worse than a doubled one, so botbuilder may repeat a send that Teams has refused.
      const sending = adapter.continueConversationAsync(appId, referenceTo(chat), async (context) => {
        await context.sendActivity(cardMessage(card));
      });
      await sendWithin(sending);
    },
  };
}
