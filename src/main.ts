import process from 'node:process';
import { createLogger } from './adapters/telemetry/logger.ts';
import { openTelemetry } from './adapters/telemetry/telemetry.ts';
import type { App } from './app.ts';
import { ConfigError, describeConfig, loadConfig } from './config.ts';
import { Failure } from './domain/shared/errors.ts';
import { openStorage } from './open-storage.ts';

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

const stopSignals = ['SIGTERM', 'SIGINT'] as const;

/** Nothing is under way yet. As the first process of a container it would be deaf to a signal it has no handler for. */
function stopEarly(): void {
  process.exit(0);
}

async function run(): Promise<void> {
  for (const signal of stopSignals) process.on(signal, stopEarly);
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  logger.info({ config: describeConfig(config) }, 'starting');
  if (!config.bot) {
    logger.warn(
      { host: config.host },
      'MicrosoftAppId is not set: requests are not authenticated; listening on loopback only',
    );
  }
  let onStorageLost = (): void => process.exit(1);
  // What takes longest to load is loaded while the embedded storage starts in its own process.
  const [storage, outlet, { createApp }] = await Promise.all([
    openStorage(config, logger, () => onStorageLost()),
    openTelemetry(config.applicationInsights, logger),
    import('./app.ts'),
  ]);
  const app: App = createApp({
    config,
    storage: storage.settings,
    logger,
    ...(outlet === null ? {} : { telemetry: outlet.telemetry }),
  });
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
  const drain = async (why: object) => {
    logger.info(why, 'stopping');
    setTimeout(() => process.exit(1), stopWithinMilliseconds).unref();
    await app.close();
    await outlet?.close();
    await storage.close();
    logger.info({}, 'stopped');
  };
  let draining: Promise<void> | null = null;
  /** Whatever calls it again while it drains cuts nothing short. */
  const stop = (why: object, exitCode: number) => {
    draining ??= drain(why);
    draining.then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  // Its successor would listen elsewhere: whoever starts this process again starts both.
  onStorageLost = () => stop({ event: 'storage-ended' }, 1);
  for (const signal of stopSignals) {
    process.off(signal, stopEarly);
    process.on(signal, () => stop({ signal }, 0));
  }
  // What nobody expected leaves the process in an unknown state: it ends, and the host starts another.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.error({ err: error, event }, 'unexpected failure; this process ends');
      stop({ event }, 1);
    });
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
