/**
 * `npm run test:explore [-- --minutes N] [--seed N] [FILE...]`: every property again and again with seeds that nobody has
 * tried, for about so long, and the mutated plan files from such a seed on. Says which seeds were used and, of what failed, how to
 * run it again. Ends with exit code 1 when anything failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type ExploredProperty, exploreEnvironment } from './explore-settings.ts';

/** As vitest's configuration has it. */
const workers = 2;
/** A property may take so long in a round without its test being given up; longer times make more rounds. */
const mostSeconds = 10;
const leastSeconds = 0.2;

/** Tests that hold properties, by their own text, and how many there are. */
function findProperties(wanted: readonly string[]): { files: string[]; properties: number } {
  const found = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .map((name) => ({
      name,
      count: readFileSync(name, 'utf8').split(/fc\.assert\(|PROPERTY_SEED/).length - 1,
    }))
    .filter(({ count }) => count > 0);
  return {
    files: found.map(({ name }) => name),
    properties: found.reduce((sum, { count }) => sum + count, 0),
  };
}

function readExplored(file: string): ExploredProperty[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ExploredProperty]));
}

/** A test's name, groups first, as vitest's pattern that means just it; in quotes for a shell. */
function asPattern(name: string): string {
  const pattern = name.replaceAll(' > ', ' ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return `'${pattern.replaceAll("'", "'\\''")}'`;
}

async function run(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 999_999_999)) },
    },
  });
  const began = performance.now();
  const over = began + Number(values.minutes) * 60_000;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const { files, properties } = findProperties(positionals);
  const folder = mkdtempSync(join(tmpdir(), 'explore-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  let seed = Number(values.seed);
  let allHeld = true;
  do {
    const share = ((over - performance.now()) / 1_000) * (workers / Math.max(1, properties));
    const seconds = Math.min(mostSeconds, Math.max(leastSeconds, share));
    const file = join(folder, `${seed}.jsonl`);
    say(
      `${properties} properties in ${files.length} files, ${seconds.toFixed(1)} s each, from seed ${seed} on`,
    );
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--project', 'explore', '--reporter', 'dot', ...files],
      { stdio: 'inherit', env: { ...process.env, ...exploreEnvironment({ seed, seconds, file }) } },
    );
    const [code] = await once(child, 'exit');
    const explored = readExplored(file);
    const most = Math.max(1, ...explored.map(({ runs }) => runs));
    const cases = explored.reduce((sum, one) => sum + one.cases, 0);
    say(`Seeds ${seed} to ${seed + most - 1}: ${explored.length} runs of properties, ${cases} cases.`);
    for (const { failed, test, testPath } of explored) {
      if (failed === null) continue;
      say(`FAILED with seed ${failed.seed}, path "${failed.path}": ${test}`);
      const path = relative('', testPath);
      say(`  PROPERTY_SEED=${failed.seed} npx vitest run --project node ${path} -t ${asPattern(test)}`);
    }
    allHeld &&= code === 0;
    seed += most;
  } while (performance.now() < over);
  say(allHeld ? 'Everything held.' : 'Something did not hold.');
  return allHeld;
}

// A run that is broken off takes its processes and folder with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

run().then(
  (held) => process.exit(held ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
