import type { ConversationReference } from 'botbuilder';
import type { Recipient } from '../../ports.ts';

/** A person's 1:1 chat as botbuilder wants it for a request of the bot's own accord; one still to be created has no id. */
export function referenceTo(to: Recipient): Partial<ConversationReference> {
  return {
    channelId: to.channelId,
    serviceUrl: to.serviceUrl,
    bot: { id: to.botId, name: to.botName },
    user: { id: to.memberId, name: '', aadObjectId: to.userId },
    conversation: {
      id: to.conversationId ?? '',
      name: '',
      isGroup: false,
      conversationType: 'personal',
      tenantId: to.tenantId,
    },
  };
}
