import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { columnLetters, type Grid, type GridRow, type Sheet } from '../grid/grid.ts';
import { hiddenColumnsWarning, withoutColumns } from '../grid/hidden-columns.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { type CellPlace, warning } from '../text/warnings.ts';
import type { Table } from './find-table.ts';

type TableOf = (sheet: Sheet) => Table<ColumnRole> | null;

/** The id of the question whether a Word document's hidden text is read, which the reader of Word needs answered first. */
export const hiddenTextQuestion = 'hidden-text';

const choices = [
  { value: 'read', label: 'Read them with the rest' },
  { value: 'leave-out', label: 'Leave them out' },
] as const;

const texts = {
  'hidden-rows': 'Some rows of the plan are hidden or filtered away. Do they belong to it?',
  'hidden-columns': 'Some columns of the plan are hidden. Do they belong to it?',
  'hidden-sheets': 'A hidden sheet holds actions. Do they belong to the plan?',
  [hiddenTextQuestion]: 'The document holds hidden text. Does it belong to the plan?',
} as const;

function isRead(
  questions: Questions,
  id: keyof typeof texts,
  { taken, place }: { readonly taken: 'read' | 'leave-out'; readonly place: CellPlace },
): boolean {
  return questions.ask({ id, text: texts[id], choices, taken, place }) === 'read';
}

/**
 * The sheets that are read: what is hidden in a plan is asked about. Hidden rows are taken to belong to it, since a filter hides
 * them too; hidden columns, sheets and words are not, since their owner meant nobody to see them, least of all a board.
 */
export function settleHidden(
  grid: Grid,
  tableOf: TableOf,
  questions: Questions,
): { sheets: Sheet[]; warnings: ImportWarning[] } {
  for (const value of grid.hiddenTexts ?? []) {
    isRead(questions, hiddenTextQuestion, { taken: 'leave-out', place: { value } });
  }
  const warnings: ImportWarning[] = [];
  const sheets = grid.sheets.flatMap((sheet): Sheet[] => {
    if (sheet.hidden && !isSheetRead(sheet, tableOf, questions, warnings)) {
      return [];
    }
    return [settleRows(settleColumns(sheet, tableOf, questions, warnings), tableOf, questions, warnings)];
  });
  return { sheets, warnings };
}

function isSheetRead(
  sheet: Sheet,
  tableOf: TableOf,
  questions: Questions,
  warnings: ImportWarning[],
): boolean {
  const place = { sheet: sheet.name };
  if (sheet.rows.length > 0 && tableOf(sheet) !== null) {
    return isRead(questions, 'hidden-sheets', { taken: 'leave-out', place });
  }
  if (sheet.rows.length > 0) {
    warnings.push(warning('hidden-sheet-not-read', 'This sheet is hidden and was not read.', place));
  }
  return false;
}

function settleColumns(
  sheet: Sheet,
  tableOf: TableOf,
  questions: Questions,
  warnings: ImportWarning[],
): Sheet {
  const columns = sheet.hiddenColumns ?? [];
  if (columns.length === 0) {
    return sheet;
  }
  const table = tableOf(sheet);
  if (table === null) {
    warnings.push(hiddenColumnsWarning(sheet, columns));
    return withoutColumns(sheet, columns);
  }
  const out = columns.filter((column) => {
    const header = table.columns.find((one) => one.column === column)?.header;
    const first = table.rows.find(({ cells }) => cells.has(column));
    const place = {
      sheet: sheet.name,
      ...(first === undefined ? {} : { row: first.number }),
      // Its header tells the PM which one it is; what it holds stays hidden.
      column: header ?? `column ${columnLetters(column)}`,
    };
    return !isRead(questions, 'hidden-columns', { taken: 'leave-out', place });
  });
  return withoutColumns(sheet, out);
}

function settleRows(sheet: Sheet, tableOf: TableOf, questions: Questions, warnings: ImportWarning[]): Sheet {
  const hidden = sheet.rows.filter(({ isHidden }) => isHidden === true);
  if (hidden.length === 0) {
    return sheet;
  }
  const table = tableOf(sheet);
  const inTable = hidden.filter(({ number }) => table !== null && number > table.headerRow);
  const out = new Set<GridRow>();
  for (const row of inTable) {
    const value = [...row.cells.values()].map(({ text }) => oneLine(text)).join(' | ');
    const place = { sheet: sheet.name, row: row.number, value };
    if (!isRead(questions, 'hidden-rows', { taken: 'read', place })) {
      out.add(row);
    }
  }
  if (inTable.length < hidden.length) {
    const message = `Rows that are hidden or filtered away were read too: ${hidden.length - inTable.length}.`;
    warnings.push(warning('hidden-rows-read', message, { sheet: sheet.name }));
  }
  return out.size === 0 ? sheet : { ...sheet, rows: sheet.rows.filter((row) => !out.has(row)) };
}
