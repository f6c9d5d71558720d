import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { matchHeader, planHeaders } from '../grid/columns.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Table, TableColumn } from './find-table.ts';
import type { CellPart } from './lead-and-date.ts';

const partOf: Partial<Readonly<Record<ColumnRole, CellPart>>> = {
  responsible: 'lead',
  strategic: 'lead',
  contributors: 'lead',
  timescale: 'date',
  revised: 'date',
};
const between = /\s*(?:[/&+,;|()]|\s[–—-]\s|:|\b(?:and|with)\b)\s*|\s+(?=by when\b)/i;

/** A column whose header names a lead and a date (`Officer responsible & target date`) stands twice, once for each. */
export function splitColumns(table: Table<ColumnRole>): Table<ColumnRole> {
  const has = (role: ColumnRole, but: TableColumn<ColumnRole>) =>
    table.columns.some((one) => one !== but && one.role === role);
  const columns = table.columns.flatMap((column): TableColumn<ColumnRole>[] => {
    const told = /^you said/.test(column.why) || column.ignored || column.score === 0;
    const roles = told ? null : rolesOf(column.header);
    if (roles === null || has(roles.date, column)) {
      return [column];
    }
    const why = 'its header names a lead and a date';
    const shared = { ...column, score: 0.8, why };
    return [
      { ...shared, role: roles.lead, part: 'lead', claim: { role: roles.lead, strength: 'named' } },
      { ...shared, role: roles.date, part: 'date', claim: { role: roles.date, strength: 'named' } },
    ];
  });
  return { ...table, columns };
}

/** The roles of the two facts that a header names; null where it names one, or others than a lead and a date. */
function rolesOf(header: string): Record<CellPart, ColumnRole> | null {
  const pieces = header
    .split(between)
    .map(oneLine)
    .filter((piece) => piece !== '');
  const found: Partial<Record<CellPart, ColumnRole>> = {};
  for (const piece of pieces.slice(0, 6)) {
    const match = matchHeader(piece, planHeaders);
    const part = match === null ? undefined : partOf[match.role];
    if (match !== null && part !== undefined) {
      found[part] ??= match.role;
    }
  }
  const { lead, date } = found;
  return lead === undefined || date === undefined ? null : { lead, date };
}
