import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plain, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';
import {
  askingChoices,
  namedBoards,
  noChoice,
  oftenChoices,
  type ScheduleFaults,
  type ScheduleForm,
  scheduleLimits,
  weekdayChoices,
  whichChoices,
} from './schedule-form.ts';

/** More boards than draw on any plan; others can be typed. */
const mostBoards = 12;

/** The form for new meetings, with what was entered and what is wrong with it. */
export interface ScheduleAddView extends PlanHeader {
  /** Boards that the plan's rules or meetings name. */
  readonly knownBoards: readonly string[];
  readonly form: ScheduleForm;
  /** Words beside the field they are about; {} when nothing is wrong. */
  readonly faults: ScheduleFaults;
  /** What is wrong with the whole; null when nothing. */
  readonly problem: string | null;
}

/** Asks for new meetings of the board: a recurrence, dates, or both. */
export function scheduleAddCard(view: ScheduleAddView): AdaptiveCard {
  return fillCard('schedule-add', scheduleAddData(view));
}

/** What the form's template is filled with. */
export function scheduleAddData(view: ScheduleAddView): object {
  const { planId, form, knownBoards } = view;
  const offered = knownBoards.slice(0, mostBoards);
  const chosen = form.boards.filter((name) => offered.includes(name));
  // A board that is offered no longer is kept among those typed.
  const others = namedBoards({ ...form, boards: form.boards.filter((name) => !offered.includes(name)) });
  return {
    plan: shortLine(view.planName, 200),
    problems: problemWords(view),
    error: Object.fromEntries(
      (['often', 'which', 'weekday', 'from', 'until', 'dates', 'otherBoards'] as const).map((field) => [
        field,
        escapeText(excerpt(view.faults[field] ?? '', 1000)),
      ]),
    ),
    form: {
      ...form,
      often: form.often === '' ? noChoice : form.often,
      which: form.which === '' ? noChoice : form.which,
      dates: plain(form.dates),
      boards: chosen.map(boardValue).join(','),
      otherBoards: others.join('; '),
    },
    often: oftenChoices,
    which: whichChoices,
    weekday: weekdayChoices,
    asking: askingChoices,
    boards: offered.map((name) => ({
      title: escapeLine(excerpt(plainLine(name), 100)),
      value: boardValue(name),
    })),
    limits: scheduleLimits,
    otherLabel: offered.length > 0 ? 'Another board' : 'Which board meets? Blank for the plan’s own',
    otherHint: offered.length > 0 ? 'Its name' : 'Semicolons between several',
    preview: button('Preview', { verb: 'schedule.preview', planId }),
    cancel: button('Cancel', { verb: 'schedule.page', planId }),
    fallback: `Add meetings to ${plainLine(view.planName)}. Open Teams to fill in the form.`,
  };
}

/** A choice set joins what is chosen with commas, which a name may have too. */
function boardValue(name: string): string {
  return encodeURIComponent(name);
}

function problemWords({ faults, problem }: ScheduleAddView): string {
  const number = Object.values(faults).length;
  const words = [
    excerpt(problem ?? '', 1000),
    number === 0 ? '' : `${count(number, 'field needs', 'fields need')} your attention below.`,
  ].filter((text) => text !== '');
  return words.length === 0 ? '' : escapeText(`${words.join(' ')} Nothing you typed is lost.`);
}
