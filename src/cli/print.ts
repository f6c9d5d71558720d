import { describeReason } from '../domain/digest/collate-status.ts';
import type { Digest, DigestAction } from '../domain/digest/digest.ts';
import type { ImportWarning } from '../domain/import/imported-plan.ts';
import { assignedWords, unassignedWords } from '../domain/leads/assign-words.ts';
import type { AddressDoubt } from '../domain/people/identify-people.ts';
import { formatDate } from '../domain/shared/dates.ts';
import type { AssignReport } from '../use-cases/leads/assign-leads.ts';
import type { PeopleReport } from '../use-cases/people/import-people.ts';
import type { PeopleList } from '../use-cases/people/list-people.ts';

// Every function turns one result into text for a terminal; `--json` prints the result itself instead.

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;
export const lines = (...parts: readonly (string | readonly string[])[]) => parts.flat().join('\n');
/** Cell text may hold terminal escapes; nothing but line breaks and tabs gets through. */
const safe = (text: string) =>
  text.replaceAll(/[\p{Cc}]/gu, (char) => (char === '\n' || char === '\t' ? char : ' '));
export const safeLine = (text: string) => safe(text).replaceAll(/\s+/gu, ' ');

export function warningLine({ sheet, row, column, message, value }: ImportWarning): string {
  const place = [sheet, row === null ? null : `row ${row}`, column]
    .filter((part) => part !== null)
    .join(', ');
  const shown = value === null ? '' : ` [${safeLine(value).slice(0, 80)}]`;
  return `  - ${place === '' ? '' : `${safeLine(place)}: `}${safeLine(message)}${shown}`;
}

function warningLines(warnings: readonly ImportWarning[]): string[] {
  return warnings.length === 0
    ? []
    : [`${plural(warnings.length, 'warning')}:`, ...warnings.map(warningLine)];
}

export const ratingOf = ({ label }: { label: string }) => (label === '' ? 'not rated' : safeLine(label));

export function countBy<T>(items: readonly T[], name: (item: T) => string): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(name(item), (counts.get(name(item)) ?? 0) + 1);
  return [...counts].map(([key, count]) => `${count} ${key}`).join(', ');
}

const doubtWords: Readonly<Record<AddressDoubt, string>> = {
  'two-people': 'others of the plan have the address too',
  'two-members': 'several accounts in Teams have the address',
  'account-taken': 'the account is somebody else’s of the plan',
};

export function printPeopleImport(
  result: Omit<PeopleReport, 'unnamed'> & { warnings: readonly ImportWarning[] },
): string {
  const changes =
    result.changes.length === 0 ? 'nothing has changed' : countBy(result.changes, ({ kind }) => kind);
  return lines(
    `${plural(result.people.length, 'person', 'people')} in ${result.planId}: ${changes}.`,
    result.found.length > 0 ? [`Found in Teams by e-mail: ${result.found.map(safeLine).join(', ')}.`] : [],
    result.ambiguous.map(
      ({ name, why }) =>
        `Not found by e-mail: ${safeLine(name)}, since ${doubtWords[why]}. Give the Entra object id.`,
    ),
    result.teamRead ? [] : ['Teams did not tell all of its members: others may be found when they write.'],
    warningLines(result.warnings),
  );
}

export function unassignedLines(unassigned: AssignReport['unassigned']): string[] {
  if (unassigned.length === 0) return [];
  return [
    `${plural(unassigned.length, 'action')} without a confirmed lead (see people suggest, or use assign):`,
    ...unassigned.map(({ ref, title, leadTexts }) => {
      const written = leadTexts.length === 0 ? '' : ` (the plan says: ${leadTexts.map(safeLine).join('; ')})`;
      return `  - ${safeLine(ref)} ${safeLine(title).slice(0, 70)}${written}`;
    }),
  ];
}

export function printPeople(list: PeopleList): string {
  return lines(
    list.people.map((person) => {
      const facts = [
        person.roles.join('+'),
        person.agency,
        person.responsibleFor.length > 0 ? `leads ${person.responsibleFor.join(', ')}` : '',
        person.accountableFor.length > 0 ? `accountable for ${person.accountableFor.join(', ')}` : '',
        person.userId !== null && person.accountFrom === 'email' ? `found by e-mail as ${person.userId}` : '',
        person.reach === 'reachable' ? '' : describeReason(person.reach),
      ];
      return `${safeLine(person.name)} (${person.id}): ${facts
        .filter((fact) => fact !== '')
        .map(safeLine)
        .join('; ')}`;
    }),
    list.people.some(({ accountFrom }) => accountFrom === 'email')
      ? [
          'Found by e-mail and not right? Give the Entra object id: in a list to people import, or with people confirm --lead NAME --user ID.',
        ]
      : [],
    unassignedLines(list.unassigned),
  );
}

/** What changed and how many are left; `all` lists those that are left. */
export function printAssigned(report: AssignReport, all: boolean): string {
  const words = safeLine(
    `${assignedWords(report)} ${unassignedWords(report.unassigned.length, report.open)}`,
  );
  return all ? lines(words, unassignedLines(report.unassigned)) : words;
}

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
    text === '' ? [] : [`      ${label}${safe(text).replaceAll('\n', '\n      ')}`];
  return [
    `  ${safeLine(action.ref)}  ${safeLine(action.title)}${known}`,
    `      ${original}${revised}; ${action.leads.map(safeLine).join(', ') || 'no confirmed lead'}`,
    ...indent('Answered by ', action.answeredBy ?? ''),
    ...indent('', action.narrative),
    ...indent('Reason: ', action.reason),
    ...indent('Next: ', action.recoveryStep),
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

export function printDigest(digest: Digest): string {
  const meeting =
    digest.meeting === null
      ? 'as imported'
      : digest.forMeeting === null
        ? `board meeting ${formatDate(digest.boardDate ?? digest.meeting)} (${digest.state})`
        : `board meeting ${formatDate(digest.forMeeting)}, from the replies for ${formatDate(digest.boardDate ?? digest.meeting)} (${digest.state})`;
  const only = digest.filter.group === null ? '' : `, ${safeLine(digest.filter.group)} only`;
  return lines(
    `${safeLine(digest.planName)}, ${meeting}, as at ${formatDate(digest.asAt)}${only}`,
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
    silenceLines(digest),
    digest.silent.map(({ ref, lastKnown, ratedOn, leads, agency }) => {
      const dated = ratedOn === null ? '' : `, ${formatDate(ratedOn)}`;
      return `  ${safeLine(ref)}: ${leads.map(safeLine).join(', ')} (${safeLine(agency) || 'no agency'}), last known ${ratingOf(lastKnown)}${dated}`;
    }),
    digest.unassigned.length === 0 ? [] : ['', ...unassignedLines(digest.unassigned)],
  );
}
