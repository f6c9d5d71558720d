import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { columnQuestionId } from '../../domain/import/reading-question.ts';
import { type ColumnRole, columnTitles, importFields } from '../../domain/plan/document-facts.ts';
import type { Sheet } from '../grid/grid.ts';
import { readHeaderMark } from '../grid/marked-header.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';
import type { Table, TableColumn } from './find-table.ts';

/** Below this a column's meaning is a guess that the PM should see. */
const surely = 0.6;

const columnChoices = importFields.map((field) => ({ value: field, label: columnTitles[field] }));

/** What to say of a table's columns: those not understood, or left out on the PM's word. Those guessed from what they hold are asked about. */
export function columnWarnings(
  sheet: Sheet,
  table: Table<ColumnRole>,
  questions: Questions,
): ImportWarning[] {
  return table.columns.flatMap((column) => {
    const filled = table.rows.filter(({ cells }) => cells.has(column.column));
    const [first] = filled;
    if (first === undefined) {
      return [];
    }
    const place = {
      sheet: sheet.name,
      row: first.number,
      column: column.header,
      value: first.cells.get(column.column)?.text ?? '',
    };
    const { role, score, header } = column;
    if (role !== null && score < surely) {
      const text = `Does the column “${header}” hold this: ${columnTitles[role]}?`;
      questions.ask({ id: columnQuestionId(header), text, choices: columnChoices, taken: role, place });
    }
    return warningsOf(column, filled.length).map(({ code, message }) => warning(code, message, place));
  });
}

function warningsOf(
  { role, why, header, ignored, isKnown }: TableColumn<ColumnRole>,
  filled: number,
): { code: string; message: string }[] {
  const say = `--map "${header}=..."`;
  const cells = `${filled} filled ${filled === 1 ? 'cell' : 'cells'}`;
  if (ignored && readHeaderMark(header) !== null) {
    return [];
  }
  if (ignored) {
    return [{ code: 'column-left-out', message: `This column was left out, as you said: ${cells}.` }];
  }
  if (role === null && isKnown !== true) {
    const reason = why === 'not understood' ? '' : ` (${why})`;
    const message = `This column was not ${reason === '' ? 'understood' : 'read'}${reason}; its ${cells} ${filled === 1 ? 'is' : 'are'} kept beside their actions as they stand. Say what it holds with ${say}.`;
    return [{ code: 'column-not-read', message }];
  }
  return [];
}
