import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IFlattenedRuleSet & {
  options: object;
};

const production = [
  '@azure/data-tables',
  '@azure/storage-queue',
  'botbuilder',
  'restify',
  'azurite',
  'zod',
  'adaptivecards-templating',
  'csv-parse',
  'echarts',
  '@opentelemetry/sdk-metrics',
  'ical-generator',
  'rrule-temporal',
  'yauzl',
];
const development = ['jszip', 'playground'];

/** As the rules list them; written again, so that a change of the order is made on purpose. */
const nouns =
  'shared people calendar plan import leads cycle meetings reply delivery digest paper export'.split(' ');
const planFileFolders = 'text grid office excel word table action tools document people write'.split(' ');

/** Where the broken files below find what they must not import. */
const late = Object.fromEntries(
  [
    'src/domain/loose.ts',
    'src/cards/people/late.ts',
    'src/plan-files/late.ts',
    ...nouns.map((noun) => `src/use-cases/${noun}/late.ts`),
    ...planFileFolders.map((folder) => `src/plan-files/${folder}/late.ts`),
  ].map((path) => [path, `export const ${path.includes('loose') ? 'loose' : 'late'} = 1;`]),
);

/** A small project that keeps every rule: what the broken files below import, and what may import it. */
const sound: Record<string, string> = {
  'src/domain/plan/action.ts': `import { Temporal } from 'temporal-polyfill';\nexport type Day = Temporal.PlainDate;`,
  'src/domain/plan/plan.ts': `import type { Day } from './action.ts';\nexport const day = (d: Day): Day => d;`,
  'src/ports.ts': `import type { Day } from './domain/plan/action.ts';\nexport interface Store { day: Day }`,
  'src/plan-files/read.ts': `import { day } from '../domain/plan/plan.ts';\nexport const read = day;`,
  'src/office/open.ts': `import { day } from '../domain/plan/plan.ts';\nexport const open = day;`,
  'src/reports/paper.ts': `import { day } from '../domain/plan/plan.ts';\nexport const paper = day;`,
  'src/cards/kit/card.ts': `import { readFileSync } from 'node:fs';\nimport { day } from '../../domain/plan/plan.ts';\nexport const card = [day, readFileSync];`,
  'src/use-cases/import/import-plan.ts': `import { randomUUID } from 'node:crypto';\nimport { paper } from '../../reports/paper.ts';\nimport { read } from '../../plan-files/read.ts';\nimport type { Store } from '../../ports.ts';\nexport const importPlan = (s: Store) => [s, read, paper, randomUUID];`,
  'src/adapters/tables/store.ts': `import { t } from '@azure/data-tables';\nimport type { Store } from '../../ports.ts';\nexport const store = (s: Store) => [s, t];`,
  'src/adapters/queues/queue.ts': `import { q } from '@azure/storage-queue';\nexport const queue = q;`,
  'src/adapters/http/server.ts': `import { r } from 'restify';\nexport const server = r;`,
  'src/adapters/teams/bot.ts': `import { b } from 'botbuilder';\nimport { card } from '../../cards/kit/card.ts';\nimport { importPlan } from '../../use-cases/import/import-plan.ts';\nexport const bot = [b, card, importPlan];`,
  'src/adapters/telemetry/telemetry.ts': `import type { Opened } from './open-telemetry.ts';\nexport const open = async (): Promise<Opened> => (await import('./open-telemetry.ts')).opened;`,
  'src/adapters/telemetry/open-telemetry.ts': `import { m } from '@opentelemetry/sdk-metrics';\nexport const opened = m;\nexport type Opened = typeof m;`,
  'src/cli/program.ts': `import { importPlan } from '../use-cases/import/import-plan.ts';\nexport const program = importPlan;`,
  'src/demo/start.ts': `import { a } from 'azurite';\nimport { p } from 'playground';\nexport const start = [a, p];`,
  'src/app.ts': `import { bot } from './adapters/teams/bot.ts';\nimport { queue } from './adapters/queues/queue.ts';\nimport { server } from './adapters/http/server.ts';\nimport { store } from './adapters/tables/store.ts';\nimport { open } from './adapters/telemetry/telemetry.ts';\nexport const app = async () => [bot, open, queue, server, store, await import('./demo/start.ts')];`,
  'src/main.ts': `import { app } from './app.ts';\nawait app();`,
  'src/cli-main.ts': `import { app } from './app.ts';\nimport { program } from './cli/program.ts';\nprogram([app]);`,
  'test/support/builder.ts': 'export const built = 1;',
};

/** One file each that breaks the rule beside it. */
const broken: [rule: string, file: string, source: string][] = [
  ['domain-is-pure', 'src/domain/plan/uses-npm.ts', `import { z } from 'zod';\nexport default z;`],
  [
    'domain-is-pure',
    'src/domain/plan/uses-node.ts',
    `import { readFileSync } from 'node:fs';\nexport default readFileSync;`,
  ],
  [
    'domain-is-pure',
    'src/domain/plan/uses-port.ts',
    `import type { Store } from '../../ports.ts';\nexport type S = Store;`,
  ],
  [
    'ports-know-only-domain-types',
    'src/ports.ts',
    `import type { day } from './cards/kit/card.ts';\nexport type Store = typeof day;`,
  ],
  [
    'every-file-has-a-noun',
    'src/domain/plan/loose.ts',
    `import { loose } from '../loose.ts';\nexport default loose;`,
  ],
  ...nouns.slice(0, -1).map((noun, index): [string, string, string] => [
    `${noun}-imports-no-later-noun`,
    `src/use-cases/${noun}/early.ts`,
    // Types count.
    `import type { late } from '../${nouns[index + 1]}/late.ts';\nexport type Late = typeof late;`,
  ]),
  [
    'shared-imports-no-later-noun',
    'src/cards/kit/early.ts',
    `import { late } from '../people/late.ts';\nexport default late;`,
  ],
  ...planFileFolders.map((folder, index): [string, string, string] => [
    `plan-files-${folder}-imports-no-later-folder`,
    `src/plan-files/${folder}/early.ts`,
    `import { late } from '../${planFileFolders[index + 1] ?? ''}/late.ts';\nexport default late;`.replace(
      '..//',
      '../',
    ),
  ]),
  [
    'use-cases-import-inwards',
    'src/use-cases/import/adapter.ts',
    `import { store } from '../../adapters/tables/store.ts';\nexport default store;`,
  ],
  [
    'use-cases-import-inwards',
    'src/use-cases/import/card.ts',
    `import { card } from '../../cards/kit/card.ts';\nexport default card;`,
  ],
  [
    'use-cases-reach-the-world-through-ports',
    'src/use-cases/import/disk.ts',
    `import { readFileSync } from 'node:fs';\nexport default readFileSync;`,
  ],
  [
    'cards-reports-and-plan-files-import-domain-only',
    'src/cards/kit/port.ts',
    `import type { Store } from '../../ports.ts';\nexport type S = Store;`,
  ],
  [
    'cards-reports-and-plan-files-import-domain-only',
    'src/reports/card.ts',
    `import { card } from '../cards/kit/card.ts';\nexport default card;`,
  ],
  [
    'office-imports-domain-only',
    'src/office/plan.ts',
    `import { read } from '../plan-files/read.ts';\nexport default read;`,
  ],
  [
    'office-is-for-readers-and-writers-of-files',
    'src/use-cases/import/archive.ts',
    `import { open } from '../../office/open.ts';\nexport default open;`,
  ],
  [
    'adapters-never-import-one-another',
    'src/adapters/tables/other.ts',
    `import { queue } from '../queues/queue.ts';\nexport default queue;`,
  ],
  [
    'adapters-never-import-one-another',
    'src/adapters/http/card.ts',
    `import { card } from '../../cards/kit/card.ts';\nexport default card;`,
  ],
  [
    'adapters-never-import-one-another',
    'src/adapters/holidays.ts',
    `import { queue } from './queues/queue.ts';\nexport default queue;`,
  ],
  [
    'file-worker-adapter-imports-plan-files-and-core',
    'src/adapters/file-worker/other.ts',
    `import { store } from '../tables/store.ts';\nexport default store;`,
  ],
  [
    'chat-imports-use-cases-and-cards',
    'src/chat/card-message.ts',
    `import { bot } from '../adapters/teams/bot.ts';\nexport default bot;`,
  ],
  [
    'teams-adapter-imports-chat-and-core',
    'src/adapters/teams/other.ts',
    `import { store } from '../tables/store.ts';\nexport default store;`,
  ],
  [
    'cli-imports-core',
    'src/cli/adapter.ts',
    `import { store } from '../adapters/tables/store.ts';\nexport default store;`,
  ],
  [
    'tab-imports-types-of-domain-only',
    'src/tab/page.ts',
    `import type { Store } from '../ports.ts';\nexport type S = Store;`,
  ],
  [
    'demo-is-loaded-on-demand',
    'src/use-cases/import/demo.ts',
    `export default () => import('../../demo/start.ts');`,
  ],
  [
    'demo-is-never-imported-statically',
    'src/app.ts',
    `import { start } from './demo/start.ts';\nexport const app = start;`,
  ],
  ['nothing-imports-an-entry-point', 'src/cli/main.ts', `import '../main.ts';`],
  ['only-entry-points-compose', 'src/cli/app.ts', `import { app } from '../app.ts';\nexport default app;`],
  [
    'only-adapters-tables-imports-data-tables',
    'src/demo/tables.ts',
    `import { t } from '@azure/data-tables';\nexport default t;`,
  ],
  [
    'only-adapters-queues-imports-storage-queue',
    'src/adapters/tables/q.ts',
    `import { q } from '@azure/storage-queue';\nexport default q;`,
  ],
  [
    'only-adapters-teams-imports-botbuilder',
    'src/use-cases/import/bot.ts',
    `import { b } from 'botbuilder';\nexport default b;`,
  ],
  [
    'only-adapters-teams-imports-botbuilder',
    'src/cards/kit/types.ts',
    `import type { b } from 'botbuilder';\nexport type B = typeof b;`,
  ],
  [
    'only-adapters-http-imports-restify',
    'src/adapters/teams/http.ts',
    `import { r } from 'restify';\nexport default r;`,
  ],
  ['only-demo-imports-azurite', 'src/app.ts', `import { a } from 'azurite';\nexport const app = a;`],
  [
    'only-cards-imports-adaptivecards-templating',
    'src/reports/template.ts',
    `import { t } from 'adaptivecards-templating';\nexport default t;`,
  ],
  [
    'only-plan-files-imports-csv-parse',
    'src/cli/csv.ts',
    `import { c } from 'csv-parse';\nexport default c;`,
  ],
  ['only-office-imports-yauzl', 'src/plan-files/zip.ts', `import { z } from 'yauzl';\nexport default z;`],
  [
    'only-reports-imports-ical-generator',
    'src/use-cases/import/ics.ts',
    `import { i } from 'ical-generator';\nexport default i;`,
  ],
  [
    'only-use-cases-imports-rrule-temporal',
    'src/cli/recurrence.ts',
    `import { r } from 'rrule-temporal';\nexport default r;`,
  ],
  [
    'only-adapters-telemetry-imports-sdk-metrics',
    'src/use-cases/import/count.ts',
    `export default () => import('@opentelemetry/sdk-metrics');`,
  ],
  [
    'telemetry-packages-are-loaded-on-demand',
    'src/app.ts',
    `import { opened } from './adapters/telemetry/open-telemetry.ts';\nexport const app = opened;`,
  ],
  [
    'pictures-are-drawn-on-demand',
    'src/reports/paper/drawn.ts',
    `import { init } from 'echarts';\nexport default init;`,
  ],
  [
    'no-test-code-in-src',
    'src/domain/plan/tested.ts',
    `import { built } from '../../../test/support/builder.ts';\nexport default built;`,
  ],
  ['no-dev-dependencies-in-src', 'src/reports/zip.ts', `import { j } from 'jszip';\nexport default j;`],
  ['no-undeclared-packages', 'src/reports/stray.ts', `import { s } from 'stray';\nexport default s;`],
  ['no-unresolvable', 'src/reports/lost.ts', `import { l } from './nowhere.ts';\nexport default l;`],
  [
    'no-cycles',
    'src/domain/plan/action.ts',
    `import { day } from './plan.ts';\nexport type Day = typeof day;`,
  ],
  ['no-orphans', 'src/domain/plan/alone.ts', 'export const alone = 1;'],
];

describe('the import rules', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'import-rules-'));
    const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
    write('package.json', {
      type: 'module',
      dependencies: versions(['temporal-polyfill', ...production]),
      devDependencies: versions(development),
    });
    for (const name of ['temporal-polyfill', 'stray', ...production, ...development]) {
      write(`node_modules/${name}/package.json`, { name, version: '1.0.0', main: 'index.js' });
      write(`node_modules/${name}/index.js`, 'module.exports = {};');
    }
    write('tsconfig.json', {
      compilerOptions: { module: 'nodenext', allowImportingTsExtensions: true, noEmit: true },
    });
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function write(path: string, content: string | object): void {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
  }

  /** The rules that a project of these files breaks, as `rule file`. */
  async function violations(files: Record<string, string>): Promise<string[]> {
    rmSync(join(root, 'src'), { recursive: true, force: true });
    for (const [path, source] of Object.entries(files)) write(path, source);
    const { output } = await cruise(
      ['src'],
      { ...config.options, baseDir: root, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } },
      undefined,
      { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
    );
    return (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  }

  it('let a project pass that keeps them', async () => {
    expect(await violations(sound)).toEqual([]);
  });

  it.each(broken)('%s refuses %s', async (rule, file, source) => {
    expect(await violations({ ...sound, ...late, [file]: source })).toContain(`${rule} ${file}`);
  });

  it('are each proved by a broken file', () => {
    const proved = broken.map(([rule]) => rule);
    expect(new Set(proved)).toEqual(new Set((config.forbidden ?? []).map(({ name }) => name)));
  });
});
