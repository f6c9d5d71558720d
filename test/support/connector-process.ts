/**
 * The Teams connector in a process of its own, for runs of many replicas: it records what it accepts and misbehaves as told.
 * Unlike the fake of the tests it keeps no cards, so that it stays ahead of whoever posts to it.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answerCalls } from './child-calls.ts';
import { createRandom } from './seeded-random.ts';

export interface ConnectorSettings {
  readonly seed: number;
  /** Shortest and longest time until it answers, milliseconds. */
  readonly latency: readonly [number, number];
  /** How often a post to a conversation is answered so instead, by status, from 0 to 1. */
  readonly faults: Readonly<Partial<Record<412 | 429 | 502 | 503 | 504, number>>>;
  /** Requests that any second may hold, the rest being answered 429; null for no limit. */
  readonly perSecond: number | null;
  /**
   * How often a post to a conversation that may be written to is answered 404, from 0 to 1: it is not known again until
   * it has been created anew, and the post after that is taken.
   */
  readonly lost: number;
  /** Members with whom a chat may be created: conversations by their member's id. Nobody else can be written to first. */
  readonly members: Readonly<Record<string, string>>;
  /** Members with whom no chat may be created, and how that is refused. */
  readonly closed: Readonly<Record<string, { readonly status: number; readonly body: unknown }>>;
  /** Conversations that always refuse, and how. */
  readonly refused: Readonly<Record<string, { readonly status: number; readonly body: unknown }>>;
}

/** A message that a conversation now shows. */
export interface Accepted {
  readonly conversation: string;
  /** When its request came in, milliseconds of the epoch. */
  readonly at: number;
  /** A new message, or an `update` of one in its place. */
  readonly kind: 'message' | 'update';
}

export interface ConnectorCounts {
  readonly requests: number;
  /** Chats created, or found again by asking for one. */
  readonly created: number;
  readonly byStatus: Readonly<Record<number, number>>;
  /** The most requests that any sliding second held, those answered 429 among them. */
  readonly busiestSecond: number;
}

const usual: ConnectorSettings = {
  ...{ seed: 1, latency: [0, 0], faults: {}, perSecond: null },
  ...{ lost: 0, members: {}, closed: {}, refused: {} },
};
let settings = usual;
let random = createRandom(usual.seed);
let accepted: Accepted[] = [];
/** Conversations that are not known, and ones whose next post is taken. */
const lost = new Set<string>();
const found = new Set<string>();
let created = 0;
const passed = createSecond();
const arrived = createSecond();
let byStatus: Record<number, number> = {};
let requests = 0;
let busiestSecond = 0;
let lastBody = '';
let lastId = 0;

/** Requests of the second that ends now. */
function createSecond() {
  let times: number[] = [];
  return {
    add(now: number) {
      times.push(now);
    },
    count(now: number) {
      times = times.filter((time) => time > now - 1_000);
      return times.length;
    },
    forget() {
      times = [];
    },
  };
}

/** Whether the second that ends now has room for one more request, which is then counted in. */
function passes(now: number): boolean {
  arrived.add(now);
  busiestSecond = Math.max(busiestSecond, arrived.count(now));
  if (settings.perSecond === null) return true;
  if (passed.count(now) >= settings.perSecond) return false;
  passed.add(now);
  return true;
}

function drawFault(): number | null {
  let chance = random();
  for (const [status, share] of Object.entries(settings.faults)) {
    if (chance < share) return Number(status);
    chance -= share;
  }
  return null;
}

function answer(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  byStatus[status] = (byStatus[status] ?? 0) + 1;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

interface NewChat {
  readonly isGroup?: boolean;
  readonly tenantId?: string;
  readonly members?: readonly { readonly id: string }[];
}

/** One person has one chat with the bot, however often it is asked for. */
function createChat(body: string): { readonly status: number; readonly body: unknown } {
  const { isGroup, tenantId, members = [] } = JSON.parse(body) as NewChat;
  const [member] = members;
  if (isGroup || !tenantId || !member || members.length > 1) {
    return { status: 400, body: { error: { code: 'BadSyntax', message: 'Incorrect parameters.' } } };
  }
  const closed = settings.closed[member.id];
  if (closed !== undefined) return closed;
  const conversation = settings.members[member.id];
  if (conversation === undefined) {
    return { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'Not a member.' } } };
  }
  if (lost.delete(conversation)) found.add(conversation);
  created += 1;
  return { status: 201, body: { id: conversation } };
}

const notFound = { error: { code: 'ConversationNotFound', message: 'Conversation not found.' } };

/** Whether the conversation is not known at this moment. */
function isLost(conversation: string): boolean {
  if (lost.has(conversation)) return true;
  if (found.delete(conversation) || random() >= settings.lost) return false;
  lost.add(conversation);
  return true;
}

const throttled = { error: { code: 'Throttled', message: 'Too many requests.' } };

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const now = performance.timeOrigin + performance.now();
  const { refused, latency } = settings;
  const [, , root, encoded, kind, activityId] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  const conversation = decodeURIComponent(encoded ?? '');
  const body = await readText(request);
  requests += 1;
  const creating = root === 'conversations' && encoded === undefined && request.method === 'POST';
  if (!creating && (root !== 'conversations' || kind !== 'activities')) {
    answer(response, 404, { error: { code: 'NotFound', message: 'No such path.' } });
    return;
  }
  if (!passes(now)) {
    answer(response, 429, throttled, { 'retry-after': '1' });
    return;
  }
  const spread = random();
  const fault = drawFault();
  const [shortest, longest] = latency;
  const time = shortest + spread * (longest - shortest);
  // What is being stored when the sender goes away is stored all the same.
  if (time > 0) await wait(time / 2);
  const refusal = refused[conversation];
  if (refusal !== undefined) {
    answer(response, refusal.status, refusal.body);
    return;
  }
  if (fault !== null) {
    if (fault === 429) answer(response, 429, throttled, { 'retry-after': '1' });
    else answer(response, fault, { error: { code: 'ServiceError', message: 'Try again.' } });
    return;
  }
  if (creating) {
    const chat = createChat(body);
    if (time > 0) await wait(time / 2);
    answer(response, chat.status, chat.body);
    return;
  }
  if (settings.lost > 0 && isLost(conversation)) {
    answer(response, 404, notFound);
    return;
  }
  const isUpdate = request.method === 'PUT';
  lastId += 1;
  lastBody = body;
  accepted.push({ conversation, at: now, kind: isUpdate ? 'update' : 'message' });
  if (time > 0) await wait(time / 2);
  answer(response, isUpdate ? 200 : 201, { id: isUpdate ? activityId : `1:${lastId}` });
}

const server = createServer((request, response) => {
  handle(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

answerCalls({
  serviceUrl: () => `http://127.0.0.1:${port}/`,
  /** What is left out goes back to what is usual. */
  configure(next: Partial<ConnectorSettings>) {
    settings = { ...usual, ...next };
    random = createRandom(settings.seed);
    for (const known of [lost, found]) known.clear();
  },
  /** Messages accepted since the last `reset`, from the given one on. */
  accepted: (from: number) => accepted.slice(from),
  counts: (): ConnectorCounts => ({ requests, created, byStatus, busiestSecond }),
  /** The body of the message accepted last, as it came. */
  lastBody: () => lastBody,
  reset() {
    accepted = [];
    for (const second of [passed, arrived]) second.forget();
    byStatus = {};
    created = 0;
    requests = 0;
    busiestSecond = 0;
  },
});
