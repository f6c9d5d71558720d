/**
 * `npm run bench [-- --json] [-- reply digest import start-up]`: how far the product is from a floor measured in the same run.
 * Nothing here fails on a slow machine: the figures are ratios to be read, not limits.
 */
import { cpus } from 'node:os';
import { measureDigests } from './digest.ts';
import { measureImport } from './import.ts';
import type { Figure } from './measure.ts';
import { measureReplies } from './reply-round-trip.ts';
import { drawTable } from './report.ts';
import { measureStartUp } from './start-up.ts';
import { buildSubjects, type Subjects } from './subjects.ts';

const parts: Readonly<Record<string, (subjects: Subjects) => Promise<Figure[]>>> = {
  reply: measureReplies,
  digest: measureDigests,
  import: measureImport,
  'start-up': measureStartUp,
};

async function run(words: readonly string[]): Promise<void> {
  const json = words.includes('--json');
  const named = words.filter((word) => word !== '--json');
  const unknown = named.find((word) => !Object.hasOwn(parts, word));
  if (unknown !== undefined)
    throw new Error(`There is no part ${unknown}. There are: ${Object.keys(parts).join(', ')}.`);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const machine = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'processor'}, ${process.platform}`;

  say('Building ...');
  const subjects = await buildSubjects();
  const figures: Figure[] = [];
  try {
    for (const [name, measure] of Object.entries(parts)) {
      if (named.length > 0 && !named.includes(name)) continue;
      say(`Measuring ${name} ...`);
      figures.push(...(await measure(subjects)));
    }
  } finally {
    await subjects.remove();
  }
  process.stdout.write(
    json ? `${JSON.stringify({ machine, figures }, null, 2)}\n` : `${machine}\n\n${drawTable(figures)}\n`,
  );
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
