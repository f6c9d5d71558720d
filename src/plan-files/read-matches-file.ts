import type { LeadDecision } from '../domain/leads/decide-leads.ts';
import { Refusal } from '../domain/shared/errors.ts';
import type { HeaderWords } from './grid/columns.ts';
import { withoutHiddenColumns } from './grid/hidden-columns.ts';
import { readGrid } from './read-grid.ts';
import { findTable, scoreSheet } from './table/find-table.ts';
import { oneLine } from './text/clean-text.ts';
import { fileLabel } from './text/file-limits.ts';

const matchHeaders: readonly HeaderWords<'lead' | 'person'>[] = [
  {
    role: 'lead',
    named: /^(leads?( text)?|text|names?|name in (the )?plan)$/,
    hinted: /\blead\b/,
    several: false,
  },
  {
    role: 'person',
    named:
      /^(persons?|people|person ids?|users?|user ids?|ids?|entra( object)? ids?|object ids?|is|means|who)$/,
    hinted: /\b(id|person|user)\b/,
    several: false,
  },
];

const others: Readonly<Record<string, 'organisation' | 'nobody'>> = {
  organisation: 'organisation',
  organization: 'organisation',
  team: 'organisation',
  nobody: 'nobody',
  none: 'nobody',
};

/**
 * Reads what lead texts mean from a CSV or workbook with the columns Lead and Person: ids parted by semicolons, or
 * `organisation` or `nobody`. A row without a person is left undecided. Throws Refusal: `file-unreadable`, `bad-input`.
 */
export async function readMatchesFile(name: string, bytes: Uint8Array): Promise<LeadDecision[]> {
  const read = await readGrid(name, bytes, ({ sheets }) =>
    Math.max(0, ...sheets.map((sheet) => scoreSheet(sheet, matchHeaders))),
  );
  const grid = withoutHiddenColumns(read);
  for (const sheet of grid.sheets) {
    const table = findTable(sheet, matchHeaders, 'lead');
    const at = (role: 'lead' | 'person') => table?.columns.find((column) => column.role === role)?.column;
    const [leadAt, personAt] = [at('lead'), at('person')];
    if (table === null || leadAt === undefined || personAt === undefined) continue;
    return table.rows.flatMap((row): LeadDecision[] => {
      const lead = oneLine(row.cells.get(leadAt)?.text ?? '');
      const person = oneLine(row.cells.get(personAt)?.text ?? '');
      if (lead === '' || person === '') return [];
      const other = Object.hasOwn(others, person.toLowerCase()) ? others[person.toLowerCase()] : undefined;
      if (other !== undefined) return [{ lead, decision: other, ids: [] }];
      const ids = person
        .split(/[;,]/)
        .map(oneLine)
        .filter((id) => id !== '');
      return [{ lead, decision: 'people', ids }];
    });
  }
  throw new Refusal(
    'bad-input',
    `${fileLabel(name)} does not say whom leads mean: one row must name the columns Lead and Person, with a lead’s name and a person’s id on each row below it.`,
  );
}
