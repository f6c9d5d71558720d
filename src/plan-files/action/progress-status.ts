import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ActionStatus } from '../../domain/plan/document-facts.ts';
import { foldWords } from '../../domain/shared/fold.ts';
import type { ActionDraft } from '../table/draft-rows.ts';
import type { Field, TableRow } from '../table/row-reader.ts';
import { warning } from '../text/warnings.ts';
import { parseStatus } from './parse-status.ts';

/** The status that a plan's progress begins with, where it does so throughout. */
export interface ProgressStatus {
  /** null where the row's progress begins otherwise, or the plan's does not begin so. */
  of(row: TableRow | undefined): ActionStatus | null;
  readonly warnings: readonly ImportWarning[];
}

const leastRows = 3;
const leastShare = 0.8;

const opening = /^[^\p{L}]{0,5}(\p{L}[\p{L} -]{1,40}?)\s*(?:[.:;,()–—\n]|-\s|$)/u;
const phrase =
  /^((now|fully|partially|partly|mostly|largely|substantially|nearly|almost|not|not yet|not fully|part) )?(achieved|completed?|delivered|done|met|closed|finished|started|begun|commenced|due|implemented)$|^(in progress|ongoing|on going|under ?way|open|on hold|paused|delayed|overdue|on track|not on track|off track|at risk|superseded|withdrawn|cancelled|merged|yet to (start|begin)|to be started|some progress|in hand|progressing|no longer (required|needed))$/;

/** What a text begins with, if that is a status and nothing else: `Partially achieved. Draft only.` */
function openingStatus(text: string): { words: string; status: ActionStatus } | null {
  const words = text.slice(0, 60).match(opening)?.[1]?.trim() ?? '';
  const said = foldWords(words);
  const status = phrase.test(said) ? parseStatus(said) : null;
  return status === null ? null : { words, status };
}

/** The latest text of the row's progress. */
const progressOf = (row: TableRow | undefined): Field | null => row?.fields('progress').at(-1) ?? null;

/** Judges whether the plan writes its status at the head of its progress; a plan with statuses of its own does not. */
export function readProgressStatus(drafts: readonly ActionDraft[]): ProgressStatus {
  const words = new Set<string>();
  let filled = 0;
  let opened = 0;
  let stated = false;
  let first: { sheet: string; row: number; column: string } | null = null;
  for (const { sheet, rows } of drafts) {
    const [row] = rows;
    const field = progressOf(row);
    stated ||= row !== undefined && row.text('status') !== '';
    if (row === undefined || field === null) {
      continue;
    }
    filled += 1;
    const begins = openingStatus(field.text);
    if (begins !== null) {
      opened += 1;
      first ??= { sheet, row: row.number, column: field.header };
      words.add(begins.words);
    }
  }
  if (stated || first === null || opened < leastRows || opened < filled * leastShare) {
    return { of: () => null, warnings: [] };
  }
  const list = [...words].slice(0, 6).map((word) => `“${word}”`);
  const message = `The progress of ${opened} of ${filled} actions begins with a status (${list.join(', ')}), which is taken as theirs.`;
  return {
    of: (row) => openingStatus(progressOf(row)?.text ?? '')?.status ?? null,
    warnings: [warning('status-from-progress', message, first)],
  };
}
