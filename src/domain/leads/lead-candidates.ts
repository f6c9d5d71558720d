import { addressesOf } from '../people/mail-address.ts';
import type { Person, PersonId } from '../people/person.ts';
import { foldName, type NameParts, parseName } from '../people/person-name.ts';
import type { TeamMember } from '../people/team-member.ts';

/** Somebody who can be confirmed as a lead, made ready for comparing with every lead text. */
export interface Candidate {
  readonly personId: PersonId | null;
  readonly userId: string | null;
  readonly name: string;
  readonly nameParts: NameParts;
  readonly aliases: readonly NameParts[];
  /** Aliases and e-mail addresses, folded. */
  readonly otherNames: readonly string[];
  readonly initials: readonly string[];
  /** `both`: on the people list without an account, and the only member of the team with the same name or e-mail. */
  readonly from: 'people' | 'team' | 'both';
}

/** Somebody on the people list, or in the team, where an address more may be known. */
type Marked = Pick<Person, 'name' | 'email'> & Partial<Pick<TeamMember, 'userPrincipalName'>>;

/** What two records of one person have in common: the whole name, an e-mail address. */
function marksOf({ name, email, userPrincipalName = '' }: Marked): string[] {
  const addresses = addressesOf({ email, userPrincipalName });
  return [`name ${parseName(name).whole}`, ...addresses.map((address) => `mail ${address}`)];
}

function byMark<T extends Marked>(records: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const record of records) {
    for (const mark of marksOf(record)) found.set(mark, [...(found.get(mark) ?? []), record]);
  }
  return found;
}

/**
 * Finds the person of the list that a member of the team is: by account, else the only one without an account who looks
 * like them while no other member does. null for somebody who is not on the list.
 */
export function memberFinder(
  people: readonly Person[],
  team: readonly TeamMember[],
): (member: TeamMember) => Person | null {
  const byAccount = new Map(
    people.flatMap((person) => (person.userId === null ? [] : [[person.userId, person]])),
  );
  const free = byMark(people.filter(({ userId }) => userId === null));
  // Members who are on the list under their own account are nobody else.
  const unknown = byMark(team.filter(({ userId }) => !byAccount.has(userId)));
  return (member) => {
    const known = byAccount.get(member.userId);
    if (known) return known;
    const [only, ...others] = new Set(marksOf(member).flatMap((mark) => free.get(mark) ?? []));
    if (!only || others.length > 0) return null;
    const rivals = marksOf(only).flatMap((mark) => unknown.get(mark) ?? []);
    return rivals.every(({ userId }) => userId === member.userId) ? only : null;
  };
}

/** As Teams gives them and as they are compared: a plan may name a guest by either. */
function writtenAddresses(member: TeamMember): string[] {
  return [member.email, member.userPrincipalName, ...addressesOf(member)].filter((email) => email !== '');
}

/** Everybody a lead text may mean, each person once: the people list first, then who else is in the team. */
export function listCandidates(people: readonly Person[], team: readonly TeamMember[]): Candidate[] {
  const find = memberFinder(people, team);
  const members = new Map<PersonId, TeamMember>();
  const strangers: TeamMember[] = [];
  for (const member of team) {
    const person = find(member);
    if (person) members.set(person.id, member);
    else strangers.push(member);
  }
  return [
    ...people.map((person): Candidate => {
      const member = members.get(person.id);
      const emails = [person.email, ...(member ? writtenAddresses(member) : [])].filter(
        (email) => email !== '',
      );
      const aliases = [...person.aliases, ...(member ? [member.name] : [])];
      return {
        personId: person.id,
        userId: person.userId ?? member?.userId ?? null,
        name: person.name,
        nameParts: parseName(person.name),
        aliases: aliases.map(parseName),
        otherNames: [...aliases, ...emails].map(foldName),
        initials: person.initials,
        from: member && person.userId === null ? 'both' : 'people',
      };
    }),
    ...strangers.map(
      (member): Candidate => ({
        personId: null,
        userId: member.userId,
        name: member.name,
        nameParts: parseName(member.name),
        aliases: [],
        otherNames: writtenAddresses(member).map(foldName),
        initials: [],
        from: 'team',
      }),
    ),
  ];
}
