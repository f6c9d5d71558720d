import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import type { GridRow } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { warning } from '../text/warnings.ts';

/** What the lines above a plan's table say of the plan. */
export interface PlanTitles {
  /** '' when no line names it. */
  readonly name: string;
  readonly board: string;
  /** `YYYY-MM-DD`; null when no line names a day. */
  readonly positionDate: string | null;
  readonly warnings: readonly ImportWarning[];
}

const labelledBoard = /^(?:board|committee|reports? to|governance)\s*:\s*(.+)$/i;
const labelledName = /^(?:plan|title|name|name of plan|plan name)\s*:\s*(.+)$/i;
const position = /^(?:.{0,60}\b)?(?:position|progress|status|correct|as)\s+(?:as\s+)?at\b[:\s]*(.+)$/i;
const labelledDate =
  /^(?:date|position date|(?:last )?updated(?: on)?|reporting date|version date)\s*[:-]\s*(.+)$/i;
const boardWords = /\b(board|committee|panel|partnership|steering group|cabinet)\b/i;

/** Reads the title lines; the first that is nothing else names the plan. */
export function readTitles(sheet: string, rows: readonly GridRow[]): PlanTitles {
  let name = '';
  let board = '';
  let positionDate: string | null = null;
  const warnings: ImportWarning[] = [];
  const free: { text: string; row: number }[] = [];

  for (const { text, row } of linesOf(rows)) {
    const dateText = text.match(position)?.[1] ?? text.match(labelledDate)?.[1];
    const date = dateText === undefined ? null : parseTimescale(dateText).timescale;
    if (date !== null && date.date !== null) {
      // Only a day says what the plan describes; of `October 2019` the reader is told, below.
      if (date.kind === 'day' && positionDate === null) {
        positionDate = date.date;
        continue;
      }
    }
    const boardText = text.match(labelledBoard)?.[1];
    const nameText = text.match(labelledName)?.[1];
    if (boardText !== undefined && board === '') {
      board = boardText;
    } else if (nameText !== undefined && name === '') {
      name = nameText;
    } else {
      free.push({ text, row });
    }
  }
  for (const { text, row } of free) {
    const isBoard = boardWords.test(text) && text.length <= 100;
    if (name === '' && (!isBoard || board !== '')) {
      name = text;
    } else if (board === '' && isBoard) {
      board = text;
    } else {
      const message = 'This line above the table was not understood and is not kept.';
      warnings.push(warning('title-not-read', message, { sheet, row, value: text }));
    }
  }
  return { name: name.slice(0, 200), board: board.slice(0, 200), positionDate, warnings };
}

function linesOf(rows: readonly GridRow[]): { text: string; row: number }[] {
  // By text: the cells of a merged title may each hold it.
  const lines = new Map<string, number>();
  for (const { number, cells } of rows) {
    for (const cell of cells.values()) {
      for (const line of cell.text.split('\n').map(oneLine)) {
        if (line !== '' && !lines.has(line)) {
          lines.set(line, number);
        }
      }
    }
  }
  return [...lines].map(([text, row]) => ({ text, row }));
}
