import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, table } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

type Plan = Awaited<ReturnType<typeof readPlanFile>>;

/** Actions with a column of dates each, as one table. */
function rowsOf(columns: Readonly<Record<string, readonly string[]>>): string[][] {
  const headers = Object.keys(columns);
  const length = Math.max(...Object.values(columns).map((cells) => cells.length));
  return [
    ['Ref', 'Action', ...headers],
    ...Array.from({ length }, (_, at) => [
      `A${at + 1}`,
      `Agree offer ${at + 1}`,
      ...headers.map((header) => columns[header]?.[at] ?? ''),
    ]),
  ];
}

const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => cells.map((text) => `"${text}"`).join(',')).join('\n');
const read = (
  columns: Readonly<Record<string, readonly string[]>>,
  choices: Partial<ReadingChoices> = {},
): Promise<Plan> => readPlanFile('plan.csv', textFile(csv(rowsOf(columns))), choices);
const datesOf = ({ actions }: Plan) => actions.map(({ timescale }) => timescale.date);
const questionsOf = ({ questions }: Plan) => questions.map(({ id, taken, count }) => [id, taken, count]);
const codesOf = ({ warnings }: Plan) => warnings.map(({ code }) => code);

describe('the order of day and month', () => {
  const monthFirst = ['03/31/2027', '09/30/2026', '12/04/2026'];

  it('is the one that the dates which can only be read one way have', async () => {
    const american = await read({ Due: monthFirst });
    expect(datesOf(american)).toEqual(['2027-03-31', '2026-09-30', '2026-12-04']);
    expect(questionsOf(american)).toEqual([]);
    expect(codesOf(american)).toEqual([]);
    const british = await read({ Due: ['31/03/2027', '12.04.26'] });
    expect(datesOf(british)).toEqual(['2027-03-31', '2026-04-12']);
  });

  it('is found alike in a workbook’s text cells and in a Word table, with true dates in no doubt', async () => {
    const rows = rowsOf({ Due: monthFirst });
    const word = await readPlanFile('plan.docx', await buildWord([table(rows)]));
    expect(datesOf(word)).toEqual(['2027-03-31', '2026-09-30', '2026-12-04']);
    const bytes = await buildWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows(rows);
      sheet.addRow(['A9', 'Hold a fair', new Date(Date.UTC(2027, 4, 4))]).getCell(3).numFmt = 'mm/dd/yyyy';
    });
    const excel = await readPlanFile('plan.xlsx', bytes);
    expect(datesOf(excel)).toEqual(['2027-03-31', '2026-09-30', '2026-12-04', '2027-05-04']);
    expect(questionsOf(excel)).toEqual([]);
  });

  it('is told by the other dates of the table, or of the file, where a column says nothing', async () => {
    const told = await read({
      Due: ['04/05/2027', '06/07/2027'],
      'Created Date': ['01/13/2026', '01/14/2026'],
    });
    expect(datesOf(told)).toEqual(['2027-04-05', '2027-06-07']);
    expect(questionsOf(told)).toEqual([]);
    const bytes = await buildWorkbook((workbook) => {
      workbook.addWorksheet('One').addRows(rowsOf({ Due: ['05/31/2027'] }));
      workbook.addWorksheet('Two').addRows(rowsOf({ Deadline: ['04/05/2027'] }));
    });
    expect(datesOf(await readPlanFile('plan.xlsx', bytes))).toContain('2027-04-05');
  });

  it('is told by a weekday beside the date', async () => {
    const told = await read({ Due: ['Mon 04/05/27', '06/07/27'] });
    expect(datesOf(told)).toEqual(['2027-04-05', '2027-06-07']);
    expect(questionsOf(told)).toEqual([]);
  });

  it('is asked once a column where nothing tells it, and read by the answer', async () => {
    const columns = { Due: ['04/05/2027', '5/5/2027', '01/02/2027'] };
    const asked = await read(columns);
    expect(datesOf(asked)).toEqual(['2027-05-04', '2027-05-05', '2027-02-01']);
    expect(asked.questions).toMatchObject([
      {
        id: 'date-order:Due',
        text: 'Is 04/05/2027 in “Due” 4 May or 5 April?',
        choices: [
          { value: 'day-first', label: 'Day first: 04/05/2027 is 4 May' },
          { value: 'month-first', label: 'Month first: 04/05/2027 is 5 April' },
        ],
        taken: 'day-first',
        answered: false,
        count: 2,
      },
    ]);
    const answered = await read(columns, { readingAnswers: { 'date-order:Due': 'month-first' } });
    expect(datesOf(answered)).toEqual(['2027-04-05', '2027-05-05', '2027-01-02']);
  });

  it('is no question where nothing hangs on it', async () => {
    const plan = await read({ Due: ['5/5/2027', '31 March 2027', '2027-04-05'] });
    expect([questionsOf(plan), codesOf(plan)]).toEqual([[], []]);
  });

  it('is said where a column has both, and asked for the dates that could be either', async () => {
    const said = await read({ Due: ['13/04/2027', '04/13/2027'] });
    expect(datesOf(said)).toEqual(['2027-04-13', '2027-04-13']);
    expect(said.warnings).toMatchObject([{ code: 'date-orders-mixed', column: 'Due' }]);
    const asked = await read({ Due: ['13/04/2027', '04/13/2027', '04/14/2027', '01/02/2027'] });
    expect(questionsOf(asked)).toEqual([['date-order:Due', 'month-first', 1]]);
    expect(asked.questions[0]?.text).toContain(
      'the day first (13/04/2027) and with the month first (04/13/2027)',
    );
    expect(codesOf(asked)).toEqual([]);
  });

  it('is one for revised dates, starts, several dates in a cell and the rows of one action', async () => {
    const plan = await read({
      Start: ['01/13/2026'],
      'Original timescale': ['04/05/2026 and 05/06/2026'],
      'Revised timescale': ['07/08/2026'],
    });
    expect(plan.actions[0]).toMatchObject({
      start: { date: '2026-01-13' },
      timescale: { date: '2026-05-06' },
      revisedTimescale: { date: '2026-07-08' },
    });
    expect(questionsOf(plan)).toEqual([]);
    const rows = 'Ref,Action,Due\n1,One,01/02/2027\n1,• Two,12/25/2026\n';
    const joined = await readPlanFile('plan.csv', textFile(rows));
    expect(joined.actions.map(({ timescale }) => timescale.date)).toEqual(['2027-01-02', '2026-12-25']);
  });

  const styles: Readonly<Record<string, (day: Temporal.PlainDate) => string>> = {
    'dd/mm/yyyy': ({ day, month, year }) => `${two(day)}/${two(month)}/${year}`,
    'm/d/yyyy': ({ day, month, year }) => `${month}/${day}/${year}`,
    'dd.mm.yy': ({ day, month, year }) => `${two(day)}.${two(month)}.${two(year % 100)}`,
    'mm-dd-yyyy': ({ day, month, year }) => `${two(month)}-${two(day)}-${year}`,
    iso: (day) => day.toString(),
    packed: (day) => day.toString().replaceAll('-', ''),
    named: (day) => day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
    american: (day) => day.toLocaleString('en-US', { day: 'numeric', month: 'long', year: 'numeric' }),
    short: (day) => `${day.day}-${day.toLocaleString('en-US', { month: 'short' })}-${two(day.year % 100)}`,
  };

  it('is never taken in silence for the wrong one, in whichever style a column is written', async () => {
    const day = fc
      .integer({ min: 0, max: 1460 })
      .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(day, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...Object.keys(styles)),
        async (days, style) => {
          const columns = { Due: days.map((one) => styles[style]?.(one) ?? '') };
          const right = days.map(String);
          const plan = await read(columns);
          if (plan.questions.length === 0) {
            expect(datesOf(plan)).toEqual(right);
            return;
          }
          const order = /^m/.test(style) ? 'month-first' : 'day-first';
          const answered = await read(columns, { readingAnswers: { 'date-order:Due': order } });
          expect(datesOf(answered)).toEqual(right);
        },
      ),
      { numRuns: 200 },
    );
  });
});

function two(value: number): string {
  return String(value).padStart(2, '0');
}
