import { hasMet } from '../../domain/cycle/cycle.ts';
import { type CycleStatus, canBeReminded } from '../../domain/digest/cycle-status.ts';
import { takesReplies } from '../../domain/reply/late-window.ts';
import { alsoWords, leadsWords, nextWords, pastWords, whenWords } from '../cycle/status-words.ts';
import { type Button, type ButtonRow, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { openPage, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';
import { pageRows, perCentOf, type StatusRow, statusRows } from './status-rows.ts';

/** What somebody sees of a status beside its facts. */
export interface StatusView {
  /** Counted from 1; a page that is not there shows the nearest one. */
  readonly page: number;
  /** The reader is the project manager: may remind, extend, freeze and open again. */
  readonly mayRun: boolean;
  /** What their press has just done, in words; null when nothing was pressed. */
  readonly done: string | null;
  /** Why their press could not be done on the cycle as it is now, in words; null when nothing stood in the way. */
  readonly problem: string | null;
  /** They pressed Freeze and are asked once more. */
  readonly asksFreeze: boolean;
}

const firstLook: StatusView = { page: 1, mayRun: true, done: null, problem: null, asksFreeze: false };

/** Where a cycle stands, by agency and lead, with what the project manager can do about it. */
export function statusCard(status: CycleStatus, view: Partial<StatusView> = {}): AdaptiveCard {
  return fillCard('status', statusData(status, view));
}

/** What the status card's template is filled with. */
export function statusData(status: CycleStatus, view: Partial<StatusView> = {}): object {
  const { page, mayRun, done, problem, asksFreeze } = { ...firstLook, ...view };
  const open = status.state === 'open';
  const summary =
    status.total === 0
      ? 'Nobody is asked for an update yet'
      : `${status.answered} of ${count(status.total, 'action')} answered${perCentOf(status)}`;
  const shown = openPage(pagesOf(status, mayRun, page), page);
  const asks = asksFreeze && open && mayRun;
  return {
    title: summary,
    plan: shortLine(status.planName, 200),
    done: done === null ? '' : `✔ ${escapeLine(excerpt(plainLine(done), 400))}`,
    problem: problem === null ? '' : `⚠ ${escapeLine(excerpt(plainLine(problem), 400))}`,
    when: whenWords(status),
    also: alsoWords(status),
    leads: leadsWords(status),
    next: nextWords(status),
    past: pastWords(status),
    ask: asks ? freezeQuestion(status) : '',
    askMore: 'The paper then shows what is known now. A reply that comes later is kept as a late change.',
    askRows: asks ? freezeButtons(status, shown.number) : [],
    rows: asks ? [] : buttonRows(cycleButtons(status, mayRun, shown.number)),
    parts: shown.items.map(({ kind, ...row }) => ({
      ...row,
      starts: kind === 'heading',
      // A lead's buttons belong to the words above them, not to the next lead.
      spacing: kind === 'heading' || (kind === 'lead' && row.rows.length > 0) ? 'Medium' : 'Small',
    })),
    pageWords: shown.words,
    pageRows: buttonRows(
      pageButtons(shown, { verb: 'status.page', planId: status.planId, meeting: status.cycleId }),
    ),
    fallback: `${plainLine(status.planName)}: ${summary}.`,
  };
}

function pagesOf(status: CycleStatus, mayRun: boolean, page: number): StatusRow[][] {
  const open = status.state === 'open';
  const answer = mayRun && takesReplies(status, status.today);
  return pageRows(statusRows(status, { remind: mayRun && open, answer }, page));
}

function canRemind({ agencies }: CycleStatus): boolean {
  return agencies.some(({ leads }) => leads.some(canBeReminded));
}

function cycleButtons(status: CycleStatus, mayRun: boolean, page: number): Button[] {
  const { planId, cycleId, lateChanges, proposals } = status;
  const ids = { planId, meeting: cycleId };
  const open = status.state === 'open';
  // Once the board has met there is no later day to give.
  const mayMove = mayRun && !hasMet(status, status.today);
  return [
    ...(open && mayRun && canRemind(status)
      ? [button('Remind all', { verb: 'cycle.remind', ...ids, page }, 'Remind everyone outstanding')]
      : []),
    ...(!open && status.signedOff === null ? [button('Sign off', { verb: 'cycle.signOff', ...ids })] : []),
    ...(lateChanges > 0
      ? [button(`Late changes (${lateChanges})`, { verb: 'late.page', ...ids, page: 1 })]
      : []),
    ...(proposals > 0
      ? [button(`Decisions (${proposals})`, { verb: 'decisions.page', planId, page: 1 })]
      : []),
    ...(open && mayMove
      ? [button('Extend', { verb: 'status.extendForm', ...ids }, 'Give more time for replies')]
      : []),
    ...(open && mayRun
      ? [
          button(
            'Freeze',
            { verb: 'cycle.freeze', ...ids, accept: false, page },
            'Close replies and fix the paper’s data',
          ),
        ]
      : []),
    button('Digest', { verb: 'menu.digest', ...ids }),
    ...(!open && mayRun && status.signedOff === null
      ? [button('Wording', { verb: 'wording.page', ...ids, page: 1 }, 'What the paper says of each action')]
      : []),
    ...(!open && mayMove
      ? [button('Reopen', { verb: 'status.reopenForm', ...ids }, 'Open the cycle again')]
      : []),
  ];
}

function freezeQuestion({ answered, total }: CycleStatus): string {
  const left = total - answered;
  return left > 0
    ? `Freeze now? ${count(left, 'action')} unanswered.`
    : 'Freeze now? Everything is answered.';
}

function freezeButtons({ planId, cycleId }: CycleStatus, page: number): ButtonRow[] {
  return buttonRows([
    button('Freeze now', { verb: 'cycle.freeze', planId, meeting: cycleId, accept: true, page }),
    button('Cancel', { verb: 'status.page', planId, meeting: cycleId, page }, 'Leave it open'),
  ]);
}
