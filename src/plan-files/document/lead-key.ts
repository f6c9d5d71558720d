import { lookAtWords, withoutTitle } from '../../domain/leads/lead-words.ts';
import { parseName } from '../../domain/people/person-name.ts';
import type { LeadKeyEntry } from '../../domain/plan/lead-key.ts';
import { type HeaderWords, headerWords } from '../grid/columns.ts';
import type { GridRow, Sheet } from '../grid/grid.ts';
import { findTable } from '../table/find-table.ts';
import { oneLine } from '../text/clean-text.ts';

type KeyColumn = 'initials' | 'name' | 'role' | 'organisation';

/** Headers of a key to leads, and of a list of members, which is one without initials. */
export const leadKeyHeaders: readonly HeaderWords<KeyColumn>[] = [
  {
    role: 'initials',
    named: /^(initials?|key|code|abbreviation|lead initials?)$/,
    hinted: /\binitials?\b/,
    several: false,
  },
  {
    role: 'organisation',
    named: /^(organi[sz]ation|agency|team|service|employer|directorate|department|representing)$/,
    hinted: /\b(organi[sz]ation|agency)\b/,
    several: false,
  },
  {
    role: 'role',
    named: /^(roles?|job (title|role)|title|position|post|designation|responsibility)$/,
    hinted: /\b(job|role)\b/,
    several: false,
  },
  {
    role: 'name',
    named: /^((full )?names?( of .*)?|who|person|officer|lead( officer)?|member|representative)$/,
    hinted: /\bname\b/,
    several: false,
  },
];

const initialsShape = /^\p{Lu}{2,4}$/u;

/** Initials as a key is looked up by: `A. H.` -> `AH`. */
export function plainInitials(text: string): string {
  return oneLine(text).replace(/[.\s]/g, '');
}

/**
 * The entries of a key to leads: a table headed `Initials`, or lines whose initials the actions use or which are those of the
 * names beside them. [] for anything else, a glossary among it.
 */
export function readLeadKey(sheet: Sheet, used: ReadonlySet<string>): LeadKeyEntry[] {
  const table = findTable(sheet, leadKeyHeaders, 'initials');
  const hasNames = table?.columns.some(({ role }) => role === 'name') === true;
  if (table !== null && hasNames) {
    const of = (row: GridRow, role: KeyColumn) => {
      const column = table.columns.find((one) => one.role === role)?.column;
      return column === undefined ? '' : oneLine(row.cells.get(column)?.text ?? '');
    };
    const entries = table.rows.map((row): LeadKeyEntry => {
      const [name, role, organisation] = [of(row, 'name'), of(row, 'role'), of(row, 'organisation')];
      const initials = plainInitials(of(row, 'initials'));
      const [whole] = role === '' ? entryOf(initials, [name]) : [];
      return whole === undefined
        ? { initials, name, role, organisation }
        : { ...whole, organisation: organisation || whole.organisation };
    });
    const sound = entries.filter(({ initials, name }) => initialsShape.test(initials) && name !== '');
    return sound.length * 2 >= entries.length ? sound : [];
  }
  const lines = sheet.rows.flatMap(readKeyRow);
  const known = lines.filter(({ initials }) => used.has(initials));
  // A glossary has the same shape; only a key to leads has the initials of leads, or of the people beside them.
  const isUsed = known.length >= 2 && known.length * 3 >= lines.length;
  return isUsed || (known.length > 0 && areOfNames(lines)) ? lines : [];
}

/** A sheet whose table of actions has a key to leads above or below it, as two; any other as it is. */
export function splitLeadKey(sheet: Sheet): readonly Sheet[] {
  const keyRows = new Set(sheet.kind === 'text' ? [] : findKeyRows(sheet.rows));
  const others = sheet.rows.filter((row) => !keyRows.has(row));
  return keyRows.size === 0 || others.length === 0
    ? [sheet]
    : [
        { ...sheet, rows: others },
        { ...sheet, kind: 'table', headings: [], rows: [...keyRows] },
      ];
}

/** Whether a sheet is a key to leads and nothing else: it goes on from no table, however alike its columns are. */
export function isLeadKey({ kind, rows }: Sheet): boolean {
  return kind !== 'text' && rows.length > 0 && findKeyRows(rows).length === rows.length;
}

/** The rows that are a key to leads, with the line that heads them; [] where there are fewer than two entries. */
function findKeyRows(rows: readonly GridRow[]): GridRow[] {
  const found = rows.filter((row) => row.cells.size <= 4 && readKeyRow(row).length > 0);
  if (!areOfNames(found.flatMap(readKeyRow))) {
    return [];
  }
  const keyRows = new Set(found);
  const isHead = (row: GridRow, next: GridRow | undefined) =>
    next !== undefined && keyRows.has(next) && headsKey(row);
  return rows.filter((row, at) => keyRows.has(row) || isHead(row, rows[at + 1]));
}

/** `Key to leads`, or `Initials | Name`. */
function headsKey({ cells }: GridRow): boolean {
  const texts = [...cells.values()].map(({ text }) => headerWords(text));
  return (
    texts.length <= 4 &&
    /^(key|legend|initials|leads?|names?|abbreviations)\b/.test(texts[0] ?? '') &&
    (texts.length === 1 || texts.every((text) => leadKeyHeaders.some(({ named }) => named.test(text))))
  );
}

/** At least two, and most of them the initials of the name beside them. */
function areOfNames(entries: readonly LeadKeyEntry[]): boolean {
  const fitting = entries.filter(({ initials, name }) =>
    parseName(name).initials.includes(initials.toLowerCase()),
  );
  return entries.length >= 2 && fitting.length * 2 > entries.length;
}

/** `SB = Sam Barron, Head of SEND, Council`, in one cell or over several. */
function readKeyRow({ cells }: GridRow): LeadKeyEntry[] {
  const [first = '', ...more] = [...cells.values()].map(({ text }) => text);
  if (more.length === 0) {
    return keyLines(first).flatMap(readKeyLine);
  }
  const [initials, name, ...rest] = initialsShape.test(plainInitials(first))
    ? [plainInitials(first), ...more]
    : [plainInitials(more[0] ?? ''), first, ...more.slice(1)];
  return entryOf(initials ?? '', [name ?? '', ...rest]);
}

/** Of a text that holds a whole key, its lines, without the words before them: `Leads: AH = Ana Holt, BC = Ben Croft`. */
function keyLines(text: string): string[] {
  return text
    .split(/[\n;|]|[,.] (?=\p{Lu}\.?\p{Lu}[\p{Lu}.]{0,4} ?[=:–-])/u)
    .map((line) => oneLine(line).replace(/^[^=:]{0,40}: ?(?=\p{Lu}{2,4} ?[=–-])/u, ''));
}

function readKeyLine(line: string): LeadKeyEntry[] {
  const before = line.match(/^[•*\s]*(\p{Lu}\.?\p{Lu}\.?(?:\p{Lu}\.?){0,2})\s*(?:[=:–-]|\s-\s)\s*(.+)$/u);
  if (before !== null) {
    return entryOf(plainInitials(before[1] ?? ''), [before[2] ?? '']);
  }
  // `Ana Holt (AH), Head of Inclusion`
  const within = line.match(/^[•*\s]*([^()]{3,60})\((\p{Lu}{2,4})\)[\s,:–-]*(.*)$/u);
  return within === null ? [] : entryOf(within[2] ?? '', [within[1] ?? '', within[3] ?? '']);
}

function entryOf(initials: string, texts: readonly string[]): LeadKeyEntry[] {
  if (!initialsShape.test(initials)) {
    return [];
  }
  const parts = texts.flatMap((text) => text.split(/,\s|\s[–-]\s|\s?\(|\)/)).map(oneLine);
  const [name = '', role = '', ...rest] = parts.filter((part) => part !== '');
  const isName = lookAtWords(name) === 'name' && withoutTitle(name).includes(' ');
  return isName
    ? [
        {
          initials,
          name,
          role: rest.length > 0 || !isBody(role) ? role : '',
          organisation: rest.join(', ') || (isBody(role) ? role : ''),
        },
      ]
    : [];
}

function isBody(text: string): boolean {
  const kind = lookAtWords(text);
  return kind === 'body' || (kind !== 'post' && /^\p{Lu}{2,6}$/u.test(text));
}
