import { z } from 'zod';
import { Refusal } from '../../domain/shared/errors.ts';
import type { ConversationRef } from '../../ports.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';

/** Whom to open a 1:1 chat with, and where: all of its address but the conversation. */
export type SenderAddress = Omit<ConversationRef, 'conversationId'>;

/** What the bot reads of an activity. The rest of the Bot Framework's envelope is none of its business. */
export interface Incoming {
  readonly sender: Sender;
  readonly scope: 'personal' | 'shared';
  /** A channel of a team: read by people who need not be in the conversation, now and later. */
  readonly isChannel: boolean;
  /** That channel, for a post of the bot's own accord; null anywhere else. */
  readonly channel: ConversationRef | null;
  /** Where this person can be reached later; null outside their 1:1 chat. */
  readonly ref: ConversationRef | null;
  /** Of the sender, from wherever they wrote. */
  readonly address: SenderAddress;
}

/** Who may be believed: with authentication on, only ids that the channel vouches for. */
export interface SenderRules {
  /** null: nobody is authenticated (loopback only), and everybody belongs to this service's own tenant. */
  readonly authenticated: boolean;
  /** The tenant of unauthenticated senders. */
  readonly localTenantId: string;
}

const id = z.string().min(1).max(512);
const tenant = z.string().min(1).max(64);

const person = z.object({
  from: z.object({
    id,
    name: z.string().max(256).nullish(),
    aadObjectId: z.string().min(1).max(64).nullish(),
  }),
  conversation: z.object({ tenantId: tenant.nullish() }).nullish(),
  channelData: z.object({ tenant: z.object({ id: tenant }).nullish() }).nullish(),
});

const envelope = z.object({
  channelId: z.string().max(64).default('msteams'),
  serviceUrl: z.string().max(2048).default(''),
  from: z.object({ id }),
  recipient: z.object({ id, name: z.string().max(256).nullish() }).nullish(),
  conversation: z.object({
    id,
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
});

function unknownSender(cause?: unknown): Refusal {
  const words = 'I can’t tell who you are in this organisation, so I can’t help here.';
  return new Refusal('bad-input', words, { cause });
}

/**
 * Who sent an activity: the Entra object id the channel names, never anything a card says. Throws `bad-input` for an
 * activity that names none, such as a guest's or another bot's.
 */
export function parseSender(activity: unknown, rules: SenderRules): Sender {
  const parsed = person.safeParse(activity);
  if (!parsed.success) throw unknownSender(parsed.error);
  const { from, conversation, channelData } = parsed.data;
  const claimedTenant = conversation?.tenantId ?? channelData?.tenant?.id;
  const tenantId = rules.authenticated ? claimedTenant : rules.localTenantId;
  const userId = from.aadObjectId ?? (rules.authenticated ? null : from.id);
  if (!tenantId || !userId) throw unknownSender();
  return {
    via: 'teams',
    tenantId: tenantId.toLowerCase(),
    userId: userId.toLowerCase(),
    name: from.name ?? '',
  };
}

/** Who sent an activity, and from where. Throws as `parseSender` does. */
export function parseIncoming(activity: unknown, rules: SenderRules): Incoming {
  const sender = parseSender(activity, rules);
  const parsed = envelope.safeParse(activity);
  if (!parsed.success) throw unknownSender(parsed.error);
  const { from, conversation, recipient, channelId, serviceUrl } = parsed.data;
  const isPersonal = conversation.conversationType
    ? conversation.conversationType === 'personal'
    : conversation.isGroup !== true;
  const address: SenderAddress = {
    tenantId: sender.tenantId,
    userId: sender.userId,
    serviceUrl,
    channelId,
    botId: recipient?.id ?? '',
    botName: recipient?.name ?? '',
    memberId: from.id,
  };
  const isChannel = conversation.conversationType === 'channel';
  // What was said stands in a thread of the channel, whose id begins with the channel's own.
  const [channelPart = ''] = conversation.id.split(';');
  const channel = isChannel ? { ...address, memberId: '', conversationId: channelPart } : null;
  if (!isPersonal) return { sender, scope: 'shared', isChannel, channel, ref: null, address };
  return {
    sender,
    scope: 'personal',
    isChannel,
    channel,
    ref: { ...address, conversationId: conversation.id },
    address,
  };
}
