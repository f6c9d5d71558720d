import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { matchHeader, planHeaders } from '../grid/columns.ts';
import { oneLine } from '../text/clean-text.ts';
import { isNameLike } from './cell-evidence.ts';
import type { Table, TableColumn } from './find-table.ts';
import { type CellPart, splitLeadAndDate } from './lead-and-date.ts';

const partOf: Partial<Readonly<Record<ColumnRole, CellPart>>> = {
  responsible: 'lead',
  strategic: 'lead',
  contributors: 'lead',
  timescale: 'date',
  revised: 'date',
};
const between = /\s*(?:[/&+,;|()]|\s[–—-]\s|:|\b(?:and|with)\b)\s*|\s+(?=by when\b)/i;

/**
 * A column whose header names a lead and a date (`Officer responsible & target date`) stands twice, once for each, and so does one
 * whose cells hold both where the table has no column for the other.
 */
export function splitColumns(table: Table<ColumnRole>): Table<ColumnRole> {
  const has = (role: ColumnRole, but: TableColumn<ColumnRole>) =>
    table.columns.some((one) => one !== but && one.role === role);
  const columns = table.columns.flatMap((column): TableColumn<ColumnRole>[] => {
    const told = /^you said/.test(column.why) || column.ignored || column.score === 0;
    const named = told ? null : rolesOf(column.header);
    const roles = named ?? (told ? null : rolesInCells(table, column));
    if (roles === null || has(roles.date, column) || (named === null && has(roles.lead, column))) {
      return [column];
    }
    const why =
      named === null ? 'its cells are leads and dates together' : 'its header names a lead and a date';
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

const sampledRows = 200;
/** So large a share of the cells must hold both; a date in one cell among many is a remark. */
const leastShare = 0.3;
/** `Ana Holt until Dec 2026, then Cara Day` is about the lead, `March 2027 (Board)` about the date. */
const ofTenure = /\b(?:until|till|from|since|then|after|before|maternity|interim|acting|leave|vacant)\b/i;

/** The roles of a column of leads or of dates many of whose cells hold a lead and a date; null for any other. */
function rolesInCells(
  table: Table<ColumnRole>,
  { column, role }: TableColumn<ColumnRole>,
): Record<CellPart, ColumnRole> | null {
  if (role !== 'responsible' && role !== 'timescale') {
    return null;
  }
  const cells = table.rows.slice(0, sampledRows).flatMap(({ cells: own }) => own.get(column) ?? []);
  const both = cells.filter(({ text, date }) => date === null && holdsBoth(text));
  return both.length > 0 && both.length >= leastShare * cells.length
    ? { lead: 'responsible', date: 'timescale' }
    : null;
}

function holdsBoth(text: string): boolean {
  if (text.length > 120 || !/\d/.test(text) || ofTenure.test(text)) {
    return false;
  }
  const { lead, date } = splitLeadAndDate(text);
  return date !== '' && isNameLike(lead);
}
