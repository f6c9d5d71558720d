import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { button } from '../kit/verbs.ts';
import type { OpenCycleForm } from '../kit/views.ts';
import { dayWords } from '../kit/words.ts';

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
