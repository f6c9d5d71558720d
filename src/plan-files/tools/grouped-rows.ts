import { formatDate } from '../../domain/shared/dates.ts';
import type { GridRow } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { isSameRow } from './recognise-tool.ts';
import { toolWords } from './tool-kind.ts';
import type { Subitem, ToolRow } from './tool-row.ts';

/** A board taken apart into its groups and items. */
export interface GroupedRows {
  readonly rows: readonly ToolRow[];
  /** The first group's title stands above the first header. */
  readonly firstTitle: GridRow | null;
  /** Rows that count those above them, or that belong to no item. */
  readonly left: readonly GridRow[];
}

const personHeader = /^(person|people|owners?|assignees?|assigned to|leads?)$/;
const dateHeader = /^(due date|date|deadline|due|timeline end|end date)$/;
const idHeader = /^item id( auto generated)?$/;

/** `rows` below the first header, `above` it. Titles are alone in the first column right above a header. */
export function readGroups(
  above: readonly GridRow[],
  header: GridRow,
  rows: readonly GridRow[],
): GroupedRows {
  const isHeader = (row: GridRow | undefined) => row !== undefined && isSameRow(row, header);
  const last = above.at(-1);
  // A board's own title comes first: a line alone is a group's only where other groups have theirs.
  const others = rows.some((row, at) => isTitle(row) && isHeader(rows[at + 1]));
  const firstTitle = last !== undefined && isTitle(last) && (above.length > 1 || others) ? last : null;
  let group = firstTitle === null ? '' : textOf(firstTitle, 1);
  let subheader: GridRow | null = null;
  const found: { row: GridRow; under: readonly string[]; subitems: Subitem[] }[] = [];
  const left: GridRow[] = [];
  for (const [at, row] of rows.entries()) {
    const item = found.at(-1);
    if (isHeader(row)) {
      subheader = null;
    } else if (isTitle(row) && isHeader(rows[at + 1])) {
      group = textOf(row, 1);
    } else if (isSubheader(row)) {
      subheader = row;
    } else if (textOf(row, 1) !== '') {
      subheader = null;
      found.push({ row, under: group === '' ? [] : [group], subitems: [] });
    } else if (subheader !== null && item !== undefined && textOf(row, 2) !== '') {
      item.subitems.push(subitemOf(row, subheader));
    } else {
      left.push(row);
    }
  }
  return { rows: found, firstTitle, left };
}

const isTitle = ({ cells }: GridRow) => cells.size === 1 && cells.has(1);

function isSubheader(row: GridRow): boolean {
  return /^sub ?items?$/.test(toolWords(textOf(row, 1))) && toolWords(textOf(row, 2)) === 'name';
}

function textOf({ cells }: GridRow, column: number): string {
  return oneLine(cells.get(column)?.text ?? '');
}

/** A true day in words that say which of its numbers is the month. */
function shownAt(row: GridRow, column: number): string {
  const date = row.cells.get(column)?.date ?? null;
  return date?.precision === 'day' ? formatDate(date.day) : textOf(row, column);
}

function subitemOf(row: GridRow, subheader: GridRow): Subitem {
  const cells = [...subheader.cells]
    .filter(([column]) => column > 2)
    .map(([column, { text }]) => ({ header: text, words: toolWords(text), text: shownAt(row, column) }))
    .filter(({ text, words }) => text !== '' && !idHeader.test(words));
  const person = cells.find(({ words }) => personHeader.test(words));
  const date = cells.find(({ words }) => dateHeader.test(words));
  const others = cells
    .filter((cell) => cell !== person && cell !== date)
    .map(({ header, text }) => `${header}: ${text}`);
  return {
    title: textOf(row, 2),
    people: person?.text ?? '',
    date: date?.text ?? '',
    others: others.join('; '),
  };
}
