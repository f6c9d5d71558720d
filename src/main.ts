import process from 'node:process';
import { createLogger } from './adapters/logging/logger.ts';
import { type App, createApp } from './app.ts';
import { ConfigError, describeConfig, loadConfig } from './config.ts';
import { Failure } from './domain/errors.ts';
import { type OpenedStorage, openStorage } from './open-storage.ts';

/** Longest a stop may take before the process ends anyway: container hosts kill after 30 seconds. */
const stopWithinMilliseconds = 25_000;

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Ends with a sentence instead of a stack where the reader can act on it. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof Failure) return error.message;
  if (error instanceof Error && isPortTaken(error.cause)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function run(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  logger.info({ config: describeConfig(config) }, 'starting');
  if (!config.bot) {
    logger.warn(
      { host: config.host },
      'MicrosoftAppId is not set: requests are not authenticated; listening on loopback only',
    );
  }
  const storage: OpenedStorage = await openStorage(config, logger);
  const app: App = createApp({ config, storage: storage.settings, logger });
  try {
    await app.prepare();
    const { port } = await app.start();
    logger.info({ host: config.host, port }, 'listening');
  } catch (error) {
    await storage.close();
    throw isPortTaken(error)
      ? new Error(`Port ${config.port} is taken. Stop what uses it, or set PORT to another.`, {
          cause: error,
        })
      : error;
  }
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), stopWithinMilliseconds).unref();
    await app.close();
    await storage.close();
    logger.info({}, 'stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
