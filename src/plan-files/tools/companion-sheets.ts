import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { type Cell, type GridRow, type Sheet, textCell } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { warning } from '../text/warnings.ts';
import { monday } from './monday.ts';
import { project } from './project.ts';
import { recogniseTool, type ToolHeader } from './recognise-tool.ts';
import { toolWords } from './tool-kind.ts';

/** A workbook's sheets without those that only tell more of the actions of another. */
export interface OwnSheets {
  readonly sheets: readonly Sheet[];
  readonly warnings: readonly ImportWarning[];
}

/**
 * Takes out the sheets that an export puts beside its actions: Project's assignments, whose people join their tasks, and Monday's
 * updates, which are said. Read as plans they would bring every action a second time.
 */
export function settleCompanions(sheets: readonly Sheet[]): OwnSheets {
  const tools = sheets.map((sheet) => (sheet.kind === 'sheet' ? recogniseTool(sheet) : null));
  const tasks = tools.findIndex((tool, at) => tool?.kind === project && !isAssignments(sheets[at]));
  const hasBoard = tools.some((tool, at) => tool?.kind === monday && !isUpdates(sheets[at]));
  const warnings: ImportWarning[] = [];
  let settled = [...sheets];
  for (const sheet of sheets) {
    const tool = tools[tasks] ?? null;
    const own = settled[tasks];
    if (tool !== null && own !== undefined && isAssignments(sheet)) {
      const joined = joinPeople(own, tool, sheet);
      settled = settled.map((one) => (one === own ? joined.sheet : one));
      warnings.push(joined.warning);
    } else if (hasBoard && isUpdates(sheet)) {
      const written = sheet.rows.slice(1);
      const message = `This sheet holds what people wrote below their items (${written.length}); it was not read. Copy what matters into a column of the board.`;
      const value = written.slice(0, 3).map(wordsOf).join('; ');
      warnings.push(warning('updates-not-read', message, { sheet: sheet.name, value }));
    }
  }
  const isCompanion = (sheet: Sheet) =>
    (tasks >= 0 && isAssignments(sheet)) || (hasBoard && isUpdates(sheet));
  return { sheets: settled.filter((sheet) => !isCompanion(sheet)), warnings };
}

function headersOf(sheet: Sheet | undefined): ReadonlyMap<string, number> {
  const [first] = sheet?.kind === 'sheet' ? sheet.rows : [];
  return new Map([...(first?.cells ?? [])].map(([column, { text }]) => [toolWords(text), column]));
}

/** A row for each person of each task. */
function isAssignments(sheet: Sheet | undefined): boolean {
  const headers = headersOf(sheet);
  return (
    headers.has('task name') &&
    headers.has('resource name') &&
    ['work', 'units', 'percent work complete', 'assignment units'].some((words) => headers.has(words))
  );
}

function isUpdates(sheet: Sheet | undefined): boolean {
  const headers = headersOf(sheet);
  return headers.has('item name') && headers.has('update content');
}

/** The tasks with the people of their assignments, where the sheet of tasks names none. */
function joinPeople(
  tasks: Sheet,
  tool: ToolHeader,
  assignments: Sheet,
): { readonly sheet: Sheet; readonly warning: ImportWarning } {
  const headers = headersOf(assignments);
  const people = new Map<string, string[]>();
  const textOf = ({ cells }: GridRow, column: number | undefined) =>
    oneLine(cells.get(column ?? 0)?.text ?? '');
  for (const row of assignments.rows.slice(1)) {
    const task = textOf(row, headers.get('task name'));
    const name = textOf(row, headers.get('resource name'));
    if (name !== '') people.set(task, [...(people.get(task) ?? []), name]);
  }
  const below = tasks.rows.filter(({ number }) => number > tool.row.number);
  const titles = below.map((row) => textOf(row, tool.columns.get('action')));
  const isOnce = (title: string) => titles.filter((one) => one === title).length === 1;
  const clear = [...people].filter(([task]) => isOnce(task));
  const unclear = [...people].filter(([task]) => !isOnce(task));
  const place = { sheet: assignments.name };
  if (tool.columns.has('people')) {
    const message =
      'This sheet tells who works on each task; the sheet of tasks says it as well, and was read.';
    return { sheet: tasks, warning: warning('assignments-joined', message, place) };
  }
  const column = 1 + tasks.rows.reduce((last, { cells }) => Math.max(last, ...cells.keys()), 0);
  const found = new Map(clear.map(([task, names]) => [task, textCell(names.join('; '))]));
  const withCell = (row: GridRow, cell: Cell | undefined): GridRow =>
    cell === undefined ? row : { ...row, cells: new Map([...row.cells, [column, cell]]) };
  const rows = tasks.rows.map((row) =>
    row === tool.row
      ? withCell(row, textCell('Resource Names'))
      : withCell(row, found.get(textOf(row, tool.columns.get('action')))),
  );
  const left =
    unclear.length === 0
      ? ''
      : ` ${unclear.length === 1 ? 'One of them is of no task' : `${unclear.length} of them are of no task`}, or of several of one name, and was left out.`;
  const message = `This sheet tells who works on each task: ${clear.length} ${clear.length === 1 ? 'task takes its' : 'tasks take their'} leads from it.${left}`;
  const value = unclear.map(([task, names]) => `${task}: ${names.join(', ')}`).join('; ');
  return {
    sheet: { ...tasks, rows },
    warning: warning('assignments-joined', message, { ...place, ...(value === '' ? {} : { value }) }),
  };
}

function wordsOf({ cells }: GridRow): string {
  return [...cells.values()].map(({ text }) => oneLine(text)).join(' | ');
}
