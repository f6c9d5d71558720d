import { expect, it } from 'vitest';
import {
  bringsMessageOn,
  type Delivery,
  type DeliveryKind,
  parseDeliveryKind,
  writeDeliveryKind,
} from '../../../src/domain/delivery/delivery.ts';

// What ledgers and queues hold already.
const written: readonly (readonly [string, DeliveryKind])[] = [
  ['prompt', { name: 'prompt' }],
  ['reminder-2026-12-01', { name: 'reminder', day: '2026-12-01' }],
  ['escalation-2026-12-04', { name: 'escalation', day: '2026-12-04' }],
  ['notice-opened', { name: 'notice', of: 'opened' }],
  [
    'notice-frozen-20261204T170000Z-1a2b',
    { name: 'notice', of: 'frozen', snapshot: '20261204T170000Z-1a2b' },
  ],
  ['notice-unpublished-2026-12-08', { name: 'notice', of: 'unpublished', day: '2026-12-08' }],
  ['digest-20261204T170000Z-1a2b', { name: 'digest', snapshot: '20261204T170000Z-1a2b' }],
  ['paper-20261204T170000Z-1a2b', { name: 'paper', snapshot: '20261204T170000Z-1a2b' }],
  ['question-0007-c0ffee00', { name: 'question', actionId: '0007', questionId: 'c0ffee00' }],
  ['answer-0007-c0ffee00-2', { name: 'answer', actionId: '0007', questionId: 'c0ffee00', version: 2 }],
  [
    'undelivered-0007-c0ffee00-sam-barron',
    { name: 'undelivered', actionId: '0007', questionId: 'c0ffee00', to: 'sam-barron' },
  ],
  ['refresh-due-2026-12-03-x', { name: 'refresh', change: 'due-2026-12-03-x' }],
];

it.each(written)('%s is written and read back', (text, kind) => {
  expect(writeDeliveryKind(kind)).toBe(text);
  expect(parseDeliveryKind(text)).toEqual(kind);
});

it.each([
  '',
  'visit',
  'prompt-1',
  'reminder',
  'reminder-',
  'notice-',
  'notice-frozen-',
  'x-refresh-1',
  'question-7-c0ffee00',
  'question-0007-c0ffee00-1',
  'answer-0007-c0ffee00',
  'answer-0007-c0ffee00-0',
  'undelivered-0007-c0ffee00',
])('%j is no kind of delivery', (text) => {
  expect(parseDeliveryKind(text)).toBeNull();
});

// London is an hour ahead of UTC in September.
const reminder: Delivery = {
  planId: 'wexcombe-send',
  cycleId: '2026-12-16',
  personId: 'sam-barron',
  kind: { name: 'reminder', day: '2026-09-30' },
  state: 'planned',
  plannedAt: '2026-09-30T08:00:00Z',
  notBefore: null,
  leaseUntil: null,
  attempts: 0,
  sentAt: null,
  activityId: null,
  reason: null,
};

it.each<[string, Partial<Delivery>, boolean]>([
  ['planned that day', {}, true],
  ['being sent', { state: 'claimed' }, true],
  ['planned the day before', { plannedAt: '2026-09-29T08:00:00Z' }, false],
  ['planned late the evening before in UTC', { plannedAt: '2026-09-29T23:30:00Z' }, true],
  ['sent', { state: 'sent', sentAt: '2026-09-30T09:00:00Z' }, true],
  [
    'planned before, sent that day',
    { state: 'sent', plannedAt: '2026-09-29T08:00:00Z', sentAt: '2026-09-30T09:00:00Z' },
    true,
  ],
  ['planned that day, sent the next', { state: 'sent', sentAt: '2026-09-30T23:30:00Z' }, false],
  ['failed', { state: 'failed' }, false],
  ['out of reach', { state: 'unreachable' }, false],
  ['not needed', { state: 'not-needed' }, false],
])('whether a row brings a message on a day: %s', (_, changes, brings) => {
  expect(bringsMessageOn({ ...reminder, ...changes }, '2026-09-30', 'Europe/London')).toBe(brings);
});
