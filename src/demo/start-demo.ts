import { Temporal } from 'temporal-polyfill';
import { createApp } from '../app.ts';
import { loadConfig } from '../config.ts';
import { formatDate } from '../domain/shared/dates.ts';
import { Refusal } from '../domain/shared/errors.ts';
import type { Logger } from '../ports.ts';
import { clearStorage, storageInUse } from './clear-storage.ts';
import { startColleagues } from './colleagues/start-colleagues.ts';
import { openEmbeddedStorage } from './embedded-storage.ts';
import { findFreePort, isPortFree } from './free-port.ts';
import { loadSample } from './load-sample.ts';
import { startPlayground } from './playground.ts';
import type { Progress } from './progress.ts';
import { type SampleUser, samplePeople } from './sample/sample-people.ts';
import { nextSampleMeeting, samplePlanId, samplePlanName } from './sample/sample-plan.ts';

export interface DemoOptions {
  readonly dataDir: string;
  readonly fresh: boolean;
  /** 0 for any free one, as for the next. */
  readonly botPort: number;
  readonly playgroundPort: number;
  /** Multiplies every wait of the simulated colleagues: 1 for a person's pace. */
  readonly pace: number;
  readonly progress: Progress;
  readonly logger: Logger;
  /** Aborted while starting: what has started is stopped, and the start throws the abort's reason. */
  readonly signal?: AbortSignal;
}

export interface Demo {
  /** The one address to open. */
  readonly url: string;
  /** The board meeting to open a cycle for, `YYYY-MM-DD`. */
  readonly nextMeeting: string;
  readonly user: SampleUser;
  readonly simulated: readonly string[];
  /** Stops everything and keeps the data. */
  close(): Promise<void>;
}

/** Whoever sits in front of the browser. */
const user: SampleUser = { name: 'Rowan Fielding', userId: 'b0a4dac7-0000-4000-8000-000000000000' };

/** A port that is free now. Throws a `Refusal` that says what to do about a taken one. */
async function choosePort(port: number, what: string, option: string): Promise<number> {
  if (port === 0) return findFreePort();
  if (await isPortFree(port)) return port;
  throw new Refusal(
    'bad-input',
    `Port ${port}, for ${what}, is taken. Stop what uses it, or choose another: npm run demo -- ${option} ${port < 60_000 ? port + 100 : port - 100}`,
  );
}

/**
 * Starts everything a newcomer needs, all of it on this machine: storage, the sample plan, the service, the simulated
 * colleagues and the chat client. Throws a `Refusal` or `Failure` with nothing left running.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { dataDir, progress, logger, signal } = options;
  const step = <T>(label: string, work: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    return progress.step(label, work);
  };
  const stops: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const botPort = await choosePort(options.botPort, 'the bot', '--port');
    const playgroundPort = await choosePort(options.playgroundPort, 'the chat client', '--playground-port');
    const config = loadConfig({ PORT: `${botPort}`, DATA_DIR: dataDir });
    const botUrl = `http://${config.host}:${botPort}/api/messages`;

    if (options.fresh) await step(`Deleting the data in ${dataDir}`, () => clearStorage(dataDir, logger));
    const onLost = () =>
      progress.line('The storage has ended by itself. Press Ctrl-C and start the demo again.');
    const storage = await step('Starting storage', () => openEmbeddedStorage({ dataDir, logger, onLost }));
    stops.push(() => storage.close());
    if (storage.others > 0) throw storageInUse(dataDir);

    const app = createApp({ config, storage: { connectionString: storage.connectionString }, logger });
    const people = samplePeople(user).filter(({ userId }) => userId !== user.userId);
    const loaded = await step('Loading the sample plan', async () => {
      await app.prepare();
      return loadSample(app.services, config.tenantId, user);
    });
    await step('Starting the service', () => app.start());
    stops.push(() => app.close());

    const today = () => Temporal.Now.plainDateISO('Europe/London');
    const colleagues = await step('Starting the simulated colleagues', async () => {
      const started = await startColleagues({
        botUrl,
        user,
        pace: options.pace,
        random: Math.random,
        today,
        tell: progress.line,
      });
      stops.push(() => started.close());
      await started.install();
      return started;
    });
    const playground = await step('Starting the chat client', () =>
      startPlayground({
        port: playgroundPort,
        botUrl,
        people: {
          user: { id: user.userId, name: user.name },
          colleagues: people.map(({ userId, name }) => ({ id: userId, name })),
        },
        onDeath: () =>
          progress.line(
            'The chat client has ended by itself. Press Ctrl-C and start the demo again: nothing is lost.',
          ),
      }),
    );
    stops.push(() => playground.stop());
    if (loaded === 'was-there') await colleagues.catchUp();
    signal?.throwIfAborted();
    return {
      url: playground.url,
      nextMeeting: nextSampleMeeting(today()).toString(),
      user,
      simulated: colleagues.characters.map(({ person }) => person.name),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the terminal says once everything runs. */
export function welcomeText(demo: Demo, dataDir: string): string {
  const [given = ''] = demo.user.name.split(' ');
  const joining = dataDir === '.data' ? '' : `DATA_DIR=${dataDir} `;
  return `
Open ${demo.url}
(the panel on the right is the chat client's own log: close it)

You are ${demo.user.name}: project manager, chair and one of the 12 leads of the sample plan,
${samplePlanName}.
The other ${demo.simulated.length} leads are simulated. What they do is said here. Council, people and plan are invented.

Six things to try in the chat:
  1. Say hello.
  2. Open a cycle: press “Open a cycle” and choose ${formatDate(demo.nextMeeting)}, the next board. Every lead is asked.
  3. Answer your own prompt: press “No change”, or “Update” and fill in the form.
  4. Watch ${given}’s colleagues answer, here and with “status”. Some take a minute and a half, one waits for
     “remind”, one never answers, and one is in no team that has the bot.
  5. Ask for the “digest”, or “digest red”.
  6. Ask for the “schedule”: the boards after that, whose leads are asked by themselves. Add more, move one, or see why.

In a second terminal: ${joining}npm run cli -- cycle status --plan ${samplePlanId}
Ctrl-C stops everything and keeps the data in ${dataDir}; its log is demo.log there. npm run demo -- --fresh starts over.
`;
}
