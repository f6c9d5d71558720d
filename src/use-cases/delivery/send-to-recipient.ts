import type { SendOutcome } from '../../domain/delivery/send-outcome.ts';
import type { Addressee, ConversationRef, OpenOutcome, Recipient, Services } from '../../ports.ts';

type SendServices = Pick<Services, 'messenger' | 'directory'>;

/** Creates the chat and remembers it: a kill after this finds it, one before creates the same chat again. */
async function openChat({ messenger, directory }: SendServices, person: Addressee): Promise<OpenOutcome> {
  const opened = await messenger.open(person);
  if (opened.kind === 'opened') await directory.saveConversation(opened.ref);
  return opened;
}

const isGone = (outcome: SendOutcome) =>
  outcome.kind === 'unreachable' && outcome.reason === 'conversation-gone';

/**
 * Sends something to somebody's 1:1 chat, which is created first where the bot has none with them. A chat that Teams does
 * not know any more, as happens at random to one in a hundred (microsoft/botframework-sdk #6628), is created anew and
 * written to once more before its person counts as out of reach. `mayGoOn` is asked before each further request: the
 * claim of whoever sends may be running out. Throws a `Failure` when storage does not take the chat.
 */
export async function sendToRecipient(
  services: SendServices,
  to: Recipient,
  request: (chat: ConversationRef) => Promise<SendOutcome>,
  mayGoOn: () => boolean = () => true,
): Promise<SendOutcome> {
  const notNow: SendOutcome = { kind: 'later', seconds: 0 };
  const { conversationId } = to;
  const first: OpenOutcome =
    conversationId === null
      ? await openChat(services, to)
      : { kind: 'opened', ref: { ...to, conversationId } };
  if (first.kind !== 'opened') return first;
  if (conversationId === null && !mayGoOn()) return notNow;
  const outcome = await request(first.ref);
  if (!isGone(outcome) || to.memberId === '') return outcome;
  // Counted as an attempt, since the next one begins with the same request.
  if (!mayGoOn()) return { kind: 'retry', reason: 'conversation-gone' };
  const again = await openChat(services, to);
  // Neither known nor to be created: that is what Teams has said first.
  if (again.kind === 'failed') return outcome;
  if (again.kind !== 'opened') return again;
  return mayGoOn() ? request(again.ref) : notNow;
}
