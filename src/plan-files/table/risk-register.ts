import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { headerWords } from '../grid/columns.ts';
import type { Sheet } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { warning } from '../text/warnings.ts';
import type { Table } from './find-table.ts';

const risk = /^risks?( (description|identified|event|no|number|id|ref))?$/;
const treatment = /\b(mitigat\w*|controls?|contingency|response|treatment)\b/;

/** Whether a table has a risk where a plan has an aim, and what is done against it where a plan has the action. */
export function isRiskRegister({ columns }: Table<ColumnRole>): boolean {
  const action = columns.find(({ role }) => role === 'action');
  return (
    columns.some(({ header }) => risk.test(headerWords(header))) &&
    treatment.test(headerWords(action?.header ?? ''))
  );
}

/** What is said of a register of risks beside a plan's own tables. */
export function riskRegisterWarning(sheet: Sheet, { rows }: Table<ColumnRole>): ImportWarning {
  const message = `This is a register of risks and no part of the plan: its ${rows.length} rows were not read as actions.`;
  const words = rows
    .slice(0, 3)
    .map(({ cells }) => [...cells.values()].map(({ text }) => oneLine(text)).join(' | '));
  return warning('risks-not-read', message, { sheet: sheet.name, value: words.join('; ') });
}
