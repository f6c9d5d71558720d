/**
 * How much an import's warning asks of the PM: `question` wants a decision, `warning` a look, `note` only says how
 * something was read and that nothing is lost.
 */
export type WarningWeight = 'question' | 'warning' | 'note';

const questions: ReadonlySet<string> = new Set([
  'dates-do-not-match-steps',
  'leads-do-not-match-steps',
  'ref-clash',
  'count-differs',
  'unknown-rating',
  'impossible-date',
  'ref-is-date',
  'action-gone',
  'initials-not-in-key',
]);

const notes: ReadonlySet<string> = new Set([
  'table-not-tracker',
  'text-not-kept',
  'said-of-section',
  'column-left-out',
  'column-by-content',
  'refs-start-again',
  'ref-range-expanded',
  'rating-from-colour',
  'rating-from-earlier',
  'rating-from-progress',
  'status-from-progress',
  'progress-says-achieved',
  'header-from-above',
  'header-from-neighbour',
  'lead-changes',
  'row-joined',
  'encoding-assumed',
  'hidden-rows-read',
  'tool-export',
  'assignments-joined',
  'summary-row',
  'row-left-out',
  'formulas-read',
  'bullets-are-actions',
  'approximate-date',
]);

/** The weight of a warning by its code. */
export function weighWarning(code: string): WarningWeight {
  if (questions.has(code)) {
    return 'question';
  }
  return notes.has(code) ? 'note' : 'warning';
}
