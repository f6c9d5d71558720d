import type { GridRow } from '../grid/grid.ts';
import type { ToolUse } from './tool-kind.ts';
import type { ToolRow } from './tool-row.ts';

/** The rows of a sheet whose rows may lie under others. */
export interface Outline {
  /** Those that none lies under, with the titles of those they lie under, outermost first. */
  readonly rows: readonly ToolRow[];
  /** Those that only head others. */
  readonly headings: readonly GridRow[];
  /** The first row, where all others lie under it and it heads headings: the plan itself. */
  readonly root: string | null;
}

type Columns = ReadonlyMap<ToolUse, number>;

const saysYes = /^(yes|true|1)$/i;
const dotted = /^\d+(?:\.\d+)*$/;

/** Takes an outline apart by its levels, its numbers, the workbook's groups of rows, or rows that are nothing but a title. */
export function readOutline(rows: readonly GridRow[], columns: Columns): Outline {
  const levels = levelsOf(rows, columns);
  if (levels === null) {
    return { rows: rows.map((row) => ({ row, under: [], subitems: [] })), headings: [], root: null };
  }
  const heads = (at: number) => (levels[at + 1] ?? 0) > (levels[at] ?? 0);
  const least = levels.reduce((a, b) => Math.min(a, b));
  const hasRoot = levels.length > 1 && heads(0) && heads(1) && levels.lastIndexOf(least) === 0;
  const path: { level: number; title: string }[] = [];
  const found: ToolRow[] = [];
  const headings: GridRow[] = [];
  for (const [at, row] of rows.entries()) {
    const level = levels[at] ?? 0;
    while ((path.at(-1)?.level ?? -1) >= level) {
      path.pop();
    }
    if (heads(at)) {
      headings.push(row);
      if (at > 0 || !hasRoot) {
        path.push({ level, title: textIn(row, columns, 'action') });
      }
    } else {
      found.push({ row, under: path.map(({ title }) => title), subitems: [] });
    }
  }
  return {
    rows: found,
    headings,
    root: hasRoot && rows[0] !== undefined ? textIn(rows[0], columns, 'action') : null,
  };
}

function textIn(row: GridRow, columns: Columns, use: ToolUse): string {
  return row.cells.get(columns.get(use) ?? 0)?.text ?? '';
}

/** How deep each row lies; null where all lie side by side. */
function levelsOf(rows: readonly GridRow[], columns: Columns): number[] | null {
  const stated = rows.map((row) => Number.parseInt(textIn(row, columns, 'level'), 10));
  const numbered = rows.map((row) => {
    const number = textIn(row, columns, 'outline').replace(/(\.0+)+$/, '');
    return dotted.test(number) ? (number === '0' ? 0 : number.split('.').length) : Number.NaN;
  });
  const grouped = rows.map(({ level }) => level ?? 0);
  const found = [stated, numbered].find((levels) => levels.some((level) => level > 0)) ?? grouped;
  const levels = found.some((level) => level > 0)
    ? filled(found)
    : (summaryLevels(rows, columns) ?? titleLevels(rows, columns));
  return levels?.some((level) => level !== levels[0]) === true ? levels : null;
}

/** A row without a level lies where the one before it does. */
function filled(levels: readonly number[]): number[] {
  let last = 0;
  return levels.map((level) => {
    last = Number.isNaN(level) ? last : level;
    return last;
  });
}

/** Of rows that are marked as summaries alone: one right below another lies under it. */
function summaryLevels(rows: readonly GridRow[], columns: Columns): number[] | null {
  const marks = rows.map((row) => saysYes.test(textIn(row, columns, 'summary')));
  return marks.includes(true) ? levelsOfHeadings(marks) : null;
}

/** Where a sheet begins with a row that is nothing but a title, such rows head the others. */
function titleLevels(rows: readonly GridRow[], columns: Columns): number[] | null {
  const facts = (['people', 'start', 'timescale', 'span', 'status', 'percent', 'completed'] as const).flatMap(
    (use) => columns.get(use) ?? [],
  );
  const bare = rows.map(({ cells }) => !facts.some((column) => cells.has(column)));
  const marks = bare.map((is, at) => is && (bare[at + 1] === false || (at === 0 && bare[2] === false)));
  return marks[0] === true ? levelsOfHeadings(marks) : null;
}

function levelsOfHeadings(marks: readonly boolean[]): number[] {
  let above = 0;
  return marks.map((isHeading, at) => {
    if (!isHeading) {
      return above + 1;
    }
    above = marks[at - 1] === true ? above + 1 : 1;
    return above;
  });
}
