import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { Link } from '../../domain/plan/document-facts.ts';

/**
 * What every plan file is turned into before anything is understood: sheets of rows of cells. A reader for
 * another kind of file is another producer of this shape.
 */
export interface Grid {
  readonly sheets: readonly Sheet[];
  /** What the reader could not carry over. */
  readonly warnings: readonly ImportWarning[];
  /** A document's hidden text, piece by piece, read or not; absent where there is none. */
  readonly hiddenTexts?: readonly string[];
}

export interface Sheet {
  /** As the reader's program shows it; for a text file the file's name without its ending; `Table 3` in Word. */
  readonly name: string;
  /**
   * `sheet` of a workbook or text file; `table` of a Word document; `text`: a Word document's paragraphs
   * outside its tables, one a row in column 1, in order, where titles, keys and stated totals stand.
   */
  readonly kind: 'sheet' | 'table' | 'text';
  /** The document headings a Word table stands under, outermost first; always empty for any other kind. */
  readonly headings: readonly string[];
  /** Its actions have a heading each, so that the headings above are what they belong to; absent for any other sheet. */
  readonly isHeaded?: true;
  /** Lines between a Word table and the heading or table above it, such as `Overall RAG: Amber`; absent where there are none. */
  readonly intro?: readonly string[];
  /** What a Word document is called: its paragraph in the style Title. Only of its text; absent where there is none. */
  readonly title?: string;
  readonly hidden: boolean;
  /** Columns that are hidden and hold something, counted from 1: their cells are among the others. Absent where there are none. */
  readonly hiddenColumns?: readonly number[];
  /** In order; rows without any content are left out. */
  readonly rows: readonly GridRow[];
  readonly merges: readonly Merge[];
}

export interface GridRow {
  /** Counted from 1, as the reader's program shows it. */
  readonly number: number;
  /** By column, counted from 1; blank cells are absent. */
  readonly cells: ReadonlyMap<number, Cell>;
  /**
   * Columns whose cell is blank but filled with a colour that may mean something, with that colour as `RRGGBB`;
   * always empty for text files.
   */
  readonly coloured: ReadonlyMap<number, string>;
  /** How many groups of rows it lies in, where the reader's program folds rows together; absent where it lies in none. */
  readonly level?: number;
  /** The whole row is struck through, and the PM has not said that it counts all the same; absent for any other. */
  readonly isStruck?: true;
  /** Hidden, or filtered away; absent for any other. */
  readonly isHidden?: true;
}

export interface Cell {
  /** Cleaned and trimmed, never ''. A date is written as a British document would: `Dec 18`, `31/03/2025`. */
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date';
  /** Of a date cell; null for any other. */
  readonly date: CellDate | null;
  /** Hyperlinks to the web or an e-mail address, in order; other targets are left out. Nothing is ever fetched. */
  readonly links: readonly Link[];
  /** Solid fill behind the text as `RRGGBB`, theme colours resolved; null for none, or one that cannot be told. */
  readonly fill: string | null;
  /** Words struck through, which `text` leaves out; all of `text` where nothing else is in the cell. Absent where there are none. */
  readonly struck?: string;
}

/** Whether nothing in a cell is left standing. */
export function isStruckOut({ text, struck }: Cell): boolean {
  return struck === text;
}

/** A cell with some of its words struck through: what is left, or all of it marked where nothing is. */
export function struckCell(cell: Cell | null, struck: string): Cell | null {
  if (struck === '') {
    return cell;
  }
  return cell === null ? { ...textCell(struck), struck } : { ...cell, struck };
}

/** Shared: most cells have none, and a large workbook has hundreds of thousands of cells. */
export const noLinks: readonly Link[] = [];

/** A cell of nothing but text, as it stands in a text file. */
export function textCell(text: string, links: readonly Link[] = noLinks, fill: string | null = null): Cell {
  return { text, kind: 'text', date: null, links, fill };
}

/** A true date, as far as its number format shows it: `mmm-yy` means the month, not the first of it. */
export interface CellDate {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly precision: 'day' | 'month';
}

/** A rectangle of cells shown as one, which is its first. All bounds inclusive, counted from 1. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A cell as its reader sees it: inside a merged rectangle, the rectangle's first cell. */
export interface Seen {
  readonly cell: Cell | null;
  readonly merge: Merge | null;
  /** True where the cell shows only because a rectangle that starts in a row above covers it. */
  readonly fromAbove: boolean;
}

export interface SheetView {
  readonly sheet: Sheet;
  at(row: number, column: number): Seen;
}

const unmerged: Seen = { cell: null, merge: null, fromAbove: false };

/** Looks cells up through the sheet's merged rectangles. */
export function createSheetView(sheet: Sheet): SheetView {
  const rows = new Map(sheet.rows.map((row) => [row.number, row]));
  const cellAt = (row: number, column: number) => rows.get(row)?.cells.get(column) ?? null;
  const byColumn = mergesByColumn(sheet);

  return {
    sheet,
    at(row, column) {
      const merge = mergeAt(byColumn.get(column) ?? [], row);
      if (merge === null) {
        const cell = cellAt(row, column);
        return cell === null ? unmerged : { cell, merge: null, fromAbove: false };
      }
      return { cell: cellAt(merge.top, merge.left), merge, fromAbove: row > merge.top };
    },
  };
}

/** The sheet's last column with content; 0 for an empty sheet. */
function lastColumn(sheet: Sheet): number {
  return sheet.rows.reduce((last, { cells }) => Math.max(last, ...cells.keys()), 0);
}

function mergesByColumn(sheet: Sheet): Map<number, Merge[]> {
  const last = lastColumn(sheet);
  const byColumn = new Map<number, Merge[]>();
  for (const merge of [...sheet.merges].sort((a, b) => a.top - b.top)) {
    for (let column = merge.left; column <= Math.min(merge.right, last); column += 1) {
      const merges = byColumn.get(column) ?? [];
      merges.push(merge);
      byColumn.set(column, merges);
    }
  }
  return byColumn;
}

/** Merged rectangles do not overlap in a sound file, so the last one that starts at or above a row decides. */
function mergeAt(merges: readonly Merge[], row: number): Merge | null {
  let low = 0;
  let high = merges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((merges[middle]?.top ?? 0) <= row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const merge = merges[low - 1];
  return merge !== undefined && merge.bottom >= row ? merge : null;
}

/** 1 -> `A`, 27 -> `AA`: the name the reader's program gives the column. */
export function columnLetters(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnLetters(before) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
