import type { ImportedAction, ImportWarning } from '../../domain/import/imported-plan.ts';
import type { StatedCount } from '../../domain/plan/stated-count.ts';
import type { RatingKey } from '../../domain/shared/rating.ts';
import { parseRefRange } from '../../domain/shared/ref-range.ts';
import { headerWords } from '../grid/columns.ts';
import { oneLine } from '../text/clean-text.ts';
import { warning } from '../text/warnings.ts';

export interface TextLine {
  readonly text: string;
  readonly sheet: string;
  readonly row: number;
}

const things: ReadonlyArray<readonly [what: string, words: RegExp]> = [
  ['actions', /^actions?$/],
  ['steps', /^(steps?|sub actions?|milestones?)$/],
  ['priorities', /^(priorit(y|ies)|sections?|areas?)$/],
  ['objectives', /^(objectives?|aims?)$/],
  ['themes', /^(themes?|work ?streams?)$/],
];
const longestLine = 500;

/**
 * Totals the document states of itself in its lines of text (`7 red and 50 amber`, `Total actions: 115`), held against
 * what was found. A number is only taken for a total of actions, priorities and so on, or of a label of the rating key.
 */
export function checkStatedCounts(
  lines: readonly TextLine[],
  actions: readonly ImportedAction[],
  key: RatingKey,
): { statedCounts: StatedCount[]; warnings: ImportWarning[] } {
  const found = countFound(actions, key);
  const statedCounts: StatedCount[] = [];
  const warnings: ImportWarning[] = [];
  for (const { text, sheet, row } of lines) {
    for (const { what, stated } of statedIn(oneLine(text).slice(0, longestLine), key)) {
      const count = found.get(what) ?? 0;
      statedCounts.push({ text: oneLine(text).slice(0, longestLine), what, stated, found: count });
      if (count !== stated) {
        const message = `The document says ${stated} ${what}; ${count} ${count === 1 ? 'was' : 'were'} found.${rangeHint(what, actions, key)} Check that nothing is missing.`;
        warnings.push(warning('count-differs', message, { sheet, row, value: text }));
      }
    }
  }
  return { statedCounts, warnings };
}

function statedIn(text: string, key: RatingKey): { what: string; stated: number }[] {
  const found: { what: string; stated: number }[] = [];
  const whatOf = (words: string): string | null => {
    const said = headerWords(words);
    const thing = things.find(([, one]) => one.test(said));
    return thing?.[0] ?? key.find(({ label }) => headerWords(label) === said)?.label ?? null;
  };
  const add = (words: string, number: string) => {
    const what = whatOf(words);
    const isYear = /^(19|20)\d\d$/.test(number);
    if (what !== null && !isYear && !found.some((one) => one.what === what)) {
      found.push({ what, stated: Number(number) });
    }
  };
  const labels = key.map(({ label }) => escapeForPattern(label)).join('|');
  const named = `actions?|steps?|sub-?actions?|milestones?|priorit(?:y|ies)|objectives?|themes?|work ?streams?${labels === '' ? '' : `|${labels}`}`;
  const before = new RegExp(
    `(?<![\\d./-])(\\d{1,4})(?:\\s*\\(\\d+%\\))?\\s+(?:(?:are|were|is|rated|separate|individual)\\s+){0,2}(${named})\\b`,
    'gi',
  );
  const after = new RegExp(`\\b(${named})(?:\\s+actions)?\\s*[:=–-]\\s*(\\d{1,4})(?![\\d./-])`, 'gi');
  for (const [, number = '', words = ''] of text.matchAll(before)) {
    add(words, number);
  }
  for (const [, words = '', number = ''] of text.matchAll(after)) {
    add(words, number);
  }
  return found;
}

function countFound(actions: readonly ImportedAction[], key: RatingKey): Map<string, number> {
  const distinct = (of: (action: ImportedAction) => string | null) =>
    new Set(actions.map(of).filter((one) => one !== null)).size;
  const counts = new Map([
    ['actions', actions.length],
    ['steps', actions.reduce((sum, { steps }) => sum + Math.max(1, steps.length), 0)],
    ['priorities', distinct(({ priority }) => priority)],
    ['objectives', distinct(({ objective }) => objective)],
    ['themes', distinct(({ theme }) => theme)],
  ]);
  for (const { label } of key) {
    counts.set(label, actions.filter(({ rating }) => rating.label === label).length);
  }
  return counts;
}

/** `3B i-vi` counts as one here and as six in many a document's own total. */
function rangeHint(what: string, actions: readonly ImportedAction[], key: RatingKey): string {
  const counted = actions.filter(
    ({ rating }) => what === 'actions' || key.some(({ label }) => label === what && rating.label === label),
  );
  const more = counted.reduce((sum, { ref }) => sum + (parseRefRange(ref)?.refs.length ?? 1), 0);
  return more === counted.length ? '' : ` Ranges of refs counted one by one make it ${more}.`;
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
