import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { ImportedPlan } from '../../../src/domain/import/imported-plan.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import {
  buildWord,
  cell,
  headerRow,
  heading,
  paragraph,
  run,
  runs,
  table,
} from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

const header = ['Ref', 'Action', 'Lead', 'Timescale', 'Progress', 'RAG'];
const plain = ['3', 'Survey parents', 'Cy Orr', 'May 2027', 'Not begun', 'Red'];

const struck = (text: string): ExcelJS.RichText => ({ text, font: { strike: true } });
const rich = (...richText: ExcelJS.RichText[]): ExcelJS.CellRichTextValue => ({ richText });

const out = (text: string, how = '<w:strike/>') => run(text, how);

async function readBook(answers: Record<string, string> = {}): Promise<ImportedPlan> {
  const bytes = await buildWorkbook((workbook) => {
    const sheet = workbook.addWorksheet('Plan');
    sheet.addRow(header);
    sheet.addRow([
      '1',
      rich({ text: 'Publish ' }, struck('a leaflet'), { text: ' a web page' }),
      'Ada Quill',
      rich(struck('March 2027'), { text: ' June 2027' }),
      'Text is with her',
      'Amber',
    ]);
    sheet
      .addRow(['2', 'Hold a summer event', 'Bo Marsh', 'July 2027', 'Dropped', 'Green'])
      .eachCell((one) => {
        one.font = { strike: true };
      });
    const partly = sheet.addRow(plain);
    partly.getCell(6).font = { strike: true };
  });
  return readPlanFile('plan.xlsx', bytes, { readingAnswers: answers });
}

const facts = ({ actions }: ImportedPlan) =>
  actions.map(({ ref, title, timescale, rating, status }) => [
    ref,
    title,
    timescale.text,
    timescale.date,
    rating.label,
    status,
  ]);
const said = ({ warnings }: ImportedPlan) =>
  warnings
    .filter(({ code }) => code === 'struck-through')
    .map(({ row, column, value }) => [row, column, value]);

describe('text struck through in a workbook', () => {
  it('is no value, is said with its place, and a whole row is asked about', async () => {
    const plan = await readBook();
    expect(facts(plan)).toEqual([
      ['1', 'Publish a web page', 'June 2027', '2027-06-30', 'Amber', 'in-progress'],
      ['2', 'Hold a summer event', 'July 2027', '2027-07-31', 'Green', 'withdrawn'],
      ['3', 'Survey parents', 'May 2027', '2027-05-31', '', 'not-started'],
    ]);
    expect(said(plan)).toEqual([
      [2, 'Action', 'a leaflet'],
      [2, 'Timescale', 'March 2027'],
      [4, 'RAG', 'Red'],
    ]);
    expect(plan.questions).toEqual([
      expect.objectContaining({
        id: 'struck-rows',
        taken: 'withdrawn',
        count: 1,
        places: [{ sheet: 'Plan', row: 3, column: 'Action', value: 'Hold a summer event' }],
      }),
    ]);
    expect(plan.actions.map(({ closedReason, others }) => [closedReason, others])).toEqual([
      [null, []],
      ['The whole row is struck through in the document.', []],
      [null, []],
    ]);
  });

  it.each([
    ['keep', ['1', '2', '3'], 'in-progress'],
    ['leave-out', ['1', '3'], 'not-started'],
    ['withdrawn', ['1', '2', '3'], 'withdrawn'],
  ])('goes by the answer %s', async (answer, refs, second) => {
    const plan = await readBook({ 'struck-rows': answer });
    expect(plan.actions.map(({ ref }) => ref)).toEqual(refs);
    expect(plan.actions[1]?.status).toBe(second);
    expect(plan.questions).toMatchObject([{ taken: answer, answered: true }]);
  });

  it('leaves parts alone that say they are not, in a cell that is', async () => {
    const bytes = await buildWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRow(header);
      const row = sheet.addRow(plain);
      row.getCell(4).value = rich(struck('May 2027 '), {
        text: 'July 2027',
        font: { strike: false, bold: true },
      });
      row.getCell(4).font = { strike: true };
    });
    const plan = await readPlanFile('plan.xlsx', bytes);
    expect(facts(plan)[0]?.[2]).toBe('July 2027');
  });

  it('stays complete where a row says that it is done', async () => {
    const bytes = await buildWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRow(['Ref', 'Action', 'Lead', 'Status']);
      sheet.addRow(['1', 'Open the hub', 'Ada Quill', 'Complete']).eachCell((one) => {
        one.font = { strike: true };
      });
    });
    expect((await readPlanFile('plan.xlsx', bytes)).actions.map(({ status }) => status)).toEqual([
      'complete',
    ]);
  });
});

describe('text struck through in a document', () => {
  const strikeStyle =
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>';
  it.each([
    ['once', out('March 2027 ')],
    ['twice', out('March 2027 ', '<w:dstrike/>')],
    ['by a style', out('March 2027 ', '<w:rStyle w:val="Gone"/>')],
  ])('%s is no value', async (_case, gone) => {
    const bytes = await buildWord(
      [
        table([
          headerRow(header),
          ['1', 'Publish a page', 'Ada Quill', cell(runs(gone + run('June 2027'))), '', 'Amber'],
          [
            '2',
            ...['Hold an event', 'Bo Marsh', 'July 2027', 'Dropped', 'Green'].map((text) =>
              cell(runs(out(text))),
            ),
          ],
          plain,
        ]),
      ],
      {
        parts: {
          'word/styles.xml': `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${strikeStyle}</w:styles>`,
        },
      },
    );
    const plan = await readPlanFile('plan.docx', bytes);
    expect(facts(plan)).toEqual([
      ['1', 'Publish a page', 'June 2027', '2027-06-30', 'Amber', 'in-progress'],
      ['2', 'Hold an event', 'July 2027', '2027-07-31', 'Green', 'withdrawn'],
      ['3', 'Survey parents', 'May 2027', '2027-05-31', 'Red', 'in-progress'],
    ]);
    expect(said(plan)).toEqual([[2, 'Timescale', 'March 2027']]);
    expect(plan.questions.map(({ id }) => id)).toEqual(['struck-rows']);
  });

  it('is no value under headings either, and a heading struck through is its action’s', async () => {
    const bytes = await buildWord([
      heading(2, '1.1 Open the hub'),
      paragraph('Lead: Ada Quill'),
      runs(run('Due date: ') + out('March 2027') + run(' June 2027')),
      runs(out('1.2 Hold an event'), { style: 'Heading2' }),
      paragraph('Lead: Bo Marsh'),
      paragraph('Due date: July 2027'),
    ]);
    const plan = await readPlanFile('plan.docx', bytes);
    expect(facts(plan)).toEqual([
      ['1.1', 'Open the hub', 'June 2027', '2027-06-30', '', 'not-started'],
      ['1.2', 'Hold an event', 'July 2027', '2027-07-31', '', 'withdrawn'],
    ]);
    expect(said(plan)).toEqual([[2, 'Due date', 'March 2027']]);
  });
});

it('text between tildes is struck through in a text file', async () => {
  const csv =
    'Ref,Action,Lead,Timescale\n1,Open ~~a~~ the hub,Ada Quill,~~March 2027~~ June 2027\n2,~~Hold an event~~,Bo Marsh,July 2027';
  const plan = await readPlanFile('plan.csv', textFile(csv));
  expect(facts(plan)).toEqual([
    ['1', 'Open the hub', 'June 2027', '2027-06-30', '', 'not-started'],
    ['2', 'Hold an event', 'July 2027', '2027-07-31', '', 'withdrawn'],
  ]);
});
