import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import { createBankHolidays } from './adapters/bank-holidays.ts';
import { createPlanFileReader } from './adapters/file-worker/plan-file-reader.ts';
import { createHeartbeat, createReadiness } from './adapters/http/readiness.ts';
import { createHttpServer } from './adapters/http/server.ts';
import { checkQueues, connectQueues, createQueues } from './adapters/queues/connect.ts';
import { createDeliveryQueue } from './adapters/queues/delivery-queue.ts';
import { checkTables, connectTables, createTables, type StorageSettings } from './adapters/tables/connect.ts';
import { createDirectory } from './adapters/tables/directory.ts';
import { createDocumentDesk } from './adapters/tables/document-desk.ts';
import { createFileStage } from './adapters/tables/file-stage.ts';
import { createPace } from './adapters/tables/pace.ts';
import { createPlanStore } from './adapters/tables/plan-store.ts';
import { createPostDesk } from './adapters/tables/post-desk.ts';
import { createBot } from './adapters/teams/bot.ts';
import { createBotAdapter } from './adapters/teams/bot-adapter.ts';
import { createMessagesEndpoint, type Patience } from './adapters/teams/endpoint.ts';
import { createFileOffers } from './adapters/teams/file-offers.ts';
import { createFileSource } from './adapters/teams/files.ts';
import { createLateAnswers } from './adapters/teams/late-answer.ts';
import { createMessenger } from './adapters/teams/messenger.ts';
import { createRoster } from './adapters/teams/roster.ts';
import { createTeamWatch } from './adapters/teams/team-watch.ts';
import { createFileTarget } from './adapters/teams/uploads.ts';
import { createSilentTelemetry } from './adapters/telemetry/telemetry.ts';
import type { Config } from './config.ts';
import type { Clock, Logger, Pace, Services, Telemetry } from './ports.ts';
import { createDeliveries } from './use-cases/delivery/deliver-prompts.ts';
import { type DueReport, runDue } from './use-cases/delivery/run-due.ts';
import { createTick } from './use-cases/delivery/tick.ts';
import { createComposer } from './use-cases/export/compose-message.ts';
import { hasSharedDocument, readSharedDocument } from './use-cases/export/share-document.ts';
import { sweepFiles } from './use-cases/import/confirm-import.ts';
import { readSharedCalendar } from './use-cases/meetings/share-calendar.ts';

export interface AppOptions {
  readonly config: Config;
  readonly storage: StorageSettings;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** 0 <= n < 1; spreads retries. */
  readonly random?: () => number;
  /** Instead of the allowance that replicas share by storage; tests have no time to wait for it. */
  readonly pace?: Pace;
  /** Nothing is counted where it is left out. */
  readonly telemetry?: Telemetry;
  /** How long people in Teams wait without a word; tests have less time, or more. */
  readonly patience?: Patience;
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
  /** The address of a calendar link; null where the service has no public one. */
  calendarUrl(token: string): string | null;
  /** Takes no more work, finishes what is under way. */
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => Temporal.Now.instant() };

const tickMilliseconds = 30_000;
/** Background work that has not come round for so long has died or hangs; a tick over every council takes seconds. */
const silentMilliseconds = 300_000;
const storageAdvice =
  'Check that the storage account exists and answers, and that this service may read and write in it.';
const restartAdvice = 'Read the log of this replica, then start it again. The others go on meanwhile.';

export function createApp(options: AppOptions): App {
  const { config, storage, logger, clock = systemClock, random = Math.random } = options;
  const tables = connectTables(storage);
  const queues = connectQueues(storage);
  const adapter = createBotAdapter(config.bot);
  const { requestsPerSecond, sendsAtOnce } = config;
  const pace = options.pace ?? createPace(tables, { logger, requestsPerSecond });
  const queue = createDeliveryQueue(queues, { logger });
  // Whoever works off deliveries asks for the next ones within a minute, even of an empty queue.
  const delivering = createHeartbeat(
    { name: 'deliveries', code: 'deliveries-stopped', advice: restartAdvice },
    silentMilliseconds,
  );
  const ticking = createHeartbeat(
    { name: 'scheduler', code: 'tick-late', advice: restartAdvice },
    silentMilliseconds,
  );
  const telemetry = options.telemetry ?? createSilentTelemetry();
  const planFiles = createPlanFileReader(telemetry);
  const services: Services = {
    store: createPlanStore(tables),
    directory: createDirectory(tables),
    queue: {
      ...queue,
      receive: (max) => {
        delivering.beat();
        return queue.receive(max);
      },
    },
    messenger: createMessenger(adapter, config.bot?.appId ?? '', pace),
    pace,
    roster: createRoster(adapter, config.bot?.appId ?? ''),
    files: createFileStage(tables),
    documents: createDocumentDesk(tables),
    posts: createPostDesk(tables),
    planFiles,
    bankHolidays: createBankHolidays(),
    firstManagers: { ...config.firstProjectManagers, tenantId: config.tenantId },
    clock,
    logger,
    telemetry,
  };
  const late = createLateAnswers(adapter, config.bot?.appId ?? '', services.directory);
  const teams = createTeamWatch();
  const addressOf = (path: string) => (config.publicUrl === null ? null : `${config.publicUrl}/${path}`);
  const addresses = {
    calendarUrl: (token: string) => addressOf(`calendar/${token}.ics`),
    documentUrl: (token: string) => addressOf(`file/${token}`),
  };
  const compose = createComposer(services, addresses.documentUrl);
  const deliveries = createDeliveries(services, { random, sendsAtOnce, compose });
  const stopping = new AbortController();
  const offers = createFileOffers({
    adapter,
    appId: config.bot?.appId ?? '',
    target: createFileTarget({ allowLoopback: config.bot === null, stop: stopping.signal }),
  });
  const rules = { authenticated: config.bot !== null, localTenantId: config.tenantId };
  const sentFiles = createFileSource({ allowLoopback: config.bot === null });
  const bot = createBot(services, rules, { files: sentFiles, late, offers, addresses, teams });
  const messages = createMessagesEndpoint(adapter, bot, logger, options.patience);
  const well = (check: Promise<void>) => check.then(() => null);
  const checkReady = createReadiness(
    [
      { name: 'tables', advice: storageAdvice, check: () => well(checkTables(tables)) },
      { name: 'queue', advice: storageAdvice, check: () => well(checkQueues(queues)) },
      ticking,
      delivering,
    ],
    { logger },
  );
  const readCalendar = async (token: string) => {
    const calendar = await readSharedCalendar(services, token);
    if (calendar === null) return null;
    // Few ask for one, and what writes it need not be loaded by a service that nobody asks.
    const { writeCalendar } = await import('./reports/calendar-ics.ts');
    return writeCalendar(calendar, clock.now());
  };
  // A document is made in this process: one after the other, so that no crowd of readers holds up the chat.
  const oneAtATime = pLimit(1);
  const files = {
    has: (token: string) => hasSharedDocument(services, token),
    read: (token: string) => oneAtATime(() => readSharedDocument(services, token)),
  };
  const server = createHttpServer({ messages: messages.receive, checkReady, readCalendar, files }, logger, {
    thisMachineOnly: config.bot === null,
  });
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
  const tickOnce = createTick(services, { watched: options.telemetry !== undefined });
  const tick = async () => {
    await tickOnce();
    ticking.beat();
    return tickMilliseconds;
  };

  return {
    services,
    calendarUrl: addresses.calendarUrl,
    async prepare() {
      await Promise.all([createTables(tables), createQueues(queues)]);
    },
    async start() {
      const listening = await server.listen(config.host, config.port);
      loops.push(deliveries.run(stopping.signal), loop('tick', tick));
      return listening;
    },
    async runDueOnce() {
      const report = await runDue(services, { all: true });
      let sent = 0;
      for (let received = 1; received > 0; ) {
        const round = await deliveries.deliverBatch(stopping.signal);
        received = round.received;
        sent += round.sent;
      }
      await sweepFiles(services);
      return { ...report, sent };
    },
    async close() {
      stopping.abort();
      await Promise.all([server.close(), ...loops]);
      await Promise.all([messages.settle(), offers.settle(), teams.settle()]);
      await planFiles.close();
    },
  };
}
