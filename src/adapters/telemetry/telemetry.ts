import type { Logger, Telemetry } from '../../ports.ts';
import type { OpenedTelemetry } from './open-telemetry.ts';

/** Counts and times nothing. */
export function createSilentTelemetry(): Telemetry {
  return {
    count: () => undefined,
    time: () => undefined,
    gauge: () => undefined,
    span: (_name, _attributes, work) => work(),
  };
}

/**
 * Telemetry to Azure Monitor; null where no connection string is given. The packages are loaded only where they are used: they
 * cost start-up time and memory. What they cannot do is logged and gives null: the service runs all the same.
 */
export async function openTelemetry(
  connectionString: string | null,
  logger: Logger,
): Promise<OpenedTelemetry | null> {
  if (connectionString === null) return null;
  try {
    const [{ createAzureMonitor }, { createTelemetry }] = await Promise.all([
      import('./azure-monitor.ts'),
      import('./open-telemetry.ts'),
    ]);
    return createTelemetry(createAzureMonitor(connectionString, logger));
  } catch (error) {
    logger.error({ err: error }, 'telemetry could not be started; the service runs without it');
    return null;
  }
}
