import { type ChildProcess, execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { atExit } from '../support/at-exit.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The product and the bare echo as plain JavaScript, in a folder of their own. */
export interface Subjects {
  /** The service's entry, for whoever starts it otherwise than below. */
  readonly serviceFile: string;
  /** Gives the answer card that echoes started from now on send. */
  setCard(card: unknown): Promise<void>;
  startService(connectionString: string): Promise<Subject>;
  startEcho(): Promise<Subject>;
  remove(): Promise<void>;
}

/** A process that answers at `url`. */
export interface Subject {
  readonly url: string;
  /** From the start of the process to its first right answer, milliseconds. */
  readonly startedIn: number;
  /** Resident memory now, megabytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** Builds what `npm run build` builds; types are `npm run check`'s part. */
export async function buildSubjects(): Promise<Subjects> {
  const folder = await mkdtemp(path.join(tmpdir(), 'board-actions-bench-'));
  // A run that is broken off does not come to `remove`.
  const callOff = atExit(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => path.join(folder, name);
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const config = path.join(root, 'tsconfig.build.json');
  await run(process.execPath, [tsc, '-p', config, '--outDir', at('dist'), '--noCheck']);
  const echo = await readFile(new URL('echo.ts', import.meta.url), 'utf8');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  await writeFile(at('echo.js'), ts.transpileModule(echo, { compilerOptions }).outputText);
  await copyFile(path.join(root, 'package.json'), at('package.json'));
  for (const name of ['node_modules', 'cards']) await symlink(path.join(root, name), at(name), 'dir');

  return {
    serviceFile: at('dist/main.js'),
    setCard: (card) => writeFile(at('card.json'), JSON.stringify(card)),
    async startService(connectionString) {
      const env = { STORAGE_CONNECTION_STRING: connectionString, LOG_LEVEL: 'info', NODE_ENV: 'test' };
      return startSubject(at('dist/main.js'), env, (url) => fetch(`${url}/readyz`));
    },
    startEcho() {
      const body = JSON.stringify({
        type: 'invoke',
        name: 'echo',
        channelId: 'msteams',
        serviceUrl: 'http://127.0.0.1:9/',
      });
      const headers = { 'content-type': 'application/json' };
      return startSubject(at('echo.js'), { CARD_FILE: at('card.json') }, (url) =>
        fetch(`${url}/api/messages`, { method: 'POST', headers, body }),
      );
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
      callOff();
    },
  };
}

const givenUpAfter = 30_000;

async function startSubject(
  file: string,
  env: Readonly<Record<string, string>>,
  ask: (url: string) => Promise<Response>,
): Promise<Subject> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const from = performance.now();
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env['PATH'], ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.once(
    'exit',
    atExit(() => child.kill('SIGKILL')),
  );
  try {
    await untilAnswered(child, () => ask(url), from);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return {
    url,
    startedIn: performance.now() - from,
    memory: () => residentMemory(child),
    stop: () => stop(child),
  };
}

async function untilAnswered(child: ChildProcess, ask: () => Promise<Response>, from: number): Promise<void> {
  while (performance.now() - from < givenUpAfter) {
    if (child.exitCode !== null)
      throw new Error(`It ended with exit code ${child.exitCode} before it answered.`);
    const response = await ask().catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok) return;
    await wait(5);
  }
  throw new Error('It did not answer in time.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function residentMemory(child: ChildProcess): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(child.pid)]);
  return Number(stdout.trim()) / 1024;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Azurite in a process of its own, empty. */
export async function startStorage(): Promise<{ readonly connectionString: string; stop(): Promise<void> }> {
  const child = fork(new URL('storage-process.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    cwd: root,
  });
  const [message] = (await once(child, 'message')) as [{ connectionString: string }];
  return {
    connectionString: message.connectionString,
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
