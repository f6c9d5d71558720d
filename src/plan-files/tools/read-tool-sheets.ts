import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { GridRow, Sheet } from '../grid/grid.ts';
import type { Table } from '../table/find-table.ts';
import { planner, plannerPremium } from './planner.ts';
import { isExported, recogniseTool } from './recognise-tool.ts';
import { toolWords } from './tool-kind.ts';
import { readToolSheet, type ToolReading } from './tool-sheet.ts';

/** A document's sheets, those that tools have written among them read. */
export interface ToolSheets {
  /** In order; a sheet of nothing but a tool's facts is left out. */
  readonly sheets: readonly Sheet[];
  /** The tables of the sheets that a tool has written. */
  readonly tables: ReadonlyMap<Sheet, Table<ColumnRole>>;
  readonly warnings: readonly ImportWarning[];
}

/** Reads the sheets that tools have written, and leaves the others to whoever reads plans as people write them. */
export function readToolSheets(sheets: readonly Sheet[], reading: Omit<ToolReading, 'facts'>): ToolSheets {
  const tables = new Map<Sheet, Table<ColumnRole>>();
  const warnings: ImportWarning[] = [];
  const headers = sheets.map((sheet) => (isExported(sheet) ? recogniseTool(sheet) : null));
  const apart = sheets.filter((sheet, at) => headers[at] === null && isOfFacts(sheet));
  const hasTool = headers.some((header) => header !== null);
  const facts = hasTool ? apart.flatMap(({ rows }) => rows) : [];
  const read = sheets.flatMap((sheet, at) => {
    const header = headers[at] ?? null;
    if (header === null) {
      return hasTool && apart.includes(sheet) ? [] : [withoutSchema(sheet)];
    }
    const tool = readToolSheet(sheet, header, { ...reading, facts });
    tables.set(tool.sheet, tool.table);
    warnings.push(...tool.warnings);
    return [tool.sheet];
  });
  return { sheets: read, tables, warnings };
}

/** A sheet that holds nothing but the lines that stand above an export's header in other versions. */
function isOfFacts({ kind, rows }: Sheet): boolean {
  const isFact = ({ cells }: GridRow) => {
    const words = toolWords(cells.get(1)?.text ?? '');
    return [planner, plannerPremium].some(({ facts }) => facts?.test(words) === true);
  };
  return (
    kind === 'sheet' &&
    rows.length > 0 &&
    rows.length <= 12 &&
    rows.every(({ cells }) => cells.size <= 2) &&
    rows.filter(isFact).length * 2 > rows.length
  );
}

/** The line that only says how a list is made is no line of a plan. */
function withoutSchema(sheet: Sheet): Sheet {
  const isSchema = ({ cells }: GridRow) =>
    cells.size === 1 && toolWords(cells.get(1)?.text ?? '') === 'list schema';
  return sheet.rows.some(isSchema) ? { ...sheet, rows: sheet.rows.filter((row) => !isSchema(row)) } : sheet;
}
