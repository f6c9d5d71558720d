import { unreadable } from '../../office/unreadable.ts';
import type { Merge } from '../grid/grid.ts';
import { fileLimits } from '../text/file-limits.ts';
import type { WordBlock, WordTable } from './word-blocks.ts';

/** A table with every cell in a column of its own that all rows share. */
export interface LaidTable {
  readonly columns: number;
  /** Where each column starts, in twentieths of a point from the table's left. */
  readonly starts: readonly number[];
  readonly rows: readonly LaidRow[];
  /** Rectangles by place in `rows`, counted from 1. */
  readonly merges: readonly Merge[];
  /** Cells that go on with one above where there is none: it stands in the table before. Rows counted from 1. */
  readonly goesOn: ReadonlyArray<{ readonly row: number; readonly left: number }>;
}

export interface LaidRow {
  readonly isHeader: boolean;
  readonly cells: readonly LaidCell[];
}

export interface LaidCell {
  /** Counted from 1, inclusive. */
  readonly left: number;
  readonly right: number;
  readonly fill: string | null;
  readonly blocks: readonly WordBlock[];
}

/** Edges that a hand on the mouse meant to be one line are within 2.6 mm of each other. */
const sameEdge = 150;
/** Width of a grid column that gives none. */
const usualWidth = 1_000;

/**
 * Lays a table's cells out in columns. Word's grid has a column for every edge of any row, so that one row
 * dragged aside shifts the rest; here only edges where cells start count, and edges that nearly meet are one.
 * Throws Refusal('file-unreadable') when it is wider than a plan.
 */
export function layTable(file: string, table: WordTable): LaidTable {
  const positionOf = createRuler(table.widths);
  const near = Math.min(sameEdge, medianOf(table.widths) / 4);
  const placed = table.rows.map(({ isHeader, before, cells }) => {
    let at = before;
    return {
      isHeader,
      cells: cells.map((cell) => {
        const start = positionOf(at);
        at += cell.span;
        return { cell, start, end: positionOf(at) };
      }),
    };
  });
  const starts = clusters(
    placed.flatMap(({ cells }) => cells.map(({ start }) => start)),
    near,
  );
  if (starts.length > fileLimits.columns) {
    throw unreadable(
      file,
      `has a table of more than ${fileLimits.columns} columns: send the plan's own only.`,
    );
  }
  const columnOf = (position: number) => starts.findLastIndex((start) => start <= position) + 1;

  const merges = createMergeTracker();
  const goesOn: { row: number; left: number }[] = [];
  const rows = placed.map(({ isHeader, cells }, at): LaidRow => {
    const row = at + 1;
    const laid: LaidCell[] = [];
    for (const { cell, start, end } of cells) {
      const left = columnOf(start);
      const right = Math.max(left, columnOf(end - near - 1));
      const place = { left, right, fill: cell.fill, blocks: cell.blocks };
      if (cell.merge === 'continue') {
        if (merges.extend(row, left)) {
          continue;
        }
        goesOn.push({ row, left });
      }
      const last = laid.at(-1);
      if (last !== undefined && last.left === left) {
        // Too narrow to be a column: its text stays with its neighbour.
        laid[laid.length - 1] = { ...last, right, blocks: [...last.blocks, ...cell.blocks] };
      } else {
        laid.push(place);
        merges.start(row, place, cell.merge === 'start');
      }
    }
    merges.endRow(row);
    return { isHeader, cells: laid };
  });
  return { columns: starts.length, starts, rows, merges: merges.finish(), goesOn };
}

/** Where grid column `index` starts, also beyond those that have a width. */
function createRuler(widths: readonly number[]): (index: number) => number {
  const edges = [0];
  for (const width of widths.slice(0, 10 * fileLimits.columns)) {
    edges.push((edges.at(-1) ?? 0) + (Number.isFinite(width) && width > 0 ? width : usualWidth));
  }
  const last = edges.length - 1;
  return (index) => edges[index] ?? (edges[last] ?? 0) + (index - last) * usualWidth;
}

function medianOf(widths: readonly number[]): number {
  const known = widths.filter((width) => Number.isFinite(width) && width > 0).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? usualWidth;
}

/** The first of each group of positions that lie within `near` of it, in order. */
function clusters(positions: readonly number[], near: number): number[] {
  const starts: number[] = [];
  for (const position of [...new Set(positions)].sort((a, b) => a - b)) {
    const last = starts.at(-1);
    if (last === undefined || position - last > near) {
      starts.push(position);
    }
  }
  return starts;
}

/** Follows cells that are merged downwards, by their left edge, and those that are merged sideways. */
function createMergeTracker() {
  const open = new Map<number, { top: number; left: number; right: number; bottom: number }>();
  const found: Merge[] = [];
  const close = (merge: Merge) => {
    if (merge.bottom > merge.top || merge.right > merge.left) {
      found.push(merge);
    }
  };
  return {
    start(row: number, { left, right }: { left: number; right: number }, downwards: boolean) {
      const merge = { top: row, left, right, bottom: row };
      const before = open.get(left);
      if (before !== undefined) {
        close(before);
        open.delete(left);
      }
      if (downwards) {
        open.set(left, merge);
      } else {
        close(merge);
      }
    },
    /** Whether a cell merged downwards stands above to go on with. */
    extend(row: number, left: number): boolean {
      const merge = open.get(left);
      if (merge === undefined) {
        return false;
      }
      merge.bottom = row;
      return true;
    },
    /** Ends the merged cells that did not reach this row. */
    endRow(row: number) {
      for (const [left, merge] of open) {
        if (merge.bottom < row) {
          close(merge);
          open.delete(left);
        }
      }
    },
    finish(): Merge[] {
      for (const merge of open.values()) {
        close(merge);
      }
      return found.sort((a, b) => a.top - b.top || a.left - b.left);
    },
  };
}
