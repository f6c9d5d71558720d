import { addressesOf, foldAddress } from './mail-address.ts';
import type { Person } from './person.ts';
import type { TeamMember } from './team-member.ts';

/**
 * Why nobody says who a person is although their address is in the roster: two people of the plan have it, two members have it,
 * or its member's account is already somebody else's of the plan.
 */
export type AddressDoubt = 'two-people' | 'two-members' | 'account-taken';

export interface IdentifiedPeople {
  /** People whose account is found, as they are from now on. */
  readonly found: readonly Person[];
  /** People whose account was known before and is one of these members'. */
  readonly known: readonly Person[];
  readonly ambiguous: readonly { readonly person: Person; readonly why: AddressDoubt }[];
  /** People without an account whose address none of these members has, or who have none. */
  readonly without: readonly Person[];
}

function groupBy<K, V>(pairs: readonly (readonly [K, V])[]): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

/**
 * Finds the Teams accounts of a plan's people by e-mail address alone, never by name (DOMAIN 4.3). `members` are what the tenant's
 * rosters say, never what an activity says of its sender. A person is found when one member has their address, and no other person
 * of the plan has it or is found in that member; nobody's known account changes.
 */
export function identifyPeople(people: readonly Person[], members: readonly TeamMember[]): IdentifiedPeople {
  const accounts = new Set(members.map(({ userId }) => userId));
  const taken = new Set(people.flatMap(({ userId }) => userId ?? []));
  // One account in two teams is one member.
  const unique = [...new Map(members.map((member) => [member.userId, member])).values()];
  const byAddress = groupBy(
    unique.flatMap((member) => addressesOf(member).map((address) => [address, member.userId] as const)),
  );
  const listed = groupBy(people.map((person) => [foldAddress(person.email), person.id] as const));
  const lacking = people.filter(({ userId }) => userId === null);
  const holders = (person: Person) => byAddress.get(foldAddress(person.email)) ?? [];
  // Two people may be found in one member by two of that member's addresses.
  const claims = groupBy(lacking.flatMap((person) => holders(person).map((id) => [id, person.id] as const)));

  const found: Person[] = [];
  const ambiguous: { person: Person; why: AddressDoubt }[] = [];
  const without: Person[] = [];
  for (const person of lacking) {
    const [only, ...others] = holders(person);
    if (only === undefined) {
      without.push(person);
    } else if (others.length > 0) {
      ambiguous.push({ person, why: 'two-members' });
    } else if (
      (listed.get(foldAddress(person.email))?.length ?? 0) > 1 ||
      (claims.get(only)?.length ?? 0) > 1
    ) {
      ambiguous.push({ person, why: 'two-people' });
    } else if (taken.has(only)) {
      ambiguous.push({ person, why: 'account-taken' });
    } else {
      found.push({ ...person, userId: only, accountFrom: 'email' });
    }
  }
  return {
    found,
    known: people.filter(({ userId }) => userId !== null && accounts.has(userId)),
    ambiguous,
    without,
  };
}
