import type { Action } from '../../domain/plan/action.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeText, excerpt, plainLine, runText, shortLine, shortRun } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { ratingMark } from '../kit/words.ts';

/** Asks why a completed action is opened again. */
export function reopenActionCard(
  { planId, planName, limit }: PlanHeader & { readonly limit: number },
  { id: actionId, ref, title, rating, narrative }: Action,
  typed: { readonly text: string; readonly error: string } | null = null,
): AdaptiveCard {
  return fillCard('text-form', {
    context: shortLine(planName, 200),
    title: 'Open the action again',
    ref: runText(ref),
    itemTitle: shortRun(title, 240),
    mark: ratingMark(rating),
    note: '',
    quotedTitle: 'What was said last',
    quoted: narrative.trim() === '' ? 'Nothing.' : escapeText(excerpt(narrative, 2_000)),
    quotedNote: '',
    conflict: '',
    error: typed === null ? '' : escapeText(typed.error),
    label: 'Why? The reason goes on record',
    limit,
    draft: typed === null ? '' : typed.text,
    placeholder: 'What has come back or was not done after all',
    help: 'Its lead is asked about it again, in an open cycle at once.',
    save: button('Open it again', { verb: 'action.reopen', planId, actionId }),
    cancel: button('Cancel', { verb: 'menu.status', planId }),
    fallback: `Open ${plainLine(excerpt(ref, 60))} again. Open Teams on a computer to say why.`,
  });
}
