import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { headerWords, matchHeader, planHeaders } from '../grid/columns.ts';
import { columnLetters, type GridRow } from '../grid/grid.ts';
import type { SaidColumns, TableColumn } from '../table/find-table.ts';
import { oneLine } from '../text/clean-text.ts';
import type { ToolHeader } from './recognise-tool.ts';
import { type ToolUse, toolWords } from './tool-kind.ts';

/** What each column of a tool's export is read as, and which of them the tool fills for itself. */
export interface ToolColumns {
  readonly columns: readonly TableColumn<ColumnRole>[];
  /** The column of a use that is taken apart further; null where there is none or the PM says that it is something else. */
  of(use: ToolUse): number | null;
}

const rolesOfUse: Partial<Record<ToolUse, ColumnRole>> = {
  action: 'action',
  people: 'responsible',
  theme: 'theme',
  start: 'start',
  timescale: 'timescale',
  status: 'status',
  rating: 'rating',
  progress: 'progress',
  percent: 'percent',
};
const stages =
  /^(to ?do|doing|done|backlog|next( up)?|up next|in progress|in review|review|testing|completed?|not started|started|blocked|on hold|waiting|stuck|new|open|closed|this (week|month)|next (week|month|quarter)|later|someday|general)$/i;
const urgencies =
  /^(\(?\d\)? ?)?(urgent|important|critical|high(est)?|medium|normal|low(est)?|none|p[0-4])[^\p{L}\p{N}]*$/iu;
const colours = /^(red|amber|yellow|green|blue|gray|grey)$/i;
/** A number, perhaps behind a few capitals: what people say aloud. Ids of random characters or of ten digits are none. */
const readable = /^(?:[A-Z]{1,6}[ -]?)?\d{1,5}(?:\.\d{1,3})*[a-z]?$/;
const sampled = 200;

/** Settles the columns below a tool's header by their use and by what they hold; others by their headers, as in any plan. */
export function settleToolColumns(
  { kind, row, columns: uses }: ToolHeader,
  rows: readonly GridRow[],
  { said, isOutlined }: { readonly said: SaidColumns<ColumnRole>; readonly isOutlined: boolean },
): ToolColumns {
  const textsOf = (column: number) =>
    rows.slice(0, sampled).flatMap(({ cells }) => cells.get(column)?.text ?? []);
  const mostly = (column: number, words: RegExp) => {
    const texts = textsOf(column);
    return texts.length > 0 && texts.filter((text) => words.test(oneLine(text))).length * 2 > texts.length;
  };
  const roleOf = (use: ToolUse, column: number): ColumnRole | null => {
    switch (use) {
      case 'ref':
        return isReadable(textsOf(column)) ? 'ref' : null;
      case 'group':
        return mostly(column, stages)
          ? uses.has('status')
            ? null
            : 'status'
          : isOutlined
            ? 'theme'
            : 'priority';
      case 'urgency':
        return mostly(column, urgencies) || uses.has('group') || isOutlined || textsOf(column).length === 0
          ? null
          : 'priority';
      case 'status':
        if (mostly(column, /^\d{1,3}$/) && !uses.has('percent')) return 'percent';
        return mostly(column, colours) && !uses.has('rating') ? 'rating' : 'status';
      case 'span':
        return uses.has('timescale') ? null : 'timescale';
      default:
        return rolesOfUse[use] ?? null;
    }
  };
  const byColumn = new Map<number, { use: ToolUse; role: ColumnRole | null }>();
  const taken = new Set<ColumnRole>();
  for (const [use, column] of uses) {
    const role = roleOf(use, column);
    const before = byColumn.get(column);
    if (before === undefined || before.role === null) {
      const isFree = role !== null && !taken.has(role);
      byColumn.set(column, { use, role: isFree ? role : null });
      if (isFree) taken.add(role);
    }
  }
  const known = new Set(
    [...row.cells].flatMap(([column, { text }]) =>
      kind.columns.some(({ header }) => header.test(toolWords(text))) ? [column] : [],
    ),
  );
  const used = new Set([...row.cells.keys(), ...rows.flatMap(({ cells }) => [...cells.keys()])]);
  const columns = [...used]
    .sort((a, b) => a - b)
    .map((column): TableColumn<ColumnRole> => {
      const header =
        oneLine(row.cells.get(column)?.text ?? '').slice(0, 80) || `column ${columnLetters(column)}`;
      const told = said.get(headerWords(header));
      const why = `a column of ${kind.name}’s export`;
      if (told !== undefined) {
        const ignored = told === 'ignore';
        const role = told === 'ignore' || told === 'keep' ? null : told;
        const why = ignored ? 'you said to leave it out' : 'you said so';
        return { column, header, role, score: 1, why, ignored, claim: null };
      }
      const own = byColumn.get(column);
      if (own !== undefined || known.has(column)) {
        return {
          column,
          header,
          role: own?.role ?? null,
          score: 1,
          why,
          ignored: false,
          claim: null,
          isKnown: true,
        };
      }
      const match = matchHeader(header, planHeaders);
      const several = planHeaders.find(({ role }) => role === match?.role)?.several === true;
      if (match === null || (taken.has(match.role) && !several)) {
        return { column, header, role: null, score: 0, why: 'not understood', ignored: false, claim: match };
      }
      taken.add(match.role);
      return {
        column,
        header,
        role: match.role,
        score: 0.7,
        why: 'its header says so',
        ignored: false,
        claim: match,
      };
    });
  const isSaid = (column: number) => said.has(headerWords(oneLine(row.cells.get(column)?.text ?? '')));
  return {
    columns,
    of: (use) => {
      const column = uses.get(use) ?? null;
      return column === null || isSaid(column) ? null : column;
    },
  };
}

function isReadable(texts: readonly string[]): boolean {
  return (
    texts.length > 0 && texts.every((text) => readable.test(text)) && new Set(texts).size === texts.length
  );
}
