import { describe, expect, it } from 'vitest';
import type { ImportedPlan } from '../../../src/domain/import/imported-plan.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, headerRow, heading, paragraph, table } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

const header = ['Ref', 'Action', 'Lead', 'Timescale', 'RAG'];
const first = ['1a', 'Open the hub', 'Ada Quill', 'March 2027', 'Amber'];
const second = ['2a', 'Train the panel', 'Bo Marsh', 'June 2027', 'Red'];

type Lines = readonly (readonly (string | Date)[])[];

/** A workbook of sheets by name. */
async function readBook(sheets: Readonly<Record<string, Lines>>, file = 'plan.xlsx'): Promise<ImportedPlan> {
  const bytes = await buildWorkbook((workbook) => {
    for (const [name, lines] of Object.entries(sheets)) {
      const sheet = workbook.addWorksheet(name);
      sheet.addRows(lines.map((line) => [...line]));
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.value instanceof Date) cell.numFmt = 'd mmmm yyyy';
        }),
      );
    }
  });
  return readPlanFile(file, bytes);
}

const codes = ({ warnings }: ImportedPlan) => warnings.map(({ code }) => code);

describe('a workbook with a cover and a sheet a priority', () => {
  it('has its name and date on the cover and its priorities on the title lines', async () => {
    const plan = await readBook({
      Cover: [
        ['Fernby SEND improvement plan'],
        ['Position at', new Date(Date.UTC(2026, 8, 30))],
        ['Board', 'Fernby SEND Board'],
        ['Prepared by', 'Jo Vane'],
      ],
      P1: [['Priority 1: Early help'], [], header, first],
      P2: [['Priority 2: Preparing for adulthood'], [], header, second],
      P3: [header, ['3a', 'Count waits', 'Cy Orr', 'May 2027', 'Green']],
    });
    expect(plan).toMatchObject({
      name: 'Fernby SEND improvement plan',
      board: 'Fernby SEND Board',
      positionDate: '2026-09-30',
    });
    expect(plan.actions.map(({ priority }) => priority)).toEqual([
      'Priority 1: Early help',
      'Priority 2: Preparing for adulthood',
      'P3',
    ]);
    expect(plan.warnings).toEqual([
      expect.objectContaining({ code: 'text-not-kept', sheet: 'Cover', value: 'Prepared by: Jo Vane' }),
    ]);
  });

  it('that is called otherwise', async () => {
    const plan = await readBook({
      Summary: [
        ['Plan title', 'Oxcombe inclusion strategy'],
        ['Report date:', '14/10/2026'],
      ],
      'Early help': [['Early help and prevention'], header, first],
      Health: [['Getting health right'], header, second],
    });
    expect(plan).toMatchObject({ name: 'Oxcombe inclusion strategy', positionDate: '2026-10-14' });
    expect(plan.actions.map(({ priority }) => priority)).toEqual([
      'Early help and prevention',
      'Getting health right',
    ]);
  });

  it('keeps the plan’s name that stands on every sheet, and the line below it for the sheet', async () => {
    const plan = await readBook({
      One: [['Wexcombe written statement of action'], ['Area of weakness 1: Waits'], header, first],
      Two: [['Wexcombe written statement of action'], ['Area of weakness 2: Voice'], header, second],
    });
    expect(plan.name).toBe('Wexcombe written statement of action');
    expect(plan.actions.map(({ priority }) => priority)).toEqual([
      'Area of weakness 1: Waits',
      'Area of weakness 2: Voice',
    ]);
    expect(codes(plan)).toEqual([]);
  });

  it('takes a title line that says so for a theme', async () => {
    const plan = await readBook({
      A: [['Workstream 1: Workforce'], header, first],
      B: [['Workstream 2: Data'], header, second],
    });
    expect(plan.actions.map(({ priority, theme }) => [priority, theme])).toEqual([
      [null, 'Workstream 1: Workforce'],
      [null, 'Workstream 2: Data'],
    ]);
  });
});

describe('the name of a plan', () => {
  it.each<[string, Lines, string]>([
    [
      'beside its label',
      [['Plan name', 'Ashby inclusion plan'], ['Plan ID', 'q3Vn0a'], []],
      'Ashby inclusion plan',
    ],
    ['behind its label', [['Project: Post-16 programme'], []], 'Post-16 programme'],
    [
      'above the table',
      [['Ashby action plan 2026-27'], ['Updated: 4 March 2026'], []],
      'Ashby action plan 2026-27',
    ],
    ['never a priority', [['Priority 1: Early help'], []], ''],
    ['never a long sentence', [[`This plan sets out what we will do ${'and how '.repeat(12)}`], []], ''],
    ['never a sentence', [['This plan is reviewed by the board every month.'], []], ''],
    ['never what a label means', [['Paused: waits on something outside the council'], []], ''],
    ['never a fact of another kind', [['Director', 'Jo Vane'], []], ''],
    ['never the board’s', [['Ashby SEND Partnership Board'], []], ''],
  ])('is found %s', async (_case, above, name) => {
    const lines = [...above, header, first].map((line) => line.join(',')).join('\n');
    expect((await readPlanFile('export (2).csv', textFile(lines))).name).toBe(name);
  });

  it.each([
    ['ashby-inclusion-plan_v3 final.csv', 'ashby inclusion plan'],
    ['SEND improvement plan 2026-09-30.csv', 'SEND improvement plan'],
    ['Book1.csv', ''],
    ['tracker.csv', ''],
  ])('comes from the file %s at last', async (file, name) => {
    const lines = [header, first].map((line) => line.join(',')).join('\n');
    expect((await readPlanFile(file, textFile(lines))).name).toBe(name);
  });

  it('heads the priority of a single sheet that says so', async () => {
    const plan = await readBook({ Sheet1: [['Priority 1: Early help'], header, first] });
    expect([plan.name, plan.actions[0]?.priority]).toEqual(['', 'Priority 1: Early help']);
  });

  const rows = [headerRow(header), first, second];
  it.each([
    [
      'style',
      [paragraph('Updated for the board'), paragraph('Marlow statement', { style: 'Title' })],
      'Marlow statement',
    ],
    ['first heading', [heading(1, 'Annex A: Recommendation tracker')], 'Annex A: Recommendation tracker'],
    ['heading but for a key’s', [heading(1, 'Rating key')], ''],
  ])('is a document’s title by %s', async (_case, blocks, name) => {
    const bytes = await buildWord([...blocks, table(rows)]);
    expect((await readPlanFile('doc.docx', bytes)).name).toBe(name);
  });
});
