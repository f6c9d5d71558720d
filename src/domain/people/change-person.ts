import { Refusal } from '../shared/errors.ts';
import { foldAddress } from './mail-address.ts';
import { isEmailAddress } from './people-list.ts';
import type { Person, Role } from './person.ts';

/** How long each field of a person may be, in characters. */
export const personLimits = { name: 120, email: 254, agency: 120, initials: 40, aliases: 300 } as const;

/** What the form for one person holds, as typed and chosen. */
export interface PersonDraft {
  readonly name: string;
  readonly email: string;
  readonly agency: string;
  /** Spaces or commas between several. */
  readonly initials: string;
  /** Semicolons between several. */
  readonly aliases: string;
  readonly roles: readonly Role[];
}

export type PersonField = keyof PersonDraft;
/** Words beside the field they are about; {} when nothing is wrong. */
export type PersonFaults = Readonly<Partial<Record<PersonField, string>>>;

/** The fields of a person as the form shows them. */
export function draftOfPerson(person: Person): PersonDraft {
  const { name, email, agency, roles } = person;
  return {
    name,
    email,
    agency,
    initials: person.initials.join(' '),
    aliases: person.aliases.join('; '),
    roles,
  };
}

const splitPieces = (text: string, between: RegExp): string[] => [
  ...new Set(
    text
      .split(between)
      .map((part) => part.replaceAll(/\s+/gu, ' ').trim())
      .filter((part) => part !== ''),
  ),
];

const labels: Readonly<Record<keyof typeof personLimits, string>> = {
  name: 'name',
  email: 'address',
  agency: 'agency',
  initials: 'initials',
  aliases: 'other names',
};

/** Who a person is with what was typed of them, or what is wrong with it. `people` is everybody on the list, the person too. */
export function changePerson(
  people: readonly Person[],
  person: Person,
  draft: PersonDraft,
): { readonly person: Person } | { readonly faults: PersonFaults } {
  const faults: Partial<Record<PersonField, string>> = {};
  for (const [field, most] of Object.entries(personLimits) as [keyof typeof personLimits, number][]) {
    if (draft[field].length > most) faults[field] = `The ${labels[field]} may have ${most} characters.`;
  }
  const name = draft.name.replaceAll(/\s+/gu, ' ').trim();
  if (name === '') faults.name = 'Give a name.';
  const email = draft.email.trim();
  const isCorrected = foldAddress(email) !== foldAddress(person.email);
  const namesake = people.find(
    (other) => other.id !== person.id && foldAddress(other.email) === foldAddress(email),
  );
  if (email !== '' && !isEmailAddress(email)) faults.email = 'This is no e-mail address.';
  else if (email !== '' && namesake) faults.email = `${namesake.name} has this address.`;
  const after: Person = {
    ...person,
    name,
    email,
    agency: draft.agency.replaceAll(/\s+/gu, ' ').trim(),
    initials: splitPieces(draft.initials, /[;,/\s]/u),
    aliases: splitPieces(draft.aliases, /;/u),
    roles: draft.roles,
    // An account that was found by an address goes with it.
    ...(person.accountFrom === 'email' && isCorrected ? { userId: null, accountFrom: null } : {}),
  };
  if (leavesNoManager(people, withChanged(people, after))) faults.roles = noManagerWords;
  return Object.keys(faults).length > 0 ? { faults } : { person: after };
}

const withChanged = (people: readonly Person[], after: Person) =>
  people.map((other) => (other.id === after.id ? after : other));

const noManagerWords =
  'The plan would have no project manager who can reach it in Teams. Make somebody else project manager first.';

/** Somebody who can run the plan in Teams: without an account the role opens nothing. */
const runsPlan = ({ roles, userId }: Person) => userId !== null && roles.includes('pm');

/** Whether a change takes the plan's last project manager away. */
function leavesNoManager(before: readonly Person[], after: readonly Person[]): boolean {
  return before.some(runsPlan) && !after.some(runsPlan);
}

/** Throws `bad-input` for a change of the people list after which nobody could run the plan in Teams. */
export function demandManager(before: readonly Person[], after: readonly Person[]): void {
  if (leavesNoManager(before, after)) throw new Refusal('bad-input', noManagerWords);
}

/** What of a plan names a person, so that they cannot be taken off its list. */
export interface PersonReferences {
  /** Refs of the actions they lead or are accountable for, whatever their status. */
  readonly actions: readonly string[];
  /** Names in the plan that were matched to them. */
  readonly leadTexts: readonly string[];
  /** Board dates of the cycles they were asked in, `YYYY-MM-DD`. */
  readonly cycles: readonly string[];
}

const fewRefs = 6;
const listFew = (texts: readonly string[]) =>
  `${texts.slice(0, fewRefs).join(', ')}${texts.length > fewRefs ? ` and ${texts.length - fewRefs} more` : ''}`;

/** Why somebody stays on the people list and what to do instead, a sentence each; [] where nothing names them. */
export function reasonsToKeep(
  { name }: Person,
  { actions, leadTexts, cycles }: PersonReferences,
): readonly string[] {
  const reasons = [
    actions.length > 0 ? `${name} leads ${listFew(actions)}: say first who leads instead.` : '',
    leadTexts.length > 0
      ? `The plan’s ${leadTexts.length === 1 ? 'name' : 'names'} ${listFew(leadTexts.map((text) => `“${text}”`))} ${leadTexts.length === 1 ? 'is' : 'are'} matched to ${name}: match leads to somebody else first.`
      : '',
    cycles.length > 0
      ? `${name} was written to for ${cycles.length === 1 ? 'a board meeting' : `${cycles.length} board meetings`}, and the record of that names them. Without an action and a role they are asked nothing more.`
      : '',
  ];
  return reasons.filter((reason) => reason !== '');
}
