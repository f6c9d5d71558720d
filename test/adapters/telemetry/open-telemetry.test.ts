import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterEach, describe, expect, it } from 'vitest';
import { instruments, spanKinds } from '../../../src/adapters/telemetry/instruments.ts';
import { createTelemetry } from '../../../src/adapters/telemetry/open-telemetry.ts';
import { Failure } from '../../../src/domain/shared/errors.ts';

let close = async () => {};
afterEach(() => close());

function record() {
  const metrics = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const spans = new InMemorySpanExporter();
  const reader = new PeriodicExportingMetricReader({ exporter: metrics });
  const opened = createTelemetry({ reader, spans: new SimpleSpanProcessor(spans) });
  close = () => opened.close();
  /** Every series as `name unit {attributes} value`, a histogram by its count and sum. */
  const series = async () => {
    await reader.forceFlush();
    return metrics
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .flatMap(({ metrics: told }) => told)
      .flatMap(({ descriptor, dataPoints }) =>
        dataPoints.map(({ attributes, value }) => {
          const seen = typeof value === 'number' ? value : `${value.count}×${value.sum}`;
          return `${descriptor.name} ${descriptor.unit} ${JSON.stringify(attributes)} ${seen}`;
        }),
      );
  };
  return { telemetry: opened.telemetry, series, spans, metrics, reader };
}

describe('createTelemetry', () => {
  it('adds counters up, spreads times, and keeps the last of a gauge, each with its unit', async () => {
    const { telemetry, series } = record();
    telemetry.count('turns', undefined, { kind: 'message', outcome: 'answered' });
    telemetry.count('turns', 2, { kind: 'message', outcome: 'answered' });
    telemetry.count('turns', 1, { kind: 'invoke', outcome: 'refused' });
    telemetry.time('turn.time', 12.5);
    telemetry.time('turn.time', 7.5);
    telemetry.gauge('queue.depth', 9);
    telemetry.gauge('queue.depth', 4);
    expect(await series()).toEqual([
      'turns {turn} {"kind":"message","outcome":"answered"} 3',
      'turns {turn} {"kind":"invoke","outcome":"refused"} 1',
      'turn.time ms {} 2×20',
      'queue.depth {message} {} 4',
    ]);
  });

  it('says which service and replica speaks, and nothing else of the host', async () => {
    const { telemetry, series, metrics } = record();
    telemetry.count('turns');
    await series();
    expect(Object.keys(metrics.getMetrics()[0]?.resource.attributes ?? {})).toEqual([
      'service.name',
      'service.instance.id',
    ]);
  });

  it('hangs the spans of one work under each other, and keeps those of others apart', async () => {
    const { telemetry, spans } = record();
    const child = () => telemetry.span('plan', { planId: 'p' }, async () => 'done');
    const [first] = await Promise.all([
      telemetry.span('turn', { kind: 'message' }, async () => {
        await Promise.resolve();
        return child();
      }),
      telemetry.span('delivery', {}, child),
    ]);
    expect(first).toBe('done');
    const told = spans.getFinishedSpans();
    const byId = new Map(told.map((span) => [span.spanContext().spanId, span.name]));
    const lineage = told.map(({ name, parentSpanContext }) => [
      name,
      byId.get(parentSpanContext?.spanId ?? '') ?? null,
    ]);
    expect(lineage.toSorted()).toEqual([
      ['delivery', null],
      ['plan', 'delivery'],
      ['plan', 'turn'],
      ['turn', null],
    ]);
    expect(new Set(told.map((span) => span.spanContext().traceId)).size).toBe(2);
  });

  it('records that work failed by the error’s class and code, and throws it on', async () => {
    const { telemetry, spans } = record();
    const error = new Failure('storage-unavailable', 'Sam Barron’s row could not be read.');
    await expect(telemetry.span('delivery', {}, () => Promise.reject(error))).rejects.toBe(error);
    const [span] = spans.getFinishedSpans();
    expect(span?.attributes).toEqual({ failure: 'Failure:storage-unavailable' });
    expect(span?.events).toEqual([]);
    expect(JSON.stringify([span?.status, span?.attributes])).not.toContain('Sam');
  });

  it('takes a name that is not in the table, and calls after its end', async () => {
    const { telemetry, series } = record();
    telemetry.count('something.new');
    expect(await series()).toEqual(['something.new  {} 1']);
    await close();
    telemetry.count('turns');
    telemetry.time('turn.time', 1);
    telemetry.gauge('queue.depth', 1);
    expect(await telemetry.span('turn', {}, async () => 5)).toBe(5);
    await close();
  });
});

describe('the table of instruments', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join('src', path), 'utf8'));
  const used = (methods: string) =>
    sources.flatMap((text) =>
      [...text.matchAll(new RegExp(`telemetry\\s*\\.(${methods})(?:<[^>]*>)?\\(\\s*'([^']+)'`, 'g'))].map(
        ([, method = '', name = '']) => ({ method, name }),
      ),
    );

  it('knows every name that the service uses, by its kind', () => {
    const kinds: Record<string, string> = { count: 'counter', time: 'histogram', gauge: 'gauge' };
    for (const { method, name } of used('count|time|gauge')) {
      expect([name, instruments[name]?.kind]).toEqual([name, kinds[method]]);
    }
    for (const { name } of used('span')) expect(Object.keys(spanKinds)).toContain(name);
  });

  it('is told in full where it stands', () => {
    const text = readFileSync('src/adapters/telemetry/instruments.ts', 'utf8');
    for (const [name, { kind, unit }] of Object.entries(instruments)) {
      const row = text.split('\n').find((line) => line.includes(`| \`${name}\``)) ?? '';
      expect([name, row.split('|')[2]?.trim(), row.split('|')[3]?.trim()]).toEqual([name, kind, unit]);
    }
  });
});
