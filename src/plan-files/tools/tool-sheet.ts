import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { type Cell, type GridRow, type Sheet, textCell } from '../grid/grid.ts';
import type { SaidColumns, Table, TableColumn } from '../table/find-table.ts';
import { doubtUnknownColumns } from '../table/guess-columns.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';
import { readGroups } from './grouped-rows.ts';
import { readOutline } from './outline-rows.ts';
import { isExported, isSameRow, recogniseTool, type ToolHeader } from './recognise-tool.ts';
import { settleToolColumns, type ToolColumns } from './tool-columns.ts';
import { dateOrderOf, readToolFacts } from './tool-facts.ts';
import type { ToolRow } from './tool-row.ts';
import { createRowWriter } from './write-tool-row.ts';

/** A tool's export as any plan's table: an action a row, its header and columns settled. */
export interface ToolSheet {
  readonly sheet: Sheet;
  readonly table: Table<ColumnRole>;
  readonly warnings: readonly ImportWarning[];
}

export interface ToolReading {
  readonly said: SaidColumns<ColumnRole>;
  readonly questions: Questions;
  /** Lines of facts that the tool has put on sheets of their own. */
  readonly facts: readonly GridRow[];
}

/** The table of a sheet that a tool has written, as it stands; null for any other sheet. */
export function tableOfTool(sheet: Sheet, said: SaidColumns<ColumnRole>): Table<ColumnRole> | null {
  const header = isExported(sheet) ? recogniseTool(sheet) : null;
  if (header === null) {
    return null;
  }
  const headerRow = header.row.number;
  const rows = sheet.rows.filter(({ number }) => number > headerRow);
  const { columns } = settleToolColumns(header, rows, { said, isOutlined: false });
  return { headerRow, columns, above: sheet.rows.filter(({ number }) => number < headerRow), rows };
}

/** Reads a sheet whose header a tool has written. */
export function readToolSheet(
  sheet: Sheet,
  header: ToolHeader,
  { said, questions, facts }: ToolReading,
): ToolSheet {
  const { kind, row: headerRow } = header;
  const lines = sheet.rows.filter(({ number }) => number < headerRow.number);
  const below = sheet.rows.filter(({ number }) => number > headerRow.number);
  const { rows, titles, root, headings, left } = takeApart(header, lines, below);
  const isOutlined = kind.rows !== 'groups' && rows.some(({ under }) => under.length > 0);
  const settled = settleToolColumns(
    header,
    rows.map(({ row }) => row),
    { said, isOutlined },
  );
  const description = askDescription(sheet, rows, settled, questions);
  const inactive = askInactive(sheet, rows, settled, questions);
  const writer = createRowWriter({ kind, columns: withDescription(settled, description), rows, inactive });
  const written = rows.map(writer.write);
  const told = readToolFacts([...facts, ...titles], dateOrderOf([...facts, ...sheet.rows]));
  const name =
    root === null ? [] : [{ ...headerRow, number: 0, cells: new Map([[1, textCell(`Plan name: ${root}`)]]) }];
  const above = [...name, ...told.titles];
  const place = { sheet: sheet.name, row: headerRow.number };
  const columns = writer.columns();
  const filled = new Set(written.flatMap(({ cells }) => [...cells.keys()]));
  const kept = columns
    .filter(({ column, role, isKnown }) => role === null && isKnown === true && filled.has(column))
    .map(({ header: text }) => text);
  const keptWords = kept.length === 0 ? '' : ` Kept beside their actions as they stand: ${kept.join(', ')}.`;
  return {
    sheet: { ...sheet, rows: [...above, headerRow, ...written] },
    table: doubtUnknownColumns({ headerRow: headerRow.number, columns, above, rows: written }),
    warnings: [
      warning(
        'tool-export',
        `These are the columns of an export of ${kind.name}, and were read as such.${keptWords}`,
        {
          ...place,
          ...(told.left.length === 0 ? {} : { value: told.left.join('; ') }),
        },
      ),
      ...headings.map((row) => {
        const message =
          'Other rows lie under this one: its title heads them, and what it sums up of them is not kept.';
        return warning('summary-row', message, { sheet: sheet.name, row: row.number, value: wordsOf(row) });
      }),
      ...left.map((row) => {
        const message = 'This row names no action; it was left out.';
        return warning('row-not-understood', message, {
          sheet: sheet.name,
          row: row.number,
          value: wordsOf(row),
        });
      }),
    ],
  };
}

interface Apart {
  readonly rows: readonly ToolRow[];
  readonly titles: readonly GridRow[];
  readonly root: string | null;
  readonly headings: readonly GridRow[];
  readonly left: readonly GridRow[];
}

/** A board's own title comes first, whatever its words. */
function named(row: GridRow): GridRow {
  return { ...row, cells: new Map([[1, textCell(`Plan name: ${wordsOf(row)}`)]]) };
}

/** The rows below a header by the shape that the tool gives them. */
function takeApart(
  { kind, row, columns }: ToolHeader,
  lines: readonly GridRow[],
  below: readonly GridRow[],
): Apart {
  if (kind.rows === 'groups') {
    const { rows, firstTitle, left } = readGroups(lines, row, below);
    const titles = lines
      .filter((line) => line !== firstTitle)
      .map((line, at) => (at === 0 ? named(line) : line));
    return { rows, titles, root: null, headings: [], left };
  }
  const own = below.filter((one) => !isSameRow(one, row));
  if (kind.rows === 'outline') {
    return { ...readOutline(own, columns), titles: lines, left: [] };
  }
  const rows = own.map((one): ToolRow => ({ row: one, under: [], subitems: [] }));
  return { rows, titles: lines, root: null, headings: [], left: [] };
}

function wordsOf({ cells }: GridRow): string {
  return [...cells.values()].map(({ text }) => oneLine(text)).join(' | ');
}

/** What a tool calls a description may be what is to be done or what has been done; the words alone do not tell. */
function askDescription(
  sheet: Sheet,
  rows: readonly ToolRow[],
  columns: ToolColumns,
  questions: Questions,
): 'progress' | 'beside' {
  const column = columns.of('description');
  const header = columns.columns.find((one) => one.column === column)?.header ?? '';
  let taken = 'beside';
  for (const { row } of rows) {
    const cell: Cell | undefined = row.cells.get(column ?? 0);
    if (cell !== undefined) {
      taken = questions.ask({
        id: `description:${header}`,
        text: `Does “${header}” say what has been done so far?`,
        choices: [
          { value: 'beside', label: 'No, what is to be done: keep it beside the action' },
          { value: 'progress', label: 'Yes: read it as the progress narrative' },
        ],
        taken,
        place: { sheet: sheet.name, row: row.number, column: header, value: cell.text },
      });
    }
  }
  return taken === 'progress' ? 'progress' : 'beside';
}

/** Tasks that the tool's own plan has switched off: withdrawn, unless the PM says otherwise. */
function askInactive(
  sheet: Sheet,
  rows: readonly ToolRow[],
  columns: ToolColumns,
  questions: Questions,
): ReadonlySet<GridRow> {
  const column = columns.of('active') ?? 0;
  const found = new Set<GridRow>();
  for (const { row } of rows) {
    const text = row.cells.get(column)?.text ?? '';
    if (!/^(no|false)$/i.test(text)) {
      continue;
    }
    const answer = questions.ask({
      id: 'inactive-tasks',
      text: 'Some tasks are inactive in the file. Are they withdrawn from the plan?',
      choices: [
        {
          value: 'withdrawn',
          label: 'Withdrawn: keep them in the plan as closed, and ask nobody about them',
        },
        { value: 'keep', label: 'Still open: read them like any other action' },
      ],
      taken: 'withdrawn',
      place: { sheet: sheet.name, row: row.number, value: wordsOf(row) },
    });
    if (answer === 'withdrawn') found.add(row);
  }
  return found;
}

function withDescription(settled: ToolColumns, use: 'progress' | 'beside'): ToolColumns {
  const column = settled.of('description');
  return use === 'beside' || column === null
    ? settled
    : {
        ...settled,
        columns: settled.columns.map(
          (one): TableColumn<ColumnRole> => (one.column === column ? { ...one, role: 'progress' } : one),
        ),
      };
}
