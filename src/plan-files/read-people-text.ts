import type { ImportWarning } from '../domain/import/imported-plan.ts';
import type { ImportedPerson } from '../domain/people/imported-person.ts';
import { peopleTextLimits } from '../domain/people/people-list.ts';
import { inReadingOrder } from '../domain/people/person-name.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { readCsv } from './grid/read-csv.ts';
import {
  betweenRoles,
  isObjectId,
  type PeopleColumn,
  peopleHeaders,
  readPerson,
  roleOf,
} from './people/people-row.ts';
import type { MailboxLine } from './people/read-mailboxes.ts';
import { peopleOf, readPeopleTable } from './read-people-file.ts';
import { findTable, scoreSheet } from './table/find-table.ts';
import { cleanText, oneLine } from './text/clean-text.ts';
import { warning } from './text/warnings.ts';

/** A list typed or pasted into a form. Rows in the warnings are its lines, counted from 1. */
export interface PeopleText {
  readonly people: readonly ImportedPerson[];
  readonly warnings: readonly ImportWarning[];
  /** The lines that name nobody, as they were typed. */
  readonly unread: readonly string[];
}

/** Longer than any name: a sentence that was pasted along. */
const longestName = 120;

/**
 * Reads people pasted from Excel with their header, or typed one a line: `Ana Holt, ana.holt@x.gov.uk`,
 * `Ana Holt <ana.holt@x.gov.uk>; ICB; chair`, or as Outlook writes several recipients. Without a header the first words are
 * the name and the next the agency. Throws `bad-input` for a list beyond `peopleTextLimits`.
 */
export function readPeopleText(text: string): PeopleText {
  const typed = text.replaceAll('\r\n', '\n').split('\n');
  demandSize(text, typed.length);
  const read = readWithHeader(text) ?? readLines(typed);
  const { people, nameless, warnings: met } = peopleOf('', read.lines, read.warnings);
  // Whoever typed the list can add the name; what Teams calls somebody is not asked while they wait for a preview.
  const unnamed = nameless.map(({ warning: told }) => ({
    ...told,
    message: 'This has an address and no name; write the name in front of it.',
  }));
  const warnings = [...met, ...unnamed].toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0));
  const rows = new Set(warnings.flatMap(({ code, row }) => (code === 'row-without-name' ? [row] : [])));
  return {
    people,
    warnings,
    unread: typed.filter((_, at) => rows.has(at + 1)),
  };
}

function demandSize(text: string, lines: number): void {
  const { characters, lines: most } = peopleTextLimits;
  if (text.length <= characters && lines <= most) return;
  throw new Refusal(
    'bad-input',
    `That list is too long for one go: a chat takes ${most} lines and ${characters.toLocaleString('en-GB')} characters. Send it in parts.`,
  );
}

interface ReadLines {
  readonly lines: readonly MailboxLine[];
  readonly warnings: readonly ImportWarning[];
}

/** The list as a sheet, where its first line names the columns; null for any other. */
function readWithHeader(text: string): ReadLines | null {
  try {
    const { sheets } = readCsv('The list', new TextEncoder().encode(text), (grid) =>
      Math.max(0, ...grid.sheets.map((sheet) => scoreSheet(sheet, peopleHeaders))),
    );
    const [found] = sheets;
    if (found === undefined) return null;
    const sheet = { ...found, name: '' };
    const table = findTable(sheet, peopleHeaders, 'name');
    const isFirst = table !== null && table.headerRow === sheet.rows[0]?.number;
    return isFirst ? readPeopleTable(sheet, table) : null;
  } catch (error) {
    // An open quotation mark, say: as lines of words it can be read all the same.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function readLines(typed: readonly string[]): ReadLines {
  const lines: MailboxLine[] = [];
  const warnings: ImportWarning[] = [];
  for (const [at, line] of typed.entries()) {
    if (cleanText(line) === '') continue;
    for (const entry of recipients(cleanText(line))) {
      const read = readEntry(entry, at + 1);
      warnings.push(...read.warnings);
      if (read.person !== null) lines.push({ person: read.person, row: read.row });
    }
  }
  return { lines, warnings };
}

/** Several people on one line, as a mail program gives its recipients; any other line is one entry. */
function recipients(line: string): string[] {
  const several = (line.match(/<[^<>\s]+@[^<>\s]+>/gu) ?? []).length > 1;
  return several ? line.split(/(?<=>)\s*[;,]\s*/u).filter((entry) => entry.trim() !== '') : [line];
}

function readEntry(entry: string, row: number): ReturnType<typeof readPerson> {
  const { cells, left } = sortCells(cellsOf(entry));
  const name = oneLine(cells.get('name') ?? '');
  const isName = /\p{L}/u.test(name) && name.length <= longestName;
  const read = readPerson({
    sheet: '',
    row,
    header: () => null,
    text: (role) => (role === 'name' && !isName ? '' : (cells.get(role) ?? '')),
    whole: entry,
  });
  const unread = left.map((value) =>
    warning('cell-not-read', 'This was not understood; it was left out.', { row, value }),
  );
  return { ...read, warnings: [...read.warnings, ...(read.person === null ? [] : unread)] };
}

/** An entry taken apart: at tabs, else around an address in brackets, else at semicolons, else at commas. */
function cellsOf(entry: string): string[] {
  if (entry.includes('\t')) return entry.split('\t').flatMap(named);
  const bracketed = named(entry);
  if (bracketed.length > 1) return bracketed;
  return entry.includes(';') ? entry.split(';').flatMap(named) : withoutReversedName(entry.split(','));
}

/** `"Holt, Ana" <ana.holt@x.gov.uk>; ICB` -> name, address and what follows; anything else as it is. */
function named(text: string): string[] {
  const [, name, address, rest = ''] =
    /^([^<>;]*)<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>(.*)$/iu.exec(text) ?? [];
  if (name === undefined || address === undefined) return [text];
  const bare = name.replaceAll(/^[\s"']+|[\s"',]+$/gu, '');
  return [inReadingOrder(bare), address, ...rest.split(/[;,]/u)];
}

/** `Holt`, `Ana`, `ana.holt@...` is one name, written as directories do, where the address has both words. */
function withoutReversedName(cells: readonly string[]): string[] {
  const [last = '', first = '', address = '', ...rest] = cells.map(oneLine);
  const mailbox = address.toLowerCase().split('@')[0] ?? '';
  const isWord = (text: string) => text !== '' && !/\s/u.test(text) && mailbox.includes(text.toLowerCase());
  return address.includes('@') && isWord(last) && isWord(first)
    ? [`${first} ${last}`, address, ...rest]
    : [...cells];
}

/** Which cell is what, by what it looks like; `left` are those that are nothing more. */
function sortCells(texts: readonly string[]): { cells: Map<PeopleColumn, string>; left: string[] } {
  const cells = new Map<PeopleColumn, string>();
  const left: string[] = [];
  const roles: string[] = [];
  for (const text of texts.map(oneLine).filter((one) => one !== '')) {
    const isRole = cells.has('name') && text.split(betweenRoles).every((part) => roleOf(part) !== undefined);
    if (isRole) roles.push(text);
    else {
      const wanted = wantedBy(text).find((role) => !cells.has(role));
      if (wanted === undefined) left.push(text);
      else cells.set(wanted, text.replace(/^mailto:/iu, ''));
    }
  }
  if (roles.length > 0) cells.set('roles', roles.join('; '));
  return { cells, left };
}

function wantedBy(text: string): readonly PeopleColumn[] {
  if (text.includes('@')) return ['email'];
  return isObjectId(text) ? ['userId'] : ['name', 'agency'];
}

const columns: ReadonlyArray<readonly [header: string, text: (person: ImportedPerson) => string]> = [
  ['Name', ({ name }) => name],
  ['E-mail', ({ email }) => email],
  ['Agency', ({ agency }) => agency],
  ['Role', ({ roles }) => roles.join('; ')],
  ['Initials', ({ initials }) => initials.join(' ')],
  ['Aliases', ({ aliases }) => aliases.join('; ')],
  ['Entra object id', ({ userId }) => userId ?? ''],
];

/** People as text that `readPeopleText` reads to the same people: a header and a line each, with tabs between. */
export function writePeopleText(people: readonly ImportedPerson[]): string {
  const used = columns.filter(([, text], at) => at < 2 || people.some((person) => text(person) !== ''));
  const cell = (text: string) => (/["\t\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [
    used.map(([header]) => header).join('\t'),
    ...people.map((person) => used.map(([, text]) => cell(oneLine(text(person)))).join('\t')),
  ].join('\n');
}
