import type { CycleStatus } from '../../domain/digest/cycle-status.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, plain, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { dayWords } from '../kit/words.ts';
import { nextWords, whenWords } from './status-words.ts';

/** A form that opens a frozen cycle again. */
export interface ReopenForm {
  readonly status: CycleStatus;
  /** What was typed. */
  readonly reason: string;
  /** What the date field shows, `YYYY-MM-DD`; '' for none. */
  readonly due: string;
  /** Why it was not taken, in words; null when nothing is wrong. */
  readonly error: string | null;
}

/** Asks the project manager why a frozen cycle is opened again, and until when replies are taken. */
export function reopenCycleCard(form: ReopenForm): AdaptiveCard {
  return fillCard('reopen-cycle', reopenCycleData(form));
}

/** What the form's template is filled with. */
export function reopenCycleData({ status, reason, due, error }: ReopenForm): object {
  const ids = { planId: status.planId, meeting: status.cycleId };
  return {
    plan: shortLine(status.planName, 200),
    when: [whenWords(status), nextWords(status)].join('\n\n'),
    intro: `Leads can change their replies again, and the paper is made from what they say until the next freeze.${status.signedOff ? ' The sign-off is taken back.' : ''}`,
    error: error === null ? '' : escapeLine(error),
    reason: plain(reason),
    example: 'For example: the ICB’s replies were lost',
    due: /^\d{4}-\d{2}-\d{2}$/.test(due) ? due : '',
    min: status.today,
    max: status.boardDate,
    reopen: button('Open again', { verb: 'cycle.reopen', ...ids }),
    cancel: button('Back to status', { verb: 'status.page', ...ids, page: 1 }),
    fallback: `Open the cycle of ${plainLine(status.planName)} for ${dayWords(status.boardDate)} again: open Teams on a computer.`,
  };
}
