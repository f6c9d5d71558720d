import type { ImportWarning } from '../domain/import/imported-plan.ts';
import type { ImportedPerson } from '../domain/people/imported-person.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { headerWords } from './grid/columns.ts';
import type { GridRow, Sheet } from './grid/grid.ts';
import { withoutHiddenColumns } from './grid/hidden-columns.ts';
import { type PeopleColumn, type PersonCells, peopleHeaders, readPerson } from './people/people-row.ts';
import { type MailboxLine, readMailboxes } from './people/read-mailboxes.ts';
import { readGrid } from './read-grid.ts';
import { findTable, scoreSheet, type Table } from './table/find-table.ts';
import { oneLine } from './text/clean-text.ts';
import { fileLabel } from './text/file-limits.ts';
import { warning } from './text/warnings.ts';

/** A line with an address and nothing else to call its person by, and what its reader is told when nobody finds a name for it. */
export interface NamelessLine {
  readonly person: ImportedPerson;
  readonly warning: ImportWarning;
}

export interface PeopleFile {
  readonly people: ImportedPerson[];
  /** No name is made of an address: Teams may know it. */
  readonly nameless: NamelessLine[];
  readonly warnings: ImportWarning[];
}

/**
 * Reads a people list (CSV or .xlsx): a name on each line and at least one of initials, aliases, e-mail, Entra
 * object id, agency and role, or mailboxes alone (`Ana Holt <ana.holt@x.example>`). Blank cells give '' and []. Throws
 * Refusal: `file-unreadable`, `not-a-plan`.
 */
export async function readPeopleFile(name: string, bytes: Uint8Array): Promise<PeopleFile> {
  const file = fileLabel(name);
  const read = await readGrid(name, bytes, ({ sheets }) =>
    Math.max(0, ...sheets.map((sheet) => scoreSheet(sheet, peopleHeaders))),
  );
  const grid = withoutHiddenColumns(read);
  const warnings: ImportWarning[] = [...grid.warnings];
  for (const sheet of grid.sheets) {
    const table =
      findTable(sheet, peopleHeaders, 'name') ?? findTable(sheet, peopleHeaders, 'email', { least: 1 });
    if (table === null) {
      const lines = readMailboxes(sheet);
      if (lines === null) continue;
      return peopleOf(sheet.name, lines, warnings);
    }
    const { lines, warnings: met } = readPeopleTable(sheet, table);
    warnings.push(...met);
    if (lines.length > 0) {
      return peopleOf(sheet.name, lines, warnings);
    }
  }
  throw new Refusal(
    'not-a-plan',
    `${file} is no people list: one row must name the columns (Name, and any of Initials, Aliases, E-mail, Entra object id, Agency, Role), with a person on each row below it; or each row is “Name <e-mail address>”.`,
  );
}

export function peopleOf(
  sheet: string,
  lines: readonly MailboxLine[],
  warnings: readonly ImportWarning[],
): PeopleFile {
  const named = lines.filter(({ person }) => person.name !== '');
  const nameless = lines.filter(({ person }) => person.name === '');
  return {
    people: named.map(({ person }) => person),
    nameless: nameless.map(({ person, row }) => ({
      person,
      warning: warning(
        'row-without-name',
        'This row has an address and no name, and nobody in Teams is known by it; it was left out.',
        { sheet, row, value: person.email },
      ),
    })),
    warnings: [...warnings, ...repeatedPeople(sheet, named)],
  };
}

/** The people of a table, with what was met on the way; rows that name nobody are among the warnings alone. */
export function readPeopleTable(
  sheet: Sheet,
  table: Table<PeopleColumn>,
): { readonly lines: readonly MailboxLine[]; readonly warnings: readonly ImportWarning[] } {
  const read = table.rows.map((row) => readPerson(cellsOf(sheet.name, row, table)));
  return {
    lines: read.flatMap(({ person, row }) => (person === null ? [] : [{ person, row }])),
    warnings: [...unreadColumns(sheet.name, table), ...read.flatMap((line) => line.warnings)],
  };
}

function cellsOf(sheet: string, row: GridRow, table: Table<PeopleColumn>): PersonCells {
  const column = (role: PeopleColumn) => table.columns.find((one) => one.role === role);
  return {
    sheet,
    row: row.number,
    header: (role) => column(role)?.header ?? null,
    text: (role) => row.cells.get(column(role)?.column ?? 0)?.text ?? '',
    whole: [...row.cells.values()].map((cell) => oneLine(cell.text)).join(' | '),
  };
}

/** The same account or name on two lines: both are kept, and the reader is told. */
function repeatedPeople(sheet: string, lines: readonly MailboxLine[]): ImportWarning[] {
  const seen = new Map<string, number>();
  const warnings: ImportWarning[] = [];
  for (const { person, row } of lines) {
    const keys = [
      ['repeated-name', 'name', headerWords(person.name)] as const,
      ['repeated-user-id', 'Entra object id', person.userId ?? ''] as const,
    ];
    for (const [code, what, key] of keys) {
      const first = seen.get(`${code} ${key}`);
      if (key !== '' && first !== undefined) {
        const message = `Row ${first} has the same ${what}: check whether the two are one person.`;
        warnings.push(warning(code, message, { sheet, row, value: person.name }));
      }
      seen.set(`${code} ${key}`, first ?? row);
    }
  }
  return warnings;
}

function unreadColumns(sheet: string, table: Table<PeopleColumn>): ImportWarning[] {
  return table.columns
    .filter(({ role }) => role === null)
    .map(({ header }) =>
      warning('column-not-read', 'This column was not understood and is not imported.', {
        sheet,
        column: header,
      }),
    );
}
