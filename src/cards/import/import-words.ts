import type { FieldDifference } from '../../domain/import/import-differences.ts';
import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ActionChange } from '../../domain/import/merge-import.ts';
import { columnTitles } from '../../domain/plan/document-facts.ts';
import type { ColumnChoice } from '../../domain/plan/plan-columns.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { count } from '../kit/words.ts';

/** Below this a column was guessed rather than named by its header. */
const sureScore = 0.8;

/** Whether a column is what its header, or the PM, says. */
export function isSure({ score }: Pick<ColumnChoice, 'score'>): boolean {
  return score >= sureScore;
}

/** What a column was taken for, and how far that can be relied on. Escaped. */
export function columnWords(column: ColumnChoice): string {
  const { field, why } = column;
  // One that nobody needs is known for what it is.
  if (field === null)
    return isSure(column)
      ? 'Kept beside the action as it stands'
      : 'Not understood; kept beside the action as it stands';
  if (isSure(column)) return columnTitles[field];
  return `Please check: ${columnTitles[field]} (${escapeLine(excerpt(plainLine(why), 80))})`;
}

/** `originalTimescale` -> `Original timescale`, `rating-not-in-key` -> `Rating not in key`. */
export function codeWords(code: string): string {
  const words = plainLine(code)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return escapeLine(words.charAt(0).toUpperCase() + words.slice(1));
}

/** Of kinds of warnings whose code is no title for a reader who has never seen one. */
const warningTitles: Readonly<Record<string, string>> = {
  'tool-export': 'Read as an export',
  'table-not-tracker': 'A table that is no part of the plan',
  'text-not-kept': 'Text outside the plan’s rows',
  'said-of-section': 'Said of a whole section',
  'column-not-read': 'Columns not understood',
  'column-left-out': 'Left out, as you said',
  'column-by-content': 'Read by what its cells hold',
  'refs-start-again': 'Numbering starts again in each section',
  'header-from-neighbour': 'No header here: read like the table beside it',
  'header-from-above': 'No header here: read like the table above it',
  'status-from-progress': 'Status taken from the progress text',
  'summary-row': 'Row of totals',
  'cell-error': 'Cell that shows an error',
};

/** A kind of warning as a title. Escaped. */
export function warningTitle(code: string): string {
  return warningTitles[code] ?? codeWords(code);
}

const quoted = (text: string) => (text === '' ? 'nothing' : `“${shortLine(text, 120)}”`);

/** `Timescale: “June 2026” becomes “July 2026”`. Escaped. */
export function differenceWords({ field, from, to }: FieldDifference): string {
  return `${codeWords(field)}: ${quoted(from)} becomes ${quoted(to)}`;
}

const kindWords: Readonly<Record<ActionChange['kind'], string>> = {
  added: 'new',
  changed: 'changed',
  gone: 'closed: not in the file any more',
  back: 'opened again: back in the file',
};

export function changeTitle({ ref, kind }: ActionChange): string {
  return escapeLine(`${excerpt(plainLine(ref), 64)} · ${kindWords[kind]}`);
}

const counted: Readonly<Record<ActionChange['kind'], string>> = {
  added: 'added',
  changed: 'changed',
  gone: 'closed',
  back: 'opened again',
};

/** `3 actions added, 2 changed, 1 closed`; '' where no action changes. */
export function changeCounts(changes: readonly ActionChange[]): string {
  const parts = (['added', 'changed', 'gone', 'back'] as const).flatMap((kind) => {
    const number = changes.filter((change) => change.kind === kind).length;
    return number === 0 ? [] : [{ number, words: counted[kind] }];
  });
  return parts
    .map(({ number, words }, at) => `${at === 0 ? count(number, 'action') : number} ${words}`)
    .join(', ');
}

/** Where a warning belongs: `Tracker, row 5, Timescale`. '' for one about the whole document. Escaped. */
export function placeWords({ sheet, row, column }: ImportWarning): string {
  const parts = [sheet ?? '', row === null ? '' : `row ${row}`, column ?? ''];
  return escapeLine(
    parts
      .map((part) => excerpt(plainLine(part), 40))
      .filter((part) => part !== '')
      .join(', '),
  );
}

/** A warning in one line, without its message: `Tracker, row 5: “Dec 55”`. Escaped. */
export function warningPlace(warning: ImportWarning): string {
  const place = placeWords(warning);
  const value = warning.value === null || warning.value === '' ? '' : `“${shortLine(warning.value, 60)}”`;
  return [place, value].filter((part) => part !== '').join(': ');
}
