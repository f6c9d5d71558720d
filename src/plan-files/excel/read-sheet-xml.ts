import { type Attributes, readXml } from '../../office/read-xml.ts';
import { unreadable } from '../../office/unreadable.ts';
import type { Merge } from '../grid/grid.ts';
import { fileLimits } from '../text/file-limits.ts';
import { type CellPlace, lastSheetRow, parseCellPlace, parseRange } from './excel-range.ts';
import { createTextCollector, unescapeText, type WrittenText } from './excel-text.ts';

/** One `c` element as the part has it. */
export interface RawCell {
  readonly row: number;
  readonly column: number;
  /** As written: `s` a shared text, `str`, `inlineStr`, `b`, `e`, `d`; `n` where nothing is written. */
  readonly type: string;
  /** Number of its style. */
  readonly style: number;
  /** null when the cell is blank, or its formula was never computed. */
  readonly value: WrittenText | null;
  /** null when it is no formula; '' when it shares another cell's. */
  readonly formula: string | null;
  /** How many groups of rows its row lies in. */
  readonly level: number;
}

/** A hyperlink over a range: its relationship's id, or its address where it has none. */
export interface RawLink {
  readonly range: Merge;
  readonly id: string;
}

export interface SheetExtras {
  readonly merges: readonly Merge[];
  readonly links: readonly RawLink[];
  /** Hidden columns that hold something, counted from 1. */
  readonly hiddenColumns: readonly number[];
  /** Hidden rows that hold something. */
  readonly hiddenRows: ReadonlySet<number>;
}

interface OpenCell {
  readonly type: string;
  readonly style: number;
  value: string | null;
  inline: WrittenText | null;
  formula: string | null;
}

const isOn = (text: string | undefined) => /^(1|true|on)$/.test(text ?? '');

/**
 * Reads one worksheet's part as a stream; every cell is given to `take` and forgotten. `budget` counts cells over
 * all sheets; what is hidden is given like the rest, and said. Throws Refusal('file-unreadable').
 */
export function readSheetXml(
  file: string,
  content: Uint8Array,
  budget: { cells: number },
  take: (cell: RawCell) => void,
): SheetExtras {
  const merges: Merge[] = [];
  const links: RawLink[] = [];
  const hidden: { first: number; last: number }[] = [];
  const hiddenColumns = new Set<number>();
  const hiddenRows = new Set<number>();
  let isRowHidden = false;
  let level = 0;
  const isHidden = (column: number) => hidden.some(({ first, last }) => column >= first && column <= last);
  const inline = createTextCollector();
  let place: CellPlace = { row: 0, column: 0 };
  let cell: OpenCell | null = null;
  let into: 'value' | 'formula' | 'inline' | null = null;

  const openCell = (attributes: Attributes) => {
    budget.cells -= 1;
    if (budget.cells < 0) {
      throw unreadable(
        file,
        'has far more cells than a plan: copy the plan into a new workbook and send that.',
      );
    }
    const named = attributes['r'] === undefined ? null : parseCellPlace(attributes['r']);
    // A cell may leave its place out, and then stands right of the one before.
    place = named ?? { row: place.row, column: place.column + 1 };
    const style = Number(attributes['s'] ?? 0);
    cell = { type: attributes['t'] ?? 'n', style, value: null, inline: null, formula: null };
  };
  const openOther = (name: string, attributes: Attributes) => {
    if (name === 'col' && isOn(attributes['hidden']) && hidden.length < fileLimits.columns) {
      hidden.push({ first: Number(attributes['min']), last: Number(attributes['max']) });
    }
    if (name === 'mergeCell' || name === 'hyperlink') {
      const range = parseRange(attributes['ref'] ?? '');
      if (merges.length + links.length >= fileLimits.merges) {
        throw unreadable(
          file,
          'has far more merged cells or links than a plan: copy the plan into a new workbook and send that.',
        );
      }
      if (range !== null && name === 'mergeCell') {
        merges.push(range);
      } else if (range !== null && attributes['id'] !== undefined) {
        links.push({ range, id: attributes['id'] });
      }
    }
  };

  readXml(file, content, {
    open(name, attributes) {
      if (name === 'c') {
        openCell(attributes);
      } else if (cell === null) {
        if (name === 'row') {
          place = { row: rowNumber(file, attributes['r'], place.row), column: 0 };
          isRowHidden = isOn(attributes['hidden']);
          level = levelOf(attributes['outlineLevel']);
        } else {
          openOther(name, attributes);
        }
      } else if (name === 'v') {
        into = 'value';
        cell.value = '';
      } else if (name === 'f') {
        into = 'formula';
        cell.formula = '';
      } else if (name === 'is') {
        into = 'inline';
        inline.start();
      } else if (into === 'inline') {
        inline.open(name, attributes);
      }
    },
    text(text) {
      if (into === 'inline') {
        inline.text(text);
      } else if (cell !== null && into !== null) {
        cell[into] += text;
      }
    },
    close(name) {
      if (name === 'c' && cell !== null) {
        const { type, style, formula } = cell;
        const plain = cell.value !== null && type === 'str' ? unescapeText(cell.value) : cell.value;
        const value = cell.inline ?? plain;
        if (value !== null && isRowHidden) hiddenRows.add(place.row);
        const isOut = isHidden(place.column);
        if (value !== null && isOut) hiddenColumns.add(place.column);
        // A hidden column beyond those that a plan has is no reason to refuse it.
        if (!isOut || place.column <= fileLimits.columns)
          take({ row: place.row, column: place.column, type, style, value, formula, level });
        cell = null;
        into = null;
      } else if (name === 'is' && cell !== null) {
        cell.inline = inline.take();
        into = null;
      } else if (into === 'inline') {
        inline.close(name);
      } else if (name === 'v' || name === 'f') {
        into = null;
      }
    },
  });
  return {
    merges,
    links,
    hiddenColumns: [...hiddenColumns].sort((a, b) => a - b),
    hiddenRows,
  };
}

/** Excel folds rows into eight levels at most. */
function levelOf(text: string | undefined): number {
  const level = Number(text ?? 0);
  return Number.isInteger(level) && level > 0 && level < 8 ? level : 0;
}

/** A row may leave its number out, and then follows the one before. */
function rowNumber(file: string, text: string | undefined, before: number): number {
  const number = text === undefined ? before + 1 : Number(text);
  if (!Number.isInteger(number) || number < 1 || number > lastSheetRow) {
    throw unreadable(file, 'is damaged: open it in Excel, save it again and send that.');
  }
  return number;
}
