import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import { Failure } from '../../../src/domain/shared/errors.ts';
import type { RegisteredPlan } from '../../../src/ports.ts';
import { measureQueue, oldestDue } from '../../../src/use-cases/delivery/measure-queue.ts';
import { aDelivery } from '../../support/builders.ts';

const now = Temporal.Instant.from('2026-12-01T09:00:00Z');

const row = (state: Delivery['state'], plannedAt: string, notBefore: string | null = null) =>
  aDelivery('p1', { planId: 'board', cycleId: '2026-12-16', state, plannedAt, notBefore });

describe('oldestDue', () => {
  it.each<[string, Delivery[], string | null]>([
    ['nothing', [], null],
    ['what is settled', [row('sent', '2026-12-01T08:00:00Z'), row('failed', '2026-12-01T08:00:00Z')], null],
    ['who is out of reach', [row('unreachable', '2026-11-01T08:00:00Z')], null],
    ['what waits', [row('planned', '2026-12-01T08:59:00Z')], '2026-12-01T08:59:00Z'],
    ['what is under way', [row('claimed', '2026-12-01T08:58:00Z')], '2026-12-01T08:58:00Z'],
    [
      'what was put off until a while ago',
      [row('planned', '2026-12-01T08:00:00Z', '2026-12-01T08:50:00.5Z')],
      '2026-12-01T08:50:00.5Z',
    ],
    ['what is put off', [row('planned', '2026-12-01T08:00:00Z', '2026-12-01T09:00:01Z')], null],
    [
      'the longest of several',
      [
        row('planned', '2026-12-01T08:59:00.25Z'),
        row('planned', '2026-12-01T08:59:00Z'),
        row('planned', '2026-12-01T08:59:30Z'),
      ],
      '2026-12-01T08:59:00Z',
    ],
  ])('of %s', (_what, rows, expected) => {
    expect(oldestDue(rows, now)).toBe(expected);
  });
});

describe('measureQueue', () => {
  const plan = (planId: string, dueAt: string | null): RegisteredPlan => ({
    tenantId: 'tenant',
    planId,
    dueAt,
    etag: 'e',
  });

  function world(depth: () => Promise<number>) {
    const gauges: Record<string, number> = {};
    const plans = [
      plan('new', null),
      plan('due', '2026-12-01T09:00:00Z'),
      plan('later', '2026-12-01T09:00:00.001Z'),
    ];
    const unused = (): never => {
      throw new Error('not asked for');
    };
    return {
      gauges,
      services: {
        directory: { listPlans: async () => plans } as never,
        queue: { depth, enqueue: unused, receive: unused },
        clock: { now: () => now },
        telemetry: {
          count: unused,
          time: unused,
          span: unused,
          gauge: (name: string, value: number) => {
            gauges[name] = value;
          },
        },
      },
    };
  }

  it('tells plans and messages that wait, and how long the oldest of all looks', async () => {
    const { gauges, services } = world(async () => 7);
    await measureQueue(services, [
      { oldestDue: '2026-12-01T08:59:00Z' },
      { oldestDue: null },
      { oldestDue: '2026-12-01T08:55:00Z' },
    ]);
    expect(gauges).toEqual({ 'plans.due': 2, 'queue.depth': 7, 'queue.oldest-due-seconds': 300 });
  });

  it('tells zero when nothing waits, so that an alarm ends', async () => {
    const { gauges, services } = world(async () => 0);
    await measureQueue(services, []);
    expect(gauges).toEqual({ 'plans.due': 2, 'queue.depth': 0, 'queue.oldest-due-seconds': 0 });
  });

  it('sets nothing when storage cannot say', async () => {
    const { gauges, services } = world(() => Promise.reject(new Failure('storage-unavailable', 'away')));
    await expect(measureQueue(services, [])).rejects.toBeInstanceOf(Failure);
    expect(gauges).toEqual({});
  });
});
