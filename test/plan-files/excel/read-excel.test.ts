import type ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { Cell, Grid } from '../../../src/plan-files/grid/grid.ts';
import { withoutHiddenColumns } from '../../../src/plan-files/grid/hidden-columns.ts';
import { readGrid } from '../../../src/plan-files/read-grid.ts';
import { buildWorkbook } from '../../support/build-workbook.ts';

const read = (bytes: Uint8Array): Promise<Grid> => readGrid('plan.xlsx', bytes, () => 1);

async function cellsOf(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Cell[]> {
  const grid = await read(await buildWorkbook((workbook) => fill(workbook.addWorksheet('Tracker'))));
  return grid.sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => [...cells.values()]));
}

/** A workbook of one cell, with parts of it rewritten. */
async function rewritten(edits: Readonly<Record<string, (xml: string) => string>>): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(
    await buildWorkbook((workbook) => {
      workbook.addWorksheet('Tracker').addRow(['Ref', 'x']);
    }),
  );
  for (const [part, edit] of Object.entries(edits)) {
    zip.file(part, edit((await zip.file(part)?.async('string')) ?? ''));
  }
  return zip.generateAsync({ type: 'uint8array' });
}

const sheetWith = (cells: string) =>
  rewritten({
    'xl/worksheets/sheet1.xml': (xml) =>
      xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData><row r="1">${cells}</row></sheetData>`),
  });

describe('a cell of a workbook', () => {
  it.each([
    ['a day', { value: new Date(Date.UTC(2026, 2, 31)), numFmt: 'dd/mm/yyyy' }, '31/03/2026', 'date'],
    ['a month', { value: new Date(Date.UTC(2018, 11, 1)), numFmt: 'mmm-yy' }, 'Dec 18', 'date'],
    ['a date without a format is a number', { value: 46_112, numFmt: 'General' }, '46112', 'number'],
    ['a time of day is no date', { value: 0.5, numFmt: 'h:mm' }, '0.5', 'number'],
    ['decimals as shown', { value: 1.1, numFmt: '0.00' }, '1.10', 'number'],
    ['per cent', { value: 0.755, numFmt: '0.0%' }, '75.5%', 'number'],
    ['a formula by its last value', { value: { formula: 'A1&"x"', result: 'shown' } }, 'shown', 'text'],
    [
      'a date by formula',
      { value: { formula: 'TODAY()', result: new Date(Date.UTC(2026, 2, 4)) }, numFmt: 'dd/mm/yyyy' },
      '04/03/2026',
      'date',
    ],
    [
      'rich text',
      { value: { richText: [{ text: 'one ' }, { text: 'two', font: { bold: true } }] } },
      'one two',
      'text',
    ],
    ['yes and no', { value: true }, 'Yes', 'text'],
  ])('%s', async (_what, set, text, kind) => {
    const [cell] = await cellsOf((sheet) => {
      Object.assign(sheet.getCell('B2'), set);
    });
    expect([cell?.text, cell?.kind]).toEqual([text, kind]);
  });

  it('keeps its hyperlink, by address or by formula', async () => {
    const cells = await cellsOf((sheet) => {
      sheet.getCell('A1').value = { text: 'Paper', hyperlink: 'https://example.org/paper?a=1&b=2' };
      sheet.getCell('A2').value = { text: 'Script', hyperlink: 'javascript:alert(1)' };
      sheet.getCell('A3').value = { formula: 'HYPERLINK("https://example.org/f","Form")', result: 'Form' };
    });
    expect(cells.map(({ text, links }) => [text, links])).toEqual([
      ['Paper', [{ text: 'Paper', url: 'https://example.org/paper?a=1&b=2' }]],
      ['Script', []],
      ['Form', [{ text: 'Form', url: 'https://example.org/f' }]],
    ]);
  });

  it.each([
    ['as written', { argb: 'FFFF0000' }, 'FF0000'],
    ['of the theme', { theme: 4 }, '4F81BD'],
    ['of the theme, lighter', { theme: 4, tint: 0.5999938962981048 }, 'B8CCE4'],
    ['of the theme, darker', { theme: 4, tint: -0.249977111117893 }, '366092'],
    ['white by the theme', { theme: 0 }, 'FFFFFF'],
    ['of the old palette', { indexed: 10 }, 'FF0000'],
  ])('has its fill colour %s', async (_what, fgColor, expected) => {
    const [cell] = await cellsOf((sheet) => {
      const target = sheet.getCell('A1');
      target.value = 'Red';
      target.fill = { type: 'pattern', pattern: 'solid', fgColor: fgColor as ExcelJS.Color };
    });
    // Excel reckons in whole steps of its own, so the last digit of a tinted colour may be one off.
    const parts = (colour = '') => [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    const distances = parts(cell?.fill ?? '').map((part, at) => Math.abs(part - (parts(expected)[at] ?? 0)));
    expect(Math.max(...distances)).toBeLessThanOrEqual(1);
  });

  it('that is blank shows in its row when its colour may mean something', async () => {
    const grid = await read(
      await buildWorkbook((workbook) => {
        const sheet = workbook.addWorksheet('Tracker');
        sheet.getCell('A1').value = '1A';
        for (const [cell, argb] of [
          ['B1', 'FF00B050'],
          ['C1', 'FFF2F2F2'],
        ] as const) {
          sheet.getCell(cell).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb } };
        }
      }),
    );
    expect([...(grid.sheets[0]?.rows[0]?.coloured ?? [])]).toEqual([[2, '00B050']]);
  });

  it.each([
    [
      'text in its place',
      '<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>',
      ['a b'],
    ],
    [
      'escaped characters',
      '<c r="A1" t="inlineStr"><is><t>a_x000A_b _x005F_x0041_</t></is></c>',
      ['a\nb _x0041_'],
    ],
    [
      'no pronunciation guides',
      '<c r="A1" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></is></c>',
      ['a'],
    ],
    ['no places', '<c t="str"><v>a</v></c><c t="str"><v>b</v></c>', ['a', 'b']],
    ['ISO dates', '<c r="A1" t="d"><v>2026-03-31T00:00:00</v></c>', ['31/03/2026']],
    ['a text that is not there', '<c r="A1" t="s"><v>999</v></c><c r="B1"><v>7</v></c>', ['7']],
    ['a number that is none', '<c r="A1"><v>n/a</v></c>', ['n/a']],
  ])('written with %s', async (_what, cells, expected) => {
    const grid = await read(await sheetWith(cells));
    const found = grid.sheets[0]?.rows.flatMap((row) => [...row.cells.values()].map(({ text }) => text));
    expect(found).toEqual(expected);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const bytes = await rewritten({
      'xl/workbook.xml': (xml) => xml.replace(/<workbookPr[^>]*\/>/, '<workbookPr date1904="1"/>'),
      'xl/styles.xml': (xml) =>
        xml.replace(/<cellXfs.*<\/cellXfs>/s, '<cellXfs><xf numFmtId="14"/></cellXfs>'),
      'xl/worksheets/sheet1.xml': (xml) =>
        xml.replace(
          /<sheetData>.*<\/sheetData>/s,
          '<sheetData><row r="1"><c r="A1"><v>44650</v></c></row></sheetData>',
        ),
    });
    expect((await read(bytes)).sheets[0]?.rows[0]?.cells.get(1)?.text).toBe('31/03/2026');
  });
});

describe('a workbook', () => {
  it('brings rows in order and as one, however its part has them', async () => {
    const bytes = await rewritten({
      'xl/worksheets/sheet1.xml': (xml) =>
        xml.replace(
          /<sheetData>.*<\/sheetData>/s,
          '<sheetData><row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>4</v></c></row></sheetData>',
        ),
    });
    const rows = (await read(bytes)).sheets[0]?.rows ?? [];
    expect(rows.map(({ number, cells }) => [number, cells.size])).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  it('has all its sheets, hidden ones marked', async () => {
    const grid = await read(
      await buildWorkbook((workbook) => {
        workbook.addWorksheet('One').addRow(['a']);
        workbook.addWorksheet('Two', { state: 'veryHidden' }).addRow(['b']);
      }),
    );
    expect(grid.sheets.map(({ name, hidden, kind }) => [name, hidden, kind])).toEqual([
      ['One', false, 'sheet'],
      ['Two', true, 'sheet'],
    ]);
  });

  it('marks hidden columns and rows, and keeps hidden columns from whoever does not ask', async () => {
    const all = await read(
      await buildWorkbook((workbook) => {
        const sheet = workbook.addWorksheet('Plan');
        sheet.addRows([
          ['Ref', 'Confidential', 'Action', 'Blank'],
          ['1', 'About a child', 'Train staff'],
          ['2', '', 'Publish waits'],
        ]);
        sheet.getColumn(2).hidden = true;
        sheet.getColumn(4).hidden = true;
        sheet.getRow(3).hidden = true;
      }),
    );
    expect(all.sheets.map(({ hiddenColumns }) => hiddenColumns)).toEqual([[2, 4]]);
    expect(all.sheets.flatMap(({ rows }) => rows.map(({ isHidden }) => isHidden === true))).toEqual([
      false,
      false,
      true,
    ]);
    const grid = withoutHiddenColumns(all);
    const texts = grid.sheets.flatMap(({ rows }) =>
      rows.map(({ cells }) => [...cells.values()].map(({ text }) => text)),
    );
    expect(texts).toEqual([
      ['Ref', 'Action'],
      ['1', 'Train staff'],
      ['2', 'Publish waits'],
    ]);
    expect(grid.warnings).toEqual([
      expect.objectContaining({
        code: 'hidden-columns-not-read',
        sheet: 'Plan',
        message: expect.stringContaining('B, D.'),
      }),
    ]);
  });

  it('with macros is read without them', async () => {
    const bytes = await rewritten({
      '[Content_Types].xml': (xml) =>
        xml.replace(
          /application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml/,
          'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
        ),
      'xl/vbaProject.bin': () => 'Shell "calc"',
    });
    const grid = await read(bytes);
    expect(grid.sheets[0]?.rows).toHaveLength(1);
    expect(grid.warnings.map(({ code }) => code)).toEqual(['macros-not-run']);
  });
});
