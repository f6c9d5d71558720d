import { describeReason } from '../domain/digest/collate-status.ts';
import type { ImportWarning } from '../domain/import/imported-plan.ts';
import type { AddressDoubt } from '../domain/people/identify-people.ts';
import type { PeopleReport } from '../use-cases/people/import-people.ts';
import type { PeopleList } from '../use-cases/people/list-people.ts';
import { countBy, lines, plural, safeLine, warningLines } from './print.ts';
import { unassignedLines } from './print-leads.ts';

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
