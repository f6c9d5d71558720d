import {
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { PaperCell, PaperColumn } from '../../domain/paper/paper.ts';
import { paragraphOf } from './paper-runs.ts';
import { styles } from './paper-styles.ts';
import { documentText } from './paper-text.ts';

/** A cell as it is written: what it says, and whether that is what nobody has filled in. */
export interface WrittenCell {
  readonly texts: PaperCell;
  readonly isBlank: boolean;
}

/** A table to be written over a given width, in twips. */
export interface TableParts {
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly WrittenCell[])[];
  readonly width: number;
  /** The first cell of a row names it, as in a list of labels. */
  readonly hasRowHeadings: boolean;
}

/** Twips of a letter of the text of tables, rather too many than too few, and between it and the border of its cell. */
const letter = 96;
const boldLetter = 112;
const lineHeight = 240;
const cellMargin = 85;
/** A row that would fill more of a page than this may break: it would leave a page half empty, and may not fit on any. */
const unbrokenHeight = 6_500;

const line = { style: BorderStyle.SINGLE, size: 4, color: 'A6A6A6' } as const;
const borders = {
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
};
/** Under the words of the header row, which are black. */
const headerShading = { type: ShadingType.CLEAR, color: 'auto', fill: 'E7E6E6' } as const;

/** A table under a header row that each page repeats; rows stay whole unless they are very long, no cell is merged or empty. */
export function tableOf(table: TableParts): Table {
  const { columns, rows, width, hasRowHeadings } = table;
  const widths = columnWidths(table);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders,
    margins: { left: cellMargin, right: cellMargin, top: 30, bottom: 30, marginUnitType: WidthType.DXA },
    tableLook: { firstRow: true, firstColumn: hasRowHeadings, noHBand: true, noVBand: true },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ header }, at) => headerCell(header, widths[at] ?? 0)),
      }),
      ...rows.map((cells, row) => {
        const isWhole = staysWhole(cells, widths);
        return new TableRow({
          cantSplit: isWhole && row > 0,
          children: cells.map((cell, at) =>
            bodyCell(cell, {
              width: widths[at] ?? 0,
              isHeading: hasRowHeadings && at === 0,
              keepLines: isWhole && row === 0,
            }),
          ),
        });
      }),
    ],
  });
}

/**
 * Whether a row is told not to break; one of a single line cannot. The first one is told so by its lines alone: LibreOffice (7.4)
 * leaves out the rest of a table of which header row and first row end a page, when neither row may break.
 */
function staysWhole(cells: readonly WrittenCell[], widths: readonly number[]): boolean {
  const height = Math.max(...cells.map(({ texts }, at) => heightOf(texts, widths[at] ?? 1)));
  return height > lineHeight && height <= unbrokenHeight;
}

function headerCell(header: string, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    shading: headerShading,
    children: [new Paragraph({ style: styles.tableHeading, ...paragraphOf([{ text: header }]) })],
  });
}

/** How a cell stands in its table. */
interface CellPlace {
  readonly width: number;
  readonly isHeading: boolean;
  readonly keepLines: boolean;
}

function bodyCell({ texts, isBlank }: WrittenCell, { width, isHeading, keepLines }: CellPlace): TableCell {
  const said: PaperCell = isHeading ? texts.map((one) => ({ ...one, strong: true })) : texts;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: [
      new Paragraph({ style: styles.tableText, keepLines, ...paragraphOf(said, { isItalic: isBlank }) }),
    ],
  });
}

/** The longest word that a column is made wide enough for; a longer one, such as an address, may break. */
const longestWhole = 16;

/** The letters of the longest of some words. */
function longestWord(texts: readonly string[]): number {
  return Math.max(0, ...texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length));
}

/** Widths by weight, where no column is so narrow that a word of its header or of its cells breaks. */
function columnWidths({ columns, rows, width }: TableParts): number[] {
  const least = columns.map(({ header }, at) => {
    const said = rows.map((cells) => cells[at]?.texts.map(({ text }) => documentText(text)).join('') ?? '');
    const letters = Math.max(
      longestWord([documentText(header)]) * boldLetter,
      Math.min(longestWhole, longestWord(said)) * letter,
    );
    return letters + 2 * cellMargin;
  });
  const weights = columns.map(({ weight }) => Math.max(weight, 0.01));
  const isFixed = columns.map(() => false);
  // What one column needs is taken from the others, which may bring another below what it needs.
  for (let round = 0; round < columns.length; round += 1) {
    const share = shareOf(weights, least, isFixed, width);
    const narrow = columns.findIndex(
      (_, at) => !isFixed[at] && (weights[at] ?? 0) * share < (least[at] ?? 0),
    );
    if (narrow < 0 || sum(least) >= width) break;
    isFixed[narrow] = true;
  }
  const share = shareOf(weights, least, isFixed, width);
  const rounded = columns.map((_, at) =>
    Math.max(1, Math.floor(isFixed[at] ? (least[at] ?? 0) : (weights[at] ?? 0) * share)),
  );
  const last = rounded.length - 1;
  return rounded.map((one, at) => (at === last ? one + width - sum(rounded) : one));
}

/** Twips for each unit of weight, once the fixed columns have what they need. */
function shareOf(
  weights: readonly number[],
  least: readonly number[],
  isFixed: readonly boolean[],
  width: number,
): number {
  const fixed = sum(least.filter((_, at) => isFixed[at]));
  const free = sum(weights.filter((_, at) => !isFixed[at]));
  return free === 0 ? 0 : (width - fixed) / free;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** How high the words of a cell will be, in twips, as near as letters of one width tell. */
function heightOf(texts: PaperCell, width: number): number {
  const perLine = Math.max(1, (width - 2 * cellMargin) / letter);
  return sum(
    texts
      .map(({ text }) => text)
      .join('')
      .split('\n')
      .map((one) => Math.max(1, Math.ceil(one.length / perLine)) * lineHeight),
  );
}
