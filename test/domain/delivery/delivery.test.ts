import { expect, it } from 'vitest';
import {
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
  ['refresh-due-2026-12-03-x', { name: 'refresh', change: 'due-2026-12-03-x' }],
];

it.each(written)('%s is written and read back', (text, kind) => {
  expect(writeDeliveryKind(kind)).toBe(text);
  expect(parseDeliveryKind(text)).toEqual(kind);
});

it.each(['', 'visit', 'prompt-1', 'reminder', 'reminder-', 'notice-', 'notice-frozen-', 'x-refresh-1'])(
  '%j is no kind of delivery',
  (text) => {
    expect(parseDeliveryKind(text)).toBeNull();
  },
);
