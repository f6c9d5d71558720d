import http from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  checkQueues,
  connectQueues,
  createQueues,
  type Queues,
} from '../../../src/adapters/queues/connect.ts';
import { createDeliveryQueue } from '../../../src/adapters/queues/delivery-queue.ts';
import { encodeMessage, parseMessage } from '../../../src/adapters/queues/message.ts';
import type { DeliveryKey } from '../../../src/domain/delivery/delivery.ts';
import type { DeliveryQueue, Logger, QueuedDelivery } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';

let storage: TestStorage;
let queues: Queues;
let warnings: object[] = [];

const logger: Logger = {
  debug: () => {},
  info: () => {},
  warn: (fields) => warnings.push(fields),
  error: () => {},
  child: () => logger,
};

function key(personId: string): DeliveryKey {
  return { planId: 'hill-vale', cycleId: '2026-12-16', personId, kind: { name: 'prompt' } };
}

function openQueue(visibilitySeconds = 60): DeliveryQueue {
  return createDeliveryQueue(queues, { logger, visibilitySeconds });
}

/** Asks until something is due; each ask is a round trip, so this waits without a fixed sleep. */
async function receiveWhenDue(queue: DeliveryQueue): Promise<QueuedDelivery> {
  const giveUp = performance.now() + 4_000;
  while (performance.now() < giveUp) {
    const [delivery] = await queue.receive(1);
    if (delivery !== undefined) return delivery;
  }
  throw new Error('nothing became due');
}

beforeAll(async () => {
  storage = await startTestStorage();
  queues = connectQueues(storage);
  await createQueues(queues);
  await createQueues(queues);
});
beforeEach(async () => {
  await queues.deliveries.clearMessages();
  warnings = [];
});
afterAll(() => storage.close());

describe('the delivery queue', () => {
  it('hands out at once what was given back, and counts what waits', async () => {
    const queue = openQueue();
    await queue.enqueue([key('sam-barron')]);
    const held = await receiveWhenDue(queue);
    expect(await queue.receive(1)).toEqual([]);
    expect(await queue.depth()).toBe(1);
    await held.release();
    const again = await receiveWhenDue(queue);
    // Given back, it has done nothing wrong: only what was kept or lost counts.
    expect(again).toMatchObject({ key: key('sam-barron'), handedOut: 1 });
    // Somebody else has it now: the first holder can neither give it back nor remove it.
    await held.release();
    await held.remove();
    expect(await queue.depth()).toBe(1);
    await again.remove();
    expect(await queue.depth()).toBe(0);
  });

  it('has nothing when nothing was added', async () => {
    expect(await openQueue().receive(32)).toEqual([]);
    expect(await openQueue().receive(0)).toEqual([]);
    await openQueue().enqueue([]);
  });

  it('hands out every delivery once while it stays hidden', async () => {
    const queue = openQueue();
    const keys = Array.from({ length: 50 }, (_, index) => key(`lead-${index}`));
    await queue.enqueue(keys);
    const received = [...(await queue.receive(100)), ...(await queue.receive(100))];
    expect(received.map((delivery) => delivery.key.personId).toSorted()).toEqual(
      keys.map(({ personId }) => personId).toSorted(),
    );
    expect(received.map((delivery) => delivery.handedOut)).toEqual(Array.from({ length: 50 }, () => 1));
    expect(await queue.receive(32)).toEqual([]);
  });

  it('gives no more than was asked for', async () => {
    await openQueue().enqueue([key('a'), key('b'), key('c')]);
    expect(await openQueue().receive(2)).toHaveLength(2);
  });

  it('hands a delivery out again when it was not removed in time, and counts', async () => {
    const queue = openQueue(1);
    await queue.enqueue([key('a')]);
    const [first] = await queue.receive(1);
    const second = await receiveWhenDue(queue);
    expect(first?.handedOut).toBe(1);
    expect(second).toMatchObject({ key: key('a'), handedOut: 2 });
  });

  it('leaves a delivery alone that was handed out elsewhere meanwhile', async () => {
    const quick = openQueue(1);
    await quick.enqueue([key('a')]);
    const [first] = await quick.receive(1);
    const second = await receiveWhenDue(openQueue());
    await first?.remove();
    const { approximateMessagesCount } = await queues.deliveries.getProperties();
    expect(approximateMessagesCount).toBe(1);
    await second.remove();
    await second.remove();
    expect((await queues.deliveries.getProperties()).approximateMessagesCount).toBe(0);
  });

  it('holds a delayed delivery back', async () => {
    const queue = openQueue();
    await queue.enqueue([key('later')], { delaySeconds: 0.5 });
    await queue.enqueue([key('now')]);
    expect((await queue.receive(32)).map((delivery) => delivery.key.personId)).toEqual(['now']);
    expect((await receiveWhenDue(queue)).key.personId).toBe('later');
  });

  it('never lets a message expire', async () => {
    await openQueue().enqueue([key('a')]);
    const [message] = (await queues.deliveries.peekMessages()).peekedMessageItems;
    expect(message?.expiresOn.getUTCFullYear()).toBe(9999);
  });

  it.each([
    ['no base64', '<>'],
    ['no JSON', Buffer.from('hello').toString('base64')],
    ['a list', Buffer.from('[]').toString('base64')],
    ['a missing part', Buffer.from('{"planId":"a","meeting":"b","personId":"c"}').toString('base64')],
    ['an unknown kind', Buffer.from(JSON.stringify({ ...key('a'), kind: 'visit' })).toString('base64')],
    ['an empty part', encodeMessage(key(''))],
  ])('removes and logs a message with %s', async (_, text) => {
    await queues.deliveries.sendMessage(text);
    await openQueue().enqueue([key('sound')]);
    expect((await openQueue().receive(32)).map((delivery) => delivery.key.personId)).toEqual(['sound']);
    expect(warnings).toHaveLength(1);
    expect((await queues.deliveries.getProperties()).approximateMessagesCount).toBe(1);
  });
});

describe('a message', () => {
  it('carries any key there and back', () => {
    const part = fc.string({ unit: 'binary', minLength: 1 });
    const anyKey = fc.record({
      planId: part,
      cycleId: part,
      personId: part,
      kind: fc.oneof(
        fc.constant({ name: 'prompt' } as const),
        part.map((day) => ({ name: 'reminder', day }) as const),
      ),
    });
    fc.assert(
      fc.property(anyKey, (drawn) => {
        expect(parseMessage(encodeMessage(drawn))).toEqual({ key: drawn, givenBack: 0 });
        expect(parseMessage(encodeMessage(drawn, 3))).toEqual({ key: drawn, givenBack: 3 });
      }),
    );
  });
});

describe('a queue that fails', () => {
  const unavailable = { name: 'Failure', code: 'storage-unavailable' };

  it.each<[string, http.RequestListener]>([
    ['403', (_, response) => response.writeHead(403, { 'x-ms-error-code': 'AuthorizationFailure' }).end()],
    ['503', (_, response) => response.writeHead(503, { 'x-ms-error-code': 'ServerBusy' }).end()],
    ['silence', () => {}],
  ])('is told as a failure within bounded time: %s', async (_, handler) => {
    const server = http.createServer(handler);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const connectionString = `DefaultEndpointsProtocol=http;AccountName=fake;AccountKey=ZmFrZQ==;QueueEndpoint=http://127.0.0.1:${port}/fake;`;
    const failing = connectQueues({ connectionString }, 1_000);
    const queue = createDeliveryQueue(failing, { logger });
    const started = performance.now();
    await Promise.all([
      expect(queue.enqueue([key('a')])).rejects.toMatchObject(unavailable),
      expect(queue.receive(1)).rejects.toMatchObject(unavailable),
      expect(createQueues(failing)).rejects.toMatchObject(unavailable),
      expect(checkQueues(failing)).rejects.toMatchObject(unavailable),
    ]);
    expect(performance.now() - started).toBeLessThan(2_000);
    server.closeAllConnections();
    server.close();
  });

  it('is told as a failure when the queue was never made', async () => {
    const empty = await startTestStorage();
    const missing = connectQueues(empty);
    await expect(createDeliveryQueue(missing, { logger }).receive(1)).rejects.toMatchObject(unavailable);
    await expect(checkQueues(missing)).rejects.toMatchObject(unavailable);
    await empty.close();
  });
});
