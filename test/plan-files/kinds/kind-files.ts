import type ExcelJS from 'exceljs';
import type { ImportedAction, ImportedPlan } from '../../../src/domain/import/imported-plan.ts';
import type { ReadingChoices } from '../../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

// Files as strangers keep them, of invented places, one to three for each kind of doubt and each kind of file.

export type Rows = readonly (readonly (string | number | boolean | Date | ExcelJS.CellValue)[])[];
type Choices = Partial<ReadingChoices>;

/** A day as Excel keeps it. */
export const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/** Reads a workbook of sheets by their names; `dress` merges, colours and hides. */
export async function readWorkbook(
  sheets: Readonly<Record<string, Rows>>,
  dress: (sheet: ExcelJS.Worksheet) => void = () => {},
  choices: Choices = {},
): Promise<ImportedPlan> {
  const bytes = await buildWorkbook((workbook) => {
    for (const [name, rows] of Object.entries(sheets)) {
      const sheet = workbook.addWorksheet(name);
      sheet.addRows(rows.map((row) => [...row]));
      dress(sheet);
    }
  });
  return readPlanFile('file.xlsx', bytes, choices);
}

/** Reads a document of blocks given as XML. */
export async function readDocument(blocks: readonly string[], choices: Choices = {}): Promise<ImportedPlan> {
  return readPlanFile('file.docx', await buildWord(blocks), choices);
}

export const readText = (text: string, choices: Choices = {}): Promise<ImportedPlan> =>
  readPlanFile('file.csv', textFile(text), choices);

/** Fills a workbook's cell with a colour. */
export function fillCell(sheet: ExcelJS.Worksheet, cell: string, rgb: string): void {
  sheet.getCell(cell).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${rgb}` } };
}

/** What a fact is in a line of text; '' where the action has none. */
const shown = {
  ref: (action: ImportedAction) => (action.refMadeUp ? '*' : action.ref),
  title: ({ title }: ImportedAction) => title,
  leads: ({ responsibleLeads }: ImportedAction) => responsibleLeads.join(' / '),
  strategic: ({ strategicLeads }: ImportedAction) => strategicLeads.join(' / '),
  helpers: ({ contributors }: ImportedAction) => contributors.join(' / '),
  due: ({ timescale }: ImportedAction) => timescale.date ?? timescale.text,
  start: ({ start }: ImportedAction) => start?.date ?? start?.text ?? '',
  revised: ({ revisedTimescale: revised }: ImportedAction) => revised?.date ?? revised?.text ?? '',
  status: ({ status }: ImportedAction) => status,
  rating: ({ rating }: ImportedAction) => (rating.label === '' ? '' : `${rating.label}=${rating.level}`),
  priority: ({ priority }: ImportedAction) => priority ?? '',
  objective: ({ objective }: ImportedAction) => objective ?? '',
  theme: ({ theme }: ImportedAction) => theme ?? '',
  steps: ({ steps }: ImportedAction) => steps.map(({ text }) => text).join(' / '),
  measures: ({ successMeasures }: ImportedAction) => successMeasures.join(' / '),
  outcomes: ({ outcomes }: ImportedAction) => outcomes.join(' / '),
  narrative: ({ narrative }: ImportedAction) => narrative.replaceAll('\n', ' / '),
  percent: ({ percentComplete }: ImportedAction) => (percentComplete === null ? '' : `${percentComplete}%`),
  others: ({ others }: ImportedAction) => others.map(({ header, text }) => `${header}: ${text}`).join('; '),
} as const;

/** The named facts of each action, an action a line. */
export function factsOf({ actions }: ImportedPlan, ...names: readonly (keyof typeof shown)[]): string[] {
  return actions.map((action) => names.map((name) => shown[name](action)).join(' | '));
}

/** Each question with what is taken until it is answered. */
export const asked = ({ questions }: ImportedPlan): string[] =>
  questions.map(({ id, taken }) => `${id} = ${taken}`);

/** Each kind of warning with its column, once. */
export const said = ({ warnings }: ImportedPlan): string[] => [
  ...new Set(warnings.map(({ code, column }) => (column === null ? code : `${code} ${column}`))),
];
