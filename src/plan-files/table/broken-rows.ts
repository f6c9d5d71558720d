import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Cell, GridRow, Sheet } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { goesOnFrom } from '../text/sentences.ts';
import { warning } from '../text/warnings.ts';
import type { Table } from './find-table.ts';

const endsSentence = /[.!?:;]["'’”)]*$/;
const continued = /\s*[[(]?\s*\bcont(inued|['’]?d)?\b\.?\s*[)\]]?$/i;

/**
 * A sheet with the rows joined that a page break has parted: they go on in the middle of a sentence, or repeat the first cell with
 * `(cont.)` behind it. Where such rows are the habit of a plan they are its steps, and stay. `tableOf` is called only where one is found.
 */
export function joinBrokenRows(
  sheet: Sheet,
  tableOf: (sheet: Sheet) => Table<ColumnRole> | null,
): { sheet: Sheet; warnings: ImportWarning[] } {
  const isCovered = sheet.kind === 'text' ? null : coveredRows(sheet);
  const isRest = (row: GridRow, last: GridRow | undefined) =>
    last !== undefined &&
    (isContinued(last, row) || (isCovered?.(row) === false && isMidSentence(last, row)));
  const found = isCovered === null ? [] : sheet.rows.filter((row, at) => isRest(row, sheet.rows[at - 1]));
  if (found.length === 0 || found.length * 4 > sheet.rows.length + 2) {
    return { sheet, warnings: [] };
  }
  const headerRow = tableOf(sheet)?.headerRow ?? 0;
  const warnings: ImportWarning[] = [];
  const rows: GridRow[] = [];
  for (const row of sheet.rows) {
    const last = rows.at(-1);
    if (last === undefined || last.number <= headerRow || !isRest(row, last)) {
      rows.push(row);
      continue;
    }
    rows[rows.length - 1] = joined(last, row);
    const value = [...row.cells.values()].map(({ text }) => oneLine(text)).join(' | ');
    const message = 'This row goes on from the one above it; they were joined.';
    warnings.push(warning('row-joined', message, { sheet: sheet.name, row: row.number, value }));
  }
  return { sheet: { ...sheet, rows }, warnings };
}

/** Tells the rows that a cell merged from above reaches into: they belong to it and are no rest of a row. */
function coveredRows({ merges }: Sheet): (row: GridRow) => boolean {
  const changes = new Map<number, number>();
  for (const { top, bottom } of merges) {
    changes.set(top + 1, (changes.get(top + 1) ?? 0) + 1);
    changes.set(bottom + 1, (changes.get(bottom + 1) ?? 0) - 1);
  }
  const edges = [...changes].sort(([a], [b]) => a - b);
  let at = 0;
  let open = 0;
  let before = 0;
  return ({ number }) => {
    if (number < before) {
      at = 0;
      open = 0;
    }
    before = number;
    for (let edge = edges[at]; edge !== undefined && edge[0] <= number; edge = edges[at]) {
      open += edge[1];
      at += 1;
    }
    return open > 0;
  };
}

const firstColumn = ({ cells }: GridRow) => Math.min(...cells.keys());

function isMidSentence(last: GridRow, rest: GridRow): boolean {
  return (
    rest.number === last.number + 1 &&
    rest.cells.size < last.cells.size &&
    !rest.cells.has(firstColumn(last)) &&
    [...rest.cells].every(([column, { text }]) => {
      const before = last.cells.get(column)?.text ?? '';
      return goesOnFrom(before, text) && !endsSentence.test(before);
    })
  );
}

function isContinued(last: GridRow, rest: GridRow): boolean {
  const column = firstColumn(last);
  const text = oneLine(rest.cells.get(column)?.text ?? '');
  const bare = text.replace(continued, '');
  return bare !== '' && bare !== text && bare === oneLine(last.cells.get(column)?.text ?? '');
}

function joined(last: GridRow, rest: GridRow): GridRow {
  const cells = new Map(last.cells);
  for (const [column, cell] of rest.cells) {
    const before = cells.get(column);
    const isRef = column === firstColumn(last);
    if (before === undefined) {
      cells.set(column, cell);
    } else if (!isRef && before.text !== cell.text) {
      cells.set(column, joinedCell(before, cell));
    }
  }
  return { ...last, cells };
}

function joinedCell(before: Cell, rest: Cell): Cell {
  const seam = goesOnFrom(before.text, rest.text) && !endsSentence.test(before.text) ? ' ' : '\n';
  const links = [...before.links, ...rest.links];
  return { ...before, kind: 'text', date: null, text: `${before.text}${seam}${rest.text}`, links };
}
