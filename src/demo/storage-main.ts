/**
 * The embedded storage’s own process, started by its first user (`start-storage.ts`): `storage-main FOLDER CLAIM`. It
 * belongs to no terminal and outlives whoever started it.
 */
import process from 'node:process';
import { serveStorage } from './serve-storage.ts';

const graceMilliseconds = 10_000;

const [dataDir = '', after = ''] = process.argv.slice(2);

function fail(error: unknown): never {
  process.stderr.write(
    `${new Date().toISOString()} ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}

// Ctrl-C and a closed terminal are its users' affair: they finish what is under way, and leave.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

try {
  const storage = await serveStorage({
    dataDir,
    after: Number(after),
    graceMilliseconds,
    isStarterThere: () => process.connected,
    onEnd: (error) => (error === null ? process.exit(0) : fail(error)),
  });
  // Somebody else has it: whoever started this process joins them.
  if (storage === null) process.exit(0);
  process.on('disconnect', () => storage.starterGone());
  process.on('SIGTERM', () => {
    storage.stop().then(() => process.exit(0), fail);
  });
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  if (process.connected) process.send?.({ failed: said }, () => fail(error));
  else fail(error);
}
