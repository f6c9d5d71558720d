// The import direction of the project, as rules that fail `npm run check`. Each rule is shown to fail by
// test/architecture/import-rules.test.ts.

/** A package that only one folder may import, so that it can be replaced there. */
const onlyIn = (folder, ...packages) => ({
  name: `only-${folder.replace(/^src\//, '').replaceAll('/', '-')}-imports-${packages[0].replace(/^@[^/]+\//, '')}`,
  comment: `${packages.join(' and ')} stay behind ${folder}: go through its port or factory.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^${folder}/` },
  to: { path: packages.map((name) => `(^|/)node_modules/${name}/`) },
});

/** Files under src that a part may import; packages are not restricted by this. */
const partMayImport = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

/**
 * The nouns of the product in the order in which they may know one another: each imports itself and those before it. A new
 * noun is put in on purpose. `kit` is what the cards have for `shared`.
 */
const nouns = [
  'shared|kit',
  'people',
  'calendar',
  'plan',
  'import',
  'leads',
  'cycle',
  'meetings',
  'reply',
  'delivery',
  'digest',
  'paper',
  'export',
];
const layersOfNouns = '^src/(domain|use-cases|cards)/';

/** One rule a noun but the last, in every layer alike; imports of types count. */
const nounsInOrder = nouns.slice(0, -1).map((noun, index) => ({
  name: `${noun.split('|')[0]}-imports-no-later-noun`,
  comment: `Order of the nouns: ${nouns.join(' < ')}. Move what both need to the earlier one.`,
  severity: 'error',
  from: { path: `${layersOfNouns}(?:${noun})/` },
  to: { path: `^src/$1/(?:${nouns.slice(index + 1).join('|')})/` },
}));

/** How a file becomes rows and rows a plan; each folder imports those before it, and the readers above them all. */
const planFileFolders = [
  'text',
  'grid',
  'office',
  'excel',
  'word',
  'table',
  'action',
  'tools',
  'document',
  'people',
  'write',
];

const planFilesInOrder = planFileFolders.map((folder, index) => ({
  name: `plan-files-${folder}-imports-no-later-folder`,
  comment: `Order of the folders: ${planFileFolders.join(' < ')} < the readers beside them.`,
  severity: 'error',
  from: { path: `^src/plan-files/${folder}/` },
  to: {
    path: `^src/plan-files/(?:${[...planFileFolders.slice(index + 1).map((later) => `${later}/`), '[^/]+$'].join('|')})`,
  },
}));

/** Where the parts are put together; open-storage.ts is the piece of it that both processes share. */
const entryPoints = '^src/(main|cli-main|app|open-storage)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment:
        'Rules depend on nothing but other rules and the date library: no npm, no node:*, no adapters.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '(^|/)node_modules/temporal-(polyfill|spec|utils)/'] },
    },
    {
      name: 'ports-know-only-domain-types',
      comment: 'Ports say what the core needs of the world, in the words of the domain.',
      severity: 'error',
      from: { path: '^src/ports\\.ts$' },
      to: { pathNot: ['^src/domain/', '(^|/)node_modules/temporal-(polyfill|spec|utils)/'] },
    },
    {
      name: 'every-file-has-a-noun',
      comment: `In domain, use-cases and cards a file stands in the folder of its noun: ${nouns.join(', ')}.`,
      severity: 'error',
      from: {},
      to: { path: `${layersOfNouns}(?!(?:${nouns.join('|')})/[^/]+$)` },
    },
    ...nounsInOrder,
    ...planFilesInOrder,
    partMayImport(
      'use-cases-import-inwards',
      '^src/use-cases/',
      ['^src/(domain|use-cases|plan-files|reports)/', '^src/ports\\.ts$'],
      'A use case reaches the world through ports only.',
    ),
    {
      name: 'use-cases-reach-the-world-through-ports',
      comment: 'No file, socket or process in a use case: that is a port and an adapter.',
      severity: 'error',
      from: { path: '^src/use-cases/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|util)$' },
    },
    partMayImport(
      'cards-reports-and-plan-files-import-domain-only',
      '^src/(cards|plan-files|reports)/',
      ['^src/(domain|$1)/', '^src/office/'],
      'They turn domain values into cards, papers and files and back, and know nothing else.',
    ),
    partMayImport(
      'office-imports-domain-only',
      '^src/office/',
      '^src/(domain|office)/',
      'It opens packages of Office within bounds, whatever they hold.',
    ),
    {
      name: 'office-is-for-readers-and-writers-of-files',
      comment: 'What is in a package is the business of plan-files and reports.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(office|plan-files|reports|adapters/file-worker)/' },
      to: { path: '^src/office/' },
    },
    partMayImport(
      'chat-imports-use-cases-and-cards',
      '^src/chat/',
      ['^src/(chat|domain|use-cases|cards)/', '^src/ports\\.ts$'],
      'The conversation knows no channel: what is Teams, the tab or e-mail stands outside and hands it a sender and a place.',
    ),
    partMayImport(
      'adapters-never-import-one-another',
      '^src/adapters/(?!teams/|file-worker/)([^/]+)',
      ['^src/(domain|use-cases)/', '^src/ports\\.ts$', '^src/adapters/$1/'],
      'An adapter knows the core and its own technology; what two share belongs to the core or to app.ts.',
    ),
    partMayImport(
      'file-worker-adapter-imports-plan-files-and-core',
      '^src/adapters/file-worker/',
      ['^src/(domain|plan-files|office)/', '^src/ports\\.ts$', '^src/adapters/file-worker/'],
      'It runs the pure readers of plan-files in a thread, which is I/O; it knows no other adapter.',
    ),
    partMayImport(
      'teams-adapter-imports-chat-and-core',
      '^src/adapters/teams/',
      ['^src/(domain|use-cases|cards|chat)/', '^src/ports\\.ts$', '^src/adapters/teams/'],
      'The Teams adapter carries the conversation and its cards; it knows no other adapter.',
    ),
    partMayImport(
      'cli-imports-core',
      '^src/cli/',
      ['^src/(cli|domain|use-cases|plan-files)/', '^src/ports\\.ts$'],
      'Commands call use cases; cli-main.ts hands them their services.',
    ),
    partMayImport(
      'tab-imports-types-of-domain-only',
      '^src/tab/',
      '^src/(tab|domain)/',
      'The browser page shares words with the server, never code that runs there.',
    ),
    {
      name: 'demo-is-loaded-on-demand',
      comment:
        'Only the entry points know the demo, and only by `await import(...)`: production never loads it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/demo/', entryPoints] },
      to: { path: '^src/demo/' },
    },
    {
      name: 'demo-is-never-imported-statically',
      comment: 'Use `await import(...)`; types are free.',
      severity: 'error',
      from: { path: entryPoints },
      to: { path: '^src/demo/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-an-entry-point',
      comment: 'Importing main.ts or cli-main.ts would start a process. Share code through app.ts or a part.',
      severity: 'error',
      from: {},
      to: { path: '^src/(main|cli-main|demo/main|demo/storage-main)\\.ts$' },
    },
    {
      name: 'only-entry-points-compose',
      comment: 'app.ts knows every part; a part that knows it would know them all.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/demo/', entryPoints] },
      to: { path: '^src/(app|open-storage)\\.ts$' },
    },
    onlyIn('src/adapters/tables', '@azure/data-tables'),
    onlyIn('src/adapters/queues', '@azure/storage-queue'),
    onlyIn('src/adapters/teams', 'botbuilder', 'botframework-connector', 'botbuilder-core'),
    onlyIn('src/adapters/http', 'restify'),
    onlyIn('src/cards', 'adaptivecards-templating', 'adaptive-expressions'),
    onlyIn('src/plan-files', 'csv-parse', 'iconv-lite'),
    onlyIn('src/office', 'yauzl', 'saxes'),
    onlyIn('src/demo', 'azurite'),
    onlyIn('src/reports', 'ical-generator', 'docx', 'fflate', 'echarts', '@resvg/resvg-js', 'dejavu-fonts-ttf'),
    onlyIn('src/use-cases', 'rrule-temporal'),
    onlyIn(
      'src/adapters/telemetry',
      '@opentelemetry/sdk-metrics',
      '@opentelemetry/sdk-trace-node',
      '@opentelemetry/api',
      '@azure/monitor-opentelemetry-exporter',
    ),
    {
      name: 'telemetry-packages-are-loaded-on-demand',
      comment:
        'They cost start-up time and memory, which only a service that reports should pay: `await import(...)`; types are free.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/adapters/telemetry/(azure-monitor|open-telemetry)\\.ts$',
      },
      to: {
        path: '^src/adapters/telemetry/(azure-monitor|open-telemetry)\\.ts$|(^|/)node_modules/(@opentelemetry|@azure/monitor-opentelemetry-exporter)/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pictures-are-drawn-on-demand',
      comment:
        'The chart library costs start-up time and memory, which only who draws should pay: go through draw-picture.ts; types are free.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/reports/pictures/(render-svg|rasterise)\\.ts$' },
      to: {
        path: '^src/reports/pictures/(render-svg|rasterise)\\.ts$|(^|/)node_modules/(echarts|@resvg)/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-test-code-in-src',
      comment: 'Test support must not reach production.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-dev-dependencies-in-src',
      comment: 'They are not installed in production. Only the demo may use one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/demo/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that is imported is named in package.json.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it and it imports nothing: wire it in or delete it.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
