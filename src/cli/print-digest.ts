import type { Digest, DigestAction, DigestDue } from '../domain/digest/digest.ts';
import { digestHeadline } from '../domain/digest/headline.ts';
import { formatDate } from '../domain/shared/dates.ts';
import { describeTimescale, type Timescale } from '../domain/shared/timescale.ts';
import type { AuditLog } from '../use-cases/digest/show-log.ts';
import { lines, plural, printable, ratingOf, safeLine } from './print.ts';
import { unassignedLines } from './print-leads.ts';

function actionLines(action: DigestAction): string[] {
  const noted = (text: string, lateness: string | null) =>
    lateness === null ? text : `${text} (${lateness})`;
  const original = noted(safeLine(action.originalTimescale) || 'no timescale', action.originalLateness);
  const revised =
    action.revisedTimescale === null
      ? ''
      : `, revised to ${noted(action.revisedTimescale, action.revisedLateness)}`;
  const dated = action.ratedOn === null ? '' : ` on ${formatDate(action.ratedOn)}`;
  const known = action.replied
    ? ''
    : ` [${action.asked ? 'no reply' : 'nobody was asked'}; last known${dated}]`;
  const indent = (label: string, text: string) =>
    text === '' ? [] : [`      ${label}${printable(text).replaceAll('\n', '\n      ')}`];
  return [
    `  ${safeLine(action.ref)}  ${safeLine(action.title)}${known}`,
    `      ${original}${revised}; ${action.leads.map(safeLine).join(', ') || 'no confirmed lead'}`,
    ...indent('Answered by ', action.answeredBy ?? ''),
    ...indent('', action.narrative),
    ...indent('Reason: ', action.reason),
    ...indent('Next: ', action.recoveryStep),
    ...indent('To ask: ', action.question),
  ];
}

/** How many did not reply, and how many of them the lists above name; [] when all did. */
function silenceLines({ silent, silentAbove, filter }: Digest): string[] {
  const above = silentAbove.reduce((sum, { actions }) => sum + actions, 0);
  if (above + silent.length === 0) return [];
  const lists = filter.levels.map((level) => `${level}s`).join(' and ');
  const by = silentAbove.map(({ agency, actions }) => `${safeLine(agency) || 'no agency'} ${actions}`);
  return [
    '',
    `No reply: ${plural(above + silent.length, 'action')}`,
    ...(above === 0 ? [] : [`  ${above} named above, among the ${lists}: ${by.join(', ')}`]),
  ];
}

function dueLines(title: string, dues: readonly DigestDue[]): string[] {
  if (dues.length === 0) return [];
  const when = ({ original, revised, originalLateness, revisedLateness }: DigestDue) => {
    const told = (timescale: Timescale, lateness: string | null) =>
      `${safeLine(describeTimescale(timescale)) || 'no timescale'}${lateness === null ? '' : ` (${lateness})`}`;
    return `${told(original, originalLateness)}${revised === null ? '' : `, revised to ${told(revised, revisedLateness)}`}`;
  };
  return [
    '',
    `${title}: ${dues.length}`,
    ...dues.map((due) => `  ${safeLine(due.ref)} ${ratingOf(due.rating)}: ${when(due)}`),
  ];
}

function retimedLines({ retimed }: Digest): string[] {
  if (retimed.length === 0) return [];
  return [
    '',
    `Revised dates: ${retimed.length}`,
    ...retimed.map(
      ({ ref, asked, slippage, approvedBy }) =>
        `  ${safeLine(ref)}: ${safeLine(describeTimescale(asked))}${slippage === null ? '' : ` (${slippage})`}, ${approvedBy === null ? 'not yet approved' : `approved by ${safeLine(approvedBy)}`}`,
    ),
  ];
}

function completedLines({ completed }: Digest): string[] {
  if (completed.length === 0) return [];
  return [
    '',
    `Completed: ${completed.length}`,
    ...completed.map(
      ({ ref, evidence, confirmed }) =>
        `  ${safeLine(ref)}: ${safeLine(evidence) || 'no evidence given'}${confirmed ? '' : ' (not yet confirmed)'}`,
    ),
  ];
}

export function printDigest(digest: Digest): string {
  const meeting =
    digest.cycleId === null
      ? 'as imported'
      : digest.forMeeting === null
        ? `board meeting ${formatDate(digest.boardDate ?? digest.cycleId)} (${digest.state})`
        : `board meeting ${formatDate(digest.forMeeting)}, from the replies for ${formatDate(digest.boardDate ?? digest.cycleId)} (${digest.state})`;
  const only = digest.filter.group === null ? '' : `, ${safeLine(digest.filter.group)} only`;
  return lines(
    `${safeLine(digest.planName)}, ${meeting}, as at ${formatDate(digest.asAt)}${only}`,
    safeLine(digestHeadline(digest)),
    digest.took.map(({ said, meant }) => `“${safeLine(said)}” was taken as ${safeLine(meant)}.`),
    digest.counts.map((count) => {
      const known = count.lastKnown === 0 ? '' : `, and ${count.lastKnown} last known`;
      const before = count.lastBoard === null ? '' : ` (${count.lastBoard} at the last board)`;
      return `${ratingOf(count)}: ${count.now}${known}${before}`;
    }),
    digest.filter.levels.includes('red')
      ? ['', `Red: ${digest.reds.length}`, ...digest.reds.flatMap(actionLines)]
      : [],
    digest.filter.levels.includes('amber')
      ? digest.ambers.flatMap(({ theme, actions }) => [
          '',
          `Amber, ${safeLine(theme ?? 'no theme')}: ${actions.length}`,
          ...actions.flatMap(actionLines),
        ])
      : [],
    digest.movements.length === 0 ? [] : ['', 'Moved since the last board:'],
    digest.movements.map(
      ({ ref, from, to, direction, reason }) =>
        `  ${safeLine(ref)}: ${ratingOf(from)} to ${ratingOf(to)} (${direction}). ${safeLine(reason)}`,
    ),
    dueLines('Overdue', digest.overdue),
    dueLines('Due in the next six weeks', digest.dueSoon),
    retimedLines(digest),
    completedLines(digest),
    silenceLines(digest),
    digest.silent.map(({ ref, lastKnown, ratedOn, leads, agency }) => {
      const dated = ratedOn === null ? '' : `, ${formatDate(ratedOn)}`;
      return `  ${safeLine(ref)}: ${leads.map(safeLine).join(', ')} (${safeLine(agency) || 'no agency'}), last known ${ratingOf(lastKnown)}${dated}`;
    }),
    digest.unassigned.length === 0 ? [] : ['', ...unassignedLines(digest.unassigned)],
  );
}

export function printLog({ entries }: AuditLog): string {
  if (entries.length === 0) return 'Nothing has been recorded yet.';
  return lines(entries.map(({ when, who, words }) => `${when}: ${safeLine(who)} ${safeLine(words)}`));
}
