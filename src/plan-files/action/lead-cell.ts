import { oneLine } from '../text/clean-text.ts';
import { type DecideLeads, decideByLikelihood } from '../text/lead-doubts.ts';
import type { LeadPart } from '../text/lead-remarks.ts';
import { type ListedLead, listLeads } from '../text/list-leads.ts';

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
  /** Who leads after or led before whom, or from or until when; null where the cell says nothing of it. */
  readonly handover: Handover | null;
  /** The leads of each line, where the cell has several lines and no labels; else []. */
  readonly lines: readonly (readonly string[])[];
}

/** What a cell says of one lead after another. */
export interface Handover {
  /** Whoever is to lead later: kept among the contributors. */
  readonly later: readonly string[];
  /** Whoever led before: no lead of the action. */
  readonly before: readonly string[];
}

/** `SEND lead - SB` names a post, `SB; Lead: AT` has a label. */
const alone = '(?<=^\\s*|[\\n/;,|(•]\\s*)';
const kinds: ReadonlyArray<readonly [LeadColumn, string]> = [
  [
    'strategic',
    '(?:strategic|senior)(?: (?:lead|owner|sponsor)s?)?|sro|accountable(?: (?:officer|lead|person)s?)?|exec(?:utive)? (?:lead|sponsor)s?',
  ],
  [
    'contributors',
    `support(?:ing|ed by) (?:lead|officer)s?|${alone}support(?:ing|ed by)?|contributors?|${alone}partners?`,
  ],
  [
    'responsible',
    `(?:responsible|action|operational|delivery|named|project)(?: (?:lead|officer|person|owner)s?)?|lead officers?|${alone}(?:leads?|owners?)`,
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
 * lists; what has no label is of the column's own kind. What can be read in two ways is settled by `decide`.
 */
export function readLeadCell(
  written: string,
  column: LeadColumn,
  decide: DecideLeads = decideByLikelihood,
): LeadCell {
  // A run of blanks says no more than one, and the patterns below would look at each of its places from each.
  const text = written.replace(/[^\S\n]+/g, ' ').replace(/\n\s+/g, '\n');
  const found: Record<LeadColumn, string[]> = { responsible: [], strategic: [], contributors: [] };
  const later: string[] = [];
  const before: string[] = [];
  const workstreams: string[] = [];
  let [notNamed, hasTerm] = [false, false];
  const add = (kind: LeadColumn, words: string) => {
    const list = listLeads(words, decide);
    for (const lead of list.leads) {
      const at = columnOf(lead.part, kind);
      if (at !== null) found[at].push(lead.text);
    }
    later.push(...textsOf(list.leads, 'after'));
    before.push(...textsOf(list.leads, 'former'));
    workstreams.push(...list.workstreams);
    notNamed ||= list.notNamed;
    hasTerm ||= list.hasTerm;
    return list;
  };

  const marks = [...text.matchAll(labels)];
  const [firstMark] = marks;
  const head = text.slice(0, firstMark?.index ?? text.length);
  const own = marks.length === 0 ? head : withoutWorkstreams(head, workstreams);
  const whole = add(column, own);
  for (const [at, mark] of marks.entries()) {
    const kind = kinds.find(([one]) => mark.groups?.[one] !== undefined)?.[0] ?? column;
    // The workstream of the next labels may stand before them.
    const words = text.slice(mark.index + mark[0].length, marks[at + 1]?.index).replace(separators, '');
    add(kind, withoutWorkstreams(words, workstreams));
  }
  const pairs = marks.length === 0 && whole.lines > 1 && !whole.joinsLines;
  return {
    responsible: found.responsible,
    strategic: found.strategic,
    contributors: found.contributors,
    workstream: workstreams.length === 0 ? null : [...new Set(workstreams)].join(' / '),
    notNamed,
    handover: hasTerm ? { later, before } : null,
    lines: pairs
      ? Array.from({ length: whole.lines }, (_, line) =>
          textsOf(
            whole.leads.filter((lead) => lead.line === line),
            'lead',
          ),
        )
      : [],
  };
}

function columnOf(part: LeadPart, column: LeadColumn): LeadColumn | null {
  if (part === 'lead') return column;
  if (part === 'strategic') return 'strategic';
  return part === 'former' ? null : 'contributors';
}

function textsOf(leads: readonly ListedLead[], part: LeadPart): string[] {
  return leads.filter((lead) => lead.part === part).map(({ text }) => text);
}

/** Beside labels, whatever begins like a workstream is one: `Workstream: early help / Lead = SB`. */
function withoutWorkstreams(words: string, found: string[]): string {
  const parts = words.split(/[/\n;]/).map((part) => oneLine(part.replace(separators, '')));
  const named = parts.filter((part) => workstreamWords.test(part));
  found.push(...named);
  // Rejoined on lines, which always part, so that a slash or semicolon keeps its meaning where there is none.
  return named.length === 0 ? words : parts.filter((part) => !workstreamWords.test(part)).join('\n');
}
