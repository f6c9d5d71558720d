import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, table } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

const header = ['Ref', 'Action', 'Lead', 'RAG'];
const actions = [
  ['1', 'Open the hub', 'Ada Quill', 'Red'],
  ['2', 'Train the panel', 'Bo Marsh', 'Amber'],
  ['3', 'Count the waits', 'Cy Orr', 'Green'],
  ['4', 'Map the offer', 'Cy Orr', 'Green'],
];
/** The table's rows with a key's beside them, a blank column between. */
const beside = (key: readonly (readonly string[])[], gap = ['']) =>
  [header, ...actions].map((row, at) => [...row, ...gap, ...(key[at] ?? [])]);
const csv = (rows: readonly (readonly string[])[]) =>
  textFile(rows.map((row) => row.map((text) => `"${text}"`).join(',')).join('\n'));
const meanings = ['Off course', 'Some slippage', 'On course'];
const entries = ['Red', 'Amber', 'Green'].map((label, at) => [label, meanings[at] ?? '']);
const paint = (sheet: ExcelJS.Worksheet, fills: Readonly<Record<string, string>>) => {
  for (const [at, argb] of Object.entries(fills)) {
    sheet.getCell(at).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${argb}` } };
  }
};

describe('a key beside the table', () => {
  it.each([
    ['under a title', beside([['Key'], ...entries])],
    ['under a header', beside([['Rating', 'Definition'], ...entries])],
    ['with no title', beside([['', ''], ...entries])],
    ['in one column', beside([['Legend'], ...entries.map((one) => [one.join(' = ')])])],
    ['right at it', beside([['Key', ''], ...entries], [])],
  ])('%s is the plan’s key', async (_how, rows) => {
    const plan = await readPlanFile('plan.csv', csv(rows));
    expect(plan.ratingKey.map(({ label, meaning }) => [label, meaning])).toEqual(entries);
    expect(plan.actions.map(({ rating, others }) => [rating.label, others])).toEqual(
      actions.map(([, , , rating]) => [rating, []]),
    );
    expect(plan.warnings).toEqual([]);
  });

  it.each([
    ['LibreOffice', ['FF0000', 'FFBF00', '00A933']],
    ['Word and Excel', ['C00000', 'FFC000', '00B050']],
  ])(
    'is read by its colours alone, of the palette of %s',
    async (_program, [red = '', amber = '', green = '']) => {
      const bytes = await buildWorkbook((book) => {
        const sheet = book.addWorksheet('Plan');
        sheet.addRows([
          header,
          ...actions.map((row, at) => [...row.slice(0, 3), null, null, null, meanings[at] ?? null]),
        ]);
        paint(sheet, { F2: red, F3: amber, F4: green, D2: green, D3: red, D4: amber, D5: green });
      });
      const plan = await readPlanFile('plan.xlsx', bytes);
      expect(plan.actions.map(({ rating, others }) => [rating.level, others])).toEqual(
        ['green', 'red', 'amber', 'green'].map((level) => [level, []]),
      );
      expect(plan.ratingKey.map(({ level, meaning }) => [level, meaning])).toEqual([
        ['red', 'Off course'],
        ['amber', 'Some slippage'],
        ['green', 'On course'],
      ]);
    },
  );

  it('of initials is the key to leads', async () => {
    const key = [
      ['Initials', 'Name'],
      ['AQ', 'Ada Quill'],
      ['BM', 'Bo Marsh'],
      ['CO', 'Cy Orr'],
    ];
    const rows = beside(key).map((row, at) => (at === 0 ? row : [...row.slice(0, 2), 'AQ', ...row.slice(3)]));
    const plan = await readPlanFile('plan.csv', csv(rows));
    expect(plan.leadKey.map(({ initials, name }) => [initials, name])).toEqual(key.slice(1));
    expect(plan.actions.every(({ others }) => others.length === 0)).toBe(true);
  });

  it('is read beside the table of a document too', async () => {
    const plan = await readPlanFile('plan.docx', await buildWord([table(beside([['Key', ''], ...entries]))]));
    expect(plan.ratingKey.map(({ meaning }) => meaning)).toEqual(meanings);
  });

  it.each([
    ['a column of ratings and one of remarks', ['Status', 'Comments']],
    ['a column of ratings and one without a header', ['Status', '']],
  ])('is none: %s', async (_case, heads) => {
    const rows = [
      ['Ref', 'Action', ...heads],
      ...entries.map((pair, at) => [`${at + 1}`, 'Open the hub', ...pair]),
    ];
    const plan = await readPlanFile('plan.csv', csv(rows));
    expect(plan.actions.map(({ rating }) => rating.label)).toEqual(['Red', 'Amber', 'Green']);
    expect(plan.ratingKey.every(({ meaning }) => meaning === '')).toBe(true);
  });
});
