import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../src/domain/delivery/send-outcome.ts';
import type { ConversationRef, OpenOutcome, Recipient } from '../../../src/ports.ts';
import { sendToRecipient } from '../../../src/use-cases/delivery/send-to-recipient.ts';

const member = {
  ...{ tenantId: 'tenant', userId: 'sam', serviceUrl: 'https://smba.example/', channelId: 'msteams' },
  ...{ botId: '28:bot', botName: 'Board Actions', memberId: '29:sam' },
};
const chat: ConversationRef = { ...member, conversationId: 'a:sam' };
const unknown: Recipient = { ...member, conversationId: null };
const sent: SendOutcome = { kind: 'sent', activityId: '1' };
const gone: SendOutcome = { kind: 'unreachable', reason: 'conversation-gone' };
const blocked: SendOutcome = { kind: 'unreachable', reason: 'blocked' };
const opened: OpenOutcome = { kind: 'opened', ref: chat };
const throttled = { kind: 'throttled', retryAfterSeconds: 3 } as const;
const failed = { kind: 'failed', reason: 'BadSyntax' } as const;
const always = () => true;

/** Sends with what Teams answers, in order; gives the outcome and what was done. */
async function attempt(
  to: Recipient,
  opens: readonly OpenOutcome[],
  sends: readonly SendOutcome[],
  mayGoOn: () => boolean = always,
) {
  const did: string[] = [];
  const [openings, sendings] = [[...opens], [...sends]];
  const services = {
    messenger: {
      open: async () => {
        did.push('open');
        return openings.shift() ?? failed;
      },
      send: async () => sent,
      update: async () => sent,
    },
    directory: {
      saveConversation: async (ref: ConversationRef) => {
        did.push(`save ${ref.conversationId}`);
      },
    },
  };
  const request = async ({ conversationId }: ConversationRef) => {
    did.push(`send ${conversationId}`);
    return sendings.shift() ?? failed;
  };
  // Only what is used of the directory is there.
  const outcome = await sendToRecipient(services as never, to, request, mayGoOn);
  return [outcome, did];
}

describe('sendToRecipient', () => {
  it.each<[string, Recipient, OpenOutcome[], SendOutcome[], SendOutcome, string[]]>([
    ['a known chat costs nothing more', chat, [], [sent], sent, ['send a:sam']],
    [
      'a new chat is saved before the card',
      unknown,
      [opened],
      [sent],
      sent,
      ['open', 'save a:sam', 'send a:sam'],
    ],
    ['a chat that is not created now', unknown, [throttled], [], throttled, ['open']],
    ['a new chat that refuses', unknown, [opened], [blocked], blocked, ['open', 'save a:sam', 'send a:sam']],
    [
      'a new chat lost at once',
      unknown,
      [opened, opened],
      [gone, sent],
      sent,
      ['open', 'save a:sam', 'send a:sam', 'open', 'save a:sam', 'send a:sam'],
    ],
    ['a refusal is believed', chat, [], [blocked], blocked, ['send a:sam']],
    ['a lost chat', chat, [opened], [gone, sent], sent, ['send a:sam', 'open', 'save a:sam', 'send a:sam']],
    [
      'a chat lost twice',
      chat,
      [opened],
      [gone, gone],
      gone,
      ['send a:sam', 'open', 'save a:sam', 'send a:sam'],
    ],
    ['a lost chat refused', chat, [blocked], [gone], blocked, ['send a:sam', 'open']],
    ['a lost chat, throttled', chat, [throttled], [gone], throttled, ['send a:sam', 'open']],
    ['a lost chat that cannot be asked for', chat, [failed], [gone], gone, ['send a:sam', 'open']],
    ['a lost chat of nobody known', { ...chat, memberId: '' }, [], [gone], gone, ['send a:sam']],
  ])('%s', async (_name, to, opens, sends, outcome, did) => {
    expect(await attempt(to, opens, sends)).toEqual([outcome, did]);
  });

  it('sends no card where its claim runs out while the chat is created; the chat is kept', async () => {
    const later = { kind: 'later', seconds: 0 };
    expect(await attempt(unknown, [opened], [], () => false)).toEqual([later, ['open', 'save a:sam']]);
    const again = { kind: 'retry', reason: 'conversation-gone' };
    expect(await attempt(chat, [], [gone], () => false)).toEqual([again, ['send a:sam']]);
  });
});
