import type { PersonId } from '../people/person.ts';
import type { ActionId } from '../plan/action.ts';
import type { PlanId } from '../plan/plan.ts';
import { dayOf } from '../shared/days.ts';

/** What is sent, and so what may be sent once. */
export type DeliveryKind =
  | { readonly name: 'prompt' }
  /** Named for the day it was asked for, so that asking twice in a day sends once. */
  | { readonly name: 'reminder'; readonly day: string }
  /** To a strategic lead. */
  | { readonly name: 'escalation'; readonly day: string }
  /** To a PM. */
  | { readonly name: 'notice'; readonly of: 'opened' }
  | { readonly name: 'notice'; readonly of: 'frozen'; readonly snapshot: string }
  | { readonly name: 'notice'; readonly of: 'unpublished'; readonly day: string }
  /** To the chair and members, on publication day. */
  | { readonly name: 'digest'; readonly snapshot: string }
  /** A link to the board paper, to a channel; its row is that of the PM in whose name the link is made. */
  | { readonly name: 'post'; readonly snapshot: string }
  /** The board paper, to a PM. */
  | { readonly name: 'paper'; readonly snapshot: string }
  /** No new message: the newest card of the person is brought up to date. */
  | { readonly name: 'refresh'; readonly change: string }
  /** To the lead of an action. */
  | ({ readonly name: 'question' } & QuestionKey)
  /** To who asked. */
  | ({ readonly name: 'answer'; readonly version: number } & QuestionKey)
  /** To who asked: their question could not be brought to this person. */
  | ({ readonly name: 'undelivered'; readonly to: PersonId } & QuestionKey);

interface QuestionKey {
  readonly actionId: ActionId;
  readonly questionId: string;
}

/** What goes between who asks and who answers; it belongs to no cycle. */
export type QuestionDeliveryKind = Extract<DeliveryKind, QuestionKey>;

/** What is made from the snapshot of one freeze, and of no use once the cycle is opened again. */
export type FrozenDeliveryKind = Extract<DeliveryKind, { readonly name: 'digest' | 'paper' | 'post' }>;

export function isOfFreeze(kind: DeliveryKind): kind is FrozenDeliveryKind {
  return kind.name === 'digest' || kind.name === 'paper' || kind.name === 'post';
}

/** Where the ledger keeps what belongs to no cycle. */
export const questionsLedger = 'questions';

export function isOfQuestion(kind: DeliveryKind): kind is QuestionDeliveryKind {
  return 'questionId' in kind;
}

/** A kind as row keys, messages of the queue and logs have it: `reminder-2026-12-01`, `notice-frozen-<snapshot>`. */
export function writeDeliveryKind(kind: DeliveryKind): string {
  switch (kind.name) {
    case 'prompt':
      return kind.name;
    case 'reminder':
    case 'escalation':
      return `${kind.name}-${kind.day}`;
    case 'notice':
      if (kind.of === 'opened') return 'notice-opened';
      return kind.of === 'frozen' ? `notice-frozen-${kind.snapshot}` : `notice-unpublished-${kind.day}`;
    case 'digest':
    case 'paper':
    case 'post':
      return `${kind.name}-${kind.snapshot}`;
    case 'refresh':
      return `refresh-${kind.change}`;
    case 'question':
      return `question-${kind.actionId}-${kind.questionId}`;
    case 'answer':
      return `answer-${kind.actionId}-${kind.questionId}-${kind.version}`;
    case 'undelivered':
      return `undelivered-${kind.actionId}-${kind.questionId}-${kind.to}`;
  }
}

/** The kind so written; null for any other text. */
export function parseDeliveryKind(text: string): DeliveryKind | null {
  if (text === 'prompt') return { name: text };
  if (text === 'notice-opened') return { name: 'notice', of: 'opened' };
  const [, name, detail = ''] =
    /^(reminder|escalation|notice-frozen|notice-unpublished|digest|paper|post|refresh)-(.+)$/s.exec(text) ??
    [];
  switch (name) {
    case 'reminder':
    case 'escalation':
      return { name, day: detail };
    case 'notice-frozen':
      return { name: 'notice', of: 'frozen', snapshot: detail };
    case 'notice-unpublished':
      return { name: 'notice', of: 'unpublished', day: detail };
    case 'digest':
    case 'paper':
    case 'post':
      return { name, snapshot: detail };
    case 'refresh':
      return { name, change: detail };
    default:
      return parseQuestionKind(text);
  }
}

function parseQuestionKind(text: string): QuestionDeliveryKind | null {
  const [, name, actionId = '', questionId = '', , rest = ''] =
    /^(question|answer|undelivered)-(\d{4,9})-([0-9a-f]{8,32})(-(.+))?$/s.exec(text) ?? [];
  const key = { actionId, questionId };
  if (name === 'question') return rest === '' ? { name, ...key } : null;
  if (name === 'undelivered') return rest === '' ? null : { name, ...key, to: rest };
  return name === 'answer' && /^[1-9]\d{0,8}$/.test(rest) ? { name, ...key, version: Number(rest) } : null;
}

/** Whether a message puts a card that asks its lead for replies into their chat. */
export function asksLead({ name }: DeliveryKind): boolean {
  return name === 'prompt' || name === 'reminder';
}

/** Names one ledger row, and is all that travels on the queue. */
export interface DeliveryKey {
  readonly planId: PlanId;
  readonly cycleId: string;
  readonly personId: PersonId;
  readonly kind: DeliveryKind;
}

export type DeliveryState = 'planned' | 'claimed' | 'sent' | 'unreachable' | 'failed' | 'not-needed';

/** One row of the delivery ledger. Instants are ISO in UTC. */
export interface Delivery extends DeliveryKey {
  readonly state: DeliveryState;
  readonly plannedAt: string;
  /** Not to be sent before this instant (a throttled send waits); null when it may go at once. */
  readonly notBefore: string | null;
  /** While claimed: when the claim lapses and another replica may take the row. */
  readonly leaseUntil: string | null;
  readonly attempts: number;
  readonly sentAt: string | null;
  /** The Teams activity, once sent. */
  readonly activityId: string | null;
  /** Why it was not sent, as a stable code; null while it may still be. */
  readonly reason: string | null;
}

/** Whether a row still brings its reader a message unless it fails. */
function isUnderWay({ state }: Delivery): boolean {
  return state === 'planned' || state === 'claimed';
}

/**
 * Whether a row has brought its reader a message on a day of a time zone, or was planned on it and is about to. One that has
 * failed, found its reader out of reach or was not needed has brought none.
 */
export function bringsMessageOn(row: Delivery, day: string, timeZone: string): boolean {
  const at = row.sentAt ?? (isUnderWay(row) ? row.plannedAt : null);
  return at !== null && dayOf(at, timeZone) === day;
}
