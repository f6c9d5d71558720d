import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { unreadable } from '../../office/unreadable.ts';
import { type Cell, columnLetters, noLinks, struckCell, textCell } from '../grid/grid.ts';
import { cleanText, maxCellText } from '../text/clean-text.ts';
import { fileLimits } from '../text/file-limits.ts';
import { parseLinkUrl } from '../text/parse-link.ts';
import { warning } from '../text/warnings.ts';
import { dateCell, dateOfSerial, isDateFormat, numberText } from './excel-date.ts';
import { type CellStyle, plainStyle } from './excel-styles.ts';
import { splitStruck, type TextPart, type WrittenText } from './excel-text.ts';
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
  texts: readonly WrittenText[];
  startsIn1904: boolean;
  warnings: ImportWarning[];
}): CellReader {
  // One shared text may stand in thousands of cells: it is cleaned once.
  const cleaned: string[] = [];
  let characters = 0;
  const formulas = createPlaces();
  const uncomputed = createPlaces();

  const styleOf = ({ style }: RawCell) => book.styles[style] ?? plainStyle;
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
  const readParts = (raw: RawCell, sheet: string, parts: readonly TextPart[]): Cell | null => {
    const { text, struck } = splitStruck(parts, styleOf(raw).struck);
    return struckCell(readText(raw, sheet, text), cleanText(struck.slice(0, maxCellText)));
  };
  const readShared = (raw: RawCell, sheet: string, index: number): Cell | null => {
    const written = book.texts[index];
    if (written === undefined) {
      return null;
    }
    if (typeof written !== 'string') {
      return readParts(raw, sheet, written);
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
      default:
        return readText(raw, sheet, value);
    }
  };

  const hasParts = ({ type, value }: RawCell) =>
    typeof value !== 'string' || (type === 's' && typeof book.texts[Number(value)] !== 'string');
  return {
    styleOf,
    read(raw, sheet) {
      // What failed holds no value: it is said by itself, where the cell is left out.
      if (raw.formula !== null && raw.type !== 'e') {
        (raw.value === null ? uncomputed : formulas).add(raw, sheet);
      }
      if (raw.value === null) {
        return null;
      }
      const { numberFormat, fill, struck } = styleOf(raw);
      const cell =
        typeof raw.value === 'string'
          ? readShown(raw, sheet, raw.value, numberFormat)
          : readParts(raw, sheet, raw.value);
      const filled = cell === null || fill === null ? cell : { ...cell, fill };
      const isWhole = struck && filled !== null && filled.struck === undefined && !hasParts(raw);
      return isWhole ? { ...filled, struck: filled.text } : filled;
    },
    finish() {
      return [
        ...(formulas.count > 0
          ? [
              warning(
                'formulas-read',
                formulas.count === 1
                  ? '1 cell holds a formula; the value saved with it was used.'
                  : `${formulas.count} cells hold formulas; the values saved with them were used.`,
                { value: formulas.shown() },
              ),
            ]
          : []),
        ...(uncomputed.count > 0
          ? [
              warning(
                'formulas-not-computed',
                `${uncomputed.count} of ${formulas.count + uncomputed.count} formulas carry no value and were read as blank. Open the workbook in Excel, save it and import it again.`,
                { value: uncomputed.shown() },
              ),
            ]
          : []),
      ];
    },
  };
}

const mostPlaces = 3;

/** Counts cells and remembers where the first of them are. */
function createPlaces() {
  const first: string[] = [];
  return {
    count: 0,
    add({ row, column }: RawCell, sheet: string) {
      this.count += 1;
      if (first.length < mostPlaces) {
        first.push(`${sheet} ${columnLetters(column)}${row}`);
      }
    },
    shown(): string {
      return `${first.join(', ')}${this.count > first.length ? ', …' : ''}`;
    },
  };
}

/** A link made by formula, `HYPERLINK("https://...", "Paper")`, which the sheet's list of links does not have. */
function linksOf({ formula }: RawCell, text: string): Cell['links'] {
  const address = formula?.match(/^\s*HYPERLINK\(\s*"([^"]{1,2000})"/i)?.[1];
  const url = address === undefined ? null : parseLinkUrl(address);
  return url === null ? noLinks : [{ text, url }];
}
