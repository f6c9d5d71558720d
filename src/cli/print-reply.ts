import type { Action } from '../domain/plan/action.ts';
import type { LateChange, LateChanges, PositionField } from '../domain/reply/late-changes.ts';
import type { Proposal, Proposals } from '../domain/reply/proposals.ts';
import { replyFields } from '../domain/reply/reply-fields.ts';
import type { WordedAction, Wordings } from '../domain/reply/wording.ts';
import { formatDate, formatInstantDate } from '../domain/shared/dates.ts';
import type { DecidedProposal, DecidedProposals } from '../use-cases/reply/decide-proposals.ts';
import { lines, plural, ratingOf, safeLine } from './print.ts';

function askedFor({ what, asked, slippage }: Pick<Proposal, 'what' | 'asked' | 'slippage'>): string {
  if (what === 'completion') return 'complete';
  return `new date ${safeLine(asked)}${slippage === null ? '' : ` (${slippage})`}`;
}

export function printProposals({ proposals, timeZone }: Proposals): string {
  if (proposals.length === 0) return 'Nothing waits to be decided.';
  return lines(
    `${plural(proposals.length, 'decision')} to make:`,
    proposals.flatMap((proposal) => [
      `  ${safeLine(proposal.ref)}  ${safeLine(proposal.title).slice(0, 70)}: ${askedFor(proposal)}`,
      `      original ${safeLine(proposal.original) || 'none'}; asked by ${safeLine(proposal.by)} on ${formatInstantDate(proposal.askedAt, timeZone)}`,
      ...(proposal.reason === '' ? [] : [`      ${safeLine(proposal.reason)}`]),
      ...(proposal.what === 'completion'
        ? [`      Evidence: ${safeLine(proposal.evidence) || 'none, so it can’t be approved'}`]
        : []),
    ]),
  );
}

const outcomes: Readonly<Record<DecidedProposal['outcome'], string>> = {
  decided: '',
  changed: 'asked anew at the same moment, so left alone: run the command again',
  gone: 'decided or withdrawn already',
  'no-evidence': 'not approved: no evidence is given',
};

export function printDecided({ decided, left }: DecidedProposals): string {
  return lines(
    decided.map(({ ref, what, asked, approve, outcome }) => {
      const subject = `${safeLine(ref)} ${what === 'completion' ? 'complete' : `new date ${safeLine(asked)}`}`;
      return `${subject}: ${outcomes[outcome] || (approve ? 'approved' : 'declined')}.`;
    }),
    left === 0 ? 'Nothing else waits to be decided.' : `${plural(left, 'decision')} still to make.`,
  );
}

export function printReopened({ ref, status }: Action): string {
  return `${safeLine(ref)} is ${status.replace('-', ' ')} again.`;
}

function changeLine({ before, now }: LateChange, field: PositionField): string {
  const shown = (position: LateChange['now']) => {
    if (field === 'rating') return ratingOf(position.rating);
    if (field === 'finished') return position.finished ? 'proposed' : 'no';
    return safeLine(position[field]) || 'nothing';
  };
  return `      ${replyFields[field].name.toLowerCase()}: ${shown(before)} -> ${shown(now)}`;
}

export function printLate({ changes, boardDate, frozenAt, timeZone }: LateChanges): string {
  return lines(
    `${plural(changes.length, 'late change')} for the board meeting on ${formatDate(boardDate)}, since its paper was fixed on ${formatInstantDate(frozenAt, timeZone)}.`,
    changes.flatMap((change) => [
      `  ${safeLine(change.ref)}  ${safeLine(change.title).slice(0, 70)}: ${safeLine(change.by)}, ${formatInstantDate(change.at, timeZone)}${change.firstReply ? ' (no reply at the freeze)' : ''}`,
      ...change.changed.map((field) => changeLine(change, field)),
    ]),
  );
}

function wordingLine({ ref, title, wording, leadWords }: WordedAction): string[] {
  const own = wording === null ? 'lead’s words' : `edited by ${safeLine(wording.by)}`;
  return [
    `  ${safeLine(ref)}  ${safeLine(title).slice(0, 70)} [${own}]`,
    `      ${safeLine(wording?.text ?? leadWords).slice(0, 200) || 'nothing has been said'}`,
  ];
}

export function printWordings({ boardDate, state, signedOff, actions }: Wordings): string {
  return lines(
    `Wording for the board meeting on ${formatDate(boardDate)} (${signedOff ? 'signed off' : state}):`,
    actions.flatMap(wordingLine),
  );
}

export function printWording(action: WordedAction): string {
  return lines('Saved.', wordingLine(action));
}
