import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../domain/shared/errors.ts';
import { findFreePort } from './free-port.ts';
import { type PlaygroundPeople, playgroundConfig } from './playground-config.ts';

export interface Playground {
  /** What to open in a browser. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** The bot's `POST /api/messages`. */
  readonly botUrl: string;
  readonly people: PlaygroundPeople;
  /** Hears that it has ended without having been stopped. */
  readonly onDeath: () => void;
}

const startsWithin = 30_000;
const stopsWithin = 5_000;

/**
 * Starts the Agents Playground, a Teams-like chat client for the browser, as a process of its own on the loopback
 * interface; ready when this resolves. Sends no telemetry and opens no browser. It ends with this process, however
 * that ends. Throws `Failure('messaging-failed')` with what it said when it does not start.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const port = options.port === 0 ? await findFreePort() : options.port;
  // It writes its log to its working directory whatever that is, so it gets one of its own.
  const folder = await mkdtemp(path.join(tmpdir(), 'board-actions-playground-'));
  const log = path.join(folder, 'playground.log');
  const config = path.join(folder, 'config.yml');
  // JSON is YAML.
  await writeFile(config, JSON.stringify(playgroundConfig(options.people)));
  const child = spawnPlayground(port, options.botUrl, { folder, config, log });
  const exited = once(child, 'exit');
  let stopping = false;
  const stop = async () => {
    stopping = true;
    if (isRunning(child)) {
      child.kill('SIGTERM');
      const slow = setTimeout(() => child.kill('SIGKILL'), stopsWithin);
      await exited;
      clearTimeout(slow);
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(child, port, exited);
  } catch (error) {
    const said = await readFile(log, 'utf8').catch(() => '');
    await stop();
    throw new Failure(
      'messaging-failed',
      `The chat client did not start. ${said.trim().split('\n').at(-1) ?? ''}`.trim(),
      { cause: error },
    );
  }
  child.once('exit', () => {
    if (!stopping) options.onDeath();
  });
  return { url: `http://127.0.0.1:${port}`, stop };
}

function spawnPlayground(
  port: number,
  botUrl: string,
  files: { readonly folder: string; readonly config: string; readonly log: string },
): ChildProcess {
  const require = createRequire(import.meta.url);
  const cli = path.join(
    path.dirname(require.resolve('@microsoft/m365agentsplayground/package.json')),
    'cli.js',
  );
  const preload = new URL('playground-preload.mjs', import.meta.url).href;
  const args = ['--port', `${port}`, '--app-endpoint', botUrl, '--channel-id', 'msteams'];
  return spawn(
    process.execPath,
    [
      '--import',
      preload,
      cli,
      'start',
      ...args,
      '--service-url',
      `http://127.0.0.1:${port}/_connector`,
      '--disable-telemetry',
    ],
    {
      cwd: files.folder,
      // A process group of its own: Ctrl-C is ours to pass on, after the chat has been closed.
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        TZ: 'Europe/London',
        TEAMSAPPTESTER_BROWSER: 'none',
        // --disable-telemetry alone still calls out (measured on 0.2.28).
        APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: files.config,
        M365_AGENTS_PLAYGROUND_LOGFILE: files.log,
      },
    },
  );
}

const isRunning = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function waitUntilReady(child: ChildProcess, port: number, exited: Promise<unknown>): Promise<void> {
  let said = '';
  let movedTo: string | undefined;
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    // A taken port makes it choose another without asking; its address for the bot would then be wrong.
    movedTo = /Listening on (\d+)/.exec(said)?.[1];
  });
  let ended = false;
  const note = () => {
    ended = true;
  };
  exited.then(note, note);
  const giveUp = performance.now() + startsWithin;
  while (performance.now() < giveUp) {
    if (ended) throw new Error(`The Agents Playground ended. ${said}`);
    if (movedTo !== undefined && movedTo !== `${port}`) throw new Error(`Port ${port} was taken.`);
    if (movedTo !== undefined && (await answers(port))) return;
    await wait(50);
  }
  throw new Error('The Agents Playground did not answer in time.');
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/_debug/ping`, {
      signal: AbortSignal.timeout(2_000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
