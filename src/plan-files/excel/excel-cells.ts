import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { type Cell, noLinks, textCell } from '../grid/grid.ts';
import { cleanText, maxCellText } from '../text/clean-text.ts';
import { fileLimits, unreadable } from '../text/file-limits.ts';
import { parseLinkUrl } from '../text/parse-link.ts';
import { warning } from '../text/warnings.ts';
import { dateCell, dateOfSerial, isDateFormat, numberText } from './excel-date.ts';
import { type CellStyle, plainStyle } from './excel-styles.ts';
import type { RawCell } from './read-sheet-xml.ts';

export interface CellReader {
  /** What the cell shows; null when it is blank. */
  read(raw: RawCell, sheet: string): Cell | null;
  styleOf(raw: RawCell): CellStyle;
  /** Warnings about the workbook as a whole, once every cell has been read. */
  finish(): ImportWarning[];
}

/** Turns a workbook's cells into what its reader's program shows. */
export function createCellReader(book: {
  file: string;
  styles: readonly CellStyle[];
  texts: readonly string[];
  startsIn1904: boolean;
  warnings: ImportWarning[];
}): CellReader {
  // One shared text may stand in thousands of cells: it is cleaned once.
  const cleaned: string[] = [];
  let characters = 0;
  let formulas = 0;
  let uncomputed = 0;

  const readText = (raw: RawCell, sheet: string, written: string, known?: string): Cell | null => {
    const text = known ?? cleanText(written.slice(0, maxCellText));
    characters += text.length;
    if (characters > fileLimits.characters) {
      throw unreadable(
        book.file,
        'holds far more text than a plan: copy the plan into a new workbook and send that.',
      );
    }
    if (written.length > maxCellText) {
      book.warnings.push(
        warning('text-cut', `A cell holds more than ${maxCellText} characters; the rest was left out.`, {
          sheet,
          row: raw.row,
          value: text,
        }),
      );
    }
    return text === '' ? null : textCell(text, linksOf(raw, text));
  };
  const readShared = (raw: RawCell, sheet: string, index: number): Cell | null => {
    const written = book.texts[index];
    if (written === undefined) {
      return null;
    }
    const text = cleaned[index] ?? cleanText(written.slice(0, maxCellText));
    cleaned[index] = text;
    return readText(raw, sheet, written, text);
  };

  const readNumber = (raw: RawCell, sheet: string, written: string, format: string): Cell | null => {
    const value = Number(written);
    if (written.trim() === '' || !Number.isFinite(value)) {
      return readText(raw, sheet, written);
    }
    const date = isDateFormat(format) ? dateCell(dateOfSerial(value, book.startsIn1904), format) : null;
    return date ?? { ...textCell(numberText(value, format)), kind: 'number' };
  };

  const readShown = (raw: RawCell, sheet: string, value: string, format: string): Cell | null => {
    switch (raw.type) {
      case 's':
        return readShared(raw, sheet, Number(value));
      case 'b':
        return readText(raw, sheet, value.trim() === '1' ? 'Yes' : 'No');
      case 'd': {
        const date = new Date(/z|[+-]\d\d:?\d\d$/i.test(value) ? value : `${value.split('T')[0]}T00:00:00Z`);
        return dateCell(date, isDateFormat(format) ? format : 'dd/mm/yyyy') ?? readText(raw, sheet, value);
      }
      case 'n':
        return readNumber(raw, sheet, value, format);
      case 'e':
        book.warnings.push(
          warning('cell-error', 'A cell shows an error instead of a value; it was read as blank.', {
            sheet,
            row: raw.row,
            value,
          }),
        );
        return null;
      default:
        return readText(raw, sheet, value);
    }
  };

  const styleOf = ({ style }: RawCell) => book.styles[style] ?? plainStyle;
  return {
    styleOf,
    read(raw, sheet) {
      formulas += raw.formula === null ? 0 : 1;
      uncomputed += raw.formula !== null && raw.value === null ? 1 : 0;
      if (raw.value === null) {
        return null;
      }
      const { numberFormat, fill } = styleOf(raw);
      const cell = readShown(raw, sheet, raw.value, numberFormat);
      return cell === null || fill === null ? cell : { ...cell, fill };
    },
    finish() {
      return uncomputed > 0
        ? [
            warning(
              'formulas-not-computed',
              `${uncomputed} of ${formulas} formulas carry no value and were read as blank. Open the workbook in Excel, save it and import it again.`,
            ),
          ]
        : [];
    },
  };
}

/** A link made by formula, `HYPERLINK("https://...", "Paper")`, which the sheet's list of links does not have. */
function linksOf({ formula }: RawCell, text: string): Cell['links'] {
  const address = formula?.match(/^\s*HYPERLINK\(\s*"([^"]{1,2000})"/i)?.[1];
  const url = address === undefined ? null : parseLinkUrl(address);
  return url === null ? noLinks : [{ text, url }];
}
