import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerField } from '../../../src/cards/import/answer-field.ts';
import { runCli } from '../../../src/cli/program.ts';
import type { Action } from '../../../src/domain/plan/action.ts';
import { factNames } from '../../../src/domain/plan/document-facts.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { type FileHost, sendFiles, startFileHost } from '../../support/file-host.ts';
import { type CardJson, cardFacts, cardInputs, cardText } from '../../support/read-card.ts';
import { needsRealPlans, type RealPlan, readRealPlan } from '../../support/real-plans.ts';
import { type SmallPlanWorld, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson } from '../../support/test-person.ts';

const cases = [
  'cases/achieved.docx',
  'cases/headed-bold.docx',
  'cases/initials.docx',
  'cases/odd-headers.csv',
  'cases/percent.xlsx',
  'cases/planner.xlsx',
  'cases/rich.xlsx',
  'cases/scrutiny.docx',
  'cases/shaded.docx',
  'cases/sheet-per-priority.xlsx',
] as const satisfies readonly RealPlan[];

const dates = (actions: readonly Action[]) => actions.map(({ originalTimescale }) => originalTimescale.date);
const levels = (actions: readonly Action[]) => actions.map(({ rating }) => rating.level);
const statuses = (actions: readonly Action[]) => actions.map(({ status }) => status);
const asWritten = (actions: readonly Action[]) =>
  actions.map(({ others }) => others.find(({ header }) => header === 'Description')?.text ?? null);

/** Every choice of every question that the cases leave open, with what its label promises. */
const promises: readonly (readonly [
  RealPlan,
  string,
  string,
  (actions: readonly Action[]) => unknown,
  unknown,
])[] = [
  ['cases/initials.docx', 'bullets', 'steps', ({ length }) => length, 4],
  ['cases/initials.docx', 'bullets', 'actions', ({ length }) => length, 7],
  [
    'cases/planner.xlsx',
    'description:Description',
    'beside',
    asWritten,
    ['Draft out for comment', null, null],
  ],
  [
    'cases/planner.xlsx',
    'description:Description',
    'progress',
    (actions) => actions[0]?.narrative,
    'Draft out for comment',
  ],
  ['cases/rich.xlsx', 'struck-rows', 'withdrawn', (actions) => statuses(actions)[1], 'withdrawn'],
  ['cases/rich.xlsx', 'struck-rows', 'keep', (actions) => statuses(actions)[1], 'in-progress'],
  ['cases/rich.xlsx', 'struck-rows', 'leave-out', ({ length }) => length, 2],
  ['cases/scrutiny.docx', 'column:Date', 'timescale', dates, ['2026-03-04', '2026-03-04', '2026-06-10']],
  ['cases/scrutiny.docx', 'column:Date', 'keep', dates, [null, null, null]],
  ...(['red', 'amber', 'green', 'complete', 'none'] as const).map(
    (level) => ['cases/scrutiny.docx', 'level:Paused', level, levels, ['green', level, 'amber']] as const,
  ),
];

let world: SmallPlanWorld;
let host: FileHost;
let morgan: TestPerson;
let folder: string;

beforeAll(async () => {
  world = await startSmallPlan(['morgan']);
  host = await startFileHost();
  ({ morgan } = world.people);
  folder = await mkdtemp(path.join(tmpdir(), 'board-actions-choices-'));
});
afterAll(async () => {
  await world.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const nameOf = (file: RealPlan) => path.basename(file);
const send = (planId: string, file: RealPlan) =>
  sendFiles(morgan, `import as ${planId}`, [{ name: nameOf(file), url: host.keep(readRealPlan(file)) }]);
const actionsOf = async (planId: string) =>
  (await world.app.services.store.listActions(planId)).map(({ value }) => value);
const slug = (...parts: readonly string[]) =>
  parts
    .join('-')
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .toLowerCase();

async function importByCommand(
  planId: string,
  file: RealPlan,
  ...options: readonly string[]
): Promise<string> {
  const at = path.join(folder, nameOf(file));
  await writeFile(at, readRealPlan(file));
  const out: string[] = [];
  const code = await runCli(['import', at, '--plan', planId, ...options], {
    open: async () => world.app,
    tenantId: world.config.tenantId,
    production: false,
    out: (text) => out.push(text),
    err: (text) => out.push(text),
  });
  if (code !== 0) throw new Error(out.join('\n'));
  return out.join('\n');
}

/** A plan and its actions, without what tells one import of a file from another. */
async function register(planId: string): Promise<unknown> {
  const stored = await world.app.services.store.readPlan(planId);
  const { name, board, positionDate, ratingKey, columnMap, readingAnswers, columns, leadKey } =
    stored?.value ?? ({} as Partial<Plan>);
  const actions = (await actionsOf(planId)).map((action) => [
    action.id,
    action.ref,
    action.supersededBy,
    action.originalTimescale,
    action.revisedTimescale?.timescale ?? null,
    ...factNames.map((fact) => action[fact]),
  ]);
  const ownName = name === planId ? null : name;
  return { ownName, board, positionDate, ratingKey, columnMap, readingAnswers, columns, leadKey, actions };
}

describe('every choice of every question of the cases', needsRealPlans(...cases), () => {
  it('is known here', async () => {
    const offered = await Promise.all(
      cases.map(async (file) => {
        const { questions } = await readPlanFile(nameOf(file), readRealPlan(file));
        return questions.flatMap(({ id, choices }) => choices.map(({ value }) => `${file} ${id} ${value}`));
      }),
    );
    expect(offered.flat().sort()).toEqual(
      promises.map(([file, id, value]) => `${file} ${id} ${value}`).sort(),
    );
  });

  it.each(promises)(
    '%s, %s: %s does what it says, alike in chat and at the command line',
    async (file, id, value, see, expected) => {
      const chat = slug('chat', nameOf(file), id, value);
      const typed = slug('cli', nameOf(file), id, value);
      const card = await send(chat, file);
      expect(cardInputs(card).map((input) => input.id)).toContain(answerField(id));
      const answered = cardOf(await morgan.taps(card, 'Use these answers', { [answerField(id)]: value }));
      cardOf(await morgan.taps(answered, 'Import'));
      await importByCommand(typed, file, '--answer', `${id}=${value}`, ...othersAsMarked(card, id));
      expect(see(await actionsOf(chat))).toEqual(expected);
      expect(await register(typed)).toEqual(await register(chat));
    },
  );
});

/** The button answers every question on its page, so the command says the others as they are marked. */
function othersAsMarked(card: CardJson, id: string): string[] {
  return cardInputs(card)
    .filter((input) => input.id !== answerField(id))
    .flatMap((input) => [
      '--answer',
      `${Buffer.from(input.id.replace('answer-', ''), 'base64url').toString()}=${input.value}`,
    ]);
}

describe('the numbers of a preview', needsRealPlans(...cases), () => {
  it.each(cases)('agree with each other and with the register: %s', async (file) => {
    const planId = slug('count', nameOf(file));
    const card = await send(planId, file);
    const facts = cardFacts(card);
    const sum = (words: string | undefined) =>
      [...(words ?? '').matchAll(/(?:^|, )(\d+) /g)].reduce((total, [, number]) => total + Number(number), 0);
    const printed = await importByCommand(slug('print', nameOf(file)), file);
    cardOf(await morgan.taps(card, 'Import'));
    const actions = await actionsOf(planId);
    const steps = actions.reduce((total, action) => total + action.steps.length, 0);
    const dated = actions.filter(
      ({ originalTimescale, revisedTimescale }) =>
        (originalTimescale.text === '' && revisedTimescale !== null
          ? revisedTimescale.timescale
          : originalTimescale
        ).date !== null,
    ).length;
    expect(Number.parseInt(facts['Actions'] ?? '', 10)).toBe(actions.length);
    expect(/with (\d+) step/.exec(facts['Actions'] ?? '')?.[1] ?? '0').toBe(String(steps));
    expect(Number.parseInt(facts['Dates'] ?? '', 10)).toBe(dated);
    expect(sum(facts['Dates'])).toBe(actions.length);
    expect(sum(facts['Ratings'])).toBe(actions.length);
    expect(cardText(card)).toContain(`What would change: ${actions.length} actions added`);
    const rows = facts['Rows read'] ?? '';
    const leads = facts['Names of leads'] === 'none' ? '0' : facts['Names of leads'];
    expect(printed).toMatch(
      new RegExp(`^${rows} rows?, ${actions.length} actions?, ${steps} steps?, ${leads} names? of`, 'm'),
    );
    expect(printed).toContain(`Timescales: ${dated} with a date`);
  });
});
