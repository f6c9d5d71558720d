import { basename } from 'node:path';
import type { Command } from 'commander';
import type { ImportedPlan } from '../domain/import/imported-plan.ts';
import { columnQuestionId, rangeQuestionId, splitAnswers } from '../domain/import/reading-question.ts';
import { listLeadTexts } from '../domain/leads/lead-match.ts';
import { type ImportField, importFields } from '../domain/plan/document-facts.ts';
import type { ColumnMap, ReadingAnswers } from '../domain/plan/plan-columns.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { readPlanFile } from '../plan-files/read-plan-file.ts';
import { importPlan, parsePlanId } from '../use-cases/import/import-plan.ts';
import { readImport } from '../use-cases/import/read-import.ts';
import { type CliWorld, operator, output, type PlanOption, readBounded, withPlan } from './cli-world.ts';
import { printImport } from './print-import.ts';

interface ImportOptions extends PlanOption {
  readonly name?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly map?: string[];
  readonly expand?: string[];
  readonly answer?: string[];
  readonly bullets?: string;
  readonly all?: boolean;
  readonly acceptReferences?: boolean;
}

/** `import FILE`: a tracker into a plan, its differences shown before anything known is changed. */
export function addImportCommand(program: Command, world: CliWorld): void {
  withPlan(program.command('import <file>'))
    .description('read a tracker (Word, .xlsx or .csv) into a plan')
    .option('--name <text>', 'what the plan is called')
    .option('--dry-run', 'say what was understood and what would change, and write nothing')
    .option('--yes', 'write also what changes or closes actions the plan has')
    .option('--map <column=field...>', `say what a column holds: ${importFields.join(', ')}; remembered`)
    .option('--expand <ref...>', 'take a range of refs apart, such as "3B i-vi"')
    .option('--answer <question=choice...>', 'answer a question of the preview by its name; remembered')
    .option('--bullets <what>', 'bullets in a cell of actions are steps, or actions')
    .option('--all', 'show every warning with its place')
    .option('--accept-references', 'apply “superseded by” and “as above” between actions')
    .action(async (file: string, options: ImportOptions) => {
      const planId = parsePlanId(options.plan);
      const answers = parseAnswers(options);
      const bytes = await readBounded(file);
      const fileName = basename(file);
      const first = await readPlanFile(fileName, bytes, splitAnswers(answers));
      refuseUnheard(first, answers);
      const { services } = await world.open(null);
      const { tenantId } = world;
      const reading = { store: services.store, planFiles: { read: readPlanFile } };
      const request = { planId, tenantId, fileName, bytes, answers };
      const { imported, reading: remembered } = await readImport(reading, request, first);
      const report = await importPlan(services, operator, {
        planId,
        tenantId,
        name: options.name ?? null,
        imported,
        dryRun: options.dryRun ?? false,
        confirmed: options.yes ?? false,
        reading: remembered,
        acceptReferences: options.acceptReferences ?? false,
      });
      const { source, rows, actions, ratingKey, columns, leadKey, references, statedCounts, questions } =
        imported;
      const { planId: plan, ...others } = report;
      const people = [...listLeadTexts(actions).values()];
      const understood = {
        source,
        rows,
        actions,
        people,
        ratingKey,
        columns,
        leadKey,
        references,
        statedCounts,
        questions,
      };
      output(world, options, { plan, ...understood, ...others }, (result) =>
        printImport(result, options.all),
      );
      if (report.needsConfirmation && options.dryRun !== true) {
        throw new Refusal(
          'import-not-confirmed',
          'Nothing written: run again with --yes to make these changes.',
        );
      }
    });
}

/** `Column=field` texts as a map. Throws `bad-input` with the fields there are. */
export function parseColumnMap(texts: readonly string[]): ColumnMap {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.lastIndexOf('=');
      const header = text.slice(0, Math.max(0, at)).trim();
      const name = text
        .slice(at + 1)
        .trim()
        .toLowerCase();
      const field = importFields.find((one): one is ImportField => one === name);
      if (header === '' || field === undefined) {
        throw new Refusal(
          'bad-input',
          `“${text}” says of no column what it holds: write --map "Column=field" with the column’s header and one of ${importFields.join(', ')}.`,
        );
      }
      return [header, field];
    }),
  );
}

/** All that the options answer, by question id. Throws `bad-input`. */
function parseAnswers({ map, expand, answer, bullets }: ImportOptions): ReadingAnswers {
  const columns = Object.entries(parseColumnMap(map ?? []));
  return Object.fromEntries([
    ...columns.map(([header, field]) => [columnQuestionId(header), field] as const),
    ...(expand ?? []).map((ref) => [rangeQuestionId(ref), 'apart'] as const),
    ...(bullets === undefined ? [] : [['bullets', bullets] as const]),
    ...(answer ?? []).map(parseAnswer),
  ]);
}

function parseAnswer(text: string): readonly [string, string] {
  const at = text.lastIndexOf('=');
  const id = text.slice(0, Math.max(0, at)).trim();
  const value = text.slice(at + 1).trim();
  if (id !== '' && value !== '') return [id, value];
  throw new Refusal(
    'bad-input',
    `“${text}” answers no question: write --answer "question=choice" with a question and a choice as the preview shows them.`,
  );
}

/** What was said now and nothing asks for is a slip; what an earlier file asked may well be gone. */
function refuseUnheard({ warnings, columns, questions }: ImportedPlan, answers: ReadingAnswers): void {
  const said = splitAnswers(answers);
  const headers = warnings.filter(({ code }) => code === 'column-not-found').map(({ column }) => column);
  const [wrong] = Object.keys(said.columnMap).filter((header) => headers.includes(header));
  if (wrong !== undefined) {
    const known = [...new Set(columns.map(({ header }) => header))].join(', ');
    throw new Refusal(
      'bad-input',
      `There is no column “${wrong}” in this file. It has: ${known.slice(0, 500)}.`,
    );
  }
  for (const [id, value] of Object.entries(said.readingAnswers)) {
    const question = questions.find((one) => one.id === id);
    if (question?.answered) continue;
    const offered = question?.choices.map((choice) => choice.value).join(', ');
    const known = questions.map((one) => one.id).join('; ');
    throw new Refusal(
      'bad-input',
      offered === undefined
        ? `This file does not ask “${id}”. It asks: ${known === '' ? 'nothing' : known.slice(0, 500)}.`
        : `“${value}” is no answer to “${id}”: choose one of ${offered}.`,
    );
  }
}
