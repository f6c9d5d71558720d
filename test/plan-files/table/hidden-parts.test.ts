import { describe, expect, it } from 'vitest';
import type { ImportedPlan } from '../../../src/domain/import/imported-plan.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, cell, headerRow, row, run, runs, table } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

const header = ['Ref', 'Action', 'Lead', 'Timescale', 'Comments'];

const workbook = () =>
  buildWorkbook((book) => {
    const sheet = book.addWorksheet('Plan');
    sheet.addRows([
      header,
      ['1', 'Open the hub', 'Ada Quill', 'May 2027', 'Not for the board'],
      ['2', 'Train the panel', 'Bo Marsh', 'June 2027', 'Not for the board'],
    ]);
    sheet.getRow(3).hidden = true;
    sheet.getColumn(5).hidden = true;
    const old = book.addWorksheet('Old', { state: 'hidden' });
    old.addRows([header.slice(0, 4), ['9', 'Count waits', 'Cy Orr', 'May 2026']]);
    const lists = book.addWorksheet('Lists', { state: 'veryHidden' });
    lists.addRows([['Red'], ['Amber']]);
  });

describe('what is hidden in a workbook', () => {
  it('is asked about: rows are taken to belong to the plan, columns and sheets are not', async () => {
    const plan = await readPlanFile('plan.xlsx', await workbook());
    expect(plan.actions.map(({ ref, narrative }) => [ref, narrative])).toEqual([
      ['1', ''],
      ['2', ''],
    ]);
    expect(plan.questions.map(({ id, taken, count, places }) => [id, taken, count, places[0]?.row])).toEqual([
      ['hidden-columns', 'leave-out', 1, 2],
      ['hidden-rows', 'read', 1, 3],
      ['hidden-sheets', 'leave-out', 1, null],
    ]);
    expect(plan.warnings.map(({ code, sheet }) => [code, sheet])).toEqual([
      ['hidden-sheet-not-read', 'Lists'],
    ]);
  });

  it('is read or left out as the PM says', async () => {
    const readingAnswers = { 'hidden-columns': 'read', 'hidden-rows': 'leave-out', 'hidden-sheets': 'read' };
    const plan = await readPlanFile('plan.xlsx', await workbook(), { readingAnswers });
    expect(plan.actions.map(({ ref, narrative }) => [ref, narrative])).toEqual([
      ['1', 'Not for the board'],
      ['9', ''],
    ]);
  });
});

describe('hidden text of a document', () => {
  const hiddenStyle =
    '<w:style w:type="character" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>';
  const document = (how: string) =>
    buildWord(
      [
        table([
          headerRow(header),
          ['1', cell(runs(run('Open the hub') + run(' quietly', how))), 'Ada Quill', 'May 2027', ''],
        ]),
      ],
      {
        parts: {
          'word/styles.xml': `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${hiddenStyle}</w:styles>`,
        },
      },
    );

  it.each(['<w:vanish/>', '<w:rStyle w:val="Note"/>'])('by %s is asked about', async (how) => {
    const bytes = await document(how);
    const plan = await readPlanFile('plan.docx', bytes);
    expect(plan.actions[0]?.title).toBe('Open the hub');
    expect(plan.questions).toMatchObject([
      { id: 'hidden-text', taken: 'leave-out', count: 1, places: [{ value: 'quietly' }] },
    ]);
    const read = await readPlanFile('plan.docx', bytes, { readingAnswers: { 'hidden-text': 'read' } });
    expect(read.actions[0]?.title).toBe('Open the hub quietly');
  });
});

describe('a hidden row of a document', () => {
  const plain = ['2', 'Train the panel', 'Bo Marsh', 'June 2027', ''];
  const vanished = plain.map((text) => cell(runs(run(text, '<w:vanish/>'))));
  const [, ...facts] = plain;
  const numbered = [cell(runs(run(''), { list: [3, 0] })), ...facts];

  it.each([
    ['marked so', row(plain, '<w:hidden/>')],
    ['of hidden words', row(vanished)],
    ['of hidden words, marked so', row(vanished, '<w:hidden/>')],
    ['numbered by Word itself', row(numbered, '<w:hidden/>')],
  ])('%s is asked about once', async (_how, hidden) => {
    const rows = [headerRow(header), ['1', 'Open the hub', 'Ada Quill', 'May 2027', ''], hidden];
    const bytes = await buildWord([table(rows)]);
    const plan = await readPlanFile('plan.docx', bytes);
    expect(plan.actions.map(({ title }) => title)).toEqual(['Open the hub']);
    expect(plan.questions).toMatchObject([{ id: 'hidden-text', taken: 'leave-out', count: 1 }]);
    expect(plan.questions[0]?.places[0]?.value).toContain('Train the panel | Bo Marsh | June 2027');
    const read = await readPlanFile('plan.docx', bytes, { readingAnswers: { 'hidden-text': 'read' } });
    expect(read.actions.map(({ title }) => title)).toEqual(['Open the hub', 'Train the panel']);
  });
});

it('formulas are read by the values saved with them, and counted', async () => {
  const bytes = await buildWorkbook((book) => {
    const sheet = book.addWorksheet('Plan');
    sheet.addRows([header.slice(0, 4), ['1', 'Open the hub', 'Ada Quill'], ['2', 'Train', 'Bo Marsh']]);
    sheet.getCell('D2').value = { formula: '"May "&2027', result: 'May 2027' };
    sheet.getCell('D3').value = { formula: '"June "&2027', result: 'June 2027' };
  });
  const plan = await readPlanFile('plan.xlsx', bytes);
  expect(plan.actions.map(({ timescale }) => timescale.text)).toEqual(['May 2027', 'June 2027']);
  expect(plan.warnings).toEqual([
    expect.objectContaining({
      code: 'formulas-read',
      message: '2 cells hold formulas; the values saved with them were used.',
      value: 'Plan D2, Plan D3',
    }),
  ]);
});

describe('cells that show an error', () => {
  const places = ({ warnings }: ImportedPlan) =>
    warnings
      .filter(({ code }) => code === 'cell-error')
      .map(({ row, column, value }) => [row, column, value]);

  it('are blank and said with their place, and are no formula whose value was used', async () => {
    const bytes = await buildWorkbook((book) => {
      const sheet = book.addWorksheet('Plan');
      sheet.addRows([header.slice(0, 4), ['1', 'Open the hub', 'Ada Quill'], ['2', 'Train', 'Bo Marsh']]);
      sheet.getCell('C2').value = { formula: 'VLOOKUP(1,A1:B1,2)', result: { error: '#N/A' } };
      sheet.getCell('D2').value = { formula: '"May "&2027', result: 'May 2027' };
      sheet.getCell('D3').value = { formula: 'A9', result: { error: '#REF!' } };
    });
    const plan = await readPlanFile('plan.xlsx', bytes);
    expect(plan.actions.map(({ responsibleLeads, timescale }) => [responsibleLeads, timescale.text])).toEqual(
      [
        [[], 'May 2027'],
        [['Bo Marsh'], ''],
      ],
    );
    expect(places(plan)).toEqual([
      [2, 'column C', '#N/A'],
      [3, 'column D', '#REF!'],
    ]);
    expect(plan.warnings[0]?.message).toBe('1 cell holds a formula; the value saved with it was used.');
  });

  it('are so in a text file and a document as well, with days that a narrow column hid', async () => {
    const rows = [
      ['Ref', 'Action', 'Lead', 'By when'],
      ['1', 'Open the hub', '#NAME?', '########'],
      ['2', 'Train the panel', 'Bo Marsh', 'Err:502'],
    ];
    const text = await readPlanFile('plan.csv', textFile(rows.map((row) => row.join(',')).join('\n')));
    const document = await readPlanFile('plan.docx', await buildWord([table(rows)]));
    for (const plan of [text, document]) {
      expect(plan.actions.map(({ responsibleLeads }) => responsibleLeads)).toEqual([[], ['Bo Marsh']]);
      expect(places(plan)).toEqual([
        [2, 'column C', '#NAME?'],
        [2, 'column D', '########'],
        [3, 'column D', 'Err:502'],
      ]);
    }
  });
});
