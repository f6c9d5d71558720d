import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { CardJson } from './read-card.ts';
import { type TeamsFault, teamsFaults } from './teams-faults.ts';

/** A message that a conversation shows. */
export interface TeamsMessage {
  readonly id: string;
  /** The activity it answers; null for a message of the bot's own accord. */
  readonly replyTo: string | null;
  /** null for a message without a card. */
  readonly card: CardJson | null;
  /** What a phone's notification shows. */
  readonly summary: string;
  readonly text: string;
}

/** The Teams connector on a port of this machine: what a bot talks to when it sends. */
export interface FakeTeams {
  readonly serviceUrl: string;
  /** Makes a conversation that the bot may write to. */
  openConversation(id: string): void;
  /** The bot is no longer in it: sends are refused as Teams refuses them. */
  closeConversation(id: string): void;
  /** What a conversation shows, oldest first. */
  messagesIn(conversationId: string): readonly TeamsMessage[];
  /** How many requests to send it got, those that failed among them; of every conversation when left out. */
  sendRequests(conversationId?: string): number;
  /** The next `times` sends fail so; to one conversation, or to any where it is left out. */
  fail(fault: TeamsFault, options?: { readonly conversationId?: string; readonly times?: number }): void;
  /** Forgets faults that have not happened yet. */
  healAll(): void;
  close(): Promise<void>;
}

const activity = z.object({
  text: z.string().default(''),
  summary: z.string().default(''),
  attachments: z.array(z.object({ contentType: z.string(), content: z.record(z.string(), z.unknown()) })).default([]),
});
const newConversation = z.object({
  members: z.array(z.object({ id: z.string() })).min(1),
  isGroup: z.boolean().optional(),
  tenantId: z.string().optional(),
});
const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString());
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function answerFault(response: ServerResponse, fault: TeamsFault): void {
  if (fault.kind === 'answer') answer(response, fault.status, fault.body, fault.headers);
  else response.destroy();
}

/** Starts one; close it after the tests. */
export async function startFakeTeams(): Promise<FakeTeams> {
  const conversations = new Map<string, { open: boolean; messages: TeamsMessage[] }>();
  const requested: string[] = [];
  let faults: { fault: TeamsFault; conversationId: string | null; left: number }[] = [];
  let lastId = 0;

  function store(conversationId: string, replyTo: string | null, body: unknown): string {
    const { text, summary, attachments } = activity.parse(body);
    const card = attachments.find(({ contentType }) => contentType === adaptiveCard)?.content ?? null;
    lastId += 1;
    const id = `1700000000${String(lastId).padStart(3, '0')}`;
    conversations.get(conversationId)?.messages.push({ id, replyTo, card, summary, text });
    return id;
  }

  function takeFault(conversationId: string): TeamsFault | null {
    const found = faults.find(
      (planned) => planned.left > 0 && (planned.conversationId ?? conversationId) === conversationId,
    );
    if (!found) return null;
    found.left -= 1;
    return found.fault;
  }

  async function send(conversationId: string, replyTo: string | null, body: unknown, response: ServerResponse): Promise<void> {
    requested.push(conversationId);
    const fault = takeFault(conversationId);
    if (fault?.kind === 'slow') await wait(fault.milliseconds);
    else if (fault) {
      if (fault.stored) store(conversationId, replyTo, body);
      return answerFault(response, fault);
    }
    const conversation = conversations.get(conversationId);
    if (!conversation) return answerFault(response, teamsFaults.conversationNotFound);
    if (!conversation.open) return answerFault(response, teamsFaults.writesBlocked);
    answer(response, 201, { id: store(conversationId, replyTo, body) });
  }

  function create(body: unknown, response: ServerResponse): void {
    const parsed = newConversation.safeParse(body);
    const [member] = parsed.success ? parsed.data.members : [];
    if (!parsed.success || parsed.data.isGroup || parsed.data.members.length > 1 || !member || !parsed.data.tenantId) {
      return answer(response, 400, { error: { code: 'BadSyntax', message: 'Incorrect conversation creation parameters.' } });
    }
    // Idempotent: one person has one 1:1 chat with the bot.
    const id = `a:${member.id}`;
    if (!conversations.has(id)) conversations.set(id, { open: true, messages: [] });
    answer(response, 201, { id });
  }

  function change(conversationId: string, activityId: string, body: unknown, response: ServerResponse): void {
    const messages = conversations.get(conversationId)?.messages ?? [];
    const at = messages.findIndex(({ id }) => id === activityId);
    if (at < 0) {
      return answer(response, 404, { error: { code: 'ActivityNotFoundInConversation', message: 'Activity not found.' } });
    }
    const [old] = messages.splice(at, 1);
    if (body !== null && old) {
      store(conversationId, old.replyTo, body);
      const made = messages.pop();
      if (made) messages.splice(at, 0, { ...made, id: old.id });
    }
    answer(response, 200, { id: activityId });
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readJson(request);
    const parts = new URL(request.url ?? '/', 'http://localhost').pathname.split('/').slice(2).map(decodeURIComponent);
    const [root, conversationId, kind, activityId = ''] = parts;
    if (root !== 'conversations') return answer(response, 404, { error: { code: 'NotFound', message: 'No such path.' } });
    if (conversationId === undefined) return create(body, response);
    // A reply to a message is posted under that message; Teams shows both alike.
    if (kind === 'activities' && request.method === 'POST') {
      return send(conversationId, activityId === '' ? null : activityId, body, response);
    }
    if (kind === 'activities') return change(conversationId, activityId, body, response);
    if (kind === 'members') return answer(response, 200, [{ id: conversationId.replace(/^a:/, '') }]);
    answer(response, 404, { error: { code: 'NotFound', message: 'No such path.' } });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => answer(response, 500, { error: { message: String(error) } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    openConversation(id) {
      conversations.set(id, { open: true, messages: conversations.get(id)?.messages ?? [] });
    },
    closeConversation(id) {
      conversations.set(id, { open: false, messages: conversations.get(id)?.messages ?? [] });
    },
    messagesIn: (id) => conversations.get(id)?.messages ?? [],
    sendRequests: (id) => requested.filter((conversationId) => id === undefined || conversationId === id).length,
    fail(fault, { conversationId = null, times = Number.POSITIVE_INFINITY } = {}) {
      faults.push({ fault, conversationId, left: times });
    },
    healAll() {
      faults = [];
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
