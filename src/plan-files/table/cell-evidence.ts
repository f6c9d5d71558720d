import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import type { Cell } from '../grid/grid.ts';
import { splitLeads } from '../text/split-leads.ts';
import type { Table } from './find-table.ts';
import { splitLeadAndDate } from './lead-and-date.ts';

/** What a cell looks like by itself; one cell may be several of these. */
const kinds = {
  // `October 2026: Begun` is a dated remark.
  date: (cell: Cell) =>
    saysWhen(cell) && !/:\s+\p{L}/u.test(cell.text) && splitLeadAndDate(cell.text).lead.split(' ').length < 2,
  // Whatever else it says.
  when: saysWhen,
  rating: ({ text }: Cell) => ratingWord.test(text),
  status: ({ text }: Cell) => isStatusWord(text),
  urgency: ({ text }: Cell) => urgencyWord.test(text),
  percent: ({ text }: Cell) => /^\d{1,3}(?:\.\d+)?\s?%$/.test(text),
  number: ({ text, kind }: Cell) => kind === 'number' || /^\d+(?:\.\d+)?$/.test(text),
  flag: ({ text }: Cell) => /^(?:yes|no|y|n|true|false|x|✓|✔|n\/a)$/i.test(text),
  id: ({ text }: Cell) => isId(text),
  name: ({ text }: Cell) => isNameLike(text),
  sentence: ({ text }: Cell) => isSentence(text),
  words: ({ text }: Cell) => /\p{L}{2}\s+\S*\p{Ll}/u.test(text),
} as const;
export type CellKind = keyof typeof kinds;

/** What a column's cells show, from a sample of them. */
export interface Evidence {
  /** Filled cells of the sample. */
  readonly filled: number;
  /** The filled share of the rows. */
  readonly fill: number;
  readonly meanLength: number;
  /** The share of filled cells of a kind, from 0 to 1. */
  of(kind: CellKind): number;
}

const sampledRows = 200;

export function evidenceOf(table: Table<ColumnRole>, column: number): Evidence {
  const sample = table.rows.slice(0, sampledRows);
  const cells = sample.flatMap(({ cells: own }) => own.get(column) ?? []);
  const filled = cells.length;
  return {
    filled,
    fill: filled / Math.max(1, sample.length),
    meanLength: cells.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, filled),
    of: (kind) => cells.filter(kinds[kind]).length / Math.max(1, filled),
  };
}

const ratingWord = /^\W*(red|amber|green|blue|yellow|r|a|g|b)\b\W*$/i;
const numericDate = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ T]\d.*)?$/;
const statusWord =
  /^\W*(?:not (?:yet )?(?:started|begun)|to ?do|yet to (?:start|begin)|in[ -]?progress|started|doing|working on it|under ?way|open|closed|done|complete|completed|finished|partially complete|on hold|paused|stuck|blocked|deferred|delayed|overdue|waiting(?: on someone else)?|pending|planned|active|inactive|cancelled|withdrawn|superseded|not complete|incomplete|part complete|behind(?: schedule)?|on track|off track)\W*$/i;
const urgencyWord =
  /^\W*(?:p?\d\W{1,4})?(?:urgent|important|critical|very high|highest|high|medium|med|moderate|normal|low|lowest|very low|must(?: have)?|should(?: have)?|could(?: have)?|won['’]?t(?: have)?|essential|desirable)(?: (?:priority|urgency|importance))?(?:\W{1,4}p?\d)?\W*$/i;

/** Whether a cell says how far an action has come, and no more. */
export function isStatusWord(text: string): boolean {
  return text.length <= 40 && statusWord.test(text);
}

function saysWhen({ text, date }: Cell): boolean {
  if (date !== null || text.length > 60 || numericDate.test(text)) {
    return date !== null || numericDate.test(text);
  }
  // `Within 6 weeks` says when, though not yet on what day.
  const { timescale, doubts } = parseTimescale(text);
  return timescale.kind !== 'unknown' || doubts.length > 0;
}

/** A number, a code, or what a program makes up: `12`, `1.4`, `a1F9`, `QvX-03`. */
function isId(text: string): boolean {
  return (
    text.length <= 40 && /^[\w./#-]+$/.test(text) && /\d|\p{Ll}\p{Lu}/u.test(text) && !numericDate.test(text)
  );
}

const postWords =
  /\b(heads?|directors?|deputy|managers?|officers?|leads?|teams?|services?|board|groups?|forum|partnership|council|trusts?|schools?|partners|all|chairs?|coordinators?|advis[eo]rs?|commissioners?|consultants?|psychologists?|sencos?|dco|dmo|governors?|staff|directorate|icb|ccg|nhs|principals?|assistant|senior|strategic|responsible)\b/i;

/** No post or body has one in its name. */
const verbs = /\b(?:will|is|are|was|were|has|have|had|been|should|must|needs?)\b/i;

/** A few words at least, most of them in small letters, that open with no post or body. */
function isSentence(text: string): boolean {
  const words = text.split(/\s+/, 40);
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  return (
    words.length >= 3 &&
    small * 2 >= words.length &&
    (verbs.test(text) || !postWords.test(words.slice(0, 3).join(' ')))
  );
}

/** Whether a cell's leads are all names or initials. */
export function isNameLike(text: string): boolean {
  if (text.length > 80) {
    return false;
  }
  const { leads } = splitLeads(text);
  return (
    leads.length > 0 &&
    leads.every((lead) => /^(\p{Lu}{2,4}|\p{Lu}[\p{Ll}’'-]+( \p{Lu}[\p{L}’'.-]*){0,2})$/u.test(lead))
  );
}
