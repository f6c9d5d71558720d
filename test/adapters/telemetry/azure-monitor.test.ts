import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createAzureMonitor } from '../../../src/adapters/telemetry/azure-monitor.ts';
import { createTelemetry, type OpenedTelemetry } from '../../../src/adapters/telemetry/open-telemetry.ts';
import { createSilentTelemetry, openTelemetry } from '../../../src/adapters/telemetry/telemetry.ts';
import { createRecordingLogger } from '../../support/recording-logger.ts';

const key = '00000000-0000-4000-8000-000000000001';
let ingestion: Server | null = null;
let opened: OpenedTelemetry | null = null;
afterEach(async () => {
  await opened?.close();
  ingestion?.closeAllConnections();
  ingestion?.close();
  opened = null;
  ingestion = null;
});

interface Envelope {
  readonly iKey: string;
  readonly tags: Record<string, string>;
  readonly data: { readonly baseType: string; readonly baseData: Record<string, unknown> };
}

type Answer = { readonly status: number; readonly body?: string } | 'never' | 'broken';
const taken = JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] });

/** In place of Azure’s ingestion endpoint: keeps what it is sent and answers as it is told. */
async function startIngestion(answer: () => Answer) {
  const received: Envelope[] = [];
  const server = createServer(async (request, response) => {
    received.push(...JSON.parse(await text(request)));
    const told = answer();
    if (told === 'never') return;
    if (told === 'broken') {
      request.socket.destroy();
      return;
    }
    response.writeHead(told.status, { 'content-type': 'application/json' });
    response.end(told.body ?? taken);
  });
  ingestion = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, received };
}

function connect(port: number): string {
  return `InstrumentationKey=${key};IngestionEndpoint=http://127.0.0.1:${port}/`;
}

describe('openTelemetry', () => {
  it('sends metrics and spans to the connection string’s endpoint when it closes', async () => {
    const { port, received } = await startIngestion(() => ({ status: 200 }));
    const logger = createRecordingLogger();
    opened = await openTelemetry(connect(port), logger);
    if (opened === null) throw new Error('Telemetry was not opened.');
    const { telemetry, close } = opened;
    telemetry.count('deliveries.settled', 3, { kind: 'prompt', outcome: 'sent' });
    telemetry.time('delivery.wait', 1_500);
    telemetry.gauge('queue.depth', 0);
    await telemetry.span('turn', { kind: 'message' }, () =>
      telemetry.span('plan', { planId: 'board' }, async () => undefined),
    );
    await close();
    const told = received.flatMap(({ data: { baseType, baseData } }) =>
      baseType === 'MetricData'
        ? (baseData['metrics'] as { name: string; value: number }[]).map(({ name, value }) => [name, value])
        : [[baseType, baseData['name'], baseData['success'], baseData['properties']]],
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ['deliveries.settled', 3],
        ['delivery.wait', 1_500],
        ['queue.depth', 0],
        ['RequestData', 'turn', true, { kind: 'message' }],
        ['RemoteDependencyData', 'plan', true, { planId: 'board' }],
      ]),
    );
    expect(new Set(received.map(({ iKey, tags }) => [iKey, tags['ai.cloud.role']].join()))).toEqual(
      new Set([`${key},board-actions`]),
    );
    expect(logger.lines).toEqual([]);
  });

  it('says once that nothing arrives, and once that it does again', async () => {
    let status = 503;
    const { port, received } = await startIngestion(() => ({ status }));
    const logger = createRecordingLogger();
    const outlets = createAzureMonitor(connect(port), logger);
    opened = createTelemetry(outlets);
    for (const next of [503, 503, 200, 200]) {
      status = next;
      opened.telemetry.count('turns');
      await outlets.reader.forceFlush();
    }
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'telemetry does not arrive; the service runs without it'],
      ['info', 'telemetry arrives again'],
    ]);
    expect(JSON.stringify(logger.lines)).not.toContain(key);
    expect(received.length).toBeGreaterThanOrEqual(4);
  });

  // Were any of it to end in an unhandled rejection, the process would end with it; vitest fails on one.
  it('takes whatever the endpoint answers', async () => {
    const answers: Answer[] = [
      { status: 200, body: 'no JSON' },
      { status: 206, body: 'no JSON' },
      { status: 206, body: JSON.stringify({ itemsReceived: 2, itemsAccepted: 1, errors: [{ index: 9 }] }) },
      { status: 307 },
      { status: 400, body: JSON.stringify({ message: 'Invalid instrumentation key' }) },
      { status: 402 },
      'broken',
    ];
    let answer: Answer = { status: 200 };
    const { port } = await startIngestion(() => answer);
    const outlets = createAzureMonitor(connect(port), createRecordingLogger());
    opened = createTelemetry(outlets);
    for (const next of answers) {
      answer = next;
      opened.telemetry.count('turns');
      await opened.telemetry.span('turn', {}, async () => undefined);
      await Promise.allSettled([outlets.reader.forceFlush(), outlets.spans.forceFlush()]);
    }
    answer = { status: 200 };
  });

  it('lets the process go in time though the endpoint never answers', async () => {
    const { port } = await startIngestion(() => 'never');
    const { telemetry, close } = createTelemetry(
      createAzureMonitor(connect(port), createRecordingLogger()),
      50,
    );
    telemetry.count('turns');
    await telemetry.span('turn', {}, async () => undefined);
    const before = performance.now();
    await close();
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('is none without a connection string, and without one that the exporter takes', async () => {
    const logger = createRecordingLogger();
    for (const connectionString of [null, 'InstrumentationKey=s3cret']) {
      expect(await openTelemetry(connectionString, logger)).toBeNull();
    }
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'telemetry could not be started; the service runs without it'],
    ]);
    expect(String(logger.lines[0]?.fields['err'])).not.toContain('s3cret');
  });
});

describe('createSilentTelemetry', () => {
  it('counts nothing and runs the work', async () => {
    const telemetry = createSilentTelemetry();
    telemetry.count('turns');
    telemetry.time('turn.time', 1);
    telemetry.gauge('queue.depth', 1);
    expect(await telemetry.span('turn', {}, async () => 5)).toBe(5);
  });
});
