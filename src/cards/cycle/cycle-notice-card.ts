import type { CycleStatus } from '../../domain/digest/cycle-status.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count, weekdayWords } from '../kit/words.ts';
import { cycleOpenedCard } from './cycle-opened-card.ts';
import { whenWords } from './status-words.ts';

/** What the scheduler has done of its own accord, for the project manager. */
export function cycleNoticeCard(
  notice: 'opened' | 'frozen' | 'unpublished',
  status: CycleStatus,
): AdaptiveCard {
  if (notice === 'opened') return openedBySchedule(status);
  return fillCard('cycle-notice', notice === 'frozen' ? frozenNoticeData(status) : heldNoticeData(status));
}

function openedBySchedule(status: CycleStatus): AdaptiveCard {
  const leads = status.agencies.flatMap((agency) => agency.leads);
  const unreachable = leads.filter(({ state }) => state === 'unreachable' || state === 'failed');
  const { planId, planName, cycleId, boardDate, due, unassigned } = status;
  const view = {
    planId,
    planName,
    cycleId,
    boardDate,
    due,
    prompted: leads.length - unreachable.length,
    actions: status.total,
    unreachable: unreachable.map(({ name }) => name),
    unassigned,
  };
  return cycleOpenedCard(view, true);
}

/** What the template is filled with where the digest waits for the freeze. */
function heldNoticeData(status: CycleStatus): object {
  const ids = { planId: status.planId, meeting: status.cycleId };
  const title = 'Publication waits for the freeze';
  return {
    plan: shortLine(status.planName, 200),
    title,
    when: whenWords(status),
    facts: [
      'Digest or paper were to go out, as the rules say, and the cycle is still open.',
      `They go as soon as the cycle is frozen, if that is before the board meets on ${weekdayWords(status.boardDate)}.`,
    ].join('\n\n'),
    warning: '',
    rows: buttonRows([
      button('Status', { verb: 'menu.status', ...ids }),
      button(
        'Freeze',
        { verb: 'cycle.freeze', ...ids, accept: false, page: 1 },
        'Close replies and fix the paper’s data',
      ),
    ]),
    fallback: `${plainLine(status.planName)}: ${title.toLowerCase()}.`,
  };
}

/** What the template of the notice of a freeze is filled with. */
export function frozenNoticeData(status: CycleStatus): object {
  const ids = { planId: status.planId, meeting: status.cycleId };
  const { answered, total, lateChanges, unassigned } = status;
  const summary = `${answered} of ${count(total, 'action')} answered`;
  const silent = status.agencies.flatMap(({ leads }) => leads.filter(({ state }) => state !== 'answered'));
  return {
    plan: shortLine(status.planName, 200),
    title: 'Replies are closed',
    when: whenWords(status),
    facts: [
      `${summary}${lateChanges === 0 ? '.' : `, ${count(lateChanges, 'late change')} since.`}`,
      silent.length === 0
        ? ''
        : `${count(silent.length, 'lead has', 'leads have')} not answered everything: the paper says “no reply” there.`,
      `Next: sign off the cycle and publish the papers by ${weekdayWords(status.publishBy)}.`,
    ]
      .filter((words) => words !== '')
      .join('\n\n'),
    warning:
      unassigned.length === 0
        ? ''
        : `${count(unassigned.length, 'action has', 'actions have')} no confirmed lead, so nobody was asked.`,
    rows: buttonRows([
      button('Status', { verb: 'menu.status', ...ids }),
      button('Digest', { verb: 'menu.digest', ...ids }),
    ]),
    fallback: `${plainLine(status.planName)}: replies are closed. ${summary}.`,
  };
}
