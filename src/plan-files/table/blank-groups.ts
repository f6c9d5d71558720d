import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { headerWords } from '../grid/columns.ts';
import { createSheetView, type Sheet } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import type { Table, TableColumn } from './find-table.ts';

/** Roles under which several actions stand, outermost first. */
const groupRoles = ['priority', 'objective', 'theme'] as const;
type GroupRole = (typeof groupRoles)[number];

const choices = [
  { value: 'above', label: 'Yes: a blank cell goes on from the one above it' },
  { value: 'none', label: 'No: those actions belong to none' },
] as const;

const isGroup = ({ role }: TableColumn<ColumnRole>) => groupRoles.some((one) => one === role);

/**
 * The groups of each row that are written above it: a tracker names a priority once, in its first row, and leaves the cells below
 * blank. Only where the columns stand at the left of the table and no group is named twice; the PM is asked.
 */
export function readBlankGroups(
  sheet: Sheet,
  table: Table<ColumnRole>,
  questions: Questions,
): ReadonlyMap<number, ReadonlyMap<GroupRole, string>> {
  const found = new Map<number, Map<GroupRole, string>>();
  const first = table.columns.findIndex((column) => !isGroup(column));
  const columns = table.columns
    .slice(0, Math.max(0, first))
    .filter(({ ignored, part }) => !ignored && part === undefined);
  const action = table.columns.find(({ role }) => role === 'action')?.column ?? 0;
  const rows = table.rows.filter(({ cells }) => cells.has(action));
  const view = createSheetView(sheet);
  const outer: number[] = [];
  for (const { column, header, role } of columns) {
    const texts = rows.map((row) => ({ row, text: oneLine(view.at(row.number, column).cell?.text ?? '') }));
    const named = texts.filter(({ row }) => row.cells.has(column)).map(({ text }) => headerWords(text));
    const blank = texts.filter(({ text }) => text === '');
    const isOnce = new Set(named).size === named.length;
    const groupRole = groupRoles.find((one) => one === role);
    if (groupRole !== undefined && blank.length > 0 && isOnce && texts[0]?.text !== '') {
      let above = '';
      for (const { row, text } of texts) {
        const isNewOuter = outer.some((one) => row.cells.has(one));
        above = text === '' && !isNewOuter ? above : text;
        if (text !== '' || above === '') continue;
        const answer = questions.ask({
          id: `blank-groups:${header}`,
          text: `“${header}” is blank in some rows. Do they belong to what stands above?`,
          choices,
          taken: 'above',
          place: { sheet: sheet.name, row: row.number, column: header, value: above },
        });
        if (answer === 'above') {
          found.set(
            row.number,
            (found.get(row.number) ?? new Map<GroupRole, string>()).set(groupRole, above),
          );
        }
      }
    }
    outer.push(column);
  }
  return found;
}
