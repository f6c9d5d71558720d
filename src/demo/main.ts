import path from 'node:path';
import process from 'node:process';
import { loadConfig } from '../config.ts';
import { Failure, Refusal } from '../domain/shared/errors.ts';
import { demoUsage, parseDemoArguments } from './demo-options.ts';
import { createProgress } from './progress.ts';
import type { Demo } from './start-demo.ts';

/** A second signal within this time is the same Ctrl-C, passed on by npm as well as by the terminal. */
const sameKeyPressMilliseconds = 500;
const stopWithinMilliseconds = 15_000;

const progress = createProgress(
  (text) => process.stdout.write(text),
  () => performance.now(),
);
const stopping = new AbortController();
let running: Demo | null = null;

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), stopWithinMilliseconds).unref();
  const demo = running;
  // Still starting: the start stops by itself after the step it is at.
  if (demo === null) return;
  await progress.step('\nStopping', () => demo.close());
  process.exit(0);
}

let stoppedAt = Number.NEGATIVE_INFINITY;
function onStop(): void {
  const first = !stopping.signal.aborted;
  if (!first && performance.now() - stoppedAt > sameKeyPressMilliseconds) process.exit(130);
  if (!first) return;
  stoppedAt = performance.now();
  stopping.abort();
  stop().catch(fail);
}

function fail(error: unknown): never {
  const forPeople = error instanceof Refusal || error instanceof Failure;
  process.stderr.write(
    `${forPeople || !(error instanceof Error) ? String(error).replace(/^(Refusal|Failure): /, '') : error.stack}\n`,
  );
  process.exit(error instanceof Refusal ? 2 : 1);
}

async function run(): Promise<void> {
  const started = performance.now();
  const args = parseDemoArguments(process.argv.slice(2));
  if (args.help) {
    progress.line(demoUsage);
    return;
  }
  const { DATA_DIR, PORT, LOG_LEVEL } = process.env;
  // Nothing else of the environment: the demo never signs in anywhere and never touches real storage.
  const config = loadConfig({ DATA_DIR, PORT, LOG_LEVEL });
  if (config.storage.kind !== 'embedded')
    throw new Error('Without settings the storage is the embedded one.');
  const { dataDir } = config.storage;
  // Loaded here, not above, so that the first line comes at once.
  const { startDemo, welcomeText } = await progress.step(
    'Loading the program',
    () => import('./start-demo.ts'),
  );
  const { createFileLogger } = await import('./file-logger.ts');
  const demo = await startDemo({
    dataDir,
    fresh: args.fresh,
    botPort: args.botPort ?? config.port,
    playgroundPort: args.playgroundPort,
    pace: 1,
    progress,
    logger: createFileLogger(config.logLevel, path.join(dataDir, 'demo.log')),
    signal: stopping.signal,
  });
  running = demo;
  progress.line(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  progress.line(welcomeText(demo, dataDir));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onStop);
// Nobody reads on (`npm run demo | head`): the same as Ctrl-C.
process.stdout.on('error', onStop);

run().catch((error: unknown) => {
  if (!stopping.signal.aborted) fail(error);
  progress.line('Stopped.');
  process.exit(0);
});
