import type { ConversationReference } from 'botbuilder';
import type { ConversationRef } from '../../ports.ts';

/** A person's 1:1 chat as botbuilder wants it for a message of the bot's own accord. */
export function referenceTo(to: ConversationRef): Partial<ConversationReference> {
  return {
    channelId: to.channelId,
    serviceUrl: to.serviceUrl,
    bot: { id: to.botId, name: to.botName },
    user: { id: to.memberId, name: '', aadObjectId: to.userId },
    conversation: {
      id: to.conversationId,
      name: '',
      isGroup: false,
      conversationType: 'personal',
      tenantId: to.tenantId,
    },
  };
}
