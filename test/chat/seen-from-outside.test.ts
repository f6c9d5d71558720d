import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import type { Telemetry } from '../../src/ports.ts';
import { createTick } from '../../src/use-cases/delivery/tick.ts';
import { addMeetings } from '../../src/use-cases/meetings/schedule-meetings.ts';
import { shareCalendar } from '../../src/use-cases/meetings/share-calendar.ts';
import { eventually } from '../support/eventually.ts';
import { createRecordingLogger } from '../support/recording-logger.ts';
import { importSmallPlan, smallPeople } from '../support/small-plan.ts';
import { type SmallWorld, smallMeeting, smallPlanId, startSmallWorld } from '../support/small-world.ts';
import { createTestPerson } from '../support/test-person.ts';
import { startWorld, type TestWorld } from '../support/test-world.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(): Promise<TestWorld> {
  const world = await startWorld({ serving: true });
  closers.push(() => world.close());
  return world;
}

async function askReady(url: string) {
  const startedAt = performance.now();
  const response = await fetch(`${url}/readyz`);
  const text = await response.text();
  const { checks } = JSON.parse(text) as { checks: { name: string; ok: boolean; code: string }[] };
  return {
    status: response.status,
    text,
    checks: checks.map(({ name, code }) => `${name}: ${code}`),
    milliseconds: performance.now() - startedAt,
  };
}

describe('/readyz', () => {
  it('is ready when storage answers and the background work goes round', async () => {
    const { url } = await serve();
    const told = await askReady(url);
    expect([told.status, told.checks]).toEqual([
      200,
      ['tables: ok', 'queue: ok', 'scheduler: ok', 'deliveries: ok'],
    ]);
  });

  it('tells which of it is away, what to do, and no secret', async () => {
    const world = await serve();
    await world.stopStorage();
    const told = await askReady(world.url);
    expect(told.status).toBe(503);
    expect(told.checks.slice(2)).toEqual(['scheduler: ok', 'deliveries: ok']);
    expect(told.checks.slice(0, 2)).not.toContain('tables: ok');
    expect(told.checks.slice(0, 2)).not.toContain('queue: ok');
    expect(told.text).toContain('Check that the storage account exists');
    expect(told.text).not.toMatch(/devstoreaccount|AccountKey|127\.0\.0\.1|node_modules|Error/i);
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
  });

  it('answers in about two seconds though storage hangs', async () => {
    const hanging = createServer(() => undefined);
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    closers.push(async () => {
      hanging.closeAllConnections();
      hanging.close();
    });
    const { port } = hanging.address() as AddressInfo;
    const connectionString = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:${port}/a;QueueEndpoint=http://127.0.0.1:${port}/a`;
    const config = loadConfig({ PORT: '0', STORAGE_CONNECTION_STRING: connectionString });
    const app = createApp({ config, storage: { connectionString }, logger: createRecordingLogger() });
    const { port: own } = await app.start();
    const told = await askReady(`http://127.0.0.1:${own}`);
    expect([told.status, told.checks]).toEqual([
      503,
      ['tables: no-answer', 'queue: no-answer', 'scheduler: ok', 'deliveries: ok'],
    ]);
    expect(told.milliseconds).toBeLessThan(2_500);
    hanging.closeAllConnections();
    hanging.close();
    await app.close();
  });
});

describe('/calendar', () => {
  it('gives the board’s days to whoever has the link, and to nobody else', async () => {
    const { url, app } = await serve();
    await importSmallPlan(app.services, smallPlanId);
    const pm = { via: 'cli' } as const;
    const dates = {
      dates: smallMeeting,
      every: '',
      from: '',
      until: '',
      boards: [],
      asking: 'when-due',
    } as const;
    await addMeetings(app.services, pm, smallPlanId, dates);
    const token = await shareCalendar(app.services, pm, smallPlanId);
    const response = await fetch(`${url}/calendar/${token}.ics`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    const text = await response.text();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain('20261216');
    const known = await fetch(`${url}/calendar/${token}.ics`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(known.status).toBe(304);
    expect((await fetch(`${url}/calendar/${token.slice(1)}A.ics`)).status).toBe(404);
    expect((await fetch(`${url}/calendar/${smallPlanId}.ics`)).status).toBe(404);
  });
});

/** Keeps what it is told as lines. */
function createRecordingTelemetry(): Telemetry & {
  readonly told: string[];
  readonly gauges: Map<string, number>;
} {
  const told: string[] = [];
  const gauges = new Map<string, number>();
  const line = (what: string, name: string, attributes: object = {}) =>
    told.push([what, name, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(' '));
  return {
    told,
    gauges,
    count: (name, _value, attributes) => line('count', name, attributes),
    time: (name, _milliseconds, attributes) => line('time', name, attributes),
    gauge: (name, value) => gauges.set(name, value),
    span: (name, attributes, work) => {
      line('span', name, attributes);
      return work();
    },
  };
}

describe('telemetry', () => {
  it('counts turns by kind and outcome, replies, and what waits, without naming anybody', async () => {
    const world: SmallWorld = await startSmallWorld();
    closers.push(() => world.close());
    const telemetry = createRecordingTelemetry();
    const { config, logger, clock } = world;
    const connectionString =
      config.storage.kind === 'connection-string' ? config.storage.connectionString : '';
    const app = createApp({ config, storage: { connectionString }, logger, clock, telemetry });
    const { port } = await app.start();
    closers.push(() => app.close());
    const sam = createTestPerson({ url: `http://127.0.0.1:${port}`, teams: world.teams }, smallPeople.sam);
    await sam.says('my actions');
    await sam.says('status');
    const reply = world.idsOf('0001');
    await sam.forges('reply.noChange', { ...reply, seen: 0 });
    await createTick(app.services, { watched: true })();
    expect(telemetry.told).toEqual(
      expect.arrayContaining([
        'span turn kind=message',
        'count turns kind=message outcome=answered',
        'count turns kind=message outcome=refused',
        'time turn.time kind=message outcome=answered',
        'count turns kind=invoke outcome=answered',
        'count replies.saved kind=no-change late=no',
        'time tick.time outcome=done',
      ]),
    );
    expect(Object.fromEntries(telemetry.gauges)).toEqual({
      'plans.due': 0,
      'queue.depth': 0,
      'queue.oldest-due-seconds': 0,
    });
    expect(telemetry.told.join('\n')).not.toMatch(/sam|barron|lee|fenn/i);
  });
});

describe('the log', () => {
  it('tells the story of one delivery by its id, and names nobody', async () => {
    const world = await startSmallWorld();
    closers.push(() => world.close());
    const readStories = () => {
      const stories = new Map<string, string[]>();
      for (const { fields, message } of world.logger.lines) {
        const id = fields['deliveryId'];
        if (typeof id === 'string') stories.set(id, [...(stories.get(id) ?? []), message]);
      }
      return stories;
    };
    // Sam's prompt and Lee's; an attempt is logged after its message has come.
    await eventually(() =>
      expect([...readStories().values()].filter((story) => story.includes('delivery attempted'))).toEqual([
        ['delivery planned', 'delivery attempted'],
        ['delivery planned', 'delivery attempted'],
      ]),
    );
    for (const id of readStories().keys()) expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(JSON.stringify(world.logger.lines.map(({ fields }) => fields))).not.toMatch(/barron|fenn/i);
  });
});
