import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { recordNoChange } from '../../../src/use-cases/reply/record-update.ts';
import { insertDeliveries } from '../../../src/use-cases/shared/insert-deliveries.ts';
import { deliveryKind } from '../../support/builders.ts';
import { importSmallPlan, smallPeople } from '../../support/small-plan.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import { conversationOf } from '../../support/test-person.ts';
import { startWorld, type TestWorld, testTenant } from '../../support/test-world.ts';

const planId = 'wexcombe-send';
const meeting = '2026-12-16';
const { sam, morgan } = smallPeople;
const chat = conversationOf(sam.userId);

let world: TestWorld;

async function meet({ userId }: { readonly userId: string }): Promise<void> {
  world.teams.openConversation(conversationOf(userId));
  await world.app.services.directory.saveConversation({
    tenantId: testTenant,
    userId,
    conversationId: conversationOf(userId),
    serviceUrl: world.teams.serviceUrl,
    channelId: 'msteams',
    botId: '28:board-actions',
    botName: 'Board Actions',
    memberId: `29:${userId}`,
  });
}

async function deliver(text: string, personId = 'sam-barron'): Promise<Delivery> {
  const { services } = world.app;
  const kind = deliveryKind(text);
  const row: Delivery = {
    ...{
      planId,
      cycleId: meeting,
      personId,
      kind,
      state: 'planned',
      plannedAt: services.clock.now().toString(),
    },
    ...{ notBefore: null, leaseUntil: null, attempts: 0, sentAt: null, activityId: null, reason: null },
  };
  await insertDeliveries(services, planId, [row]);
  await world.app.runDueOnce();
  const stored = await services.store.readDelivery(row);
  if (!stored) throw new Error('The row is gone.');
  return stored.value;
}

async function changeCycle(change: Partial<Cycle>): Promise<void> {
  const { store } = world.app.services;
  const cycle = await store.readCycle(planId, meeting);
  if (!cycle) throw new Error('There is no cycle.');
  await store.commit(planId, [
    { op: 'replace', row: { kind: 'cycle', value: { ...cycle.value, ...change } }, etag: cycle.etag },
  ]);
}

const freeze = () =>
  changeCycle({
    state: 'frozen',
    frozenAt: '2026-11-02T09:00:00Z',
    frozenBy: 'Morgan Vale',
    snapshot: 's1',
  });

beforeEach(async () => {
  world = await startWorld({ serving: false });
  await importSmallPlan(world.app.services, planId);
  await meet(sam);
  await meet(morgan);
  await openCycle(world.app.services, { via: 'cli' }, planId, { meeting });
  await world.app.runDueOnce();
  world.clock.advance({ minutes: 5 });
});
afterEach(() => world.close());

describe('a refresh', () => {
  it('draws the newest card anew in its place, and posts nothing', async () => {
    const [before] = world.teams.messagesIn(chat);
    await freeze();
    expect(await deliver('refresh-frozen')).toMatchObject({ state: 'sent', activityId: before?.id });
    const after = world.teams.messagesIn(chat);
    expect(after).toHaveLength(1);
    expect(after[0]?.id).toBe(before?.id);
    expect(after[0]?.card).not.toEqual(before?.card);
    expect(world.teams.sendRequests(chat)).toBe(1);
  });

  it('takes the reminder where there is one', async () => {
    expect((await deliver('reminder-2026-11-02')).state).toBe('sent');
    const reminder = world.teams.messagesIn(chat)[1];
    expect(await deliver('refresh-extended')).toMatchObject({ state: 'sent', activityId: reminder?.id });
  });

  it('is not needed by who has no card, or has lost it', async () => {
    expect((await deliver('refresh-1', 'lee-fenn')).state).toBe('not-needed');
    const { store } = world.app.services;
    const key = { planId, cycleId: meeting, personId: 'sam-barron', kind: { name: 'prompt' } } as const;
    const prompt = await store.readDelivery(key);
    if (!prompt) throw new Error('There is no prompt.');
    await store.commit(planId, [
      {
        op: 'replace',
        row: { kind: 'delivery', value: { ...prompt.value, activityId: 'deleted-by-the-reader' } },
        etag: prompt.etag,
      },
    ]);
    expect(await deliver('refresh-2')).toMatchObject({ state: 'not-needed', reason: 'message-gone' });
  });
});

describe('a notice to the project manager', () => {
  it('goes out while it is true', async () => {
    expect((await deliver('notice-opened', 'morgan-vale')).state).toBe('sent');
    await freeze();
    expect((await deliver('notice-frozen-s1', 'morgan-vale')).state).toBe('sent');
    expect(world.teams.messagesIn(conversationOf(morgan.userId))).toHaveLength(2);
  });

  it('is dropped once it is not', async () => {
    expect((await deliver('notice-frozen-s0', 'morgan-vale')).state).toBe('not-needed');
    await freeze();
    expect((await deliver('notice-opened', 'morgan-vale')).state).toBe('not-needed');
    expect(world.teams.messagesIn(conversationOf(morgan.userId))).toEqual([]);
  });
});

describe('a reminder', () => {
  it('is dropped when all has been answered, or the cycle is frozen', async () => {
    const { services } = world.app;
    const sender = { via: 'teams', tenantId: testTenant, userId: sam.userId, name: 'Sam Barron' } as const;
    await freeze();
    expect((await deliver('reminder-2026-11-02')).state).toBe('not-needed');
    await changeCycle({ state: 'open', frozenAt: null, frozenBy: null, snapshot: null });
    for (const { value } of await services.store.listActions(planId)) {
      if (value.responsible[0] !== 'sam-barron') continue;
      await recordNoChange(services, sender, { planId, cycleId: meeting, actionId: value.id });
    }
    expect((await deliver('reminder-2026-11-03')).state).toBe('not-needed');
    expect(world.teams.sendRequests(chat)).toBe(1);
  });
});

describe('a person who is gone', () => {
  it('leaves a refresh unneeded, so that it is not what they are owed when they come back', async () => {
    world.teams.closeConversation(chat);
    world.teams.fail(teamsFaults.writesBlocked, { conversationId: chat });
    await world.app.services.directory.forgetConversation(testTenant, sam.userId);
    expect((await deliver('refresh-1')).state).toBe('not-needed');
    expect(await deliver('reminder-2026-11-02')).toMatchObject({
      state: 'unreachable',
      reason: 'never-met-bot',
    });
  });
});

describe('what the log tells of a delivery', () => {
  it('is one story under one id, from planned to sent, without a name', async () => {
    await deliver('reminder-2026-11-02');
    const lines = world.logger.lines.filter((line) => 'deliveryId' in line.fields);
    const reminder = lines.filter((line) => line.fields['kind'] === 'reminder-2026-11-02');
    expect(new Set(reminder.map((line) => line.fields['deliveryId'])).size).toBe(1);
    expect(reminder.map(({ message }) => message)).toEqual(['delivery planned', 'delivery attempted']);
    expect(JSON.stringify(lines)).not.toMatch(/sam|barron/i);
  });
});
