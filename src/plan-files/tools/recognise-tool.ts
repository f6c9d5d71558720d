import type { GridRow, Sheet } from '../grid/grid.ts';
import { lists } from './lists.ts';
import { monday } from './monday.ts';
import { planner, plannerPremium } from './planner.ts';
import { project } from './project.ts';
import { smartsheet } from './smartsheet.ts';
import { type ToolKind, type ToolUse, toolWords } from './tool-kind.ts';

/** In the order in which they are told apart where their columns say as much for one as for another. */
const toolKinds: readonly ToolKind[] = [planner, plannerPremium, lists, project, smartsheet, monday];

/** A sheet that a tool has written, by its header. */
export interface ToolHeader {
  readonly kind: ToolKind;
  readonly row: GridRow;
  readonly columns: ReadonlyMap<ToolUse, number>;
}

interface Candidate extends ToolHeader {
  readonly spoken: number;
}

const searchedRows = 50;
/** So many columns must be the tool's, and its headers and what stands around them must speak so much for it. */
const leastColumns = 4;
const leastSpoken = 4;
/** A line that only the tool writes speaks for it whatever its list's columns are called, which people choose themselves. */
const ofSchema = 3;

/** Sheets that a tool may have written: those of a workbook, and its columns pasted into a document. */
export function isExported({ kind, isHeaded }: Sheet): boolean {
  return kind !== 'text' && isHeaded !== true;
}

/** The tool whose columns a sheet has, some of them renamed, removed or added; null where none is clear. */
export function recogniseTool(sheet: Sheet): ToolHeader | null {
  let best: Candidate | null = null;
  for (const [at, row] of sheet.rows.slice(0, searchedRows).entries()) {
    for (const kind of row.cells.size < 2 ? [] : toolKinds) {
      const found = matchKind(kind, row);
      const least = hasSchema(kind, sheet.rows.slice(0, at)) ? 1 : leastColumns;
      if (found.columns.size < least) continue;
      const spoken = found.spoken + speakAround(kind, sheet, at);
      const isBetter =
        best === null ||
        spoken > best.spoken ||
        (spoken === best.spoken && found.columns.size > best.columns.size);
      if (spoken >= leastSpoken && isBetter) {
        best = { kind, row, columns: found.columns, spoken };
      }
    }
  }
  return best;
}

function matchKind(kind: ToolKind, row: GridRow): { columns: Map<ToolUse, number>; spoken: number } {
  const headers = [...row.cells].map(([column, { text }]) => ({ column, words: toolWords(text) }));
  const columns = new Map<ToolUse, number>();
  const seen = new Set<number>();
  let spoken = 0;
  for (const { use, header, speaks } of kind.columns) {
    for (const { column, words } of headers) {
      if (!header.test(words)) {
        continue;
      }
      spoken += seen.has(column) ? 0 : speaks;
      seen.add(column);
      if (!columns.has(use)) {
        columns.set(use, column);
      }
    }
  }
  return { columns, spoken };
}

/** What the lines above a header and the shape of the rows say for a tool. */
function speakAround(kind: ToolKind, { rows }: Sheet, at: number): number {
  const header = rows[at];
  const above = rows.slice(0, at);
  const facts = above.filter((row) => kind.facts?.test(labelOf(row)) === true).length;
  const schema = hasSchema(kind, above) ? ofSchema : 0;
  const isOutlined = kind.rows === 'outline' && rows.some(({ level }) => level !== undefined);
  const title = above.at(-1);
  const isGrouped = kind.rows === 'groups' && title?.cells.size === 1 && title.cells.has(1);
  const isRepeated =
    isGrouped && header !== undefined && rows.slice(at + 1).some((row) => isSameRow(row, header));
  return facts + schema + (isOutlined ? 1 : 0) + (isGrouped ? 1 : 0) + (isRepeated ? 1 : 0);
}

function hasSchema({ facts }: ToolKind, above: readonly GridRow[]): boolean {
  return facts?.test('list schema') === true && above.some((row) => labelOf(row) === 'list schema');
}

function labelOf({ cells }: GridRow): string {
  return toolWords(cells.get(1)?.text ?? '');
}

/** A header printed again. */
export function isSameRow(row: GridRow, header: GridRow): boolean {
  return (
    row.cells.size === header.cells.size &&
    [...row.cells].every(([column, { text }]) => text === header.cells.get(column)?.text)
  );
}
