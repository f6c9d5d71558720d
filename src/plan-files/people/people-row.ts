import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ImportedPerson } from '../../domain/people/imported-person.ts';
import { isEmailAddress } from '../../domain/people/people-list.ts';
import type { Role } from '../../domain/people/person.ts';
import { type HeaderWords, headerWords } from '../grid/columns.ts';
import { oneLine } from '../text/clean-text.ts';
import { warning } from '../text/warnings.ts';
import { joinMailbox, parseMailbox } from './read-mailboxes.ts';

export type PeopleColumn = 'name' | 'initials' | 'aliases' | 'email' | 'userId' | 'agency' | 'roles';

export const peopleHeaders: readonly HeaderWords<PeopleColumn>[] = [
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

/** The role that words stand for; undefined for any others. */
export function roleOf(words: string): Role | undefined {
  return roleWords.find(([, pattern]) => pattern.test(headerWords(words)))?.[0];
}

export const isObjectId = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
/** What parts several roles in one cell. */
export const betweenRoles = /[;/,]|\band\b|\+/i;

/** What a list says of one person, cell by cell, with its place. */
export interface PersonCells {
  /** '' for a list that is no sheet. */
  readonly sheet: string;
  /** Counted from 1. */
  readonly row: number;
  /** The column's header as written; null where the list has no such column. */
  readonly header: (role: PeopleColumn) => string | null;
  /** '' for a blank cell. */
  readonly text: (role: PeopleColumn) => string;
  /** The whole row, to be shown where it names nobody. */
  readonly whole: string;
}

/**
 * One person of a people list, without a name where their row has an address alone; null, with the reason as a warning, for a
 * row that names nobody.
 */
export function readPerson({ sheet, row, header, text: cell, whole }: PersonCells): {
  readonly person: ImportedPerson | null;
  readonly row: number;
  readonly warnings: ImportWarning[];
} {
  const warnings: ImportWarning[] = [];
  const text = (role: PeopleColumn) => oneLine(cell(role));
  const list = (role: PeopleColumn, separators: RegExp) =>
    text(role)
      .split(separators)
      .map(oneLine)
      .filter((part) => part !== '');
  const warn = (code: string, message: string, role: PeopleColumn, value: string) => {
    warnings.push(
      warning(code, message, {
        ...(sheet === '' ? {} : { sheet }),
        row,
        column: header(role) ?? role,
        value,
      }),
    );
  };

  const { name, email } = joinMailbox(text('name'), text('email'));
  if (name === '' && parseMailbox(email) === null) {
    warn('row-without-name', 'This row names nobody; it was left out.', 'name', whole);
    return { person: null, row, warnings };
  }
  if (email !== '' && !isEmailAddress(email)) {
    warn('bad-email', 'This is no e-mail address; it was left out.', 'email', email);
  }
  const userId = text('userId').toLowerCase();
  if (userId !== '' && !isObjectId(userId)) {
    warn(
      'bad-user-id',
      'An Entra object id has 32 letters and digits (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx); this one was left out.',
      'userId',
      userId,
    );
  }
  const roles: Role[] = [];
  for (const part of list('roles', betweenRoles)) {
    const role = roleOf(part);
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
      email: isEmailAddress(email) ? email : '',
      userId: isObjectId(userId) ? userId : null,
      agency: text('agency'),
      roles,
    },
    row,
    warnings,
  };
}
