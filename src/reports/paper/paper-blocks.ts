import { type FileChild, HeadingLevel, ImageRun, Paragraph, SimpleField, TextRun } from 'docx';
import type { Picture } from '../../domain/digest/pictures.ts';
import type { PaperBlock, PaperFact, PaperText } from '../../domain/paper/paper.ts';
import { paragraphOf } from './paper-runs.ts';
import { styles } from './paper-styles.ts';
import { tableOf } from './paper-table.ts';
import { documentText } from './paper-text.ts';

/** Draws a picture as PNG, `times` as many pixels as its frame has units. */
export type DrawPicture = (
  picture: Picture,
  frame: { readonly width: number; readonly heading: string },
  times: 1 | 2 | 3,
) => Promise<{ readonly bytes: Uint8Array; readonly width: number; readonly height: number }>;

/** Turns blocks into what the document holds; captions are numbered on from one call to the next. */
export interface BlockWriter {
  write(blocks: readonly PaperBlock[], width: number): Promise<FileChild[]>;
}

const headingLevels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };
/** Twips of a unit of a picture, the highest it may be in twips, and the pixels of a unit, so that print is sharp. */
const twipsOfDot = 15;
const tallest = 9_000;
const sharpness = 2;

const labelColumn = { header: 'Item', weight: 1 };
const entryColumn = { header: 'Entry', weight: 2.4 };

export function createBlockWriter(draw: DrawPicture): BlockWriter {
  const counts = { Table: 0, Figure: 0 };

  /** `Table 3: what it tells`, numbered by a field, so that Word can list the tables. */
  const caption = (kind: keyof typeof counts, text: string) => {
    counts[kind] += 1;
    return new Paragraph({
      style: styles.caption,
      children: [
        new TextRun(`${kind} `),
        new SimpleField(`SEQ ${kind} \\* ARABIC`, String(counts[kind])),
        new TextRun(': '),
        ...paragraphOf([{ text }]).children,
      ],
    });
  };

  const facts = (rows: readonly PaperFact[], width: number) =>
    tableOf({
      columns: [labelColumn, entryColumn],
      rows: rows.map(({ label, value, isBlank }) => [
        { texts: [{ text: label }], isBlank: false },
        { texts: isBlank ? orSaidBlank(value) : value, isBlank },
      ]),
      width,
      hasRowHeadings: true,
    });

  const picture = async (block: Extract<PaperBlock, { kind: 'picture' }>, width: number) => {
    const frame = { width: Math.floor(width / twipsOfDot), heading: '' };
    const drawn = await draw(block.picture, frame, sharpness);
    const scale = Math.min(frame.width / drawn.width, tallest / twipsOfDot / drawn.height);
    const words = documentText(block.words);
    return new Paragraph({
      style: styles.picture,
      children: [
        new ImageRun({
          type: 'png',
          data: drawn.bytes,
          transformation: {
            width: Math.round(drawn.width * scale),
            height: Math.round(drawn.height * scale),
          },
          altText: {
            // The library counts pictures across all documents of a process: this one's own number makes its bytes the same.
            id: String(counts.Figure + 1),
            name: `Figure ${counts.Figure + 1}`,
            title: documentText(block.caption),
            description: words.trim() === '' ? documentText(block.caption) : words,
          },
        }),
      ],
    });
  };

  const one = async (block: PaperBlock, width: number): Promise<FileChild[]> => {
    switch (block.kind) {
      case 'heading':
        return [
          new Paragraph({
            heading: headingLevels[block.level],
            ...paragraphOf([{ text: oneLine(block.text) }]),
          }),
        ];
      case 'paragraph':
        return [new Paragraph({ style: styles.body, ...paragraphOf(block.runs) })];
      case 'list':
        return block.items.map((item) => new Paragraph({ style: styles.bullet, ...paragraphOf(item) }));
      case 'facts':
        return [caption('Table', block.caption), facts(block.rows, width), spaceAfterTable()];
      case 'table':
        return [
          caption('Table', block.caption),
          tableOf({
            columns: block.columns,
            rows: block.rows.map((cells) => cells.map((texts) => ({ texts, isBlank: false }))),
            width,
            hasRowHeadings: false,
          }),
          spaceAfterTable(),
        ];
      case 'picture':
        return [await picture(block, width), caption('Figure', block.caption)];
    }
  };

  return {
    async write(blocks, width) {
      const written: FileChild[] = [];
      for (const block of blocks) written.push(...(await one(block, width)));
      return written;
    },
  };
}

/** Headings are told again in the contents, one line each. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Two tables with nothing between them would be one. */
const spaceAfterTable = () => new Paragraph({ spacing: { before: 0, after: 0, line: 160 }, children: [] });

function orSaidBlank(value: readonly PaperText[]): readonly PaperText[] {
  const isSaid = value.some(({ text }) => documentText(text).trim() !== '');
  return isSaid ? value : [{ text: 'Left blank: to be filled in' }];
}
