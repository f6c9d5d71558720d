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
  /** What it carries beside a card: an offer of a file, or a file. */
  readonly files: readonly FileAttachment[];
}

/** An attachment of Teams' own kinds. */
export interface FileAttachment {
  readonly contentType: string;
  readonly name: string;
  readonly contentUrl: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A member of a team as the connector tells them; a bot has no `aadObjectId`. */
export interface FakeMember {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId?: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly tenantId?: string;
  /** `guest` for somebody the tenant has invited. */
  readonly userRole?: 'user' | 'guest' | 'anonymous';
}

/** The Teams connector on a port of this machine: what a bot talks to when it sends. */
export interface FakeTeams {
  readonly serviceUrl: string;
  /** Makes a conversation that the bot may write to. */
  openConversation(id: string): void;
  /** The bot is no longer in it: sends are refused as Teams refuses them. */
  closeConversation(id: string): void;
  /**
   * The bot may still write to it, but does not know it any more: sends are answered 404 until it is created anew, which gives
   * the same id. Public reports tell of it for about one chat in a hundred.
   */
  loseConversation(id: string): void;
  /** Makes a team whose members the bot may read, few at a time, and write to first. */
  addTeam(id: string, members: readonly FakeMember[]): void;
  /** Says who is in a 1:1 chat beside the bot; without it nobody is. Faults of the conversation hold for asking, too. */
  setMember(conversationId: string, member: FakeMember): void;
  /** How often it was asked for the one member of a conversation. */
  memberRequests(conversationId: string): number;
  /** What a conversation shows, oldest first. */
  messagesIn(conversationId: string): readonly TeamsMessage[];
  /** How many requests to send it got, those that failed among them; of every conversation when left out. */
  sendRequests(conversationId?: string): number;
  /** The next `times` sends fail so; to one conversation, or to any where it is left out. */
  fail(fault: TeamsFault, options?: { readonly conversationId?: string; readonly times?: number }): void;
  /** The next `times` creations of a chat fail so; with one member, or with any where it is left out. */
  failCreating(fault: TeamsFault, options?: { readonly memberId?: string; readonly times?: number }): void;
  /** How many requests to create a chat it got, those that failed among them; with every member when left out. */
  createRequests(memberId?: string): number;
  /** Forgets faults that have not happened yet. */
  healAll(): void;
  close(): Promise<void>;
}

const activity = z.object({
  text: z.string().default(''),
  summary: z.string().default(''),
  attachments: z
    .array(
      z.object({
        contentType: z.string(),
        name: z.string().default(''),
        contentUrl: z.string().default(''),
        content: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
});
const newConversation = z.object({
  members: z.array(z.object({ id: z.string() })).min(1),
  isGroup: z.boolean().optional(),
  tenantId: z.string().optional(),
});
const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

function readMessage(body: unknown): Omit<TeamsMessage, 'id' | 'replyTo'> {
  const { text, summary, attachments } = activity.parse(body);
  const card = attachments.find(({ contentType }) => contentType === adaptiveCard)?.content ?? null;
  const files = attachments.filter(({ contentType }) => contentType !== adaptiveCard);
  return { card, summary, text, files };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString());
}

/** The connector may give fewer than were asked for. */
const membersPerPage = 3;

type Answer = Extract<TeamsFault, { kind: 'answer' }> | Extract<TeamsFault, { kind: 'drop' }>;

const ok = (status: 200 | 201, body: unknown): Answer => ({ kind: 'answer', status, body });
const refuse = (status: 400 | 403 | 404, code: string, message: string): Answer => ({
  kind: 'answer',
  status,
  body: { error: { code, message } },
});

function write(response: ServerResponse, answer: Answer): void {
  if (answer.kind === 'drop') {
    response.destroy();
    return;
  }
  const { status, body, headers } = answer;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** One person has one chat with the bot. A member's id in Teams says nothing of it; here both are made of the account. */
const chatWith = (memberId: string) => `a:${memberId.replace(/^29:/, '').toLowerCase()}`;

/** Starts one; close it after the tests. */
export async function startFakeTeams(): Promise<FakeTeams> {
  const conversations = new Map<string, { open: boolean; lost: boolean; messages: TeamsMessage[] }>();
  const teams = new Map<string, readonly FakeMember[]>();
  const chatMembers = new Map<string, FakeMember>();
  const requested: string[] = [];
  const created: string[] = [];
  const membersAsked: string[] = [];
  let faults: { fault: TeamsFault; conversationId: string | null; left: number }[] = [];
  let creatingFaults: typeof faults = [];
  let lastId = 0;

  function store(conversationId: string, replyTo: string | null, body: unknown): string {
    lastId += 1;
    const id = `1700000000${String(lastId).padStart(3, '0')}`;
    conversations.get(conversationId)?.messages.push({ ...readMessage(body), id, replyTo });
    return id;
  }

  function takeFault(key: string, among = faults): TeamsFault | null {
    const found = among.find((planned) => planned.left > 0 && (planned.conversationId ?? key) === key);
    if (!found) return null;
    found.left -= 1;
    return found.fault;
  }

  async function send(conversationId: string, replyTo: string | null, body: unknown): Promise<Answer> {
    requested.push(conversationId);
    const fault = takeFault(conversationId);
    if (fault?.kind === 'slow') await wait(fault.milliseconds);
    else if (fault) {
      if (fault.stored) store(conversationId, replyTo, body);
      return fault;
    }
    const conversation = conversations.get(conversationId);
    if (!conversation || conversation.lost) {
      return refuse(404, 'ConversationNotFound', 'Conversation not found.');
    }
    if (!conversation.open) return teamsFaults.writesBlocked;
    return ok(201, { id: store(conversationId, replyTo, body) });
  }

  /** As for a person who has the app, or has had it, and for a member of a team that has it; for nobody else. */
  async function create(body: unknown): Promise<Answer> {
    const parsed = newConversation.safeParse(body);
    const [member, ...others] = parsed.success ? parsed.data.members : [];
    if (!parsed.success || !member || others.length > 0 || parsed.data.isGroup || !parsed.data.tenantId) {
      return refuse(400, 'BadSyntax', 'Incorrect conversation creation parameters.');
    }
    created.push(member.id);
    const fault = takeFault(member.id, creatingFaults);
    if (fault?.kind === 'slow') await wait(fault.milliseconds);
    else if (fault) return fault;
    const id = chatWith(member.id);
    const known = conversations.get(id);
    const inTeam = [...teams.values()].some((members) => members.some((one) => one.id === member.id));
    if (!known && !inTeam) return refuse(403, 'BotNotInConversationRoster', 'The bot is not in the roster.');
    // Idempotent: one person has one 1:1 chat with the bot.
    conversations.set(id, { open: known?.open ?? true, lost: false, messages: known?.messages ?? [] });
    return ok(201, { id });
  }

  /** Replaces a message, or deletes it where there is no new one. */
  function change(conversationId: string, activityId: string, body: unknown): Answer {
    const conversation = conversations.get(conversationId);
    if (!conversation || conversation.lost) {
      return refuse(404, 'ConversationNotFound', 'Conversation not found.');
    }
    const { messages } = conversation;
    const at = messages.findIndex(({ id }) => id === activityId);
    const [old] = at < 0 ? [] : messages.splice(at, 1);
    if (!old) return refuse(404, 'ActivityNotFoundInConversation', 'Activity not found.');
    if (body !== null) messages.splice(at, 0, { ...readMessage(body), id: old.id, replyTo: old.replyTo });
    return ok(200, { id: activityId });
  }

  async function listMembers(teamId: string, from: string | null): Promise<Answer> {
    const fault = takeFault(teamId);
    if (fault?.kind === 'slow') await wait(fault.milliseconds);
    else if (fault) return fault;
    const members = teams.get(teamId);
    if (!members) return refuse(404, 'ConversationNotFound', 'Conversation not found.');
    const start = Number(from ?? 0);
    const end = start + membersPerPage;
    const more = end < members.length ? { continuationToken: String(end) } : {};
    return ok(200, { members: members.slice(start, end), ...more });
  }

  /** By the channel's id or the account, as Teams takes either. */
  async function findMember(conversationId: string, memberId: string): Promise<Answer> {
    membersAsked.push(conversationId);
    const fault = takeFault(conversationId);
    if (fault?.kind === 'slow') await wait(fault.milliseconds);
    else if (fault) return fault;
    const members = [...(teams.get(conversationId) ?? []), chatMembers.get(conversationId)];
    const found = members.find((one) => one && [one.id, one.aadObjectId].includes(memberId));
    return found
      ? ok(200, { userRole: 'user', ...found })
      : refuse(404, 'MemberNotFoundInConversation', 'The member is not in the conversation.');
  }

  function route(
    method: string,
    parts: readonly string[],
    body: unknown,
    query: URLSearchParams,
  ): Answer | Promise<Answer> {
    const [root, conversationId, kind, activityId = ''] = parts;
    if (root === 'conversations' && conversationId === undefined) return create(body);
    if (root === 'conversations' && conversationId !== undefined && kind === 'activities') {
      // An answer is posted under the message it answers; a chat shows it like any other.
      if (method === 'POST') return send(conversationId, activityId === '' ? null : activityId, body);
      return change(conversationId, activityId, body);
    }
    if (kind === 'pagedmembers') return listMembers(conversationId ?? '', query.get('continuationToken'));
    if (kind === 'members' && activityId !== '') return findMember(conversationId ?? '', activityId);
    return kind === 'members' ? ok(200, []) : refuse(404, 'NotFound', 'No such path.');
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const parts = pathname.split('/').slice(2).map(decodeURIComponent);
    write(response, await route(request.method ?? 'GET', parts, await readJson(request), searchParams));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      write(response, { kind: 'answer', status: 500, body: { error: { message: String(error) } } });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    openConversation(id) {
      conversations.set(id, { open: true, lost: false, messages: conversations.get(id)?.messages ?? [] });
    },
    closeConversation(id) {
      conversations.set(id, { open: false, lost: false, messages: conversations.get(id)?.messages ?? [] });
    },
    loseConversation(id) {
      conversations.set(id, { open: true, lost: true, messages: conversations.get(id)?.messages ?? [] });
    },
    addTeam(id, members) {
      teams.set(id, members);
    },
    setMember(id, member) {
      chatMembers.set(id, member);
    },
    memberRequests: (id) => membersAsked.filter((one) => one === id).length,
    messagesIn: (id) => conversations.get(id)?.messages ?? [],
    sendRequests: (id) =>
      requested.filter((conversationId) => id === undefined || conversationId === id).length,
    fail(fault, { conversationId = null, times = Number.POSITIVE_INFINITY } = {}) {
      faults.push({ fault, conversationId, left: times });
    },
    failCreating(fault, { memberId = null, times = Number.POSITIVE_INFINITY } = {}) {
      creatingFaults.push({ fault, conversationId: memberId, left: times });
    },
    createRequests: (memberId) => created.filter((id) => memberId === undefined || id === memberId).length,
    healAll() {
      faults = [];
      creatingFaults = [];
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
