import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { atExit } from './at-exit.ts';

export interface ReplicaOptions {
  /** The service's entry, built. */
  readonly file: string;
  /** null for what the environment below says: the embedded storage. */
  readonly connectionString: string | null;
  /** Where it writes its log; appended to, so that a replica started again goes on. */
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly milliseconds: number;
}

/** The service as a real process that can be killed and started again on its port. */
export interface Replica {
  readonly url: string;
  readonly pid: number;
  readonly running: boolean;
  /** Resolves when the process runs, not when it answers. */
  start(): Promise<void>;
  untilReady(withinMilliseconds?: number): Promise<void>;
  /** What `/readyz` answers; null where there is no answer in time. */
  askReady(
    withinMilliseconds: number,
  ): Promise<{ readonly status: number; readonly body: string; readonly milliseconds: number } | null>;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended>;
  /** Resident memory now in megabytes, and processor time since its start in seconds; of the kernel's books. */
  usage(): Promise<{ readonly megabytes: number; readonly cpuSeconds: number }>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const pageBytes = 4096;
const ticksPerSecond = 100;

/** Finds a port and starts nothing yet. */
export async function createReplica(options: ReplicaOptions): Promise<Replica> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null;

  async function askReady(withinMilliseconds: number) {
    const from = performance.now();
    try {
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(withinMilliseconds) });
      const body = await response.text();
      return { status: response.status, body, milliseconds: performance.now() - from };
    } catch {
      return null;
    }
  }

  return {
    url,
    get pid() {
      return child?.pid ?? 0;
    },
    get running() {
      return isRunning();
    },
    async start() {
      const log = openSync(options.logFile, 'a');
      const env = { NODE_ENV: 'test', LOG_LEVEL: 'info', ...options.env };
      child = spawn(process.execPath, [options.file], {
        env: {
          PATH: process.env['PATH'],
          ...env,
          PORT: String(port),
          ...(options.connectionString === null
            ? {}
            : { STORAGE_CONNECTION_STRING: options.connectionString }),
        },
        stdio: ['ignore', log, log],
      });
      closeSync(log);
      const mine = child;
      mine.once(
        'exit',
        atExit(() => mine.kill('SIGKILL')),
      );
      await once(child, 'spawn');
    },
    async untilReady(withinMilliseconds = 30_000) {
      const deadline = performance.now() + withinMilliseconds;
      while (performance.now() < deadline) {
        if (!isRunning())
          throw new Error(`A replica has ended by itself; see its log:\n${await tail(options.logFile)}`);
        if ((await askReady(5_000))?.status === 200) return;
        await wait(20);
      }
      throw new Error(`A replica was not ready in time; see its log:\n${await tail(options.logFile)}`);
    },
    askReady,
    async end(signal) {
      const from = performance.now();
      if (child === null || !isRunning())
        return { code: child?.exitCode ?? null, signal: null, milliseconds: 0 };
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return { code: child.exitCode, signal: child.signalCode, milliseconds: performance.now() - from };
    },
    async usage() {
      const [stat, statm] = await Promise.all([
        readFile(`/proc/${child?.pid}/stat`, 'utf8'),
        readFile(`/proc/${child?.pid}/statm`, 'utf8'),
      ]);
      // The fields after the command's name, which may hold spaces: user and system time are the 12th and 13th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
      return { megabytes: (Number(statm.split(' ')[1]) * pageBytes) / 1_048_576, cpuSeconds };
    },
  };
}

async function tail(logFile: string): Promise<string> {
  return (await readFile(logFile, 'utf8').catch(() => '')).split('\n').slice(-15).join('\n');
}
