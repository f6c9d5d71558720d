import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { unreadable } from '../../office/unreadable.ts';
import { headerWords, matchHeader, planHeaders } from '../grid/columns.ts';
import {
  type Cell,
  type GridRow,
  type Merge,
  noLinks,
  type Sheet,
  struckCell,
  textCell,
} from '../grid/grid.ts';
import { signalOf } from '../office/signal-colour.ts';
import { cleanText, maxCellText, oneLine } from '../text/clean-text.ts';
import { fileLimits } from '../text/file-limits.ts';
import { goesOnFrom } from '../text/sentences.ts';
import { warning } from '../text/warnings.ts';
import { blocksText, shownText, type WordBlock, type WordTable } from './word-blocks.ts';
import { headingText, type WordSection } from './word-outline.ts';
import { type LaidCell, type LaidRow, type LaidTable, layTable } from './word-table.ts';

interface OpenSheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly intro: readonly string[];
  readonly layout: LaidTable;
  /** Texts of its first row that names columns; '' when it has none. */
  readonly header: string;
  readonly isTracker: boolean;
  readonly rows: { number: number; cells: Map<number, Cell>; coloured: Map<number, string> }[];
  readonly merges: Merge[];
  /** Rows read so far, those left out included: the number of the last one. */
  count: number;
  headerSeen: boolean;
}

/** What is said of a table stands close above it. */
const mostIntroLines = 20;

/** Makes a sheet of each table that stands in the sections, joining those that a page break has parted. */
export function readWordTables(
  file: string,
  sections: readonly WordSection[],
  numberOf: ReadonlyMap<WordTable, number>,
  warnings: ImportWarning[],
): Sheet[] {
  const sheets: OpenSheet[] = [];
  for (const { heading, above, blocks } of sections) {
    const headings = heading === null ? above : [...above, headingText(heading)];
    const intro: string[] = [];
    let before: OpenSheet | null = null;
    for (const block of blocks) {
      const number = block.kind === 'table' ? numberOf.get(block) : undefined;
      if (block.kind === 'paragraph') {
        const text = oneLine(shownText(block));
        if (text !== '') {
          intro.push(text);
        }
      } else if (number !== undefined) {
        const layout = layTable(file, block);
        if (before !== null && intro.length === 0 && goesOnWith(before, layout)) {
          append(file, before, layout, warnings);
        } else {
          before = open(`Table ${number}`, headings, intro.slice(-mostIntroLines), layout);
          append(file, before, layout, warnings);
          sheets.push(before);
        }
        intro.length = 0;
      }
    }
  }
  return sheets.map(({ name, headings, intro, rows, merges }) => ({
    name,
    kind: 'table',
    headings,
    ...(intro.length === 0 ? {} : { intro }),
    hidden: false,
    rows: rows.filter(({ cells }) => cells.size > 0),
    merges,
  }));
}

function open(
  name: string,
  headings: readonly string[],
  intro: readonly string[],
  layout: LaidTable,
): OpenSheet {
  const header = layout.rows.slice(0, 20).find(({ cells }) => namedColumns(cells) >= 2);
  return {
    name,
    headings,
    intro,
    layout,
    header: header === undefined ? '' : rowWords(header),
    isTracker: header !== undefined && layout.columns >= 3,
    rows: [],
    merges: [],
    count: 0,
    headerSeen: false,
  };
}

/**
 * Whether a table that follows another with nothing between them is the rest of it: it has its columns, and
 * repeats its header or has none of its own.
 */
function goesOnWith(before: OpenSheet, next: LaidTable): boolean {
  const [first] = next.rows;
  if (first === undefined || next.columns !== before.layout.columns) {
    return false;
  }
  if (before.header !== '' && rowWords(first) === before.header) {
    return true;
  }
  const sameEdges = next.starts.every(
    (start, at) => Math.abs(start - (before.layout.starts[at] ?? 0)) <= 300,
  );
  return sameEdges && before.isTracker && !first.isHeader && namedColumns(first.cells) < 2;
}

function append(file: string, sheet: OpenSheet, layout: LaidTable, warnings: ImportWarning[]): void {
  const shift = sheet.count;
  const repeated = new Set<number>();
  let afterBreak = shift > 0;
  for (const [at, row] of layout.rows.entries()) {
    const number = shift + at + 1;
    const isHeader = sheet.header !== '' && rowWords(row) === sheet.header;
    if (isHeader && sheet.headerSeen) {
      repeated.add(number);
      afterBreak = true;
      continue;
    }
    sheet.headerSeen ||= isHeader;
    const read = readRow(row, number, sheet.name, warnings);
    const last = sheet.rows.at(-1);
    if (afterBreak && last !== undefined && isRestOf(last.cells, read.cells)) {
      joinRows(last.cells, read.cells);
      warnings.push(
        warning('row-joined', 'A page break parts this row from its rest; they were joined.', {
          sheet: sheet.name,
          row: last.number,
          value: [...read.cells.values()].map(({ text }) => oneLine(text)).join(' | '),
        }),
      );
    } else {
      sheet.rows.push(read);
    }
    afterBreak = false;
  }
  for (const { row, left } of layout.goesOn) {
    extendMerge(sheet, shift, { row: shift + row, left }, repeated);
  }
  for (const { top, bottom, left, right } of layout.merges) {
    if (!repeated.has(shift + top)) {
      sheet.merges.push({ top: shift + top, bottom: shift + bottom, left, right });
    }
  }
  sheet.count += layout.rows.length;
  if (sheet.rows.length > fileLimits.rows || sheet.merges.length > fileLimits.merges) {
    throw unreadable(file, 'has a far larger table than a plan: send the plan in parts.');
  }
}

/** A cell merged downwards goes on over the page, with nothing but repeated headers between. */
function extendMerge(
  sheet: OpenSheet,
  shift: number,
  { row, left }: { row: number; left: number },
  repeated: ReadonlySet<number>,
): void {
  const at = sheet.merges.findLastIndex((merge) => merge.left === left && merge.bottom >= shift);
  const merge = sheet.merges[at];
  if (merge === undefined) {
    return;
  }
  let above = row - 1;
  while (repeated.has(above)) {
    above -= 1;
  }
  if (merge.bottom === above || merge.bottom === row - 1) {
    sheet.merges[at] = { ...merge, bottom: row };
  }
}

function readRow(
  row: LaidRow,
  number: number,
  sheet: string,
  warnings: ImportWarning[],
): { number: number; cells: Map<number, Cell>; coloured: Map<number, string> } {
  const cells = new Map<number, Cell>();
  const coloured = new Map<number, string>();
  for (const { left, fill, blocks } of row.cells) {
    const cell = wordCell(blocks, fill, { sheet, row: number }, warnings);
    if (cell !== null) {
      cells.set(left, cell);
    } else if (fill !== null && signalOf(fill) !== null) {
      coloured.set(left, fill);
    }
  }
  return { number, cells, coloured };
}

/** null when the blocks hold no text. */
function wordCell(
  blocks: readonly WordBlock[],
  fill: string | null,
  place: { sheet: string; row: number },
  warnings: ImportWarning[],
): Cell | null {
  const read = blocksText(blocks, maxCellText);
  const text = cleanText(read.text.slice(0, maxCellText));
  if (read.text.length > maxCellText) {
    warnings.push(
      warning('text-cut', `A cell holds more than ${maxCellText} characters; the rest was left out.`, {
        ...place,
        value: text,
      }),
    );
  }
  const cell = text === '' ? null : textCell(text, read.links.length === 0 ? noLinks : read.links, fill);
  return struckCell(cell, cleanText(read.struck));
}

/**
 * Whether a row that comes first after a page break is the rest of the last row before it: it leaves its first
 * column blank, every text it has goes on in the middle of a sentence, and there is a text to go on with.
 */
function isRestOf(last: ReadonlyMap<number, Cell>, rest: ReadonlyMap<number, Cell>): boolean {
  return (
    rest.size > 0 &&
    !rest.has(1) &&
    rest.size < last.size &&
    [...rest].every(([column, { text }]) => goesOnFrom(last.get(column)?.text ?? '', text))
  );
}

function joinRows(last: Map<number, Cell>, rest: ReadonlyMap<number, Cell>): void {
  for (const [column, cell] of rest) {
    const before = last.get(column);
    if (before !== undefined) {
      last.set(column, {
        ...before,
        text: `${before.text} ${cell.text}`,
        links: [...before.links, ...cell.links],
      });
    }
  }
}

const rowWords = ({ cells }: LaidRow): string =>
  cells.map(({ left, blocks }) => `${left} ${headerWords(blocksText(blocks, 200).text)}`).join('|');

/** How many different meanings the cells name as headers of columns. */
function namedColumns(cells: readonly LaidCell[]): number {
  const roles = cells.flatMap(({ blocks }) => {
    const match = matchHeader(blocksText(blocks, 200).text, planHeaders);
    return match?.strength === 'named' ? [match.role] : [];
  });
  return new Set(roles).size;
}

/**
 * The document's paragraphs outside its tables, one a row, headings among them. null when there are none. Throws
 * Refusal('file-unreadable').
 */
export function readWordText(
  file: string,
  paragraphs: readonly WordBlock[],
  warnings: ImportWarning[],
): Sheet | null {
  const written = paragraphs.filter(
    (block) => block.kind === 'paragraph' && `${block.text}${block.struck}`.trim() !== '',
  );
  if (written.length > fileLimits.rows) {
    throw unreadable(
      file,
      'holds far more text than a plan: copy the plan into a new document and send that.',
    );
  }
  const rows = written.flatMap((block, at): GridRow[] => {
    const number = at + 1;
    const cell = wordCell([block], null, { sheet: 'Text', row: number }, warnings);
    return cell === null ? [] : [{ number, cells: new Map([[1, cell]]), coloured: new Map() }];
  });
  const title = written.find((block) => block.kind === 'paragraph' && block.isTitle);
  return rows.length === 0
    ? null
    : {
        name: 'Text',
        kind: 'text',
        headings: [],
        ...(title?.kind === 'paragraph' ? { title: oneLine(title.text) } : {}),
        hidden: false,
        rows,
        merges: [],
      };
}
