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
import { readPaperSettings, type ShownPaperSettings, setPaper } from '../use-cases/paper/set-paper.ts';
import { removeTemplate, setTemplate } from '../use-cases/paper/set-template.ts';
import {
  longestTemplate,
  type PaperFile,
  type PaperLook,
  writePaperFile,
} from '../use-cases/paper/write-paper-file.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { type MeetingOption, withMeeting } from './cycle-commands.ts';
import { lines, plural, printable, safeLine } from './print.ts';
import { checkPlace, type OutOptions, writeWhole } from './write-out.ts';

interface PaperOptions extends MeetingOption, OutOptions {
  readonly public?: boolean;
  /** false for the plain look. */
  readonly template?: string | false;
}

interface SetOptions extends PlanOption {
  readonly form?: PaperFormName;
  readonly sections?: string;
  readonly hideNumbers?: string;
  readonly front: readonly string[];
  /** false to take the plan's away. */
  readonly template?: string | false;
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
    .option(
      '--template <file>',
      'a template, .docx or .dotx: its styles, header and footer; the plan’s own where it is left out',
    )
    .option('--no-template', 'the plain look, though the plan has a template')
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
      const look = await lookOf(options);
      const { services } = await world.open(null);
      const made = await writePaperFile(services, operator, {
        planId,
        cycleId: options.meeting ?? null,
        isPublic: options.public === true,
        look,
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
    .option('--template <file>', 'keep this template with the plan: papers are written in it')
    .option('--no-template', 'remove the plan’s template')
    .action(async (options: SetOptions) => {
      const planId = parsePlanId(options.plan);
      const change = changeOf(options);
      const { services } = await world.open(null);
      if (Object.keys(change).length > 0) await setPaper(services, operator, planId, change);
      if (options.template === false) await removeTemplate(services, operator, planId);
      if (typeof options.template === 'string') {
        const file = { name: basename(options.template), bytes: await readTemplate(options.template) };
        await setTemplate(services, operator, planId, file);
      }
      output(world, options, await readPaperSettings(services, operator, planId), printSettings);
    });
}

/** Commander says true of an option with a `--no-` form that was not given. */
async function lookOf({ template }: { readonly template?: string | boolean }): Promise<PaperLook> {
  if (typeof template === 'string') return readTemplate(template);
  return template === false ? 'plain' : 'of-the-plan';
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

function printPaper({ planName, blank, changes, out, isDraft, template }: ToldPaper): string {
  return lines(
    `${safeLine(planName)}: board paper written to ${out}.`,
    template === null ? [] : [`In the plan’s template: ${safeLine(template)}.`],
    isDraft ? ['It is a draft: the figures are not fixed yet.'] : [],
    blank.length === 0 ? [] : [`Blank on the front sheet, and marked so: ${blank.join(', ')}.`],
    changes.length === 0 ? [] : ['', 'Changed for the public version:'],
    changes.map(changeLine),
  );
}

const changeLine = ({ what, from, to, times }: PublicChange) =>
  `  ${what}: “${safeLine(from)}” is “${safeLine(to)}” (${plural(times, 'time')})`;

function printSettings(settings: ShownPaperSettings): string {
  const { form, frontSheet, hideNumbers, sections, planName, template } = settings;
  return lines(
    `${safeLine(planName)}: ${paperForms[form].title} (${form})`,
    `Parts${sections === null ? ', as the form has them' : ''}: ${sectionsOf(settings)
      .map((name) => paperSections[name])
      .join('; ')}`,
    hideNumbers.length === 0
      ? []
      : [`Small numbers hidden in public: ${hideNumbers.map(safeLine).join(', ')}`],
    template === null ? [] : [`Template: ${safeLine(template.fileName)}, sent by ${safeLine(template.by)}`],
    ['', 'Front sheet'],
    frontSheetNames.map(
      (field) => `  ${frontSheetFields[field]}: ${printable(frontSheet[field] ?? '') || 'blank'}`,
    ),
    ['', 'Forms there are:'],
    paperFormNames.map((name) => `  ${name}: ${paperForms[name].words}`),
  );
}
