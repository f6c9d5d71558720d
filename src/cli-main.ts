import process from 'node:process';
import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { createLogger } from './adapters/telemetry/logger.ts';
import type { App } from './app.ts';
import { runCli } from './cli/program.ts';
import { ConfigError, loadConfig } from './config.ts';
import { Refusal } from './domain/shared/errors.ts';
import { type OpenedStorage, openStorage } from './open-storage.ts';
import type { Clock } from './ports.ts';

function clockAt(at: string): Clock {
  try {
    const instant = Temporal.Instant.from(at);
    return { now: () => instant };
  } catch (cause) {
    throw new Refusal('bad-input', `“${at}” is not an instant. Write it as 2026-12-01T09:00:00Z.`, { cause });
  }
}

async function run(): Promise<number> {
  // Quiet unless asked: standard output is the result, and standard error is for people.
  const config = loadConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error' });
  const logger = createLogger(config.logLevel, pino.destination({ fd: 2, sync: true }));
  let storage: OpenedStorage | null = null;
  try {
    return await runCli(process.argv.slice(2), {
      tenantId: config.tenantId,
      production: config.production,
      out: (text) => process.stdout.write(`${text}\n`),
      err: (text) => process.stderr.write(`${text}\n`),
      async open(at): Promise<App> {
        const clock = at === null ? {} : { clock: clockAt(at) };
        // What takes longest to load is loaded while the embedded storage starts in its own process.
        const opening = openStorage(config, logger);
        const [opened, { createApp }] = await Promise.all([opening, import('./app.ts')]);
        storage = opened;
        const app = createApp({ config, storage: opened.settings, logger, ...clock });
        await app.prepare();
        return app;
      },
    });
  } finally {
    await closeStorage(storage);
  }
}

async function closeStorage(storage: OpenedStorage | null): Promise<void> {
  await storage?.close();
}

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  },
);
