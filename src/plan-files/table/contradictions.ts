import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { headerWords } from '../grid/columns.ts';
import type { CellKind, Evidence } from './cell-evidence.ts';
import type { TableColumn } from './find-table.ts';

/** Cells of a kind that the role a header names does not have; they are another role's where that has no column yet. */
interface Contradiction {
  readonly roles: readonly ColumnRole[];
  readonly kind: CellKind;
  readonly share: number;
  readonly why: string;
  readonly instead: ColumnRole | null;
}

const people: readonly ColumnRole[] = ['responsible', 'strategic', 'contributors'];
const times: readonly ColumnRole[] = ['timescale', 'revised', 'start'];
const texts: readonly ColumnRole[] = ['success', 'outcome', 'evidence'];
const groups: readonly ColumnRole[] = ['priority', 'objective', 'theme'];

function contradiction(
  roles: readonly ColumnRole[],
  kind: CellKind,
  why: string,
  { instead = null, share = 0.6 }: { instead?: ColumnRole | null; share?: number } = {},
): Contradiction {
  return { roles, kind, share, why: `its cells are ${why}`, instead };
}

const contradictions: readonly Contradiction[] = [
  contradiction(['action'], 'id', 'ids or numbers', { instead: 'ref' }),
  contradiction(['action'], 'date', 'dates', { instead: 'timescale' }),
  contradiction(['action'], 'status', 'words of a status', { instead: 'status' }),
  contradiction(['action'], 'flag', 'yes or no'),
  contradiction(people, 'sentence', 'sentences, no names'),
  contradiction(people, 'date', 'dates', { instead: 'timescale' }),
  contradiction(people, 'id', 'ids or numbers'),
  contradiction(people, 'rating', 'ratings', { instead: 'rating', share: 0.9 }),
  contradiction(people, 'status', 'words of a status', { instead: 'status' }),
  contradiction(people, 'flag', 'yes or no', { share: 0.8 }),
  contradiction(times, 'rating', 'ratings', { instead: 'rating' }),
  contradiction(times, 'status', 'words of a status', { instead: 'status' }),
  contradiction(times, 'percent', 'percentages'),
  contradiction(times, 'name', 'names', { instead: 'responsible' }),
  contradiction(['timescale'], 'sentence', 'sentences, no dates'),
  contradiction(['rating'], 'date', 'dates'),
  contradiction(['rating'], 'urgency', 'levels of urgency or risk'),
  contradiction(['progress'], 'status', 'words of a status', { instead: 'status' }),
  contradiction(['progress'], 'rating', 'ratings', { instead: 'rating' }),
  contradiction(['progress'], 'date', 'dates', { share: 0.8 }),
  contradiction(['progress'], 'percent', 'percentages', { instead: 'percent' }),
  // Percentages among words of a status are read where they stand.
  contradiction(['status'], 'percent', 'percentages', { instead: 'percent', share: 1 }),
  contradiction(['progress', 'status'], 'number', 'numbers'),
  contradiction(['progress'], 'flag', 'yes or no'),
  contradiction(['status'], 'date', 'dates'),
  contradiction(groups, 'urgency', 'levels of urgency'),
  contradiction(groups, 'date', 'dates', { share: 0.8 }),
  contradiction(groups, 'flag', 'yes or no'),
  contradiction(texts, 'date', 'dates', { share: 0.8 }),
  contradiction(texts, 'rating', 'ratings', { share: 0.8 }),
];

/** A `Ref` may hold words where it is called that; an `Item` or `No.` that holds them is what is to be done. */
const hintedContradictions: readonly Contradiction[] = [
  contradiction(['ref'], 'words', 'words, no numbers', { instead: 'action' }),
];

const onlyTimes = /\b(?:timescales?|time ?frames?|deadline|by when)\b/;

/** What the cells of a column say against a role; undefined where nothing does. */
export function contradictionOf(
  column: TableColumn<ColumnRole>,
  role: ColumnRole,
  evidence: Evidence,
): Contradiction | undefined {
  const rules =
    column.claim?.strength === 'hinted' ? [...contradictions, ...hintedContradictions] : contradictions;
  // A timescale of any kind at all keeps its column: prose among dates is its author's.
  const isDated = times.includes(role) && evidence.of('when') > 0.1;
  return evidence.filled === 0 || isDated
    ? undefined
    : rules.find(
        ({ roles, kind, share }) =>
          roles.includes(role) &&
          evidence.of(kind) >= share &&
          // Words under a header that can only mean a time are a timescale in words: `When the contract is agreed`.
          !(role === 'timescale' && kind === 'sentence' && onlyTimes.test(headerWords(column.header))) &&
          // Initials of one letter are colours' too; a colour of any kind is no name.
          !(people.includes(role) && kind === 'id' && evidence.of('name') > 0.3),
      );
}
