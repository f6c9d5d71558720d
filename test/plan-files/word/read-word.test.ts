import { describe, expect, it } from 'vitest';
import type { Grid, Sheet } from '../../../src/plan-files/grid/grid.ts';
import { readGrid } from '../../../src/plan-files/read-grid.ts';
import {
  bold,
  buildWord,
  bullet,
  cell,
  headerRow,
  heading,
  lettered,
  numbered,
  pageBreak,
  paragraph,
  row,
  run,
  runs,
  table,
} from '../../support/build-word.ts';

const read = async (
  blocks: readonly string[],
  options: Parameters<typeof buildWord>[1] = {},
): Promise<Grid> => readGrid('plan.docx', await buildWord(blocks, options), () => 1);

const texts = ({ rows }: Sheet) =>
  rows.map(({ cells }) => [...cells].map(([column, { text }]) => `${column}:${text}`));
const ofKind = ({ sheets }: Grid, kind: Sheet['kind']) => sheets.filter((sheet) => sheet.kind === kind);
const codes = ({ warnings }: Grid) => warnings.map(({ code }) => code);

const header = ['Ref', 'Action', 'Lead', 'Due'];

/** The text of a single cell that holds `blocks`. */
async function cellOf(blocks: string, options: Parameters<typeof buildWord>[1] = {}) {
  const grid = await read(
    [
      table([
        ['Ref', 'Action'],
        [cell('1'), cell(blocks)],
      ]),
    ],
    options,
  );
  return grid.sheets[0]?.rows[1]?.cells.get(2);
}

describe('a table of a Word document', () => {
  it('is a sheet that knows the headings above it', async () => {
    const grid = await read([
      paragraph('Oakvale plan', { style: 'Title' }),
      heading(1, 'Section A'),
      heading(2, 'Objective 1'),
      paragraph('Lead agency: Oakvale Council'),
      table([header, ['1', 'One', 'Ada', 'May 26']]),
      heading(2, 'Objective 2'),
      table([header, ['2', 'Two', 'Bo', 'June 26']]),
      heading(1, 'Section B'),
      table([header, ['3', 'Three', 'Cy', 'July 26']]),
    ]);
    expect(ofKind(grid, 'table').map(({ name, headings, intro }) => [name, headings, intro])).toEqual([
      ['Table 1', ['Section A', 'Objective 1'], ['Lead agency: Oakvale Council']],
      ['Table 2', ['Section A', 'Objective 2'], undefined],
      ['Table 3', ['Section B'], undefined],
    ]);
    expect(ofKind(grid, 'text').map(texts)).toEqual([
      [
        ['1:Oakvale plan'],
        ['1:Section A'],
        ['1:Objective 1'],
        ['1:Lead agency: Oakvale Council'],
        ['1:Objective 2'],
        ['1:Section B'],
      ],
    ]);
  });

  it('keeps cells merged downwards and sideways as rectangles', async () => {
    const grid = await read([
      table([
        row([cell('Priority one', { span: 4 })]),
        header,
        row([cell('A', { merge: 'restart' }), 'One', 'Ada', 'May']),
        row([cell('', { merge: 'continue' }), 'Two', 'Bo', cell('June', { merge: 'restart' })]),
        row([cell('', { merge: 'continue' }), 'Three', 'Cy', cell('', { merge: 'continue' })]),
        row(['B', cell('Four', { span: 2 }), 'July']),
      ]),
    ]);
    expect(grid.sheets[0]?.merges).toEqual([
      { top: 1, bottom: 1, left: 1, right: 4 },
      { top: 3, bottom: 5, left: 1, right: 1 },
      { top: 4, bottom: 5, left: 4, right: 4 },
      { top: 6, bottom: 6, left: 2, right: 3 },
    ]);
  });

  it('has one column where edges of rows nearly meet, or where a row was dragged aside', async () => {
    const ragged = (spans: readonly number[], values: readonly string[]) =>
      row(values.map((value, at) => cell(value, { span: spans[at] ?? 1 })));
    const grid = await read([
      table(
        [
          ragged([1, 2, 1, 2], header),
          ragged([2, 1, 1, 2], ['1', 'One', 'Ada', 'May']),
          ragged([1, 2, 2, 1], ['2', 'Two', 'Bo', 'June']),
        ],
        [1_000, 60, 3_000, 2_000, 90, 1_500],
      ),
    ]);
    expect(grid.sheets.map(texts)).toEqual([
      [
        ['1:Ref', '2:Action', '3:Lead', '4:Due'],
        ['1:1', '2:One', '3:Ada', '4:May'],
        ['1:2', '2:Two', '3:Bo', '4:June'],
      ],
    ]);
    expect(grid.sheets[0]?.merges).toEqual([]);
  });

  it('goes on after a page break, with its header repeated or not', async () => {
    const grid = await read([
      table([headerRow(header), ['1', 'One', 'Ada', 'May']]),
      pageBreak,
      table([headerRow(header), ['2', 'Two', 'Bo', 'June']]),
      pageBreak,
      table([['3', 'Three', 'Cy', 'July']]),
    ]);
    expect(grid.sheets.map(texts)).toEqual([
      [
        ['1:Ref', '2:Action', '3:Lead', '4:Due'],
        ['1:1', '2:One', '3:Ada', '4:May'],
        ['1:2', '2:Two', '3:Bo', '4:June'],
        ['1:3', '2:Three', '3:Cy', '4:July'],
      ],
    ]);
    expect(grid.warnings).toEqual([]);
  });

  it('is another where a heading, a text or other columns stand between', async () => {
    const one = table([header, ['1', 'One', 'Ada', 'May']]);
    const grid = await read([
      one,
      heading(1, 'B'),
      one,
      paragraph('And these:'),
      one,
      table([
        ['Name', 'Role'],
        ['Ada', 'Chair'],
      ]),
    ]);
    expect(grid.sheets.filter(({ kind }) => kind === 'table')).toHaveLength(4);
  });

  it('goes on under a heading printed again with "continued"', async () => {
    const grid = await read([
      heading(1, 'Priority 1'),
      table([header, ['1', 'One', 'Ada', 'May']]),
      heading(1, 'Priority 1 (continued)'),
      table([header, ['2', 'Two', 'Bo', 'June']]),
    ]);
    expect(ofKind(grid, 'table').map(({ rows, headings }) => [rows.length, headings])).toEqual([
      [3, ['Priority 1']],
    ]);
  });

  it('joins a row that a page break parts, and says so; a row that starts a sentence stays a row', async () => {
    const grid = await read([
      table([header, ['1', 'Agree the offer with the', 'Ada', 'May']]),
      pageBreak,
      table([header, ['', 'schools of the area', '', ''], ['', 'Publish it', 'Bo', 'June']]),
    ]);
    expect(grid.sheets.map(texts)).toEqual([
      [
        ['1:Ref', '2:Action', '3:Lead', '4:Due'],
        ['1:1', '2:Agree the offer with the schools of the area', '3:Ada', '4:May'],
        ['2:Publish it', '3:Bo', '4:June'],
      ],
    ]);
    expect(codes(grid)).toEqual(['row-joined']);
  });

  it('carries a cell merged downwards over a page break', async () => {
    const grid = await read([
      table([
        header,
        row([cell('A', { merge: 'restart' }), 'One', 'Ada', 'May']),
        row([cell('', { merge: 'continue' }), 'Two', 'Ada', 'May']),
      ]),
      pageBreak,
      table([
        header,
        row([cell('', { merge: 'continue' }), 'Three', 'Ada', 'May']),
        ['B', 'Four', 'Ada', 'May'],
      ]),
    ]);
    expect(grid.sheets[0]?.merges).toEqual([{ top: 2, bottom: 5, left: 1, right: 1 }]);
  });

  it('that is one cell only frames what is in it', async () => {
    const grid = await read([
      table([[cell('Priority 1: Early help')]]),
      table([[cell(paragraph('') + table([header, ['1', 'One', 'Ada', 'May']]))]]),
    ]);
    expect(grid.sheets[0]?.headings).toEqual(['Priority 1: Early help']);
    expect(grid.sheets[0]?.rows).toHaveLength(2);
  });

  it('tells fills of cells with text, and clear colours of blank ones', async () => {
    const grid = await read([
      table([
        [
          cell('1'),
          cell('Red', { fill: 'FF0000' }),
          cell('', { fill: '00B050' }),
          cell('', { fill: 'F2F2F2' }),
        ],
        [cell('2'), cell('x', { fill: 'auto' }), cell(''), cell('')],
      ]),
    ]);
    const [first, second] = grid.sheets[0]?.rows ?? [];
    expect([first?.cells.get(2)?.fill, second?.cells.get(2)?.fill]).toEqual(['FF0000', null]);
    expect([...(first?.coloured ?? [])]).toEqual([[3, '00B050']]);
  });
});

describe('the text of a cell', () => {
  it.each([
    ['bullets', paragraph('Set up:') + bullet('one') + bullet('two'), 'Set up:\n• one\n• two'],
    ['letters', lettered('one') + lettered('two'), 'a) one\nb) two'],
    [
      'numbers on two levels',
      numbered('A') + numbered('B', 1) + numbered('C', 1) + numbered('D'),
      '1. A\n1.1 B\n1.2 C\n2. D',
    ],
    [
      'line breaks and tabs',
      '<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>',
      'a\nb c',
    ],
    [
      'soft and hard hyphens',
      '<w:p><w:r><w:t>co\u00adop</w:t><w:softHyphen/><w:t>era</w:t><w:noBreakHyphen/><w:t>te</w:t></w:r></w:p>',
      'coopera-te',
    ],
    ['ticks', '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> done</w:t></w:r></w:p>', '✓ done'],
    ['runs of one word', runs(run('Joint ') + run('Str') + bold('ategic')), 'Joint Strategic'],
    [
      'a field by its result',
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4 May</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      '4 May',
    ],
    [
      'insertions, without deletions',
      '<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>',
      'new',
    ],
    [
      'content controls',
      '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>',
      'chosen',
    ],
    [
      'a table inside it',
      paragraph('See') +
        table([
          ['a', 'b'],
          ['c', ''],
        ]),
      'See\na | b\nc',
    ],
    [
      'a text box, once',
      '<w:p><w:r><w:t>Before</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>',
      'Before\nBoxed',
    ],
    ['a number that Word itself gives', numbered(''), '1'],
    ['markup as text', paragraph('<b>&amp;</b> [x](javascript:y)'), '<b>&amp;</b> [x](javascript:y)'],
  ])('%s', async (_what, blocks, expected) => {
    expect((await cellOf(blocks))?.text).toBe(expected);
  });

  it('keeps links to the web and e-mail, never scripts, files or anchors', async () => {
    const link = (id: string, text: string) =>
      `<w:hyperlink r:id="${id}"><w:r><w:t>${text}</w:t></w:r></w:hyperlink>`;
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/field"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const found = await cellOf(
      `<w:p>${link('a', 'the paper')}${link('b', 'mail')}${link('c', 'script')}${link('d', 'file')}<w:hyperlink w:anchor="x"><w:r><w:t>here</w:t></w:r></w:hyperlink>${field}</w:p>`,
      {
        links: {
          a: 'https://example.org/paper?a=1&b=2',
          b: 'mailto:ada@example.org',
          c: 'javascript:alert(1)',
          d: 'file:///c:/secret',
        },
      },
    );
    expect(found?.text).toBe('the papermailscriptfileherefield');
    expect(found?.links).toEqual([
      { text: 'the paper', url: 'https://example.org/paper?a=1&b=2' },
      { text: 'mail', url: 'mailto:ada@example.org' },
      { text: 'field', url: 'https://example.org/field' },
    ]);
  });

  it('is kept whole up to its limit, and cut with a warning that says where', async () => {
    const long = 'word '.repeat(19_999);
    expect((await cellOf(paragraph(long)))?.text).toHaveLength(long.length - 1);
    const grid = await read([table([header, ['1', 'x'.repeat(100_001), 'Ada', 'May']])]);
    expect(grid.sheets[0]?.rows[1]?.cells.get(2)?.text).toHaveLength(100_000);
    expect(grid.warnings).toMatchObject([{ code: 'text-cut', sheet: 'Table 1', row: 2 }]);
  });
});

describe('what is not the plan', () => {
  it('contents lists, page numbers and hidden text are left out', async () => {
    const grid = await read([
      paragraph('Contents'),
      paragraph('Section A\t2', { style: 'TOC1' }),
      paragraph('Section B ...... 14'),
      '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Section C</w:t></w:r></w:p></w:sdtContent></w:sdt>',
      paragraph('Page 2 of 14'),
      runs(run('Seen') + run('unseen', '<w:vanish/>')),
    ]);
    expect(grid.sheets.map(texts)).toEqual([[['1:Seen']]]);
    expect(codes(grid)).toEqual([]);
    expect(grid.hiddenTexts).toEqual(['unseen']);
  });

  it.each([
    ['comments', '<w:r><w:commentReference w:id="1"/></w:r>', 'notes-not-read'],
    ['footnotes', '<w:r><w:footnoteReference w:id="1"/></w:r>', 'notes-not-read'],
    ['tracked changes', '<w:ins><w:r><w:t>new</w:t></w:r></w:ins>', 'tracked-changes'],
  ])('%s are told of once', async (_what, content, code) => {
    const grid = await read([`<w:p>${content}</w:p>`, `<w:p>${content}</w:p>`, paragraph('x')]);
    expect(codes(grid)).toEqual([code]);
  });

  it('rows deleted under tracked changes are gone', async () => {
    const grid = await read([
      table([header, row(['1', 'One', 'Ada', 'May'], '<w:del/>'), ['2', 'Two', 'Bo', 'June']]),
    ]);
    expect(grid.sheets[0]?.rows.map(({ cells }) => cells.get(1)?.text)).toEqual(['Ref', '2']);
  });

  it('macros are not run, and said not to be', async () => {
    const grid = await read([table([header, ['1', 'One', 'Ada', 'May']])], {
      mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml',
      parts: { 'word/vbaProject.bin': 'Shell "calc"' },
    });
    expect(grid.sheets).toHaveLength(1);
    expect(codes(grid)).toEqual(['macros-not-run']);
  });
});
