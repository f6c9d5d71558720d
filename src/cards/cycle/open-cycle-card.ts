import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { dayWords } from '../kit/words.ts';

export interface OpenCycleForm extends PlanHeader {
  /** What the date field shows, `YYYY-MM-DD`; '' for none. */
  readonly meeting: string;
  /** Why the date was not taken, in words; null when nothing is wrong. */
  readonly error: string | null;
  /** Meetings that have an open cycle already, `YYYY-MM-DD`. */
  readonly alreadyOpen: readonly string[];
}

/** Asks the project manager which board meeting to open a cycle for. */
export function openCycleCard(form: OpenCycleForm): AdaptiveCard {
  return fillCard('open-cycle', openCycleData(form));
}

/** What the form's template is filled with. */
export function openCycleData(form: OpenCycleForm): object {
  const open = form.alreadyOpen.map(dayWords).join(', ');
  return {
    plan: shortLine(form.planName, 200),
    meeting: /^\d{4}-\d{2}-\d{2}$/.test(form.meeting) ? form.meeting : '',
    error: form.error === null ? '' : escapeLine(form.error),
    alreadyOpen: open === '' ? '' : `Already open: ${open}.`,
    open: button('Open and ask leads', { verb: 'cycle.open', planId: form.planId }),
    cancel: button('Cancel', { verb: 'menu.help', planId: form.planId }),
    fallback: `Open a cycle for ${plainLine(form.planName)}: type "open cycle" and the date.`,
  };
}
