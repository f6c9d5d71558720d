import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { type EmbeddedStorage, openEmbeddedStorage } from '../../src/demo/embedded-storage.ts';
import { createProgress } from '../../src/demo/progress.ts';
import { samplePlanId } from '../../src/demo/sample/sample-plan.ts';
import { type Demo, type DemoOptions, startDemo, welcomeText } from '../../src/demo/start-demo.ts';
import type { Logger } from '../../src/ports.ts';
import { openCycle } from '../../src/use-cases/cycle/open-cycle.ts';
import { chaseReplies } from '../../src/use-cases/delivery/chase-replies.ts';
import { showStatus } from '../../src/use-cases/digest/show-status.ts';

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => quiet,
};
const operator = { via: 'cli' } as const;

let dataDir: string;
let told = '';
const running: Demo[] = [];
const joined: EmbeddedStorage[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'board-actions-demo-'));
  told = '';
});
afterEach(async () => {
  await leave();
  for (const demo of running.splice(0)) await demo.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(more: Partial<DemoOptions> = {}): Promise<Demo> {
  const progress = createProgress(
    (text) => {
      told += text;
    },
    () => performance.now(),
  );
  const ports = { botPort: 0, playgroundPort: 0 };
  const demo = await startDemo({
    dataDir,
    fresh: false,
    ...ports,
    pace: 0.001,
    progress,
    logger: quiet,
    ...more,
  });
  running.push(demo);
  return demo;
}

/** What a second terminal does: joins the storage that the demo runs. */
async function join(): Promise<App> {
  const storage = await openEmbeddedStorage({ dataDir, logger: quiet });
  joined.push(storage);
  expect(storage.others).toBe(joined.length);
  const config = loadConfig({ DATA_DIR: dataDir });
  return createApp({ config, storage: { connectionString: storage.connectionString }, logger: quiet });
}

/** The second terminal's commands have ended. */
async function leave(): Promise<void> {
  for (const storage of joined.splice(0)) await storage.close();
}

const statusOf = ({ services }: App) =>
  showStatus(services, operator, { planId: samplePlanId, cycleId: null });

describe('the demo', () => {
  it('plays a month beside a second terminal, and goes on after a restart', async () => {
    const demo = await start();
    expect(welcomeText(demo, dataDir)).toContain(`Open ${demo.url}\n`);
    expect((await fetch(demo.url)).status).toBe(200);
    const terminal = await join();
    expect(await statusOf(terminal)).toMatchObject({ state: 'frozen', answered: 34, total: 37 });

    const opened = await openCycle(terminal.services, operator, samplePlanId, { meeting: demo.nextMeeting });
    // The person at the browser has not opened it yet, and one colleague is in no team that has the bot.
    expect(opened.unreachable.map(({ name }) => name)).toEqual(['Rowan Fielding', 'Siobhan Doyle']);
    const count = async () => (await statusOf(terminal)).answered;
    await expect.poll(count, { timeout: 20_000, interval: 100 }).toBe(26);
    expect(told).toContain('Simulated colleague Joanna Kowalska got the prompt and lets it lie.');
    expect(told).not.toContain('Amara Okoye replied');
    await chaseReplies(terminal.services, operator, { planId: samplePlanId, cycleId: null });
    await expect.poll(count, { timeout: 20_000, interval: 100 }).toBe(29);

    await leave();
    await demo.close();
    await start();
    expect(await statusOf(await join())).toMatchObject({
      state: 'open',
      cycleId: demo.nextMeeting,
      answered: 29,
    });
  }, 180_000);

  it('answers after a restart what was asked while it was stopped', async () => {
    const first = await start({ pace: 1_000 });
    const terminal = await join();
    await openCycle(terminal.services, operator, samplePlanId, { meeting: first.nextMeeting });
    const sent = async () => {
      const rows = await terminal.services.store.listDeliveries(samplePlanId, first.nextMeeting);
      return rows.filter(({ value }) => value.state === 'sent').length;
    };
    await expect.poll(sent, { timeout: 20_000, interval: 100 }).toBe(10);
    await leave();
    await first.close();
    await start();
    const after = await join();
    await expect
      .poll(async () => (await statusOf(after)).answered, { timeout: 20_000, interval: 100 })
      .toBe(26);
  }, 180_000);

  it('starts over when asked to, and deletes nothing but its own', async () => {
    await writeFile(path.join(dataDir, 'notes.txt'), 'mine');
    const demo = await start();
    const { services } = await join();
    await openCycle(services, operator, samplePlanId, { meeting: demo.nextMeeting });
    await expect(start({ fresh: true })).rejects.toMatchObject({
      name: 'Refusal',
      message: expect.stringMatching(/^Another process is using the data in .* Stop it first/),
    });
    await leave();
    await demo.close();
    await start({ fresh: true });
    expect(await statusOf(await join())).toMatchObject({ state: 'frozen', answered: 34 });
    expect(await readdir(dataDir)).toContain('notes.txt');
  }, 180_000);

  it.each([
    ['botPort', 'the bot', '--port'],
    ['playgroundPort', 'the chat client', '--playground-port'],
  ])('says which port is taken and what to do: %s', async (option, what, argument) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      await expect(start({ [option]: port })).rejects.toMatchObject({
        name: 'Refusal',
        message: expect.stringMatching(
          new RegExp(`^Port ${port}, for ${what}, is taken\\. .* npm run demo -- ${argument} \\d+$`),
        ),
      });
    } finally {
      server.close();
    }
    expect(told).toBe('');
  });

  it('stops what it had started when it is stopped while starting, and loads the rest next time', async () => {
    const stop = new AbortController();
    const progress = createProgress(
      (text) => {
        if (text.startsWith('Loading the sample')) stop.abort();
      },
      () => 0,
    );
    await expect(start({ progress, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
    const storage = await openEmbeddedStorage({ dataDir, logger: quiet });
    expect(storage.joined).toBe(false);
    await storage.close();
    await start();
    const status = await statusOf(await join());
    expect(status).toMatchObject({ answered: 34, total: 37 });
    expect(Temporal.PlainDate.from(status.cycleId).dayOfWeek).toBe(3);
  }, 180_000);
});
