import { parseTimescale } from '../../domain/shared/timescale.ts';
import { britishRules, type DateOrder } from '../../domain/shared/timescale-rules.ts';
import type { GridRow } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';

/** A line of a plan's front matter. */
export interface TitleLine {
  readonly text: string;
  readonly row: number;
  /** A label and, in the cell beside it, its value: it says something of the plan and is never its name. */
  readonly isPair: boolean;
  /** A true date of a workbook, which was written out by our own reader. */
  readonly isDate: boolean;
}

/** The line that names the day which the plan describes. */
export interface PositionLine {
  readonly row: number;
  /** The day in the line's own words. */
  readonly text: string;
  /** The day, `YYYY-MM-DD`, as each order of day and month has it; the same where the words are in no doubt, null where they are none. */
  readonly days: Readonly<Record<DateOrder, string | null>>;
}

/** What the lines above a plan's table, or on its cover, say of the plan. */
export interface TitleFacts {
  /** From a line with a label (`Plan name: ...`); '' when there is none. */
  readonly name: string;
  readonly board: string;
  /** null when no line names a day. */
  readonly position: PositionLine | null;
  /** The lines that are none of these. */
  readonly free: readonly TitleLine[];
}

const labelledBoard =
  /^(?:(?:name of )?(?:board|committee|panel)|board name|reports? to|reporting to|governance|governing board)\s*:\s*(.+)$/i;
const labelledName =
  /^(?:(?:name|title) of (?:the )?(?:action )?plan|(?:(?:action|improvement) )?plan(?: (?:name|title))?|(?:document|project|programme)(?: (?:name|title))?|title|name)\s*:\s*(.+)$/i;
const positionWords =
  /^(?:.{0,60}\b)?(?:position|progress|status|correct|data|as|updated|accurate|reported)\s+(?:as\s+)?(?:at|of|on)\b[:\s]*(.+)$/i;
const labelledDate =
  /^(?:date|position(?: date)?|(?:last )?updated(?: on)?|last update|report(?:ing)? date|version date|date of (?:export|report|position|update|this update|last update)|export date|date (?:updated|reported|exported))\s*[:-]\s*(.+)$/i;
const longestLabel = 40;

/** Reads the lines that are neither key nor heading. */
export function readTitleFacts(rows: readonly GridRow[]): TitleFacts {
  let name = '';
  let board = '';
  let position: PositionLine | null = null;
  const free: TitleLine[] = [];
  for (const line of titleLinesOf(rows)) {
    const { text } = line;
    const day = dayNamed(line, text.match(positionWords)?.[1] ?? text.match(labelledDate)?.[1] ?? '');
    const boardText = text.match(labelledBoard)?.[1];
    const nameText = text.match(labelledName)?.[1];
    if (day !== null && position === null) {
      position = day;
    } else if (boardText !== undefined && board === '') {
      board = boardText;
    } else if (nameText !== undefined && name === '') {
      name = nameText;
    } else {
      free.push(line);
    }
  }
  return { name: name.slice(0, 200), board: board.slice(0, 200), position, free };
}

/** Only a day says what the plan describes; of `October 2019` the reader is told. */
function dayNamed({ row, isDate }: TitleLine, text: string): PositionLine | null {
  const dayIn = (order: DateOrder) => {
    const { kind, date } = parseTimescale(text, { ...britishRules, order, eitherOrder: true }).timescale;
    return kind === 'day' ? date : null;
  };
  const dayFirst = dayIn('day-first');
  const days = { 'day-first': dayFirst, 'month-first': isDate ? dayFirst : dayIn('month-first') };
  return dayFirst === null ? null : { row, text, days };
}

/** The rows' lines, each text once: the cells of a merged title may each hold it. A label and the value beside it are one. */
function titleLinesOf(rows: readonly GridRow[]): TitleLine[] {
  const lines = new Map<string, TitleLine>();
  for (const { number, cells } of rows) {
    const isDate = [...cells.values()].some(({ kind }) => kind === 'date');
    const texts = [...new Set([...cells.values()].map(({ text }) => text))];
    const [label = '', value = '', ...more] = texts;
    const isPair = value !== '' && more.length === 0 && isLabel(label);
    const shown = isPair ? [`${oneLine(label).replace(/\s*[:=]$/, '')}: ${oneLine(value)}`] : texts;
    for (const text of shown.flatMap((one) => one.split('\n')).map(oneLine)) {
      if (text !== '' && !lines.has(text)) {
        lines.set(text, { text, row: number, isPair, isDate });
      }
    }
  }
  return [...lines.values()];
}

const isLabel = (text: string) => text.length <= longestLabel && !text.includes('\n') && !/\d{4}/.test(text);
