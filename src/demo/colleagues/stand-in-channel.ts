import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { playgroundBot } from '../playground-config.ts';
import type { SamplePerson } from '../sample/sample-people.ts';

/** A card as it arrives in a colleague's chat. */
export interface ReceivedCard {
  readonly userId: string;
  readonly activityId: string;
  readonly card: unknown;
}

/** Stands in for Teams, for the simulated colleagues alone: takes the bot's messages and sends what they do. */
export interface StandInChannel {
  install(person: SamplePerson): Promise<void>;
  say(person: SamplePerson, text: string): Promise<void>;
  /** Presses a button; the card that comes back, or null where words came instead. */
  press(person: SamplePerson, card: ReceivedCard, verb: string, data: object): Promise<unknown>;
  close(): Promise<void>;
}

const largestBody = 1024 * 1024;
const answersWithin = 15_000;

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error('The message is larger than Teams would take.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function cardsIn(activity: unknown): unknown[] {
  const attachments = (activity as { attachments?: unknown } | null)?.attachments;
  return Array.isArray(attachments)
    ? attachments.flatMap((attachment: { content?: unknown } | null) =>
        attachment?.content ? [attachment.content] : [],
      )
    : [];
}

const conversationIdOf = (userId: string) => `a:simulated-${userId}`;

/** Starts the stand-in on a free port of the loopback interface. `onCard` hears every message the bot sends or changes. */
export async function startStandInChannel(
  botUrl: string,
  onCard: (received: ReceivedCard) => void,
): Promise<StandInChannel> {
  let sent = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const found = /^\/v3\/conversations\/a(?::|%3A)simulated-([^/]+)\/activities(?:\/([^/?]+))?$/i.exec(
      request.url ?? '',
    );
    const isMessage = request.method === 'POST' || request.method === 'PUT';
    if (!isMessage || found?.[1] === undefined) {
      answer(response, 404, {
        error: { code: 'ConversationNotFound', message: 'There is no such conversation.' },
      });
      return;
    }
    const activity = await readJson(request);
    sent += 1;
    const id = request.method === 'PUT' && found[2] !== undefined ? found[2] : `simulated-${sent}`;
    answer(response, 201, { id });
    for (const card of cardsIn(activity)) onCard({ userId: found[1], activityId: id, card });
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      answer(response, 400, { error: { code: 'BadSyntax', message: String(error) } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const serviceUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  let made = 0;
  const post = async (person: SamplePerson, activity: object): Promise<unknown> => {
    made += 1;
    const body = { ...envelope(person, serviceUrl), id: `colleague-${made}`, ...activity };
    const response = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answersWithin),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The bot answered ${response.status}.`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    install: async (person) => {
      await post(person, { type: 'installationUpdate', action: 'add' });
    },
    say: async (person, text) => {
      await post(person, { type: 'message', text });
    },
    async press(person, { activityId }, verb, data) {
      const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', replyToId: activityId, value };
      const answered = (await post(person, invoke)) as { type?: unknown; value?: unknown } | null;
      return answered?.type === 'application/vnd.microsoft.card.adaptive' ? answered.value : null;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** What every activity of a person's 1:1 chat carries. */
function envelope({ userId, name }: SamplePerson, serviceUrl: string): object {
  return {
    channelId: 'msteams',
    serviceUrl,
    from: { id: userId, aadObjectId: userId, name },
    recipient: playgroundBot,
    conversation: { id: conversationIdOf(userId), conversationType: 'personal' },
    locale: 'en-GB',
  };
}
