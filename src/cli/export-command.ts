import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '../domain/shared/errors.ts';
import {
  type ExportKind,
  type ExportReport,
  exportKinds,
  exportPlan,
} from '../use-cases/export/export-plan.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { lines, plural, safeLine } from './print.ts';

interface ExportOptions extends PlanOption {
  readonly out: string;
  readonly force?: boolean;
}

/** `export ...`: the register as a file that imports again to the same register. */
export function addExportCommand(program: Command, world: CliWorld): void {
  withPlan(program.command('export'))
    .description('write the register as Excel or CSV')
    .requiredOption('--out <file>', 'the file to write; its ending says which: .xlsx or .csv')
    .option('--force', 'replace the file if it is there')
    .action(async (options: ExportOptions) => {
      const planId = parsePlanId(options.plan);
      const kind = kindOf(options.out);
      await checkPlace(options);
      const { services } = await world.open(null);
      const report = await writeWhole(options.out, (out) =>
        exportPlan(services, operator, planId, { kind, out }),
      );
      output(world, options, { ...report, out: options.out }, printExport);
    });
}

function kindOf(file: string): ExportKind {
  const kind = exportKinds.find((one) => extname(file).toLowerCase() === `.${one}`);
  if (kind === undefined) {
    throw new Refusal(
      'bad-input',
      `${basename(file)} must end in .xlsx or .csv: the ending says what is written.`,
    );
  }
  return kind;
}

async function checkPlace({ out, force }: ExportOptions): Promise<void> {
  const folder = dirname(out);
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    throw new Refusal('bad-input', `There is no folder ${folder}. Create it first, or name another.`);
  }
  const target = await stat(out).catch(() => null);
  if (target?.isDirectory()) {
    throw new Refusal('bad-input', `${out} is a folder. Name a file in it.`);
  }
  if (target !== null && force !== true) {
    throw new Refusal(
      'bad-input',
      `${out} is there already. Add --force to replace it, or name another file.`,
    );
  }
}

/** Writes beside the file and renames at the end, so that nobody ever finds half an export. */
async function writeWhole<T>(
  file: string,
  write: (out: ReturnType<typeof createWriteStream>) => Promise<T>,
): Promise<T> {
  const unfinished = `${file}.${process.pid}.part`;
  const out = createWriteStream(unfinished, { flags: 'w' });
  try {
    const result = await new Promise<T>((resolve, reject) => {
      out.once('error', reject);
      write(out).then(resolve, reject);
    });
    await rename(unfinished, file);
    return result;
  } catch (error) {
    out.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

function printExport(report: ExportReport & { readonly out: string }): string {
  const { differences } = report;
  const replies = report.kind === 'csv' ? '' : `, ${plural(report.replies, 'reply', 'replies')}`;
  return lines(
    `${safeLine(report.name)} written to ${report.out}: ${plural(report.actions, 'action')}${replies}.`,
    differences.length === 0
      ? []
      : [
          'Warning: imported again, these would read differently:',
          ...differences.map(({ ref, fields }) => `  - ${safeLine(ref)}: ${fields.join(', ')}`),
        ],
  );
}
