import type { Temporal } from 'temporal-polyfill';
import type { Patience } from '../../src/adapters/teams/endpoint.ts';
import { type App, type AppOptions, createApp } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import type { Telemetry } from '../../src/ports.ts';
import { startTestStorage } from './azurite.ts';
import { createClockPace } from './clock-pace.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { createFixedClock, type FixedClock } from './fixed-clock.ts';
import { createRecordingLogger, type RecordingLogger } from './recording-logger.ts';
import { type StorageProxy, startStorageProxy } from './storage-proxy.ts';
import { createTestPerson, type Somebody, type TestPerson } from './test-person.ts';

/** Monday morning, before every date that the samples of the tests name. */
const testStart = '2026-11-02T09:00:00Z';
export const testTenant = 'c0a1e5ce-0000-4000-8000-000000000001';

/** The product with everything around it: storage, Teams, a clock that stands still. */
export interface TestWorld {
  readonly app: App;
  readonly config: Config;
  readonly teams: FakeTeams;
  readonly clock: FixedClock;
  readonly logger: RecordingLogger;
  /** Where the service listens. Throws where it was not started. */
  readonly url: string;
  person(who: Somebody): TestPerson;
  /** Stands before the storage; null unless asked for. */
  readonly proxy: StorageProxy | null;
  /** The storage goes away; it does not come back. */
  stopStorage(): Promise<void>;
  /** Another replica on the same storage, with the same clock; not started. */
  addReplica(options?: Partial<AppOptions>): App;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Listens and delivers in the background; else only `runDueOnce` delivers. */
  readonly serving: boolean;
  readonly at?: string;
  /** Where the web reaches the service; nowhere where it is left out. */
  readonly publicUrl?: string;
  /** Storage is behind a proxy that can make it slow or silent. */
  readonly proxied?: boolean;
  readonly telemetry?: Telemetry;
  readonly patience?: Patience;
  /** Settings beside those of every test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A busy machine may take longer than Teams’ users would wait; a test that is not about that waits. */
const patient: Patience = { dueMilliseconds: 25_000, settleMilliseconds: 12_000 };

export async function startWorld(options: WorldOptions): Promise<TestWorld> {
  const {
    serving,
    at = testStart,
    proxied = false,
    patience = patient,
    telemetry,
    publicUrl = '',
    env = {},
  } = options;
  const [storage, teams] = await Promise.all([startTestStorage(), startFakeTeams()]);
  const proxy = proxied ? await startStorageProxy(storage.connectionString) : null;
  const connectionString = proxy?.connectionString ?? storage.connectionString;
  const clock = createFixedClock(at);
  const logger = createRecordingLogger();
  const config = loadConfig({
    PORT: '0',
    STORAGE_CONNECTION_STRING: connectionString,
    MicrosoftAppTenantId: testTenant,
    PUBLIC_URL: publicUrl,
    ...env,
  });
  const pace = createClockPace(clock);
  const usual: AppOptions = {
    config,
    storage: { connectionString },
    logger,
    clock,
    pace,
    random: () => 0.5,
    patience,
    ...(telemetry === undefined ? {} : { telemetry }),
  };
  const addReplica = (different: Partial<AppOptions> = {}) => createApp({ ...usual, ...different });
  const app = addReplica();
  await app.prepare();
  const port = serving ? (await app.start()).port : null;
  let stopping: Promise<void> | null = null;
  const stopStorage = () => {
    stopping ??= storage.close();
    return stopping;
  };
  const url = () => {
    if (port === null) throw new Error('This world does not serve HTTP.');
    return `http://127.0.0.1:${port}`;
  };
  return {
    app,
    config,
    teams,
    clock,
    logger,
    get url() {
      return url();
    },
    person: (who) => createTestPerson({ url: port === null ? '' : url(), teams }, who),
    addReplica,
    stopStorage,
    proxy,
    async close() {
      await app.close();
      await proxy?.stop();
      await Promise.all([teams.close(), stopStorage()]);
    },
  };
}

/** The day of an instant in London, for samples that are made around a day. */
export function londonDay(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO('Europe/London').toPlainDate();
}
