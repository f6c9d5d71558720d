import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { unguardText } from '../../domain/export/formula-text.ts';
import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { unreadable } from '../../office/unreadable.ts';
import { cleanText, maxCellText } from '../text/clean-text.ts';
import { fileLimits } from '../text/file-limits.ts';
import { warning } from '../text/warnings.ts';
import { type Cell, type Grid, type GridRow, type Sheet, textCell } from './grid.ts';
import { takeListSchema, type WithoutSchema } from './list-schema.ts';

const delimiters = [',', ';', '\t'] as const;
const scoredRows = 200;

/**
 * Reads delimited text as Excel and its kin write it: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab,
 * whichever lets `score` find the most in the first rows. Throws Refusal('file-unreadable').
 */
export function readCsv(file: string, bytes: Uint8Array, score: (grid: Grid) => number): Grid {
  const decoded = decode(file, bytes);
  const { warnings } = decoded;
  const schema = takeListSchema(decoded.text.replace(/^\ufeff/, ''));
  const text = schema?.text ?? decoded.text;
  // Excel's own first line that names the delimiter; it stays a row so that row numbers agree with what Excel counts.
  const hint = text.match(/^sep=([,;\t])\r?\n/)?.[1];
  const name = file.replace(/\.[^.]*$/, '');
  const toSheet = (rows: readonly GridRow[]): Sheet => ({
    name,
    kind: 'sheet',
    headings: [],
    hidden: false,
    rows,
    merges: [],
  });
  const toGrid = (records: readonly string[][]): Grid => ({
    sheets: [toSheet(toRows(file, withTitles(records, schema), warnings))],
    warnings,
  });

  const scoreOf = (delimiter: string): number => {
    try {
      const head = toRows(file, parseRecords(file, text, delimiter, scoredRows), []);
      return score({ sheets: [toSheet(head)], warnings: [] });
    } catch {
      // Taken apart at the wrong character a sound file may break every rule; only the best is read in earnest.
      return -1;
    }
  };
  const scored = delimiters.map((delimiter) => ({
    delimiter,
    found: hint === undefined ? scoreOf(delimiter) : 0,
  }));
  // One header found proves nothing: `Ref,Action` not taken apart is one as well.
  const best = hint ?? scored.reduce((a, b) => (b.found > Math.max(a.found, 1) ? b : a)).delimiter;
  const records = parseRecords(file, text, best, fileLimits.rows + 1);
  if (records.length > fileLimits.rows) {
    throw unreadable(file, `has more than ${fileLimits.rows} rows: send the plan in parts.`);
  }
  return toGrid(hint === undefined ? records : [[], ...records.slice(1)]);
}

/** The header of a list in the words of its columns' titles; it stands right below the schema's line. */
function withTitles(records: readonly string[][], schema: WithoutSchema | null): readonly string[][] {
  return schema === null
    ? records
    : records.map((record, at) =>
        at === 1 ? record.map((name) => schema.titles.get(name.trim()) ?? name) : record,
      );
}

function decode(file: string, bytes: Uint8Array): { text: string; warnings: ImportWarning[] } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = utf16Of(bytes);
  if (wide !== null) {
    return { text: iconv.decode(buffer, wide), warnings: [] };
  }
  if (bytes.includes(0)) {
    throw unreadable(file, 'is neither a workbook nor text: save the plan as .xlsx or CSV and send that.');
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    return {
      text: iconv.decode(buffer, 'win1252'),
      warnings: [
        warning(
          'encoding-assumed',
          'The file does not say how its letters are encoded; it was read as Windows-1252. Check accents and pound signs.',
        ),
      ],
    };
  }
}

/** By its byte-order mark, or by every second byte being zero as it is for mostly Latin text. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  if (first === 0xfe && second === 0xff) {
    return 'utf-16be';
  }
  const head = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) {
      zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    }
  });
  const [even = 0, odd = 0] = zeros;
  if (head.length >= 8 && odd > head.length / 4 && even < odd / 10) {
    return 'utf-16le';
  }
  return head.length >= 8 && even > head.length / 4 && odd < even / 10 ? 'utf-16be' : null;
}

function parseRecords(file: string, text: string, delimiter: string, atMost: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      to: atMost,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : null;
    throw unreadable(
      file,
      line === null
        ? 'cannot be read as CSV: save the plan as .xlsx and send that.'
        : `cannot be read as CSV: a quotation mark opened before line ${line} is never closed. Correct it, or send the plan as .xlsx.`,
      error,
    );
  }
}

function toRows(file: string, records: readonly string[][], warnings: ImportWarning[]): GridRow[] {
  return records.flatMap((record, at) => {
    const cells = new Map<number, Cell>();
    record.forEach((raw, column) => {
      const text = unguardText(cleanText(raw.slice(0, maxCellText)));
      if (raw.length > maxCellText) {
        warnings.push(
          warning('text-cut', `A cell holds more than ${maxCellText} characters; the rest was left out.`, {
            row: at + 1,
            value: text,
          }),
        );
      }
      if (text !== '') {
        if (column >= fileLimits.columns) {
          throw unreadable(
            file,
            `has more than ${fileLimits.columns} columns: send the plan's own columns only.`,
          );
        }
        cells.set(column + 1, textCell(text));
      }
    });
    return cells.size === 0 ? [] : [{ number: at + 1, cells, coloured: new Map<number, string>() }];
  });
}
