import { RestError } from '@azure/data-tables';
import { describe, expect, it } from 'vitest';
import { connectTables, createTables, type Tables } from '../../../src/adapters/tables/connect.ts';
import { createPace } from '../../../src/adapters/tables/pace.ts';
import type { Pace } from '../../../src/ports.ts';
import { startTestStorage } from '../../support/azurite.ts';
import { createRecordingLogger } from '../../support/recording-logger.ts';
import { createVirtualTime, type VirtualTime } from '../../support/virtual-time.ts';

const start = Date.parse('2026-11-02T09:00:00Z');
const tenant = 'tenant-a';

/** One table that answers after four milliseconds, unless it is away. */
function createSlowTable(time: VirtualTime) {
  const rows = new Map<string, { entity: Record<string, unknown>; etag: string; timestamp: string }>();
  let version = 0;
  let away = false;
  let requests = 0;
  const answer = async () => {
    requests += 1;
    await time.wait(4);
    if (away) throw new RestError('Server busy', { statusCode: 503 });
  };
  const put = (entity: Record<string, unknown>) => {
    version += 1;
    const row = { entity, etag: `tag-${version}`, timestamp: new Date(time.now()).toISOString() };
    rows.set(String(entity['rowKey']), row);
    return { etag: row.etag };
  };
  const directory = {
    async getEntity(_partition: string, rowKey: string) {
      await answer();
      const row = rows.get(rowKey);
      if (!row)
        throw new RestError('{"odata.error":{"code":"ResourceNotFound"}}', {
          statusCode: 404,
          code: 'ResourceNotFound',
        });
      return { ...row.entity, etag: row.etag, timestamp: row.timestamp };
    },
    async createEntity(entity: Record<string, unknown>) {
      await answer();
      if (rows.has(String(entity['rowKey'])))
        throw new RestError('There already', { statusCode: 409, code: 'EntityAlreadyExists' });
      return put(entity);
    },
    async updateEntity(entity: Record<string, unknown>, _mode: string, { etag }: { etag: string }) {
      await answer();
      if (rows.get(String(entity['rowKey']))?.etag !== etag)
        throw new RestError('Changed', { statusCode: 412, code: 'UpdateConditionNotSatisfied' });
      return put(entity);
    },
  };
  return {
    // Only these three calls are made of it.
    tables: { directory, patience: 8_000 } as unknown as Tables,
    goAway(isAway: boolean) {
      away = isAway;
    },
    requests: () => requests,
  };
}

interface World {
  readonly time: VirtualTime;
  readonly table: ReturnType<typeof createSlowTable>;
  /** When requests left, in true time. */
  readonly left: number[];
  pace(skew?: number, wait?: VirtualTime['wait']): Pace;
  /** Sends one after the other for so long, each taking so many milliseconds. */
  sender(pace: Pace, forMilliseconds: number, each: number): Promise<void>;
}

function createWorld(requestsPerSecond = 50): World {
  const time = createVirtualTime(start);
  const table = createSlowTable(time);
  const left: number[] = [];
  return {
    time,
    table,
    left,
    pace: (skew = 0, wait = time.wait) =>
      createPace(table.tables, {
        logger: createRecordingLogger(),
        requestsPerSecond,
        now: () => time.now() + skew,
        wait,
      }),
    async sender(pace, forMilliseconds, each) {
      const end = time.now() + forMilliseconds;
      while (time.now() < end) {
        const turn = await pace.take(tenant);
        if (turn.kind === 'go') left.push(time.now());
        await time.wait(turn.kind === 'go' ? each : 100);
      }
    },
  };
}

function busiestSecond(left: readonly number[]): number {
  return Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + 1_000).length));
}

const times = (count: number, work: () => Promise<void>) => Array.from({ length: count }, work);

describe('the pace of one tenant', () => {
  it.each([
    [1, 1],
    [1, 4],
    [2, 1],
    [4, 1],
    [4, 3],
  ])('is nearly used up and never exceeded: %i replicas, %i sends at once', async (replicas, sends) => {
    const world = createWorld();
    const senders = Array.from({ length: replicas }, () => world.pace()).flatMap((pace) =>
      times(sends, () => world.sender(pace, 20_000, 9)),
    );
    await world.time.runUntil(Promise.all(senders));
    expect(busiestSecond(world.left)).toBeLessThanOrEqual(50);
    expect(world.left.length / 20).toBeGreaterThanOrEqual(46.5);
    // The table is asked seldom, however much is sent.
    expect(world.table.requests() / world.left.length).toBeLessThan(0.6);
  });

  it('is never exceeded by replicas whose clocks differ', async () => {
    const world = createWorld();
    const paces = [0, 400, -350, 2_500].map((skew) => world.pace(skew));
    await world.time.runUntil(Promise.all(paces.map((pace) => world.sender(pace, 20_000, 9))));
    expect(busiestSecond(world.left)).toBeLessThanOrEqual(50);
    expect(world.left.length / 20).toBeGreaterThan(40);
  });

  it('passes to those who still send when others end', async () => {
    const world = createWorld();
    const long = world.pace();
    const short = world.pace();
    await world.time.runUntil(Promise.all([world.sender(long, 20_000, 9), world.sender(short, 5_000, 9)]));
    const after = world.left.filter((at) => at >= start + 8_000 && at < start + 18_000);
    expect(after.length / 10).toBeGreaterThanOrEqual(46);
  });

  it('gives up a turn that its replica has slept through', async () => {
    const world = createWorld();
    let naps = 0;
    const oversleeping = world.pace(0, (milliseconds) => {
      naps += 1;
      return world.time.wait(naps % 4 === 0 ? milliseconds + 70 : milliseconds);
    });
    await world.time.runUntil(
      Promise.all([world.sender(oversleeping, 10_000, 9), world.sender(world.pace(), 10_000, 9)]),
    );
    expect(busiestSecond(world.left)).toBeLessThanOrEqual(50);
    expect(world.left.length / 10).toBeGreaterThan(30);
  });
});

describe('a pause', () => {
  it('is kept by every replica, within a second of its being asked for', async () => {
    const world = createWorld();
    const [mine, other] = [world.pace(), world.pace()];
    const sending = Promise.all([world.sender(mine, 12_000, 9), world.sender(other, 12_000, 9)]);
    const pausing = world.time.wait(3_000).then(() => mine.pause(tenant, 4));
    await world.time.runUntil(Promise.all([sending, pausing]));
    const during = world.left.filter((at) => at > start + 4_000 && at < start + 7_000);
    expect(during).toEqual([]);
    expect(world.left.some((at) => at > start + 7_200)).toBe(true);
  });

  it('that is long is told at once, so that nobody holds a claim for it', async () => {
    const world = createWorld();
    const pace = world.pace();
    const asking = pace.pause(tenant, 60).then(() => pace.take(tenant));
    await world.time.runUntil(asking);
    expect(await asking).toMatchObject({ kind: 'later', seconds: expect.closeTo(60, 0) });
    expect(world.time.now()).toBeLessThan(start + 1_000);
  });

  it('of one tenant is none of another', async () => {
    const world = createWorld();
    const pace = world.pace();
    const asking = pace.pause('tenant-b', 60).then(() => world.sender(pace, 2_000, 9));
    await world.time.runUntil(asking);
    expect(world.left.length).toBeGreaterThan(80);
  });
});

describe('a table that is away', () => {
  it('slows sending down, and does not end it', async () => {
    const world = createWorld();
    world.table.goAway(true);
    const pace = world.pace();
    const sending = world.sender(pace, 20_000, 9);
    const back = world.time.wait(10_000).then(() => world.table.goAway(false));
    await world.time.runUntil(Promise.all([sending, back]));
    const away = world.left.filter((at) => at < start + 10_000);
    expect(away.length).toBeGreaterThanOrEqual(5);
    expect(away.length).toBeLessThanOrEqual(20);
    expect(world.left.filter((at) => at >= start + 13_000).length / 7).toBeGreaterThan(40);
  });
});

describe('real storage', () => {
  it('shares one allowance between two replicas', async () => {
    const storage = await startTestStorage();
    const tables = connectTables(storage);
    await createTables(tables);
    const options = { logger: createRecordingLogger(), requestsPerSecond: 100 };
    const paces = [createPace(tables, options), createPace(tables, options)];
    const from = performance.now();
    const turns = await Promise.all(
      paces.flatMap((pace) => Array.from({ length: 30 }, () => pace.take(tenant))),
    );
    const milliseconds = performance.now() - from;
    await storage.close();
    expect(turns).toEqual(Array(60).fill({ kind: 'go' }));
    // 60 turns of a 96th of a second each.
    expect(milliseconds).toBeGreaterThan(580);
    expect(options.logger.lines).toEqual([]);
  });
});
