/**
 * `npm run bench [-- --json] [reply digest import import-beside start-up delivery tick memory morning picture paper]`: how far the product is from a floor measured in the same run.
 * Nothing here fails on a slow machine: the figures are ratios to be read, not limits.
 */
import { cpus } from 'node:os';
import { measureDelivery } from './delivery.ts';
import { measureDigests } from './digest.ts';
import { measureImport } from './import.ts';
import { measureTurnsBesideImport } from './import-beside.ts';
import type { Fact, Figure, Findings } from './measure.ts';
import { measureMemory } from './memory.ts';
import { measureMorning } from './morning.ts';
import { measurePapers } from './paper.ts';
import { measurePictures } from './picture.ts';
import { measureReplies } from './reply-round-trip.ts';
import { drawFacts, drawTable } from './report.ts';
import { measureStartUp } from './start-up.ts';
import { buildSubjects, type Subjects } from './subjects.ts';
import { measureTick } from './tick.ts';

const parts: Readonly<Record<string, (subjects: Subjects) => Promise<Findings | Figure[]>>> = {
  reply: measureReplies,
  digest: measureDigests,
  import: measureImport,
  'import-beside': measureTurnsBesideImport,
  'start-up': measureStartUp,
  delivery: measureDelivery,
  tick: measureTick,
  memory: measureMemory,
  morning: measureMorning,
  picture: measurePictures,
  paper: measurePapers,
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
  const facts: Fact[] = [];
  try {
    for (const [name, measure] of Object.entries(parts)) {
      if (named.length > 0 && !named.includes(name)) continue;
      say(`Measuring ${name} ...`);
      const found = await measure(subjects);
      const findings = Array.isArray(found) ? { figures: found, facts: [] } : found;
      figures.push(...findings.figures);
      facts.push(...findings.facts);
    }
  } finally {
    await subjects.remove();
  }
  const tables = [
    ...(figures.length === 0 ? [] : [drawTable(figures)]),
    ...(facts.length === 0 ? [] : [drawFacts(facts)]),
  ];
  process.stdout.write(
    json
      ? `${JSON.stringify({ machine, figures, facts }, null, 2)}\n`
      : `${[machine, ...tables].join('\n\n')}\n`,
  );
}

// A run that is broken off takes its processes and folders with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
