import type { ImportedAction, ImportWarning } from '../../domain/import/imported-plan.ts';
import type { LeadKeyEntry } from '../../domain/plan/lead-key.ts';
import { type HeaderWords, headerWords } from '../grid/columns.ts';
import type { GridRow, Sheet } from '../grid/grid.ts';
import { findTable } from '../table/find-table.ts';
import { readRatingKey } from '../table/rating-key.ts';
import { oneLine } from '../text/clean-text.ts';
import { warning } from '../text/warnings.ts';

type KeyColumn = 'initials' | 'name' | 'role' | 'organisation';

const leadKeyHeaders: readonly HeaderWords<KeyColumn>[] = [
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

/** What a table that holds no actions is, as far as its head and its cells tell. */
export type FrontMatter = 'lead-key' | 'rating-key' | 'membership' | 'glossary' | 'unknown';

const names: Record<Exclude<FrontMatter, 'unknown'>, string> = {
  'lead-key': 'a key to leads, used to suggest who they are',
  'rating-key': 'the rating key',
  membership: 'a list of members',
  glossary: 'a glossary',
};

/** Reads the sheets that hold no actions. `used` are the lead texts of the actions, which tell a key to leads by its initials. */
export function readFrontMatter(
  sheets: readonly Sheet[],
  actions: readonly ImportedAction[],
): { leadKey: LeadKeyEntry[]; warnings: ImportWarning[] } {
  const used = new Set(
    actions.flatMap(({ responsibleLeads, strategicLeads, contributors }) =>
      [...responsibleLeads, ...strategicLeads, ...contributors].map(plainInitials),
    ),
  );
  const leadKey = new Map<string, LeadKeyEntry>();
  const warnings: ImportWarning[] = [];
  for (const sheet of sheets) {
    const entries = readLeadKey(sheet, used);
    for (const entry of entries) {
      leadKey.set(`${entry.initials}\n${entry.name}`, entry);
    }
    if (sheet.kind === 'text') {
      continue;
    }
    const kind = entries.length > 0 ? 'lead-key' : kindOf(sheet);
    if (kind === 'unknown') {
      const message = 'This sheet holds neither actions nor a rating key and was not read.';
      const ofTable = 'This table names no column for an action and was left out.';
      warnings.push(
        sheet.kind === 'table'
          ? warning('table-not-read', ofTable, { sheet: sheet.name, value: firstTexts(sheet) })
          : warning('sheet-not-read', message, { sheet: sheet.name }),
      );
    } else if (kind !== 'rating-key') {
      const message = `This is no part of the tracker: it was taken for ${names[kind]}.`;
      warnings.push(warning('table-not-tracker', message, { sheet: sheet.name, value: firstTexts(sheet) }));
    }
  }
  return { leadKey: [...leadKey.values()], warnings };
}

function firstTexts(sheet: Sheet): string {
  const [first] = sheet.rows;
  return [...(first?.cells.values() ?? [])].map(({ text }) => oneLine(text)).join(' | ');
}

function kindOf(sheet: Sheet): FrontMatter {
  const { rows, headings } = sheet;
  if (readRatingKey(rows) !== null) {
    return 'rating-key';
  }
  const head = headerWords([...headings.slice(-1), sheet.name, firstTexts(sheet)].join(' '));
  if (/\b(glossary|abbreviations?|acronyms?|terms? used|meaning|definition)\b/.test(head)) {
    return 'glossary';
  }
  const table = findTable(sheet, leadKeyHeaders, 'name');
  return table !== null || /\b(membership|members|attendees|distribution)\b/.test(head)
    ? 'membership'
    : 'unknown';
}

const initialsShape = /^\p{Lu}{2,4}$/u;
const plainInitials = (text: string) => oneLine(text).replace(/[.\s]/g, '');

/** Entries of a table headed `Initials`, or of lines whose initials the actions use. */
function readLeadKey(sheet: Sheet, used: ReadonlySet<string>): LeadKeyEntry[] {
  const table = findTable(sheet, leadKeyHeaders, 'initials');
  const hasNames = table?.columns.some(({ role }) => role === 'name') === true;
  if (table !== null && hasNames) {
    const of = (row: GridRow, role: KeyColumn) => {
      const column = table.columns.find((one) => one.role === role)?.column;
      return column === undefined ? '' : oneLine(row.cells.get(column)?.text ?? '');
    };
    const entries = table.rows.map((row) => ({
      initials: plainInitials(of(row, 'initials')),
      name: of(row, 'name'),
      role: of(row, 'role'),
      organisation: of(row, 'organisation'),
    }));
    const sound = entries.filter(({ initials, name }) => initialsShape.test(initials) && name !== '');
    return sound.length * 2 >= entries.length ? sound : [];
  }
  const lines = sheet.rows.flatMap((row) => readLine([...row.cells.values()].map(({ text }) => text)));
  const known = lines.filter(({ initials }) => used.has(initials));
  // A glossary has the same shape; only a key to leads has the initials of leads.
  return known.length >= 2 && known.length * 3 >= lines.length ? lines : [];
}

/** `SB = Sam Barron, Head of SEND, Council`, in one cell or over several. */
function readLine(texts: readonly string[]): LeadKeyEntry[] {
  const [first = '', ...more] = texts;
  if (more.length > 0) {
    const [initials, name, ...rest] = initialsShape.test(plainInitials(first))
      ? [plainInitials(first), ...more]
      : [plainInitials(more[0] ?? ''), first, ...more.slice(1)];
    return entryOf(initials ?? '', [name ?? '', ...rest]);
  }
  return first.split(/[\n;]/).flatMap((line) => {
    const match = oneLine(line).match(
      /^[•\s]*(\p{Lu}\.?\p{Lu}\.?(?:\p{Lu}\.?){0,2})\s*(?:[=:–-]|\s-\s)\s*(.+)$/u,
    );
    return match === null ? [] : entryOf(plainInitials(match[1] ?? ''), [match[2] ?? '']);
  });
}

function entryOf(initials: string, texts: readonly string[]): LeadKeyEntry[] {
  const parts = texts.flatMap((text) => text.split(/,\s|\s[–-]\s|\s?\(|\)/)).map(oneLine);
  const [name = '', role = '', ...rest] = parts.filter((part) => part !== '');
  const isName = /^\p{Lu}[\p{L}’'.-]*( \p{Lu}[\p{L}’'.-]*){1,3}$/u.test(name);
  return initialsShape.test(initials) && isName
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
  return (
    /\b(council|nhs|icb|ccg|trust|forum|partnership|school|college|service|team)\b/i.test(text) ||
    /^\p{Lu}{2,6}$/u.test(text)
  );
}
