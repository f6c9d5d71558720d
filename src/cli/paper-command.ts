import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { paperForms, sectionsOf } from '../domain/paper/paper-form.ts';
import type { PublicChange } from '../domain/paper/public-version.ts';
import {
  type FrontSheetField,
  frontSheetFields,
  frontSheetNames,
  type PaperFormName,
  type PaperSection,
  type PaperSettings,
  paperFormNames,
  paperSectionNames,
  paperSections,
} from '../domain/plan/paper-settings.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { readPaperSettings, setPaper } from '../use-cases/paper/set-paper.ts';
import { longestTemplate, type PaperFile, writePaperFile } from '../use-cases/paper/write-paper-file.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { type MeetingOption, withMeeting } from './cycle-commands.ts';
import { lines, plural, printable, safeLine } from './print.ts';
import { checkPlace, type OutOptions, writeWhole } from './write-out.ts';

interface PaperOptions extends MeetingOption, OutOptions {
  readonly public?: boolean;
  readonly template?: string;
}

interface SetOptions extends PlanOption {
  readonly form?: PaperFormName;
  readonly sections?: string;
  readonly hideNumbers?: string;
  readonly front: readonly string[];
}

/** `paper ...`: the board paper as a Word file, and what it is to say. */
export function addPaperCommand(program: Command, world: CliWorld): void {
  withMeeting(program.command('paper'))
    .description('write the board paper as a Word file')
    .requiredOption('--out <file>', 'the file to write; its name must end in .docx')
    .option(
      '--public',
      'posts for the names of people who are not senior, small numbers hidden where asked for',
    )
    .option('--template <file>', 'the council’s own template, .docx or .dotx: its styles, header and footer')
    .option('--force', 'replace the file if it is there')
    .action(async (options: PaperOptions) => {
      const planId = parsePlanId(options.plan);
      if (extname(options.out).toLowerCase() !== '.docx') {
        throw new Refusal(
          'bad-input',
          `${basename(options.out)} must end in .docx: the paper is a Word file.`,
        );
      }
      await checkPlace(options);
      const template = options.template === undefined ? null : await readTemplate(options.template);
      const { services } = await world.open(null);
      const made = await writePaperFile(services, operator, {
        planId,
        cycleId: options.meeting ?? null,
        isPublic: options.public === true,
        template,
      });
      await writeWhole(options.out, async (out) => {
        await new Promise<void>((resolve, reject) => {
          out.once('error', reject);
          out.end(made.bytes, resolve);
        });
      });
      const { bytes, mayFill: _, ...told } = made;
      output(world, options, { ...told, bytes: bytes.length, out: options.out }, printPaper);
    });

  withPlan(program.command('paper-settings'))
    .description('show or change what the board paper is to say')
    .addOption(new Option('--form <name>', 'which board’s form').choices([...paperFormNames]))
    .option('--sections <names>', 'the parts it has, separated by commas; “form” for those of the form')
    .option(
      '--hide-numbers <refs>',
      'actions whose small numbers the public version hides, separated by commas',
    )
    .option(
      '--front <field=text>',
      `a field of the front sheet: ${frontSheetNames.join(', ')}; again for another`,
      (value: string, others: readonly string[]) => [...others, value],
      [] as readonly string[],
    )
    .action(async (options: SetOptions) => {
      const planId = parsePlanId(options.plan);
      const change = changeOf(options);
      const { services } = await world.open(null);
      if (Object.keys(change).length > 0) await setPaper(services, operator, planId, change);
      output(world, options, await readPaperSettings(services, operator, planId), printSettings);
    });
}

async function readTemplate(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile())
    throw new Refusal('bad-input', `There is no file ${file}. Give the template’s own place.`);
  if (found.size > longestTemplate) {
    throw new Refusal(
      'file-unreadable',
      `${basename(file)} is larger than a template can be (${longestTemplate / 1024 / 1024} MB).`,
    );
  }
  return readFile(file);
}

const listed = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function changeOf({ form, sections, hideNumbers, front }: SetOptions): Partial<PaperSettings> {
  return {
    ...(form === undefined ? {} : { form }),
    ...(sections === undefined
      ? {}
      : { sections: sections.trim() === 'form' ? null : listed(sections).map(parseSection) }),
    ...(hideNumbers === undefined ? {} : { hideNumbers: listed(hideNumbers) }),
    ...(front.length === 0 ? {} : { frontSheet: Object.fromEntries(front.map(parseFront)) }),
  };
}

function parseSection(name: string): PaperSection {
  const section = paperSectionNames.find((one) => one === name);
  if (section !== undefined) return section;
  throw new Refusal(
    'bad-input',
    `The paper has no part “${name}”. There are: ${paperSectionNames.join(', ')}.`,
  );
}

function parseFront(text: string): [FrontSheetField, string] {
  const [, name = '', value = ''] = /^\s*([A-Za-z]+)\s*=(.*)$/su.exec(text) ?? [];
  const field = frontSheetNames.find((one) => one.toLowerCase() === name.toLowerCase());
  if (field !== undefined) return [field, value.trim()];
  throw new Refusal(
    'bad-input',
    `“${text}” names no field of the front sheet. Write field=text, with one of: ${frontSheetNames.join(', ')}.`,
  );
}

type ToldPaper = Omit<PaperFile, 'bytes' | 'mayFill'> & { readonly bytes: number; readonly out: string };

function printPaper({ planName, blank, changes, out, isDraft }: ToldPaper): string {
  return lines(
    `${safeLine(planName)}: board paper written to ${out}.`,
    isDraft ? ['It is a draft: the figures are not fixed yet.'] : [],
    blank.length === 0 ? [] : [`Blank on the front sheet, and marked so: ${blank.join(', ')}.`],
    changes.length === 0 ? [] : ['', 'Changed for the public version:'],
    changes.map(changeLine),
  );
}

const changeLine = ({ what, from, to, times }: PublicChange) =>
  `  ${what}: “${safeLine(from)}” is “${safeLine(to)}” (${plural(times, 'time')})`;

function printSettings(settings: PaperSettings & { readonly planName: string }): string {
  const { form, frontSheet, hideNumbers, sections, planName } = settings;
  return lines(
    `${safeLine(planName)}: ${paperForms[form].title} (${form})`,
    `Parts${sections === null ? ', as the form has them' : ''}: ${sectionsOf(settings)
      .map((name) => paperSections[name])
      .join('; ')}`,
    hideNumbers.length === 0
      ? []
      : [`Small numbers hidden in public: ${hideNumbers.map(safeLine).join(', ')}`],
    ['', 'Front sheet'],
    frontSheetNames.map(
      (field) => `  ${frontSheetFields[field]}: ${printable(frontSheet[field] ?? '') || 'blank'}`,
    ),
    ['', 'Forms there are:'],
    paperFormNames.map((name) => `  ${name}: ${paperForms[name].words}`),
  );
}
