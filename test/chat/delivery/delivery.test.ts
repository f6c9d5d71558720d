import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import { describeReason } from '../../../src/domain/digest/collate-status.ts';
import { Failure } from '../../../src/domain/shared/errors.ts';
import { Conflict, type ConversationRef, type DeliveryQueue, type PlanStore } from '../../../src/ports.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { chaseReplies } from '../../../src/use-cases/delivery/chase-replies.ts';
import { createDeliveries, deliverBatch } from '../../../src/use-cases/delivery/deliver-prompts.ts';
import { showStatus } from '../../../src/use-cases/digest/show-status.ts';
import { importSmallPlan, smallPeople } from '../../support/small-plan.ts';
import { type TeamsFault, teamsFaults } from '../../support/teams-faults.ts';
import { conversationOf } from '../../support/test-person.ts';
import { startWorld, type TestWorld, testTenant } from '../../support/test-world.ts';

// Nothing runs in the background here: one call of runDueOnce is one tick and everything that is due.
const planId = 'wexcombe-send';
const meeting = '2026-12-16';
const operator = { via: 'cli' } as const;
const { sam, lee } = smallPeople;
const chats = { sam: conversationOf(sam.userId), lee: conversationOf(lee.userId) };
const keys = {
  sam: { planId, cycleId: meeting, personId: 'sam-barron', kind: { name: 'prompt' } },
  lee: { planId, cycleId: meeting, personId: 'lee-fenn', kind: { name: 'prompt' } },
} as const;

let world: TestWorld;

/** Somebody whom the bot has met: their chat exists and its address is known. */
async function meet({ userId }: { readonly userId: string }): Promise<void> {
  const ref: ConversationRef = {
    tenantId: testTenant,
    userId,
    conversationId: conversationOf(userId),
    serviceUrl: world.teams.serviceUrl,
    channelId: 'msteams',
    botId: '28:board-actions',
    botName: 'Board Actions',
    memberId: `29:${userId}`,
  };
  world.teams.openConversation(ref.conversationId);
  await world.app.services.directory.saveConversation(ref);
}

async function ledger(who: keyof typeof keys): Promise<Delivery> {
  const row = await world.app.services.store.readDelivery(keys[who]);
  if (!row) throw new Error(`There is no ledger row for ${who}.`);
  return row.value;
}

/** Another message for a row: the queue counts its delays in real time, the ledger in the clock of the test. */
const hurry = (who: keyof typeof keys) => world.app.services.queue.enqueue([keys[who]]);

async function statusOf(name: string) {
  const status = await showStatus(world.app.services, operator, { planId, cycleId: meeting });
  return status.agencies.flatMap(({ leads }) => leads).find((lead) => lead.name === name);
}

beforeEach(async () => {
  world = await startWorld({ serving: false });
  await importSmallPlan(world.app.services, planId);
  await meet(sam);
  await meet(lee);
  await openCycle(world.app.services, operator, planId, { meeting });
});
afterEach(() => world.close());

describe('a prompt', () => {
  it('goes out once, however often the scheduler ticks', async () => {
    expect((await world.app.runDueOnce()).sent).toBe(2);
    for (let tick = 0; tick < 3; tick += 1) {
      world.clock.advance({ hours: 8 });
      expect(await world.app.runDueOnce()).toMatchObject({ planned: 0, requeued: 0, sent: 0 });
    }
    expect(world.teams.sendRequests()).toBe(2);
    expect(await ledger('sam')).toMatchObject({ state: 'sent', sentAt: '2026-11-02T09:00:00Z', attempts: 1 });
  });

  it('that failed for good is made up for by a reminder', async () => {
    world.teams.fail(teamsFaults.internalError, { conversationId: chats.sam, times: 1 });
    await world.app.runDueOnce();
    expect(await statusOf('Sam Barron')).toMatchObject({ state: 'failed' });
    world.clock.advance({ hours: 24 });
    expect(await chaseReplies(world.app.services, operator, { planId, cycleId: meeting })).toMatchObject({
      reminded: 2,
    });
    await world.app.runDueOnce();
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(1);
    expect(await statusOf('Sam Barron')).toMatchObject({ state: 'outstanding', reason: null });
  });

  it('goes out once although the queue hands its message out twice', async () => {
    await Promise.all([hurry('sam'), hurry('sam'), hurry('sam')]);
    await world.app.runDueOnce();
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(1);
  });

  it('goes out once with two replicas at work', async () => {
    const replica = world.addReplica();
    await Promise.all([hurry('sam'), hurry('lee')]);
    const reports = await Promise.all([world.app.runDueOnce(), replica.runDueOnce(), replica.runDueOnce()]);
    await replica.close();
    expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
    expect(world.teams.sendRequests()).toBe(2);
  });

  it('is swept up when its queue message is lost', async () => {
    for (const message of await world.app.services.queue.receive(32)) await message.remove();
    expect(await world.app.runDueOnce()).toMatchObject({ requeued: 0, sent: 0 });
    world.clock.advance({ seconds: 121 });
    expect(await world.app.runDueOnce()).toMatchObject({ requeued: 2, sent: 2 });
    expect(world.teams.sendRequests()).toBe(2);
  });

  it('is not sent any more once everything is answered or the cycle frozen', async () => {
    const { store } = world.app.services;
    const cycle = await store.readCycle(planId, meeting);
    if (!cycle) throw new Error('There is no cycle.');
    const frozen = {
      ...cycle.value,
      state: 'frozen' as const,
      frozenAt: '2026-11-02T09:00:00Z',
      frozenBy: 'Morgan Vale',
    };
    await store.commit(planId, [{ op: 'replace', row: { kind: 'cycle', value: frozen }, etag: cycle.etag }]);
    await world.app.runDueOnce();
    expect(world.teams.sendRequests()).toBe(0);
    expect((await ledger('sam')).state).toBe('not-needed');
  });
});

describe('a connector that asks us to wait', () => {
  it('is not asked again before its Retry-After has passed', async () => {
    world.teams.fail(teamsFaults.throttled(30), { conversationId: chats.sam, times: 1 });
    await world.app.runDueOnce();
    expect(world.teams.sendRequests(chats.sam)).toBe(1);
    expect(await ledger('sam')).toMatchObject({
      state: 'planned',
      reason: 'throttled',
      notBefore: '2026-11-02T09:00:30.5Z',
    });

    world.clock.advance({ seconds: 30 });
    await hurry('sam');
    await world.app.runDueOnce();
    expect(world.teams.sendRequests(chats.sam)).toBe(1);

    world.clock.advance({ seconds: 1 });
    await Promise.all([hurry('sam'), hurry('lee')]);
    await world.app.runDueOnce();
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(1);
    expect(world.teams.messagesIn(chats.lee)).toHaveLength(1);
    expect(await ledger('sam')).toMatchObject({ state: 'sent', reason: null, attempts: 2 });
    expect(await ledger('lee')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('is left alone by everybody in its tenant, other replicas among them', async () => {
    const replica = world.addReplica();
    world.teams.fail(teamsFaults.throttled(30), { times: 1 });
    await world.app.runDueOnce();
    expect(world.teams.sendRequests()).toBe(1);
    world.clock.advance({ seconds: 29 });
    await Promise.all([hurry('sam'), hurry('lee')]);
    await replica.runDueOnce();
    expect(world.teams.sendRequests()).toBe(1);
    world.clock.advance({ seconds: 2 });
    await Promise.all([hurry('sam'), hurry('lee')]);
    expect((await replica.runDueOnce()).sent).toBe(2);
    expect(world.teams.sendRequests()).toBe(3);
    await replica.close();
  });

  it('for a whole storm of answers makes nobody fail, and sends each card once', async () => {
    world.teams.fail(teamsFaults.throttled(1), { times: 12 });
    for (let round = 0; round < 30; round += 1) {
      await Promise.all([hurry('sam'), hurry('lee')]);
      await world.app.runDueOnce();
      world.clock.advance({ seconds: 2 });
    }
    expect(world.teams.sendRequests()).toBe(14);
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(1);
    expect(world.teams.messagesIn(chats.lee)).toHaveLength(1);
  });

  it('is given time even where it does not say how much', async () => {
    world.teams.fail(teamsFaults.throttled(null), { conversationId: chats.sam, times: 1 });
    await world.app.runDueOnce();
    const { notBefore } = await ledger('sam');
    expect(notBefore).toBe('2026-11-02T09:00:02Z');
  });
});

describe('a transient failure', () => {
  const transient: [string, TeamsFault, string][] = [
    ['412', teamsFaults.preconditionFailed, 'http-412'],
    ['502', teamsFaults.unavailable(502), 'http-502'],
    ['503', teamsFaults.unavailable(503), 'http-503'],
    ['504', teamsFaults.unavailable(504), 'http-504'],
    ['a connection that ends', teamsFaults.dropped, 'no-answer'],
  ];

  it.each(transient)('is one request an attempt, and tried again later: %s', async (_name, fault, reason) => {
    world.teams.fail(fault, { conversationId: chats.sam, times: 1 });
    expect((await world.app.runDueOnce()).sent).toBe(1);
    expect(world.teams.sendRequests(chats.sam)).toBe(1);
    expect(await ledger('sam')).toMatchObject({ state: 'planned', reason, attempts: 1 });
    world.clock.advance({ seconds: 10 });
    await hurry('sam');
    expect((await world.app.runDueOnce()).sent).toBe(1);
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(1);
  });

  it('that hides a message which arrived repeats it to that lead alone', async () => {
    world.teams.fail(teamsFaults.storedThenUnavailable, { conversationId: chats.sam, times: 1 });
    await world.app.runDueOnce();
    world.clock.advance({ seconds: 10 });
    await hurry('sam');
    await world.app.runDueOnce();
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(2);
    expect(world.teams.messagesIn(chats.lee)).toHaveLength(1);
    world.clock.advance({ hours: 2 });
    await world.app.runDueOnce();
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(2);
  });

  it('that does not pass ends as failed after eight attempts and an hour, and the status says so', async () => {
    world.teams.fail(teamsFaults.preconditionFailed, { conversationId: chats.sam });
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await world.app.runDueOnce();
      world.clock.advance({ hours: 1 });
      await hurry('sam');
    }
    expect(world.teams.sendRequests(chats.sam)).toBe(8);
    expect(await ledger('sam')).toMatchObject({ state: 'failed', reason: 'http-412', attempts: 8 });
    expect(await statusOf('Sam Barron')).toMatchObject({
      state: 'failed',
      reason: 'Teams could not take the card, however often we tried (http-412).',
    });
    expect(world.teams.messagesIn(chats.lee)).toHaveLength(1);
  });
});

describe('a refusal for good', () => {
  const unreachable: [string, TeamsFault, string][] = [
    ['writes blocked', teamsFaults.writesBlocked, 'blocked'],
    ['blocked by the user', teamsFaults.blockedByUser, 'blocked'],
    ['disabled by the admin', teamsFaults.disabledByAdmin, 'disabled-by-admin'],
    ['not in the roster', teamsFaults.notInRoster, 'not-in-conversation'],
    ['not installed', teamsFaults.notInstalled, 'not-installed'],
    ['a conversation that is gone', teamsFaults.conversationNotFound, 'conversation-gone'],
  ];

  it.each(unreachable)(
    'makes the lead unreachable, with the reason on the status: %s',
    async (_name, fault, reason) => {
      // A chat that is gone is created anew and written to once more before that is believed.
      const requests = reason === 'conversation-gone' ? 2 : 1;
      world.teams.fail(fault, { conversationId: chats.sam, times: requests });
      expect((await world.app.runDueOnce()).sent).toBe(1);
      expect(await ledger('sam')).toMatchObject({ state: 'unreachable', reason, attempts: 1 });
      const lead = await statusOf('Sam Barron');
      expect(lead?.state).toBe('unreachable');
      expect(lead?.reason).not.toContain('undefined');
      // Nobody is pestered: until the lead comes back, no tick tries again.
      world.clock.advance({ hours: 24 });
      await hurry('sam');
      await world.app.runDueOnce();
      expect(world.teams.sendRequests(chats.sam)).toBe(requests);
      expect(world.teams.messagesIn(chats.lee)).toHaveLength(1);
    },
  );

  it.each([
    ['500', teamsFaults.internalError, 'ServiceError'],
    ['413', teamsFaults.tooBig, 'MessageSizeTooBig'],
    ['a wrong host', teamsFaults.invalidHost, 'InvalidBotApiHost'],
  ] as [string, TeamsFault, string][])(
    'fails at once where a repeat would not help or could send twice: %s',
    async (_name, fault, reason) => {
      world.teams.fail(fault, { conversationId: chats.sam, times: 1 });
      await world.app.runDueOnce();
      expect(await ledger('sam')).toMatchObject({ state: 'failed', reason });
      expect(await statusOf('Sam Barron')).toMatchObject({
        state: 'failed',
        reason: describeReason(reason),
      });
      expect(world.teams.sendRequests(chats.sam)).toBe(1);
    },
  );
});

describe('a crash', () => {
  it('between send and record repeats one card to one lead at most', async () => {
    const { services } = world.app;
    let crashes = 1;
    const store = {
      ...services.store,
      commit: (...args: Parameters<typeof services.store.commit>) => {
        const [, [write]] = args;
        const records = write?.row.kind === 'delivery' && write.row.value.state === 'sent';
        if (records && crashes > 0) {
          crashes -= 1;
          return Promise.reject(new Error('The process ended here.'));
        }
        return services.store.commit(...args);
      },
    };
    const messages = await services.queue.receive(32);
    const ofSam = messages.filter(({ key }) => key.personId === keys.sam.personId);
    const queue = { ...services.queue, receive: async () => ofSam };
    expect(await deliverBatch({ ...services, store, queue }, () => 0)).toEqual({ received: 1, sent: 0 });
    expect(await ledger('sam')).toMatchObject({ state: 'claimed', attempts: 1 });
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(1);

    // Its lease is ours no more after a minute; before that nobody touches the row.
    await hurry('sam');
    await world.app.runDueOnce();
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(1);
    for (let tick = 0; tick < 4; tick += 1) {
      world.clock.advance({ minutes: 3 });
      await world.app.runDueOnce();
    }
    expect(world.teams.messagesIn(chats.sam)).toHaveLength(2);
    expect(world.teams.messagesIn(chats.lee)).toHaveLength(1);
    expect(await ledger('sam')).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('at every attempt ends as failed instead of going round for ever', async () => {
    const { services } = world.app;
    const broken = {
      ...services.directory,
      findConversation: () => Promise.reject(new Error('Not readable.')),
    };
    const handedOut = (times: number) => ({
      ...services.queue,
      receive: async (max: number) =>
        (await services.queue.receive(max)).map((message) => ({ ...message, handedOut: times })),
    });
    for (let times = 10; times <= 18; times += 1) {
      await hurry('sam');
      await deliverBatch({ ...services, directory: broken, queue: handedOut(times) }, () => 0);
      // Charged from the eleventh time on; the message is nobody's fault until then.
      expect(await ledger('sam')).toMatchObject({ state: 'planned', attempts: times - 10 });
    }
    await hurry('sam');
    await deliverBatch({ ...services, directory: broken, queue: handedOut(19) }, () => 0);
    expect(await ledger('sam')).toMatchObject({ state: 'failed', reason: 'gave-up' });
    expect(await statusOf('Sam Barron')).toMatchObject({ state: 'failed' });
    expect(world.teams.sendRequests(chats.sam)).toBe(0);
  });

  it('of others is none: a message that killed replicas have held is sent all the same', async () => {
    const { services } = world.app;
    const queue: DeliveryQueue = {
      ...services.queue,
      receive: async (max) =>
        (await services.queue.receive(max)).map((message) => ({ ...message, handedOut: 40 })),
    };
    expect((await deliverBatch({ ...services, queue }, () => 0)).sent).toBe(2);
    expect(await ledger('sam')).toMatchObject({ state: 'sent' });
  });

  it('that never began is none: a message given back however often is sent all the same', async () => {
    const stopping = AbortSignal.abort();
    for (let round = 0; round < 12; round += 1) {
      const given = await deliverBatch(world.app.services, () => 0, stopping);
      expect(given).toEqual({ received: 2, sent: 0 });
    }
    expect((await world.app.runDueOnce()).sent).toBe(2);
    expect(await ledger('sam')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('of storage is nobody’s fault: the message comes again as a new one', async () => {
    const { services } = world.app;
    const away = new Failure('storage-unavailable', 'Storage did not answer.');
    const store = { ...services.store, listActions: () => Promise.reject(away) };
    const delays: number[] = [];
    const queue: DeliveryQueue = {
      ...services.queue,
      receive: async (max) =>
        (await services.queue.receive(max)).map((message) => ({ ...message, handedOut: 40 })),
      enqueue: async (again, options) => {
        delays.push(options?.delaySeconds ?? 0);
        await services.queue.enqueue(again);
      },
    };
    expect(await deliverBatch({ ...services, store, queue }, () => 0)).toEqual({ received: 2, sent: 0 });
    expect(delays).toEqual([5, 5]);
    expect((await world.app.runDueOnce()).sent).toBe(2);
  });
});

describe('a send that storage could not record', () => {
  it('is recorded as soon as storage is back, and so goes out once', async () => {
    const { services } = world.app;
    let failures = 5;
    const store: PlanStore = {
      ...services.store,
      commit: (planId, writes) => {
        const [write] = writes;
        const records = write?.row.kind === 'delivery' && write.row.value.state === 'sent';
        if (records && failures > 0) {
          failures -= 1;
          return Promise.reject(new Failure('storage-unavailable', 'Storage answered 503.'));
        }
        return services.store.commit(planId, writes);
      },
    };
    const waits: number[] = [];
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds);
    };
    const round = await createDeliveries({ ...services, store }, { random: () => 0, wait }).deliverBatch();
    expect(round).toEqual({ received: 2, sent: 2 });
    expect(waits).toEqual([250, 500, 1000, 2000, 2000]);
    world.clock.advance({ minutes: 10 });
    await world.app.runDueOnce();
    expect(world.teams.sendRequests()).toBe(2);
  });

  it('is left as another replica has recorded it', async () => {
    const { services } = world.app;
    const store: PlanStore = {
      ...services.store,
      commit: (planId, writes) => {
        const [write] = writes;
        const records = write?.row.kind === 'delivery' && write.row.value.state === 'sent';
        return records ? Promise.reject(new Conflict('changed')) : services.store.commit(planId, writes);
      },
    };
    const round = await deliverBatch({ ...services, store }, () => 0);
    expect(round.received).toBe(2);
    expect((await ledger('sam')).state).toBe('claimed');
  });
});

describe('a replica that stops', () => {
  it('finishes what is on the wire and gives the rest back at once', async () => {
    const { services } = world.app;
    const stopping = new AbortController();
    const messenger = {
      ...services.messenger,
      send: (...args: Parameters<typeof services.messenger.send>) => {
        stopping.abort();
        return services.messenger.send(...args);
      },
    };
    await createDeliveries({ ...services, messenger }, { random: () => 0 }).run(stopping.signal);
    expect(world.teams.sendRequests()).toBe(1);
    const rows = [await ledger('sam'), await ledger('lee')];
    expect(rows.map(({ state }) => state).sort()).toEqual(['planned', 'sent']);
    expect(rows.map(({ attempts }) => attempts).sort()).toEqual([0, 1]);
    // Nobody waits for a message to become visible or for a lease to lapse.
    expect((await world.app.runDueOnce()).sent).toBe(1);
    expect(world.teams.sendRequests()).toBe(2);
  });
});

describe('one card at a time', () => {
  it('is on the wire or unrecorded in one replica, however much is to be sent', async () => {
    const { services } = world.app;
    let unrecorded = 0;
    let most = 0;
    const messenger = {
      ...services.messenger,
      send: async (...args: Parameters<typeof services.messenger.send>) => {
        unrecorded += 1;
        most = Math.max(most, unrecorded);
        return services.messenger.send(...args);
      },
    };
    const store: PlanStore = {
      ...services.store,
      commit: async (planId, writes) => {
        const etags = await services.store.commit(planId, writes);
        const [write] = writes;
        if (write?.row.kind === 'delivery' && write.row.value.state === 'sent') unrecorded -= 1;
        return etags;
      },
    };
    expect(await deliverBatch({ ...services, messenger, store }, () => 0)).toEqual({ received: 2, sent: 2 });
    expect({ most, unrecorded }).toEqual({ most: 1, unrecorded: 0 });
  });
});
