import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { createBankHolidays } from './adapters/calendar/bank-holidays.ts';
import { createHttpServer } from './adapters/http/server.ts';
import { checkQueues, connectQueues, createQueues } from './adapters/queues/connect.ts';
import { createDeliveryQueue } from './adapters/queues/delivery-queue.ts';
import { checkTables, connectTables, createTables, type StorageSettings } from './adapters/tables/connect.ts';
import { createDirectory } from './adapters/tables/directory.ts';
import { createFileStage } from './adapters/tables/file-stage.ts';
import { createPlanStore } from './adapters/tables/plan-store.ts';
import { createImportAnswers } from './adapters/teams/answer-import.ts';
import { createBot } from './adapters/teams/bot.ts';
import { createBotAdapter } from './adapters/teams/bot-adapter.ts';
import { createMessagesEndpoint } from './adapters/teams/endpoint.ts';
import { createFileSource } from './adapters/teams/files.ts';
import { createLateAnswers } from './adapters/teams/late-answer.ts';
import { createMessenger } from './adapters/teams/messenger.ts';
import { createRoster } from './adapters/teams/roster.ts';
import type { Config } from './config.ts';
import type { Clock, Logger, Services } from './ports.ts';
import { sweepFiles } from './use-cases/confirm-import.ts';
import { deliverBatch } from './use-cases/deliver-prompts.ts';
import { type DueReport, runDue } from './use-cases/run-due.ts';

export interface AppOptions {
  readonly config: Config;
  readonly storage: StorageSettings;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** 0 <= n < 1; spreads retries. */
  readonly random?: () => number;
}

/** The product without its process: everything wired, nothing started. */
export interface App {
  readonly services: Services;
  /** Makes missing tables and queues; safe on every start and replica. Throws a `Failure`. */
  prepare(): Promise<void>;
  /** Serves HTTP and works deliveries and ticks in the background until closed. */
  start(): Promise<{ readonly port: number }>;
  /** One scheduler tick, then everything that is due is sent: what `run-due` does once. */
  runDueOnce(): Promise<DueReport & { readonly sent: number }>;
  /** Takes no more work, finishes what is under way. */
  close(): Promise<void>;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** An idle queue is asked this often; Azure bills each question, and a lead can wait a moment. */
const idlePollMilliseconds = 1_000;
const tickMilliseconds = 30_000;

export function createApp(options: AppOptions): App {
  const { config, storage, logger, clock = systemClock, random = Math.random } = options;
  const tables = connectTables(storage);
  const queues = connectQueues(storage);
  const adapter = createBotAdapter(config.bot);
  const services: Services = {
    store: createPlanStore(tables),
    directory: createDirectory(tables),
    queue: createDeliveryQueue(queues, { logger }),
    messenger: createMessenger(adapter, config.bot?.appId ?? ''),
    roster: createRoster(adapter, config.bot?.appId ?? ''),
    files: createFileStage(tables),
    bankHolidays: createBankHolidays(),
    clock,
    logger,
  };
  const late = createLateAnswers(adapter, config.bot?.appId ?? '');
  const imports = createImportAnswers(createFileSource({ allowLoopback: config.bot === null }));
  const rules = { authenticated: config.bot !== null, localTenantId: config.tenantId };
  const bot = createBot(services, rules, { imports, late });
  const messages = createMessagesEndpoint(adapter, bot, logger);
  const checkReady = async () => {
    await Promise.all([checkTables(tables), checkQueues(queues)]);
  };
  const server = createHttpServer({ messages, checkReady }, logger);
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];

  /** Runs `work` again and again until the app closes; a failure is logged and waited out, never fatal. */
  const loop = async (name: string, work: () => Promise<number>) => {
    while (!stopping.signal.aborted) {
      let pause = tickMilliseconds;
      try {
        pause = await work();
      } catch (error) {
        logger.error({ err: error, loop: name }, 'background work failed and will be tried again');
      }
      // An abort while waiting ends the loop by its condition.
      await wait(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const deliver = async () =>
    (await deliverBatch(services, random)).received > 0 ? 0 : idlePollMilliseconds;
  const tick = async () => {
    await runDue(services);
    await sweepFiles(services);
    return tickMilliseconds;
  };

  return {
    services,
    async prepare() {
      await Promise.all([createTables(tables), createQueues(queues)]);
    },
    async start() {
      const listening = await server.listen(config.host, config.port);
      loops.push(loop('deliveries', deliver), loop('tick', tick));
      return listening;
    },
    async runDueOnce() {
      const report = await runDue(services);
      let sent = 0;
      for (let received = 1; received > 0; ) {
        const round = await deliverBatch(services, random);
        received = round.received;
        sent += round.sent;
      }
      await sweepFiles(services);
      return { ...report, sent };
    },
    async close() {
      stopping.abort();
      await Promise.all([server.close(), ...loops]);
      await late.settle();
    },
  };
}
