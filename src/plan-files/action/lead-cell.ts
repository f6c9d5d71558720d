import { oneLine } from '../text/clean-text.ts';
import { splitLeads } from '../text/split-leads.ts';

export type LeadColumn = 'responsible' | 'strategic' | 'contributors';

/** A cell of leads, taken apart by the labels it brings. */
export interface LeadCell {
  readonly responsible: readonly string[];
  readonly strategic: readonly string[];
  readonly contributors: readonly string[];
  /** `Workstream 1`, where the cell names one; else null. */
  readonly workstream: string | null;
  /** Whether the cell says openly that somebody is not named. */
  readonly notNamed: boolean;
  /** The leads of each line, where the cell has several lines and no labels; else []. */
  readonly lines: readonly (readonly string[])[];
}

const kinds: ReadonlyArray<readonly [LeadColumn, string]> = [
  [
    'strategic',
    '(?:strategic|senior)(?: (?:lead|owner|sponsor)s?)?|sro|accountable(?: (?:officer|lead|person)s?)?|exec(?:utive)? (?:lead|sponsor)s?',
  ],
  ['contributors', 'support(?:ing|ed by)?(?: (?:lead|officer)s?)?|contributors?|partners?'],
  [
    'responsible',
    '(?:responsible|action|operational|delivery|named|project)(?: (?:lead|officer|person|owner)s?)?|leads?(?: officers?)?|owners?',
  ],
];
const labels = new RegExp(
  `(?<=^|[\\s/;,|(•])(?:${kinds.map(([kind, words]) => `(?<${kind}>${words})`).join('|')})(?:\\(s\\))?(?:\\s*[:=]|\\s+[–-]\\s)`,
  'gi',
);
const separators = /^[\s/;,|–-]+|[\s/;,|–-]+$/g;
const workstreamWords = /^(?:work ?stream|theme|strand|work package)\b[\s:.–-]*\S/i;

/**
 * Reads `Workstream 1 / Responsible Lead = SB / Strategic Leads = AJ, AT`, `Responsible: ...; Strategic: ...` and plain
 * lists; what has no label is of the column's own kind.
 */
export function readLeadCell(text: string, column: LeadColumn): LeadCell {
  const found: Record<LeadColumn, string[]> = { responsible: [], strategic: [], contributors: [] };
  let notNamed = false;
  let workstream: string | null = null;
  const add = (kind: LeadColumn, words: string) => {
    const { leads, notNamed: nobody } = splitLeads(words);
    found[kind].push(...leads);
    notNamed ||= nobody;
  };

  const marks = [...text.matchAll(labels)];
  const [firstMark] = marks;
  const parts = text
    .slice(0, firstMark?.index ?? text.length)
    .split(/[/\n;]/)
    .map((part) => oneLine(part.replace(separators, '')));
  const isWorkstream = (part: string) =>
    workstreamWords.test(part) && (marks.length > 0 || /^\S+ ?(?:stream )?\d+$/i.test(part));
  const named = parts.filter(isWorkstream);
  if (named.length > 0) {
    workstream = named.join(' / ');
  }
  // Rejoined on lines, which always part, so that a slash or semicolon keeps its meaning.
  add(
    column,
    named.length > 0
      ? parts.filter((part) => !isWorkstream(part)).join('\n')
      : text.slice(0, firstMark?.index),
  );
  for (const [at, mark] of marks.entries()) {
    const kind = kinds.find(([one]) => mark.groups?.[one] !== undefined)?.[0] ?? column;
    const words = text.slice(mark.index + mark[0].length, marks[at + 1]?.index);
    // The workstream of the next labels may stand before them.
    const own = words.split(/[/\n;]/).filter((part) => !isWorkstream(oneLine(part.replace(separators, ''))));
    add(kind, own.join('\n').replace(separators, ''));
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return {
    responsible: found.responsible,
    strategic: found.strategic,
    contributors: found.contributors,
    workstream,
    notNamed,
    lines: marks.length > 0 || lines.length < 2 ? [] : lines.map((line) => splitLeads(line).leads),
  };
}
