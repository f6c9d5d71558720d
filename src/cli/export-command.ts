import { basename, extname } from 'node:path';
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
import { checkPlace, type OutOptions, writeWhole } from './write-out.ts';

/** `export ...`: the register as a file that imports again to the same register. */
export function addExportCommand(program: Command, world: CliWorld): void {
  withPlan(program.command('export'))
    .description('write the register as Excel or CSV')
    .requiredOption('--out <file>', 'the file to write; its ending says which: .xlsx or .csv')
    .option('--force', 'replace the file if it is there')
    .action(async (options: PlanOption & OutOptions) => {
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
