import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { headerWords, matchHeader, planHeaders } from '../grid/columns.ts';
import type { GridRow, Sheet } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';

/** Fewer named columns than this could be a row of actions in short words. */
const leastColumns = 3;
const saysItsLevel = /^(priority|objective|section|theme|area|outcome|work ?stream|part)\b/i;

/**
 * A sheet with several tables below one another, each with a header of its own, as one table a sheet under the line that
 * stands right above it. A header printed again in the same columns begins no new table, nor does any other row.
 */
export function splitTables(sheet: Sheet): readonly Sheet[] {
  const headers = sheet.kind === 'sheet' ? sheet.rows.filter(isHeaderRow) : [];
  const starts = headers.filter((row, at) => at === 0 || layoutOf(row) !== layoutOf(headers[at - 1] ?? row));
  if (starts.length < 2) {
    return [sheet];
  }
  const titles = starts.map((row) => titleAbove(sheet, row));
  return starts.map((row, at): Sheet => {
    const title = titles[at] ?? null;
    const next = starts[at + 1];
    const from = at === 0 ? 0 : (title ?? row).number;
    const to = next === undefined ? Number.POSITIVE_INFINITY : (titles[at + 1] ?? next).number;
    const heading = title === null ? '' : textOf(title);
    // Above the first table stands the document's own title too.
    const isHeading = heading !== '' && (at > 0 || saysItsLevel.test(heading));
    return {
      ...sheet,
      kind: 'table',
      headings: isHeading ? [heading] : [],
      rows: sheet.rows.filter(({ number }) => number >= from && number < to),
    };
  });
}

/** Every cell is a header in full, and one is that of the action. */
function isHeaderRow({ cells }: GridRow): boolean {
  const roles = new Set<ColumnRole>();
  for (const { text } of cells.values()) {
    const match = matchHeader(text, planHeaders);
    // Most rows are told by their first cell: to look at every cell of a plan takes longer than to read it.
    if (match?.strength !== 'named') return false;
    roles.add(match.role);
  }
  return roles.size >= leastColumns && roles.has('action');
}

const layoutOf = ({ cells }: GridRow) =>
  [...cells].map(([column, { text }]) => `${column} ${headerWords(text)}`).join('|');

/** The only text of the row right above a header. */
function titleAbove({ rows }: Sheet, header: GridRow): GridRow | null {
  const above = rows.find(({ number }) => number === header.number - 1);
  return above?.cells.size === 1 ? above : null;
}

function textOf({ cells }: GridRow): string {
  return [...cells.values()].map(({ text }) => oneLine(text)).join(' ');
}
