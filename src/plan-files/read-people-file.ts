import { Refusal } from '../domain/errors.ts';
import type { ImportedPerson, ImportWarning } from '../domain/imported-plan.ts';
import type { Role } from '../domain/person.ts';
import { oneLine } from './clean-text.ts';
import { type HeaderWords, headerWords } from './columns.ts';
import { fileLabel } from './file-limits.ts';
import { findTable, scoreSheet, type Table } from './find-table.ts';
import type { GridRow } from './grid.ts';
import { readGrid } from './read-grid.ts';
import { joinMailbox, type MailboxLine, parseMailbox, readMailboxes } from './read-mailboxes.ts';
import { warning } from './warnings.ts';

type PeopleColumn = 'name' | 'initials' | 'aliases' | 'email' | 'userId' | 'agency' | 'roles';

const peopleHeaders: readonly HeaderWords<PeopleColumn>[] = [
  { role: 'initials', named: /^initials?$/, hinted: null, several: false },
  {
    role: 'aliases',
    named: /^(alias(es)?|also known as|aka|other names?|known as|nicknames?)$/,
    hinted: null,
    several: false,
  },
  {
    role: 'email',
    named: /^((e ?)?mail( address)?|upn|user principal name)$/,
    hinted: /\be ?mail\b/,
    several: false,
  },
  {
    role: 'userId',
    named:
      /^((microsoft )?(entra|azure ad|aad)( (object|user))?( id)?|(teams )?(user|object) ?id|object identifier)$/,
    hinted: /\bobject ?id\b/,
    several: false,
  },
  {
    role: 'agency',
    named: /^(agency|organisation|organization|employer|lead organisation|partner|service|team|directorate)$/,
    hinted: /\b(agency|organisation)\b/,
    several: false,
  },
  {
    role: 'roles',
    named: /^(roles?|plan roles?|roles? in (the )?plan|board roles?)$/,
    hinted: /\brole\b/,
    several: false,
  },
  {
    role: 'name',
    named: /^((full|display|person) )?names?( of (person|lead))?$|^person$|^lead$/,
    hinted: /\bname\b/,
    several: false,
  },
];

const roleWords: ReadonlyArray<readonly [Role, RegExp]> = [
  ['pm', /^(pm|(project|programme|program|plan) (manager|lead|officer)|administrator)$/],
  ['chair', /^((vice|deputy|co|board) )?chair(man|woman|person)?( of( the)? board)?$/],
  ['member', /^((board|executive) )?member$/],
  ['lead', /^((responsible|strategic|action|named|operational) )?lead$|^(sro|owner|action owner)$/],
];

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
  const grid = await readGrid(name, bytes, ({ sheets }) =>
    Math.max(0, ...sheets.map((sheet) => scoreSheet(sheet, peopleHeaders))),
  );
  const warnings: ImportWarning[] = [...grid.warnings];
  for (const sheet of grid.sheets) {
    const table =
      findTable(sheet, peopleHeaders, 'name') ?? findTable(sheet, peopleHeaders, 'email', { least: 1 });
    if (table === null) {
      const lines = readMailboxes(sheet);
      if (lines === null) continue;
      return peopleOf(sheet.name, lines, warnings);
    }
    warnings.push(...unreadColumns(sheet.name, table));
    const read = table.rows.map((row) => readPerson(sheet.name, row, table));
    warnings.push(...read.flatMap((line) => line.warnings));
    const lines = read.flatMap(({ person, row }) => (person === null ? [] : [{ person, row }]));
    if (lines.length > 0) {
      return peopleOf(sheet.name, lines, warnings);
    }
  }
  throw new Refusal(
    'not-a-plan',
    `${file} is no people list: one row must name the columns (Name, and any of Initials, Aliases, E-mail, Entra object id, Agency, Role), with a person on each row below it; or each row is “Name <e-mail address>”.`,
  );
}

function peopleOf(
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
    warnings: [...warnings, ...repeated(sheet, named)],
  };
}

function readPerson(
  sheet: string,
  row: GridRow,
  table: Table<PeopleColumn>,
): { person: ImportedPerson | null; row: number; warnings: ImportWarning[] } {
  const warnings: ImportWarning[] = [];
  const column = (role: PeopleColumn) => table.columns.find((one) => one.role === role);
  const text = (role: PeopleColumn) => {
    const at = column(role);
    return at === undefined ? '' : oneLine(row.cells.get(at.column)?.text ?? '');
  };
  const list = (role: PeopleColumn, separators: RegExp) =>
    text(role)
      .split(separators)
      .map(oneLine)
      .filter((part) => part !== '');
  const warn = (code: string, message: string, role: PeopleColumn, value: string) => {
    warnings.push(
      warning(code, message, { sheet, row: row.number, column: column(role)?.header ?? role, value }),
    );
  };

  const { name, email } = joinMailbox(text('name'), text('email'));
  if (name === '' && parseMailbox(email) === null) {
    warn(
      'row-without-name',
      'This row names nobody; it was left out.',
      'name',
      [...row.cells.values()].map((cell) => oneLine(cell.text)).join(' | '),
    );
    return { person: null, row: row.number, warnings };
  }
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    warn('bad-email', 'This is no e-mail address; it was left out.', 'email', email);
  }
  const userId = text('userId').toLowerCase();
  const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(userId);
  if (userId !== '' && !isGuid) {
    warn(
      'bad-user-id',
      'An Entra object id has 32 letters and digits (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx); this one was left out.',
      'userId',
      userId,
    );
  }
  const roles: Role[] = [];
  for (const part of list('roles', /[;/,]|\band\b|\+/i)) {
    const role = roleWords.find(([, words]) => words.test(headerWords(part)))?.[0];
    if (role === undefined) {
      warn(
        'unknown-role',
        'This is no role in a plan (PM, chair, member, lead); it was left out.',
        'roles',
        part,
      );
    } else if (!roles.includes(role)) {
      roles.push(role);
    }
  }
  return {
    person: {
      name,
      initials: [...new Set(list('initials', /[;,/\s]/))],
      aliases: [...new Set(list('aliases', /;/))],
      email: /^[^\s@]+@[^\s@]+$/.test(email) ? email : '',
      userId: isGuid ? userId : null,
      agency: text('agency'),
      roles,
    },
    row: row.number,
    warnings,
  };
}

/** The same account or name on two lines: both are kept, and the reader is told. */
function repeated(sheet: string, lines: readonly MailboxLine[]): ImportWarning[] {
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
