import type ExcelJS from 'exceljs';
import type { ImportedPlan } from '../../../src/domain/import/imported-plan.ts';
import type { ReadingChoices } from '../../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

type Row = readonly (string | number | boolean | Date | null)[];

/** A day as Excel keeps it. */
export function day(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

/** Reads rows as a workbook's only sheet. `levels`: how deep Excel folds each row. */
export async function readRows(
  rows: readonly Row[],
  {
    name = 'Tasks',
    levels = [],
    more = {},
    choices = {},
  }: {
    readonly name?: string;
    readonly levels?: readonly number[];
    readonly more?: Readonly<Record<string, readonly Row[]>>;
    readonly choices?: Partial<ReadingChoices>;
  } = {},
): Promise<ImportedPlan> {
  const bytes = await buildWorkbook((workbook) => {
    fill(workbook.addWorksheet(name), rows, levels);
    for (const [other, otherRows] of Object.entries(more)) {
      fill(workbook.addWorksheet(other), otherRows, []);
    }
  });
  return readPlanFile('export.xlsx', bytes, choices);
}

function fill(sheet: ExcelJS.Worksheet, rows: readonly Row[], levels: readonly number[]): void {
  sheet.addRows(rows.map((row) => [...row]));
  for (const [at, level] of levels.entries()) {
    sheet.getRow(at + 1).outlineLevel = level;
  }
}

export function readText(text: string, choices: Partial<ReadingChoices> = {}): Promise<ImportedPlan> {
  return readPlanFile('Inclusion actions.csv', textFile(text), choices);
}

/** What a PM looks at first, an action a line. */
export function summary({ actions }: ImportedPlan) {
  return actions.map(({ title, priority, responsibleLeads, timescale, status }) => ({
    title,
    priority,
    leads: responsibleLeads.join(' / '),
    due: timescale.date,
    status,
  }));
}

export const codes = ({ warnings }: ImportedPlan) => warnings.map(({ code }) => code);
