import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Channel, openChannel } from '../bench/activities.ts';
import { buildSubjects, startStorage } from '../bench/subjects.ts';
import { atExit } from '../support/at-exit.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { createReplica, type Replica } from '../support/replica.ts';
import { createSeeder, type Seeder } from '../support/seed-leads.ts';
import { createRandom, pick, type Random } from '../support/seeded-random.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import type { Report } from './report.ts';

/** Three replicas on one storage and one connector, each a process of its own. */
export interface World {
  readonly report: Report;
  readonly random: Random;
  readonly replicas: readonly Replica[];
  readonly connector: Connector;
  readonly proxy: StorageProxy;
  readonly seeder: Seeder;
  /** Leads to storage past the proxy. */
  readonly connectionString: string;
  /** Posts an activity to whichever replica takes it, again until `accepts` its answer; null when nobody ever did. */
  post(activity: object, accepts: (answer: string) => boolean, tries?: number): Promise<string | null>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly report: Report;
  readonly seed: number;
  readonly replicas: number;
  /** Where the replicas' logs are kept; null to throw them away. */
  readonly logs: string | null;
}

/** Closes what it has begun when the rest cannot begin. */
export async function createWorld({ report, seed, replicas: count, logs }: WorldOptions): Promise<World> {
  const random = createRandom(seed);
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'board-actions-faults-'));
    atExit(() => rmSync(folder, { recursive: true, force: true }));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    if (logs !== null) await mkdir(logs, { recursive: true });
    const subjects = await buildSubjects();
    closers.push(() => subjects.remove());
    const storage = await startStorage();
    closers.push(() => storage.stop());
    const proxy = await startStorageProxy(storage.connectionString);
    closers.push(() => proxy.stop());
    const connector = await startConnector();
    closers.push(() => connector.stop());
    const seeder = await createSeeder(storage.connectionString);
    const replicas: Replica[] = [];
    const channels = new Map<Replica, Channel>();
    for (let index = 0; index < count; index += 1) {
      const replica = await createReplica({
        file: subjects.serviceFile,
        connectionString: proxy.connectionString,
        logFile: path.join(logs ?? folder, `replica-${index + 1}.log`),
      });
      closers.push(() => replica.end('SIGKILL'));
      replicas.push(replica);
      channels.set(replica, openChannel(replica.url));
    }
    closers.push(async () => {
      for (const channel of channels.values()) channel.close();
    });

    return {
      report,
      random,
      replicas,
      connector,
      proxy,
      seeder,
      connectionString: storage.connectionString,
      async post(activity, accepts, tries = 60) {
        for (let tried = 0; tried < tries; tried += 1) {
          const replica = pick(random, replicas);
          const answer = await channels
            .get(replica)
            ?.post(activity)
            .catch(() => null);
          if (typeof answer === 'string' && accepts(answer)) return answer;
          await wait(200 + random() * 300);
        }
        return null;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
