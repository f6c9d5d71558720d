import { randomUUID } from 'node:crypto';
import type { FakeTeams, TeamsMessage } from './fake-teams.ts';
import { type CardJson, findButton, untouchedInputs } from './read-card.ts';

/** What came back to a press: a new card, or words above the old one. */
export type TapAnswer =
  | { readonly kind: 'card'; readonly card: CardJson }
  | { readonly kind: 'message'; readonly text: string };

/** Somebody in Teams: everything they do reaches the service as a real HTTP request. */
export interface TestPerson {
  readonly name: string;
  readonly userId: string;
  readonly conversationId: string;
  /** Messages in their chat with the bot, oldest first. */
  messages(): readonly TeamsMessage[];
  /** Cards that came without their having said or done anything: prompts and reminders, oldest first. */
  prompts(): readonly CardJson[];
  /** Types into the chat; gives the card that answers. */
  says(text: string): Promise<CardJson>;
  installs(): Promise<void>;
  uninstalls(): Promise<void>;
  /** Presses a button of a card, with its inputs as they are but for those given. Throws when the card has no such button. */
  taps(card: CardJson, button: string, inputs?: Readonly<Record<string, unknown>>): Promise<TapAnswer>;
  /** Sends what no card of ours would: any verb with any data. */
  forges(verb: string, data: Readonly<Record<string, unknown>>): Promise<TapAnswer>;
  /** Presses in a client without Action.Execute, which sends the data as a message; gives the card that answers. */
  submits(data: Readonly<Record<string, unknown>>): Promise<CardJson>;
  /** Posts any activity as this person; gives HTTP status and body. */
  posts(
    activity: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface Somebody {
  readonly name: string;
  /** Entra object id. */
  readonly userId: string;
  readonly tenantId?: string;
}

/** A chat's id in Teams says nothing of its member; this one does so that a failed test can be read. */
export const conversationOf = (userId: string) => `a:${userId.toLowerCase()}`;

function tapAnswer(status: number, body: unknown): TapAnswer {
  if (status !== 200) throw new Error(`The press was answered with HTTP ${status}: ${JSON.stringify(body)}`);
  const { type, value, statusCode } = body as { type?: unknown; value?: unknown; statusCode?: unknown };
  if (statusCode === 200 && type === 'application/vnd.microsoft.card.adaptive')
    return { kind: 'card', card: value as CardJson };
  if (
    statusCode === 200 &&
    type === 'application/vnd.microsoft.activity.message' &&
    typeof value === 'string'
  ) {
    return { kind: 'message', text: value };
  }
  throw new Error(
    `The press was answered with what Teams does not know: ${JSON.stringify(body).slice(0, 300)}`,
  );
}

/** The card of an answer. Throws with the words where it was words. */
export function cardOf(answer: TapAnswer): CardJson {
  if (answer.kind === 'card') return answer.card;
  throw new Error(`A card was expected; the answer was: ${answer.text}`);
}

/** The words of an answer. Throws where it was a card. */
export function wordsOf(answer: TapAnswer): string {
  if (answer.kind === 'message') return answer.text;
  throw new Error(
    `Words were expected; the answer was the card: ${JSON.stringify(answer.card).slice(0, 500)}`,
  );
}

/** A person whose chat with the bot is at `teams` and whose activities go to the service at `serviceUrl`. */
export function createTestPerson(
  service: { readonly url: string; readonly teams: FakeTeams },
  who: Somebody,
): TestPerson {
  const { teams, url } = service;
  const { name, userId, tenantId = 'c0a1e5ce-0000-4000-8000-000000000001' } = who;
  const conversationId = conversationOf(userId);
  const posted = new Set<string>();

  const envelope = () => ({
    id: randomUUID(),
    timestamp: '2026-11-02T09:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id: `29:${userId}`, name, aadObjectId: userId },
    recipient: { id: '28:board-actions', name: 'Board Actions' },
    conversation: { id: conversationId, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
  });

  async function posts(activity: Readonly<Record<string, unknown>>) {
    const sent = { ...envelope(), ...activity };
    posted.add(String(sent.id));
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  }

  const messages = () => teams.messagesIn(conversationId);

  /** A prompt may arrive at any time, so the answer is told by what it replies to. */
  async function answerTo(activity: Readonly<Record<string, unknown>>): Promise<CardJson> {
    const id = randomUUID();
    const { status, body } = await posts({ ...activity, id, type: 'message' });
    if (status !== 200)
      throw new Error(`The message was answered with HTTP ${status}: ${JSON.stringify(body)}`);
    const card = messages().findLast(({ replyTo }) => replyTo === id)?.card;
    if (!card) throw new Error(`${name} got no answer to ${JSON.stringify(activity)}`);
    return card;
  }

  async function forges(verb: string, data: Readonly<Record<string, unknown>>): Promise<TapAnswer> {
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
    const { status, body } = await posts({ type: 'invoke', name: 'adaptiveCard/action', value });
    return tapAnswer(status, body);
  }

  return {
    name,
    userId,
    conversationId,
    messages,
    prompts: () =>
      messages().flatMap(({ replyTo, card }) =>
        card && (replyTo === null || !posted.has(replyTo)) ? [card] : [],
      ),
    says: (text) => answerTo({ text, textFormat: 'plain' }),
    async installs() {
      teams.openConversation(conversationId);
      await posts({ type: 'conversationUpdate', membersAdded: [{ id: '28:board-actions' }] });
      await posts({ type: 'installationUpdate', action: 'add' });
    },
    async uninstalls() {
      teams.closeConversation(conversationId);
      await posts({ type: 'installationUpdate', action: 'remove' });
    },
    taps(card, wanted, inputs = {}) {
      const button = findButton(card, wanted);
      const typed = button.withInputs ? untouchedInputs(card) : {};
      return forges(button.verb, { ...button.data, ...typed, ...inputs });
    },
    forges,
    submits: (data) => answerTo({ value: data }),
    posts,
  };
}
