import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper, PaperBlock, PaperCell, PaperText } from '../../../src/domain/paper/paper.ts';
import { ratingLevels } from '../../../src/domain/shared/rating.ts';
import { writePaper } from '../../../src/reports/paper/write-paper.ts';
import { checkWord } from '../../support/check-word.ts';
import { barePaper, drawPlain, fullPaper, hostileTexts, ratingsTable } from '../../support/paper-samples.ts';

const write = (paper: Paper) => writePaper(paper, { drawPicture: drawPlain, template: null });
const words = (text: string): PaperCell => [{ text }];
const withBody = (...body: PaperBlock[]): Paper => ({ ...barePaper, body });

describe('a written paper', () => {
  it('has headings, contents, captions, header rows, words for pictures and a foot that nothing is wrong with', async () => {
    const checked = await checkWord(await write(fullPaper));
    expect(checked.faults).toEqual([]);
    expect(checked.headings[0]).toEqual({ level: 1, text: 'Introduction' });
    expect(checked.orientations).toEqual(['portrait', 'landscape', 'portrait']);
    expect(checked.foot).toContain(
      'Wexcombe SEND action plan · Wexcombe SEND Improvement Board · 16 December 2026',
    );
    expect(checked.properties).toMatchObject({
      title: fullPaper.title,
      subject: fullPaper.subject,
      language: 'en-GB',
      created: '2026-12-16T00:00:00Z',
    });
  });

  it('says nothing of a date it does not know, and needs no contents without a heading', async () => {
    const checked = await checkWord(await write(barePaper));
    expect(checked.faults).toEqual([]);
    expect(checked.properties).not.toHaveProperty('created');
    expect(checked.paragraphs).not.toContain('Contents');
  });

  it('is the same bytes for the same paper, whatever was written before it', async () => {
    const first = await write(fullPaper);
    await write(withBody({ kind: 'heading', level: 1, text: 'Another' }));
    expect(Buffer.compare(Buffer.from(await write(fullPaper)), Buffer.from(first))).toBe(0);
  });

  it('takes the heading of a wide table along to the page on its side', async () => {
    const wide: PaperBlock = { ...(ratingsTable as Extract<PaperBlock, { kind: 'table' }>), isWide: true };
    const { parts, orientations } = await checkWord(
      await write(
        withBody(
          { kind: 'heading', level: 1, text: 'First' },
          { kind: 'paragraph', runs: words('Upright.') },
          { kind: 'heading', level: 1, text: 'Second' },
          { kind: 'paragraph', runs: words('On its side.') },
          wide,
          { kind: 'heading', level: 2, text: 'Third' },
          wide,
        ),
      ),
    );
    expect(orientations).toEqual(['portrait', 'landscape']);
    const document = parts.get('word/document.xml') ?? '';
    const [upright = 0, turn = 0, second = 0] = ['>First<', '</w:sectPr>', '>Second<'].map((one) =>
      document.lastIndexOf(one, document.lastIndexOf('<w:tbl>')),
    );
    expect(turn).toBeGreaterThan(upright);
    expect(second).toBeGreaterThan(turn);
  });

  it('keeps a row whole, unless it has one line or is longer than much of a page', async () => {
    const rows = ['first '.repeat(60), 'short', 'middling '.repeat(60), 'long '.repeat(4_000)];
    const { parts } = await checkWord(
      await write(
        withBody({
          ...table(
            [{ header: 'Words', weight: 1 }],
            rows.map((row) => [words(row)]),
          ),
        }),
      ),
    );
    const written = parts.get('word/document.xml')?.split('<w:tr>').slice(-5) ?? [];
    const told = written.map((row) => [row.includes('<w:cantSplit/>'), row.includes('<w:keepLines/>')]);
    // Header, first row, and the others: LibreOffice loses rows where neither of the first two may break.
    expect(told).toEqual([
      [true, false],
      [false, true],
      [false, false],
      [true, false],
      [false, false],
    ]);
  });

  it('has room for the words of each column', async () => {
    const columns = [
      { header: 'Status', weight: 1 },
      { header: 'Comments', weight: 30 },
    ];
    const { parts } = await checkWord(
      await write(withBody({ ...table(columns, [[words('Incomplete'), words('The group met.')]]) })),
    );
    const widths = [...(parts.get('word/document.xml') ?? '').matchAll(/<w:gridCol w:w="(\d+)"/g)];
    expect(Number(widths.at(-2)?.[1])).toBeGreaterThan('Incomplete'.length * 90);
  });

  it('says of a blank entry that it is blank, in words', async () => {
    const { tables, faults } = await checkWord(
      await write(
        withBody({
          kind: 'facts',
          caption: 'Front sheet',
          rows: [
            { label: 'Contact', value: [], isBlank: true },
            { label: 'Purpose', value: words('Not given'), isBlank: true },
          ],
        }),
      ),
    );
    expect(faults).toEqual([]);
    expect(tables[0]).toEqual([
      ['Item', 'Entry'],
      ['Contact', 'Left blank: to be filled in'],
      ['Purpose', 'Not given'],
    ]);
  });

  it('shows a rating in words with a shape, on its colour', async () => {
    const { tables } = await checkWord(await write(withBody(ratingsTable)));
    expect(tables[0]?.map((row) => row[1]?.trim().replaceAll('\u00a0', ' '))).toEqual([
      'Rating',
      '◆ Red',
      '▲ Amber',
      '● Green',
      '✓ Complete',
      '○ Not rated yet',
    ]);
  });
});

describe('the words of a paper', () => {
  it.each(hostileTexts.map((text) => [text.slice(0, 40), text]))('appear as text: %j', async (_, text) => {
    const { tables, paragraphs, faults } = await checkWord(
      await write(
        withBody(
          { kind: 'paragraph', runs: words(text) },
          table([{ header: 'Words', weight: 1 }], [[words(text)]]),
        ),
      ),
    );
    expect(faults).toEqual([]);
    expect(paragraphs).toContain(asShown(text));
    expect(tables[0]?.[1]?.[0]).toBe(asShown(text));
  });

  it('run to the left where their script does', async () => {
    const { parts } = await checkWord(
      await write(
        withBody(
          { kind: 'paragraph', runs: words('From שלום עולם on') },
          { kind: 'paragraph', runs: words('مرحبا') },
        ),
      ),
    );
    const document = parts.get('word/document.xml') ?? '';
    expect(document).toContain('<w:rtl/></w:rPr><w:t xml:space="preserve">שלום עולם</w:t>');
    expect(document.match(/<w:bidi\/>/g)).toHaveLength(1);
  });
});

describe('any paper', () => {
  it('is written without a fault, and says all its words in order', async () => {
    await fc.assert(
      fc.asyncProperty(papers, async (paper) => {
        const checked = await checkWord(await write(paper));
        expect(checked.faults).toEqual([]);
        const cells = [...paper.frontSheet, ...paper.body].flatMap((block) =>
          block.kind === 'table' ? [block.rows.map((row) => row.map(cellShown))] : [],
        );
        expect(checked.tables.map(([, ...rows]) => rows.map((row) => row.map(plain)))).toEqual(cells);
      }),
      { numRuns: 25 },
    );
  });
});

const table = (
  columns: readonly { header: string; weight: number }[],
  rows: readonly (readonly PaperCell[])[],
): Extract<PaperBlock, { kind: 'table' }> => ({
  kind: 'table',
  caption: 'What is said',
  columns,
  rows,
  isWide: false,
});

/** What is left of a text: nothing that a document cannot carry, and nothing that turns round what stands beside it. */
const asShown = (text: string) =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{C}\n\t\p{Cs}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
const plain = (text: string) => text.replaceAll('\u00a0', ' ').trim();
const cellShown = (cell: PaperCell) => plain(cell.map(({ text }) => text).join(''));

const someWords = fc.string({
  minLength: 1,
  maxLength: 40,
  unit: fc.constantFrom(...'abc ÀßΩ שم😀<&"{=+-\n'),
});
const said = someWords.filter((text) => text.trim() !== '');
const strong: fc.Arbitrary<PaperText> = said.map((text) => ({ text, strong: true }));
const rated: fc.Arbitrary<PaperText> = fc.record({
  text: fc.constantFrom('Red', 'On track', 'Behind: by two months'),
  level: fc.constantFrom(...ratingLevels),
});
const cell: fc.Arbitrary<PaperCell> = fc.oneof(
  said.map(words),
  strong.map((one) => [one]),
);
const ratedCell: fc.Arbitrary<PaperCell> = fc.tuple(rated, said).map(([one, text]) => [one, { text }]);
const tables: fc.Arbitrary<PaperBlock> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 5 }), fc.boolean())
  .chain(([columns, rows, isWide]) =>
    fc.record({
      kind: fc.constant('table' as const),
      caption: said,
      columns: fc.array(fc.record({ header: said, weight: fc.double({ min: 0, max: 9, noNaN: true }) }), {
        minLength: columns,
        maxLength: columns,
      }),
      rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      isWide: fc.constant(isWide),
    }),
  );
const blocks: fc.Arbitrary<PaperBlock> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), runs: fc.oneof(cell, ratedCell) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(cell, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('picture' as const),
    caption: said,
    words: someWords,
    picture: fc.constant({ kind: 'slippage' as const, actions: [] }),
  }),
  tables,
);
/** A heading of each level, as deep as goes, with what follows it. */
const parts = fc
  .array(fc.tuple(fc.constantFrom<(1 | 2 | 3)[]>(1, 2, 3), said, fc.array(blocks, { maxLength: 3 })), {
    maxLength: 5,
  })
  .map((all) => {
    let depth = 0;
    return all.flatMap(([wish, text, inside]): PaperBlock[] => {
      const level = wish > depth + 1 ? (depth === 0 ? 1 : depth === 1 ? 2 : 3) : wish;
      depth = level;
      return [{ kind: 'heading', level, text }, ...inside];
    });
  });
const papers: fc.Arbitrary<Paper> = fc.record({
  title: said,
  planName: said,
  board: said,
  boardDate: fc.constantFrom(null, '2026-12-16'),
  subject: said,
  language: fc.constant('en-GB' as const),
  frontSheet: fc.array(tables, { maxLength: 1 }),
  body: parts,
});
