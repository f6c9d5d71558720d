import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import {
  columnChoices,
  columnQuestionId,
  type QuestionChoice,
} from '../../domain/import/reading-question.ts';
import { type ColumnRole, columnTitles } from '../../domain/plan/document-facts.ts';
import type { Sheet } from '../grid/grid.ts';
import { readHeaderMark } from '../grid/marked-header.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';
import type { Table, TableColumn } from './find-table.ts';

/** Below this a column's meaning is a guess that the PM should see. */
const surely = 0.6;

/** Yes and no, in the words of what comes of it: whatever else a column may hold is said where columns are corrected. */
function doubtChoices(asked: ColumnRole, role: ColumnRole | null): readonly QuestionChoice[] {
  const otherwise =
    role === null || role === asked ? [] : [{ value: role, label: `No: read it as “${columnTitles[role]}”` }];
  return [
    { value: asked, label: `Yes: read it as “${columnTitles[asked]}”` },
    ...otherwise,
    { value: 'keep', label: 'No: keep it beside the action as it stands' },
  ];
}

/** The question whether a column holds a fact, as a colleague would ask it; of any other its title stands. */
const questionTexts: Partial<Readonly<Record<ColumnRole, (column: string) => string>>> = {
  ref: (column) => `Is ${column} the ref of each action?`,
  action: (column) => `Is ${column} what is to be done?`,
  responsible: (column) => `Does ${column} say who is to do each action?`,
  strategic: (column) => `Does ${column} say who is accountable for each action?`,
  contributors: (column) => `Does ${column} say who helps with each action?`,
  timescale: (column) => `Is ${column} when each action is due?`,
  revised: (column) => `Is ${column} the date each action has been moved to?`,
  start: (column) => `Is ${column} when each action starts?`,
  progress: (column) => `Does ${column} tell how each action is getting on?`,
  rating: (column) => `Is ${column} the rating of each action?`,
  status: (column) => `Does ${column} say whether each action is done?`,
  success: (column) => `Does ${column} say how you will know that it has worked?`,
  outcome: (column) => `Does ${column} say what is to be different for families?`,
  priority: (column) => `Is ${column} the priority each action belongs to?`,
  objective: (column) => `Is ${column} the objective each action belongs to?`,
};

function questionText(header: string, role: ColumnRole): string {
  const column = `“${header}”`;
  return questionTexts[role]?.(column) ?? `Does the column ${column} hold this: ${columnTitles[role]}?`;
}

/**
 * What to say of a table's columns that were left out on the PM's word. Those that may mean something else are asked about, and those
 * the PM has spoken of stand among the answers.
 */
export function columnWarnings(
  sheet: Sheet,
  table: Table<ColumnRole>,
  questions: Questions,
): ImportWarning[] {
  return table.columns.flatMap((column) => {
    const filled = filledRows(table, column);
    const [first] = filled.length > 0 ? filled : colouredRows(table, column);
    if (first === undefined) {
      return [];
    }
    const { role, score, header, doubt } = column;
    const place = placeOf(sheet, column, first);
    const asked = role !== null && score < surely ? role : (doubt ?? null);
    if (asked !== null) {
      const text = questionText(header, asked);
      const choices = doubtChoices(asked, role);
      questions.ask({ id: columnQuestionId(header), text, choices, taken: role ?? 'keep', place });
    } else if (questions.answerTo(columnQuestionId(header)) !== null) {
      const text = `What does “${header}” hold?`;
      const taken = column.ignored ? 'ignore' : (role ?? 'keep');
      questions.ask({ id: columnQuestionId(header), text, choices: columnChoices, taken, place });
    }
    if (column.ignored && readHeaderMark(header) === null) {
      const message = `This column was left out, as you said: ${countCells(filled.length)}.`;
      return [warning('column-left-out', message, place)];
    }
    const isOtherwise = asked === null && role !== null && /^its cells are /.test(column.why);
    const message = `This column was read as ${columnTitles[role ?? 'keep']}, since ${column.why}.`;
    return isOtherwise ? [warning('column-by-content', message, place)] : [];
  });
}

const shownColumns = 12;

/** One line for all columns of a file that hold nothing the register has a place for. */
export function unreadColumns(
  tables: readonly { readonly sheet: Sheet; readonly table: Table<ColumnRole> }[],
): ImportWarning[] {
  const unread = tables.flatMap(({ sheet, table }) =>
    table.columns
      .filter((one) => isUnread(one))
      .flatMap((column) => {
        const filled = filledRows(table, column);
        const [first] = filled.length > 0 ? filled : colouredRows(table, column);
        return first === undefined
          ? []
          : [{ column, filled: filled.length, place: placeOf(sheet, column, first) }];
      }),
  );
  const [first] = unread;
  if (first === undefined) {
    return [];
  }
  const byHeader = new Map<string, { why: string; filled: number }>();
  for (const { column, filled } of unread) {
    const before = byHeader.get(column.header);
    byHeader.set(column.header, { why: column.why, filled: (before?.filled ?? 0) + filled });
  }
  const named = [...byHeader].map(([header, { why, filled }]) => {
    const reason = why === 'not understood' ? '' : `${why}; `;
    return `“${header}” (${reason}${countCells(filled)})`;
  });
  const more = named.length > shownColumns ? ` and ${named.length - shownColumns} more` : '';
  const list = `${named.slice(0, shownColumns).join(', ')}${more}`;
  const message =
    named.length === 1
      ? `This column is kept beside its actions as it stands: ${list}. If it holds something the register should know, correct the column.`
      : `${named.length} columns are kept beside their actions as they stand: ${list}. If one holds something the register should know, correct that column.`;
  // One line for several stands under the name of none of them.
  return [warning('column-not-read', message, named.length === 1 ? first.place : {})];
}

/** Not one that is asked about, or that an export or the PM has said to keep. */
function isUnread({ role, ignored, why, doubt, isKnown }: TableColumn<ColumnRole>): boolean {
  return (
    role === null &&
    !ignored &&
    isKnown !== true &&
    doubt === undefined &&
    !/^you said|^its header says so$/.test(why)
  );
}

function filledRows(table: Table<ColumnRole>, { column }: TableColumn<ColumnRole>) {
  return table.rows.filter(({ cells }) => cells.has(column));
}

/** Rows whose cell is nothing but a colour, which their other blank cells have not. */
function colouredRows(table: Table<ColumnRole>, { column }: TableColumn<ColumnRole>) {
  return table.rows.filter(({ cells, coloured }) => coloured.has(column) && coloured.size < cells.size);
}

function placeOf(
  { name }: Sheet,
  { header, column }: TableColumn<ColumnRole>,
  { number, cells }: Table<ColumnRole>['rows'][number],
) {
  return { sheet: name, row: number, column: header, value: cells.get(column)?.text ?? '' };
}

function countCells(filled: number): string {
  if (filled === 0) return 'colours without words, which are not kept';
  return `${filled} filled ${filled === 1 ? 'cell' : 'cells'}`;
}
