import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { dayWords } from '../kit/words.ts';

/** Asks for a meeting's new date. */
export interface ScheduleMoveForm extends PlanHeader {
  /** The date it has, `YYYY-MM-DD`. */
  readonly date: string;
  /** What the date field shows, `YYYY-MM-DD`; '' for none. */
  readonly to: string;
  /** Why the date was not taken; null when nothing is wrong. */
  readonly fault: string | null;
}

export function scheduleMoveCard(form: ScheduleMoveForm): AdaptiveCard {
  return fillCard('schedule-move', scheduleMoveData(form));
}

/** What the form's template is filled with. */
export function scheduleMoveData({ planId, planName, date, to, fault }: ScheduleMoveForm): object {
  const title = `Move the meeting on ${dayWords(date)}`;
  return {
    plan: shortLine(planName, 200),
    title,
    intro: 'You see what moves with it, and what no longer can, before anything is changed.',
    error: { to: fault === null ? '' : escapeLine(fault) },
    to,
    preview: button('Preview', { verb: 'schedule.previewMove', planId, date }),
    cancel: button('Cancel', { verb: 'schedule.page', planId }),
    fallback: `${plainLine(planName)}: ${title}. Open Teams to fill in the form.`,
  };
}
