import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { looksLikeFormula } from '../../domain/export/formula-text.ts';
import type { TrackerCell, TrackerColumn, TrackerSheet } from '../../domain/export/tracker-sheet.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { ratingColours } from '../../domain/shared/rating-colours.ts';
import { type HistoryLine, historyColumns, localTime } from './tracker-history.ts';
import { border, font, heightFor, ratingStyle, solid, wrapped } from './tracker-styles.ts';
import { widthOf } from './written-columns.ts';

/** What a workbook holds beside the tracker itself. */
export interface WorkbookFacts {
  readonly planName: string;
  readonly timeZone: string;
  readonly madeAt: Date;
  /** Replies of all cycles, cycle by cycle, so that no more than one is in memory. */
  readonly history: AsyncIterable<readonly HistoryLine[]>;
}

/** The longest text a cell of Excel holds, in UTF-16 units. */
const longestText = 32_767;
/** Rows handed to the archive before it gets time to write them out. */
const rowsAtOnce = 200;

/**
 * Writes a tracker as a workbook of three sheets: the actions, the rating key, and the replies, which no import reads. Rows
 * are written as they come; `out` is ended. Throws `bad-input` for a text that no cell of Excel holds.
 */
export async function writeTrackerWorkbook(
  sheet: TrackerSheet,
  facts: WorkbookFacts,
  out: Writable,
): Promise<{ replies: number }> {
  refuseLongTexts(sheet);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: true,
  });
  book.creator = 'Board Actions';
  book.lastModifiedBy = 'Board Actions';
  book.created = facts.madeAt;
  book.modified = facts.madeAt;
  await writeActions(book, sheet, facts.planName);
  writeKey(book, sheet);
  const replies = await writeHistory(book, facts);
  await book.commit();
  return { replies };
}

function refuseLongTexts({ rows, columns }: TrackerSheet): void {
  for (const cells of rows) {
    const at = cells.findIndex(({ text }) => asExcelText(text).length > longestText);
    if (at >= 0) {
      const ref = cells[columns.findIndex(({ field }) => field === 'ref')]?.text ?? '';
      throw new Refusal(
        'bad-input',
        `${columns[at]?.header ?? 'A cell'} of ${ref} is longer than the ${longestText} characters a cell of Excel holds: export to CSV instead.`,
      );
    }
  }
}

/** Excel reads `_x0041_` as an A: the underscore before such a code is written as a code itself. */
function asExcelText(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

const pageSetup = {
  paperSize: 8 as ExcelJS.PaperSize,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
} as const;

/** How a sheet is laid out: the title goes to the foot of each page, the header row and the first columns stay in sight. */
type SheetLayout = {
  name: string;
  title: string;
  columnWidths: readonly number[];
  headerRow: number;
  frozenColumns: number;
};

function addSheet(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  { name, title, columnWidths, headerRow, frozenColumns }: SheetLayout,
) {
  const sheet = book.addWorksheet(name, {
    pageSetup: { ...pageSetup, printTitlesRow: `${headerRow}:${headerRow}` },
    views: [{ state: 'frozen', xSplit: frozenColumns, ySplit: headerRow, showGridLines: false }],
    // An ampersand is a code in a footer.
    headerFooter: { oddFooter: `&L${title.replaceAll('&', '&&').slice(0, 120)}&RPage &P of &N` },
  });
  sheet.columns = columnWidths.map((width) => ({ width }));
  return sheet;
}

function writeTitle(row: ExcelJS.Row, text: string, size: number): void {
  row.height = size + 6;
  setText(row.getCell(1), text, { font: { ...font, size, bold: size > 11 } });
  row.commit();
}

function writeHeader(row: ExcelJS.Row, headers: readonly string[], columnWidths: readonly number[]): void {
  // Bold letters are wider, and words are not broken.
  row.height = heightFor(
    headers,
    columnWidths.map((width) => width * 0.7),
  );
  headers.forEach((header, at) => {
    setText(row.getCell(at + 1), header, {
      font: { ...font, bold: true, color: { argb: 'FFFFFFFF' } },
      fill: solid('1F3864'),
      alignment: { vertical: 'middle', wrapText: true },
      border,
    });
  });
  row.commit();
}

/** A text that looks like a formula stays one when its cell is edited too, since the cell's format is Text. */
function setText(cell: ExcelJS.Cell, text: string, style: Partial<ExcelJS.Style>): void {
  cell.value = text === '' ? null : asExcelText(text);
  cell.style = looksLikeFormula(text) ? { ...style, numFmt: '@' } : style;
}

function setCell(cell: ExcelJS.Cell, { text, date, level }: TrackerCell): void {
  if (date !== null) {
    cell.value = new Date(`${date.day}T00:00:00Z`);
    cell.style = { font, border, alignment: { ...wrapped, horizontal: 'left' }, numFmt: date.format };
    return;
  }
  setText(cell, text, level === null ? { font, border, alignment: wrapped } : ratingStyle(level));
}

function writeCells(row: ExcelJS.Row, cells: readonly TrackerCell[], columnWidths: readonly number[]): void {
  row.height = heightFor(
    cells.map(({ text }) => text),
    columnWidths,
  );
  for (const [column, cell] of cells.entries()) {
    setCell(row.getCell(column + 1), cell);
  }
}

async function writeActions(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  { titles, columns, rows }: TrackerSheet,
  planName: string,
): Promise<void> {
  const headerRow = titles.length + 2;
  const columnWidths = columns.map(({ field }) => widthOf(field));
  const sheet = addSheet(book, {
    name: 'Actions',
    title: planName,
    columnWidths,
    headerRow,
    frozenColumns: frozenColumns(columns),
  });
  for (const [at, title] of titles.entries()) {
    writeTitle(sheet.getRow(at + 1), title, at === 0 ? 16 : 11);
  }
  writeHeader(
    sheet.getRow(headerRow),
    columns.map(({ header }) => header),
    columnWidths,
  );
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: headerRow + rows.length, column: columns.length },
  };
  for (const [at, cells] of rows.entries()) {
    const row = sheet.getRow(headerRow + 1 + at);
    writeCells(row, cells, columnWidths);
    row.commit();
    if (at % rowsAtOnce === rowsAtOnce - 1) await breathe();
  }
  sheet.commit();
}

/** The ref stays in sight when it stands first. */
function frozenColumns([first]: readonly TrackerColumn[]): number {
  return first?.field === 'ref' ? 1 : 0;
}

function writeKey(book: ExcelJS.stream.xlsx.WorkbookWriter, { ratingKey }: TrackerSheet): void {
  const columnWidths = [24, 80, 12];
  const sheet = addSheet(book, {
    name: 'Key',
    title: 'Rating key',
    columnWidths,
    headerRow: 1,
    frozenColumns: 0,
  });
  writeHeader(sheet.getRow(1), ['Rating', 'Meaning', 'Colour'], columnWidths);
  for (const [at, { label, meaning, level }] of ratingKey.entries()) {
    const row = sheet.getRow(at + 2);
    row.height = heightFor([label, meaning], columnWidths);
    setText(row.getCell(1), label, ratingStyle(level));
    setText(row.getCell(2), meaning, { font, border, alignment: wrapped });
    setText(row.getCell(3), ratingColours[level].word, { font, border, alignment: wrapped });
    row.commit();
  }
  sheet.commit();
}

async function writeHistory(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  { history, planName, timeZone }: WorkbookFacts,
): Promise<number> {
  const headerRow = 3;
  const columnWidths = historyColumns.map(({ width }) => width);
  // Excel keeps the name History for itself.
  const sheet = addSheet(book, {
    name: 'Replies',
    title: planName,
    columnWidths,
    headerRow,
    frozenColumns: 1,
  });
  writeTitle(sheet.getRow(1), 'Replies of all cycles (not imported)', 14);
  writeHeader(
    sheet.getRow(headerRow),
    historyColumns.map(({ header }) => header),
    columnWidths,
  );
  let at = headerRow;
  for await (const lines of history) {
    for (const line of lines) {
      at += 1;
      const row = sheet.getRow(at);
      writeCells(
        row,
        historyColumns.map(({ cell }) => cell(line)),
        columnWidths,
      );
      const when = row.getCell(3);
      when.value = localTime(line.update.at, timeZone);
      when.style = {
        ...when.style,
        numFmt: 'dd/mm/yyyy hh:mm',
        alignment: { ...wrapped, horizontal: 'left' },
      };
      row.commit();
      if (at % rowsAtOnce === 0) await breathe();
    }
  }
  if (at > headerRow) {
    sheet.autoFilter = {
      from: { row: headerRow, column: 1 },
      to: { row: at, column: historyColumns.length },
    };
  }
  sheet.commit();
  return at - headerRow;
}

/** Lets the archive write out what it has, so that it does not pile up in memory. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
