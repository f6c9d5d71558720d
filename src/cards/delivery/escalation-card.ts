import type { EscalatedAction, Escalation } from '../../domain/delivery/escalation.ts';
import { type ButtonRow, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { excerpt, plainLine, runText, shortLine, shortRun } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined, type Mark, ratingMark, weekdayWords } from '../kit/words.ts';

/** Shown in full; the rest is one press away. About two screens of a phone. */
const maxSilent = 6;
const maxRed = 3;

/** What a strategic lead is told when replies are late: who is silent on what, and what is red. */
export function escalationCard(escalation: Escalation): AdaptiveCard {
  return fillCard('escalation', escalationData(escalation));
}

/** What the card's template is filled with. */
export function escalationData(escalation: Escalation): object {
  const { planId, cycleId, freezes } = escalation;
  const ids = { planId, meeting: cycleId };
  const silent = redFirst(escalation.silent);
  const answeredReds = redsBeside(escalation);
  const title = titleOf(escalation);
  const closes = freezes === null ? null : `replies close on ${weekdayWords(freezes)}`;
  return {
    plan: shortLine(escalation.planName, 200),
    title,
    when: joined(`Board meeting ${dayWords(escalation.boardDate)}`, closes),
    intro:
      silent.length > 0
        ? 'You are accountable for these. A word with the lead may be enough; you can also answer yourself.'
        : 'You are accountable for these. Every lead has answered; the board will ask about the reds.',
    silent: silent.slice(0, maxSilent).map((action) => ({
      ...factsOf(action),
      who: action.lead === '' ? 'No lead is confirmed' : `No reply from ${shortLine(action.lead, 80)}`,
      rows: updateRow(action, ids),
    })),
    moreSilent: moreWords(silent.length - maxSilent, 'without a reply'),
    redTitle: answeredReds.length > 0 && silent.length > 0 ? 'Answered, and red' : '',
    red: answeredReds.slice(0, maxRed).map((action) => ({
      ...factsOf(action),
      who: action.lead === '' ? '' : `Lead: ${shortLine(action.lead, 80)}`,
      rows: updateRow(action, ids),
    })),
    moreRed: moreWords(answeredReds.length - maxRed, 'rated red'),
    below: buttonRows([button('My actions', { verb: 'prompt.show', ...ids })]),
    fallback: `${excerpt(plainLine(escalation.planName), 200)}: ${title}. Open Teams on a computer to see them.`,
  };
}

/** Where not all can be shown, those that are red as well as silent are. */
function redFirst(actions: readonly EscalatedAction[]): EscalatedAction[] {
  const isRed = ({ rating }: EscalatedAction) => rating.level === 'red';
  return [...actions.filter(isRed), ...actions.filter((action) => !isRed(action))];
}

/** A silent red is shown once, among the silent. */
function redsBeside({ silent, red }: Escalation): readonly EscalatedAction[] {
  const shown = new Set(silent.map(({ actionId }) => actionId));
  return red.filter(({ actionId }) => !shown.has(actionId));
}

function titleOf({ silent, red }: Escalation): string {
  const reds = red.length === 0 ? '' : count(red.length, 'red action');
  if (silent.length === 0) return reds === '' ? 'Nothing is missing' : reds;
  const missing = count(silent.length, 'reply is missing', 'replies are missing');
  return reds === '' ? missing : `${missing}, ${reds}`;
}

function factsOf(action: EscalatedAction): { ref: string; title: string; mark: Mark; rest: string } {
  return {
    ref: shortRun(action.ref, 40),
    title: shortRun(action.title, 160),
    mark: ratingMark(action.rating),
    rest: action.lateness === null ? '' : ` · ${runText(action.lateness)}`,
  };
}

function updateRow(
  { actionId, ref }: EscalatedAction,
  ids: { planId: string; meeting: string },
): ButtonRow[] {
  return buttonRows([
    button('Update', { verb: 'reply.open', ...ids, actionId }, `Update ${shortRun(ref, 40)}`),
  ]);
}

function moreWords(left: number, what: string): string {
  return left > 0 ? `and ${left} more ${what}: press My actions` : '';
}
