import type { CycleStatus } from '../../domain/digest/cycle-status.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { dayWords, weekdayWords } from '../kit/words.ts';
import { whenWords } from './status-words.ts';

/** A small form that gives a cycle a later last day for replies. */
export interface ExtendForm {
  readonly status: Pick<
    CycleStatus,
    'planId' | 'planName' | 'cycleId' | 'boardDate' | 'state' | 'due' | 'publishBy' | 'freezes'
  >;
  /** The next working days that replies could be due, `YYYY-MM-DD`, each one press away. */
  readonly days: readonly string[];
  /** What the date field shows, `YYYY-MM-DD`; '' for none. */
  readonly due: string;
  /** Why the day was not taken, in words; null when nothing is wrong. */
  readonly error: string | null;
}

/** Asks the project manager until when replies are taken. */
export function extendCycleCard(form: ExtendForm): AdaptiveCard {
  return fillCard('extend-cycle', extendCycleData(form));
}

/** What the form's template is filled with. */
export function extendCycleData({ status, days, due, error }: ExtendForm): object {
  const ids = { planId: status.planId, meeting: status.cycleId };
  const freezes =
    status.freezes === null
      ? ''
      : ` Replies close for good on ${weekdayWords(status.freezes)}, or on the new day where that is later.`;
  return {
    plan: shortLine(status.planName, 200),
    when: whenWords(status),
    intro: `${days.length > 0 ? 'Press the new last day for replies.' : 'Choose the new last day for replies.'}${freezes}`,
    error: error === null ? '' : escapeLine(error),
    days: buttonRows(
      days.map((day) =>
        button(
          shortDay(day),
          { verb: 'cycle.extend', ...ids, date: day },
          `Replies until ${weekdayWords(day)}`,
        ),
      ),
    ),
    due: /^\d{4}-\d{2}-\d{2}$/.test(due) ? due : '',
    min: status.due,
    max: status.boardDate,
    extend: button('Extend', { verb: 'cycle.extend', ...ids }, 'Extend to the day chosen'),
    cancel: button('Back to status', { verb: 'status.page', ...ids, page: 1 }),
    fallback: `More time for ${plainLine(status.planName)}, board meeting ${dayWords(status.boardDate)}: open Teams on a computer.`,
  };
}

/** `Wed 2 December`: short enough for two buttons beside each other on a phone. */
function shortDay(day: string): string {
  const [weekday = '', date = '', month = ''] = weekdayWords(day).split(' ');
  return `${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)}`;
}
