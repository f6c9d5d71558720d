import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { connectQueues } from '../../src/adapters/queues/connect.ts';
import { createDeliveryQueue } from '../../src/adapters/queues/delivery-queue.ts';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import type { DeliveryQueue, Write } from '../../src/ports.ts';
import { atExit } from '../support/at-exit.ts';
import { aCycle, aDelivery } from '../support/builders.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { createReplica, type Replica } from '../support/replica.ts';
import { createSeeder, type Seeder } from '../support/seed-leads.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { type Subjects, startStorage } from './subjects.ts';

/** Storage and a connector, each a process of its own, and as many replicas as a measurement wants. */
export interface DeliveryWorld {
  readonly seeder: Seeder;
  readonly connector: Connector;
  readonly queue: DeliveryQueue;
  readonly connectionString: string;
  /** Between replicas and storage where requests are to be counted; null where nothing may slow them. */
  readonly proxy: StorageProxy | null;
  /** Started and ready. */
  startReplicas(count: number, env: Readonly<Record<string, string>>): Promise<readonly Replica[]>;
  close(): Promise<void>;
}

export async function createDeliveryWorld(
  subjects: Subjects,
  options: { readonly counting: boolean } = { counting: false },
): Promise<DeliveryWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'board-actions-bench-'));
  const callOff = atExit(() => rmSync(folder, { recursive: true, force: true }));
  const [storage, connector] = await Promise.all([startStorage(), startConnector()]);
  const { connectionString } = storage;
  const proxy = options.counting ? await startStorageProxy(connectionString) : null;
  const seeder = await createSeeder(connectionString);
  const queue = createDeliveryQueue(connectQueues({ connectionString }), {
    logger: pino({ level: 'silent' }),
  });
  const replicas: Replica[] = [];
  return {
    ...{ seeder, connector, queue, connectionString, proxy },
    async startReplicas(count, env) {
      const started: Replica[] = [];
      for (let index = 0; index < count; index += 1) {
        const replica = await createReplica({
          file: subjects.serviceFile,
          connectionString: proxy?.connectionString ?? connectionString,
          logFile: path.join(folder, `replica-${replicas.length}.log`),
          env,
        });
        replicas.push(replica);
        started.push(replica);
        await replica.start();
      }
      await Promise.all(started.map((replica) => replica.untilReady()));
      return started;
    },
    async close() {
      await Promise.all(replicas.map((replica) => replica.end('SIGKILL')));
      await Promise.all([connector.stop(), proxy?.stop()]);
      await storage.stop();
      await rm(folder, { recursive: true, force: true });
      callOff();
    },
  };
}

const meeting = '2027-03-17';

const openCycle = () =>
  aCycle(meeting, {
    due: '2027-03-05',
    publishBy: '2027-03-09',
    openedAt: '2026-11-20T09:00:00Z',
    openedBy: 'The PM',
  });

/**
 * An open cycle whose prompts stand in the ledger as planned, for each of these plans; gives what to put on the queue. The
 * plans are not registered for the scheduler: no sweep disturbs the figures.
 */
export async function planPrompts(
  { seeder, connector }: DeliveryWorld,
  name: string,
  first: number,
  plans: number,
  leads: number,
): Promise<Delivery[]> {
  const planned: Delivery[] = [];
  for (let number = first; number < first + plans; number += 1) {
    const planId = `${name}-${number}`;
    const size = { leads, actionsEach: 3, neverMet: 0, noAccount: 0, registered: false };
    const plan = await seeder.addPlan(planId, number, size, connector.serviceUrl);
    const rows = plan.leads.map(({ personId }) =>
      aDelivery(personId, { planId, cycleId: meeting, plannedAt: '2026-11-20T09:00:00Z' }),
    );
    const writes: Write[] = [
      { op: 'insert', row: { kind: 'cycle', value: openCycle() } },
      ...rows.map((value): Write => ({ op: 'insert', row: { kind: 'delivery', value } })),
    ];
    await seeder.store.commitInBatches(planId, writes);
    planned.push(...rows);
  }
  return planned;
}

/** Waits until the connector has accepted so many messages. Throws when it has not in time. */
export async function untilAccepted(
  connector: Connector,
  count: number,
  withinMilliseconds: number,
): Promise<void> {
  const deadline = performance.now() + withinMilliseconds;
  for (;;) {
    const { byStatus } = await connector.counts();
    const seen = byStatus[201] ?? 0;
    if (seen >= count) return;
    if (performance.now() > deadline) throw new Error(`${seen} of ${count} messages came in time.`);
    await wait(50);
  }
}

/**
 * Messages a second between the first and the last of the middle nine tenths: how soon the first leaves and how long the
 * last straggles is the affair of other measurements.
 */
export async function acceptedRate(connector: Connector): Promise<number> {
  const times = (await connector.accepted()).map(({ at }) => at).toSorted((a, b) => a - b);
  const from = Math.floor(times.length * 0.05);
  const to = Math.ceil(times.length * 0.95) - 1;
  const [start, end] = [times[from], times[to]];
  if (start === undefined || end === undefined || end <= start)
    throw new Error('Too few messages to tell a rate.');
  return (to - from) / ((end - start) / 1_000);
}
