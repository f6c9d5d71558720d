/** A process of its own for the tests: opens the storage of a folder, says so, and holds it until it is interrupted. */
import { openEmbeddedStorage } from '../../src/demo/embedded-storage.ts';
import type { Logger } from '../../src/ports.ts';

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => quiet,
};

const storage = await openEmbeddedStorage({ dataDir: process.argv[2] ?? '', logger: quiet });
const { joined, others, connectionString } = storage;
process.stdout.write(`${JSON.stringify({ joined, others, connectionString })}\n`);
const held = setInterval(() => {}, 60_000);
process.once('SIGINT', () => {
  clearInterval(held);
  void storage.close();
});
