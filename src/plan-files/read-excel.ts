import ExcelJS from 'exceljs';
import { Refusal } from '../domain/errors.ts';
import type { ImportWarning } from '../domain/imported-plan.ts';
import { cleanText, maxCellText } from './clean-text.ts';
import { dateCell, numberText } from './excel-date.ts';
import { openExcelPackage } from './excel-package.ts';
import { fileLimits, unreadable } from './file-limits.ts';
import { type Cell, type Grid, type GridRow, type Sheet, textCell } from './grid.ts';
import { warning } from './warnings.ts';

/**
 * Reads an .xlsx workbook: shown values of all sheets, formulas by the value last computed. Rows that are
 * hidden or filtered away are read like any other. Throws Refusal('file-unreadable').
 */
export async function readExcel(file: string, bytes: Uint8Array): Promise<Grid> {
  const source = await openExcelPackage(file, bytes);
  const warnings: ImportWarning[] = [];
  if (source.hasNotes) {
    warnings.push(
      warning('notes-not-read', 'Notes attached to cells are not read: put what matters into a column.'),
    );
  }
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(source.bytes, { ignoreNodes: ignoredNodes });
    const reader = createCellReader(file, warnings);
    const sheets = workbook.worksheets.map(
      (worksheet): Sheet => ({
        name: cleanText(worksheet.name ?? '').slice(0, 100),
        kind: 'sheet',
        headings: [],
        hidden: worksheet.state !== 'visible',
        rows: readRows(file, worksheet, reader),
        merges: source.merges.get(String(worksheet.id)) ?? [],
      }),
    );
    return { sheets, warnings: [...warnings, ...reader.finish()] };
  } catch (error) {
    if (error instanceof Refusal) {
      throw error;
    }
    throw unreadable(file, 'is damaged: open it in Excel, save it again and send that.', error);
  }
}

// Merges are read from the part itself: the workbook reader makes a cell for each one covered and fails on
// overlaps. The rest is of no use here and costs time or, for a hostile file, all memory.
const ignoredNodes = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'autoFilter',
  'mergeCells',
  'rowBreaks',
  'hyperlinks',
  'pageMargins',
  'dataValidations',
  'pageSetup',
  'headerFooter',
  'printOptions',
  'picture',
  'drawing',
  'sheetProtection',
  'tableParts',
  'conditionalFormatting',
  'extLst',
];

function readRows(file: string, worksheet: ExcelJS.Worksheet, reader: CellReader): GridRow[] {
  const rows: GridRow[] = [];
  worksheet.eachRow((row, number) => {
    const cells = new Map<number, Cell>();
    row.eachCell((cell, column) => {
      const read = reader.read(cell, { sheet: worksheet.name, row: number });
      if (read === null) {
        return;
      }
      if (column > fileLimits.columns) {
        throw unreadable(
          file,
          `has content beyond column ${fileLimits.columns}: clear it, or copy the plan into a new workbook.`,
        );
      }
      cells.set(column, read);
    });
    if (cells.size > 0) {
      rows.push({ number, cells, coloured: colouredColumns(row) });
    }
    if (rows.length > fileLimits.rows) {
      throw unreadable(file, `has more than ${fileLimits.rows} rows on one sheet: send the plan in parts.`);
    }
  });
  return rows;
}

function colouredColumns(row: ExcelJS.Row): Set<number> {
  const coloured = new Set<number>();
  for (let column = 1; column <= Math.min(row.cellCount, fileLimits.columns); column += 1) {
    const cell = row.findCell(column);
    if (cell !== undefined && cell.value === null && isColour(cell.fill)) {
      coloured.add(column);
    }
  }
  return coloured;
}

/** A clear colour: white, greys and pale bands decorate. A colour of the workbook's theme has no value here. */
function isColour(fill: ExcelJS.Fill | undefined): boolean {
  const argb = fill?.type === 'pattern' && fill.pattern === 'solid' ? fill.fgColor?.argb : undefined;
  const parts = (argb?.slice(-6).match(/[0-9a-f]{2}/gi) ?? []).map((part) => Number.parseInt(part, 16));
  return parts.length === 3 && Math.max(...parts) - Math.min(...parts) > 96;
}

interface CellReader {
  read(cell: ExcelJS.Cell, place: { sheet: string; row: number }): Cell | null;
  /** Warnings about the workbook as a whole, once every cell has been read. */
  finish(): ImportWarning[];
}

function createCellReader(file: string, warnings: ImportWarning[]): CellReader {
  // One shared text may stand in thousands of cells: it is cleaned once.
  const cleaned = new Map<string, string>();
  let characters = 0;
  let formulas = 0;
  let uncomputed = 0;

  const readText = (raw: string, place: { sheet: string; row: number }): Cell | null => {
    const kept = raw.slice(0, maxCellText);
    const text = cleaned.get(kept) ?? cleanText(kept);
    cleaned.set(kept, text);
    characters += text.length;
    if (characters > fileLimits.characters) {
      throw unreadable(
        file,
        'holds far more text than a plan: copy the plan into a new workbook and send that.',
      );
    }
    if (raw.length > maxCellText) {
      warnings.push(
        warning('text-cut', `A cell holds more than ${maxCellText} characters; the rest was left out.`, {
          ...place,
          value: kept,
        }),
      );
    }
    return text === '' ? null : textCell(text);
  };

  return {
    read(cell, place) {
      const { value } = cell;
      const isFormula =
        typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value);
      const shown: unknown = isFormula ? value.result : value;
      formulas += isFormula ? 1 : 0;
      uncomputed += isFormula && shown === undefined ? 1 : 0;
      if (shown === null || shown === undefined) {
        return null;
      }
      if (shown instanceof Date) {
        return dateCell(shown, cell.numFmt ?? '') ?? readText(String(shown), place);
      }
      if (typeof shown === 'number') {
        return { ...textCell(numberText(shown, cell.numFmt ?? '')), kind: 'number' };
      }
      if (typeof shown === 'object' && 'error' in shown) {
        warnings.push(
          warning('cell-error', 'A cell shows an error instead of a value; it was read as blank.', {
            ...place,
            value: String(shown.error),
          }),
        );
        return null;
      }
      return readText(plainText(shown), place);
    },
    finish() {
      return formulas > 0 && formulas === uncomputed
        ? [
            warning(
              'formulas-not-computed',
              `None of the ${formulas} formulas carries a value; they were read as blank. Open the workbook in Excel, save it and import it again.`,
            ),
          ]
        : [];
    },
  };
}

function plainText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  if (typeof value === 'object' && value !== null) {
    if ('richText' in value && Array.isArray(value.richText)) {
      return value.richText.map((run: unknown) => plainText(run)).join('');
    }
    if ('text' in value) {
      return plainText(value.text);
    }
  }
  return '';
}
