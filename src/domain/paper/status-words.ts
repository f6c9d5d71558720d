import type { Action } from '../plan/action.ts';
import type { ActionStatus } from '../plan/document-facts.ts';
import type { Rating } from '../shared/rating.ts';

const words: Readonly<Record<ActionStatus, string>> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  complete: 'Complete',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
  merged: 'Merged',
};

/** How far an action is, in a board's words: the plan's own label where its key has one for it, else its status. */
export function statusWords({ status, percentComplete, completionProposed }: Action, rating: Rating): string {
  const said =
    completionProposed && status !== 'complete' ? 'Said to be complete, not yet confirmed' : words[status];
  const percent = percentComplete === null ? '' : ` (${percentComplete} per cent)`;
  return rating.level === 'none' && rating.label !== '' && status !== 'complete'
    ? `${rating.label}${percent}`
    : `${said}${percent}`;
}
