import process from 'node:process';
import {
  type AzureMonitorExporterOptions,
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
} from '@azure/monitor-opentelemetry-exporter';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../../ports.ts';
import type { TelemetryOutlets } from './open-telemetry.ts';

const everyMilliseconds = 60_000;
const giveUpMilliseconds = 10_000;

type Policy = NonNullable<AzureMonitorExporterOptions['additionalPolicies']>[number]['policy'];

/**
 * Azure Monitor behind a connection string that the configuration has checked. What cannot be sent is dropped, not written to
 * disk: a container’s disk is gone with it, and the log tells the same story. Throws for a connection string that is none.
 */
export function createAzureMonitor(connectionString: string, logger: Logger): TelemetryOutlets {
  // The exporter would report on itself to Microsoft, from every replica, unless it is told not to.
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] ??= 'true';
  const options: AzureMonitorExporterOptions = {
    connectionString,
    disableOfflineStorage: true,
    retryOptions: { maxRetries: 1, retryDelayInMs: 1_000, maxRetryDelayInMs: 2_000 },
    additionalPolicies: [{ policy: createOutageLog(logger), position: 'perCall' }],
    ...loopbackHost(connectionString),
  };
  return {
    reader: new PeriodicExportingMetricReader({
      exporter: new AzureMonitorMetricExporter(options),
      exportIntervalMillis: everyMilliseconds,
      exportTimeoutMillis: giveUpMilliseconds,
    }),
    spans: new BatchSpanProcessor(new AzureMonitorTraceExporter(options), {
      exportTimeoutMillis: giveUpMilliseconds,
    }),
  };
}

/** Says once that nothing arrives, and once that it does again. The exporter itself would keep quiet about it. */
function createOutageLog(logger: Logger): Policy {
  let failing = false;
  const failed = (reason: object) => {
    if (!failing) logger.warn(reason, 'telemetry does not arrive; the service runs without it');
    failing = true;
  };
  return {
    name: 'boardActionsOutageLog',
    async sendRequest(request, next) {
      try {
        const response = await next(request);
        if (response.status >= 400) failed({ status: response.status });
        else if (failing) {
          failing = false;
          logger.info({}, 'telemetry arrives again');
        }
        return response;
      } catch (error) {
        failed({ err: error });
        throw error;
      }
    },
  };
}

/** The exporter turns every http address into https; a collector on this machine is taken at its word. */
function loopbackHost(connectionString: string): Partial<AzureMonitorExporterOptions> {
  const [, host] =
    /(?:^|;)\s*IngestionEndpoint=(http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?)\/?(?:;|$)/i.exec(
      connectionString,
    ) ?? [];
  return host === undefined ? {} : { host, allowInsecureConnection: true };
}
