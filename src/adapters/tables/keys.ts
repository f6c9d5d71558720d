import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type DeliveryKey, writeDeliveryKind } from '../../domain/delivery/delivery.ts';
import type { ActionId } from '../../domain/plan/action.ts';
import { Failure, Refusal } from '../../domain/shared/errors.ts';

/** Azure takes 1,024 units a key; Azurite refuses more than 512. */
const longestKey = 512;

/** 9999-12-31T23:59:59.999Z, so that later instants sort first. */
const lastMillisecond = 253_402_300_799_999;

/**
 * Row keys are parts joined by `~`, which no part contains, so a kind or a cycle is one range of keys. The
 * table of rows stands in the design; `~` is also higher than every character of a part (see `rangeOf`).
 */
export const rowKeys = {
  plan: 'plan',
  action: (id: ActionId) => joinKey('action', id),
  person: (id: string) => joinKey('person', id),
  lead: (id: string) => joinKey('lead', id),
  meeting: (date: string) => joinKey('meeting', date),
  cycle: (cycleId: string) => joinKey('cycle', cycleId),
  wording: (cycleId: string, id: ActionId) => joinKey('wording', cycleId, id),
  question: (actionId: ActionId, id: string) => joinKey('question', actionId, id),
  /** `id` is null for the row of the people and the plan. */
  frozen: (cycleId: string, snapshot: string, id: ActionId | null) =>
    joinKey('frozen', cycleId, snapshot, id ?? 'people'),
  sheet: (cycleId: string, snapshot: string) => joinKey('sheet', cycleId, snapshot),
  update: (cycleId: string, id: ActionId) => joinKey('update', cycleId, id),
  delivery: (key: DeliveryKey) => joinKey('delivery', key.cycleId, key.personId, writeDeliveryKind(key.kind)),
  history: (id: ActionId, at: string) => joinKey('history', id, newestFirst(at), uniquePart()),
  file: (id: string) => joinKey('file', id),
  filePart: (id: string, part: number) => joinKey('part', id, String(part).padStart(4, '0')),
  log: (at: string) => joinKey('log', newestFirst(at), uniquePart()),
} as const;

/** Throws a `Refusal` unless the id is one a plan can have, so that no other text becomes a partition. */
export function partitionOf(planId: string): string {
  if (!/^[a-z0-9-]{1,64}$/.test(planId)) {
    throw new Refusal('bad-input', 'A plan id has 1 to 64 lower-case letters, digits and hyphens.');
  }
  return planId;
}

/** Throws `Failure('storage-limit')` when the key would be longer than storage takes. */
export function joinKey(...parts: readonly string[]): string {
  const key = parts.map(encodeKeyPart).join('~');
  if (key.length > longestKey) {
    throw new Failure(
      'storage-limit',
      `A name is too long to be stored: its key has ${key.length} characters.`,
    );
  }
  return key;
}

/**
 * Two texts never give the same part, and every part is safe as a key. Storage bans `/ \ # ?` and control
 * characters; `~` and `=` are ours. Anything but letters, digits, `.`, `_` and `-` becomes `=` and four hex digits.
 */
export function encodeKeyPart(text: string): string {
  if (text === '') throw new Refusal('bad-input', 'A row cannot be found by an empty name.');
  return text.replace(/[^A-Za-z0-9._-]/g, (unit) => `=${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * A row's key as a log may tell it: its kind, numbers and dates. Other parts are names of people, their accounts, or the secret
 * of a link.
 */
export function tellKey(rowKey: string): string {
  const [kind = '', ...parts] = rowKey.split('~');
  return [kind, ...parts.map((part) => (/^(\d{1,15}|\d{4}-\d{2}-\d{2})?$/.test(part) ? part : '…'))].join(
    '~',
  );
}

/** OData condition for every key that begins with these parts and has more: `lt 'action~~'` is above them all. */
export function rangeOf(partition: string, ...parts: readonly string[]): string {
  const prefix = joinKey(...parts);
  return `PartitionKey eq '${partition}' and RowKey ge '${prefix}~' and RowKey lt '${prefix}~~'`;
}

/** `at` is an ISO instant; to the millisecond, the rest is left to the unique part. */
function newestFirst(at: string): string {
  const inverted = lastMillisecond - Temporal.Instant.from(at).epochMilliseconds;
  return String(inverted).padStart(15, '0');
}

let countdown = 1_000_000;

/** Counts down, so that of two rows written here in one millisecond the later comes first too; random elsewhere. */
function uniquePart(): string {
  countdown = countdown === 0 ? 999_999 : countdown - 1;
  return `${String(countdown).padStart(6, '0')}${randomBytes(5).toString('hex')}`;
}
