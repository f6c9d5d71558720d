import { AsyncLocalStorage } from 'node:async_hooks';
import { hostname } from 'node:os';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type IMetricReader, MeterProvider, type MeterProviderOptions } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Telemetry } from '../../ports.ts';
import { instruments, spanKinds } from './instruments.ts';

/** Where measurements and spans go. */
export interface TelemetryOutlets {
  readonly reader: IMetricReader;
  readonly spans: SpanProcessor;
}

/** Telemetry with its sender: what is still held is sent when the process ends. */
export interface OpenedTelemetry {
  readonly telemetry: Telemetry;
  /** Sends what is held, for five seconds at most. Never throws; nothing is counted afterwards. */
  close(): Promise<void>;
}

const scope = 'board-actions';
/** From a quick answer to a lead who was out of reach for an hour. */
const millisecondBoundaries = [
  10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000,
];
const kinds = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, internal: SpanKind.INTERNAL };

type Resource = NonNullable<MeterProviderOptions['resource']>;

/** Which service and replica speaks. Written out here so that the SDK’s detectors, which ask the host for much more, stay away. */
function describeReplica(): Resource {
  const attributes = {
    'service.name': scope,
    'service.instance.id': process.env['CONTAINER_APP_REPLICA_NAME'] ?? hostname(),
  };
  const resource: Resource = {
    attributes,
    merge: () => resource,
    getRawAttributes: () => Object.entries(attributes),
  };
  return resource;
}

function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make(name);
    made.set(name, fresh);
    return fresh;
  };
}

/** What an error may be told by outside the log: its class and its stable code. Its message may hold anything. */
function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name}:${error.code}` : error.name;
}

/**
 * Telemetry on the OpenTelemetry SDK. It registers nothing globally, so that several live side by side and no other package
 * reports through it.
 */
export function createTelemetry(
  { reader, spans }: TelemetryOutlets,
  closeWithinMilliseconds = 5_000,
): OpenedTelemetry {
  const resource = describeReplica();
  const meters = new MeterProvider({ resource, readers: [reader] });
  const tracers = new BasicTracerProvider({ resource, spanProcessors: [spans] });
  const meter = meters.getMeter(scope);
  const tracer = tracers.getTracer(scope);
  /** The span that the running work belongs to. */
  const current = new AsyncLocalStorage<Context>();

  const options = (name: string) => {
    const known = instruments[name];
    return known ? { unit: known.unit, description: known.description } : {};
  };
  const counter = once((name) => meter.createCounter(name, options(name)));
  const histogram = once((name) =>
    meter.createHistogram(name, {
      unit: 'ms',
      ...options(name),
      advice: { explicitBucketBoundaries: millisecondBoundaries },
    }),
  );
  const gauge = once((name) => meter.createGauge(name, options(name)));

  const telemetry: Telemetry = {
    count: (name, value = 1, attributes = {}) => counter(name).add(value, attributes),
    time: (name, milliseconds, attributes = {}) => histogram(name).record(milliseconds, attributes),
    gauge: (name, value) => gauge(name).record(value),
    async span(name, attributes, work) {
      const parent = current.getStore() ?? ROOT_CONTEXT;
      const kind = kinds[spanKinds[name] ?? 'internal'];
      const span = tracer.startSpan(name, { kind, attributes }, parent);
      try {
        return await current.run(trace.setSpan(parent, span), work);
      } catch (error) {
        span.setAttribute('failure', failureOf(error)).setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
  };

  return {
    telemetry,
    async close() {
      const flushed = Promise.allSettled([meters.shutdown(), tracers.shutdown()]);
      const arrived = new AbortController();
      const expired = wait(closeWithinMilliseconds, undefined, { signal: arrived.signal });
      await Promise.race([flushed, expired]);
      arrived.abort();
      // An abort ends the waiting by a rejection, which nobody is there for any more.
      await expired.catch(() => undefined);
    },
  };
}
