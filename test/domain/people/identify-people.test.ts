import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyPeople } from '../../../src/domain/people/identify-people.ts';
import { addressesOf, foldAddress } from '../../../src/domain/people/mail-address.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { TeamMember } from '../../../src/domain/people/team-member.ts';
import { aMember, aPerson } from '../../support/builders.ts';

const ana = aPerson('ana-holt', { email: 'ana.holt@nhs.example', userId: null });
const told = (people: readonly Person[], members: readonly TeamMember[]) => {
  const { found, known, ambiguous, without } = identifyPeople(people, members);
  return {
    found: found.map(({ id, userId, accountFrom }) => `${id} ${userId} ${accountFrom}`),
    known: known.map(({ id }) => id),
    ambiguous: ambiguous.map(({ person, why }) => `${person.id} ${why}`),
    without: without.map(({ id }) => id),
  };
};
const nobody = { found: [], known: [], ambiguous: [], without: [] };

describe('identifyPeople', () => {
  it.each<[string, Person[], TeamMember[], Partial<ReturnType<typeof told>>]>([
    [
      'by the e-mail address, whatever its case and whatever the name',
      [ana],
      [aMember('Holt-Reed, A', { userId: 'u1', email: 'Ana.Holt@NHS.example' })],
      { found: ['ana-holt u1 email'] },
    ],
    [
      'by the name they sign in with',
      [ana],
      [
        aMember('Ana', {
          userId: 'u1',
          email: 'a.holt@nhs.example',
          userPrincipalName: 'ana.holt@nhs.example',
        }),
      ],
      { found: ['ana-holt u1 email'] },
    ],
    [
      'as a guest',
      [ana],
      [
        aMember('Ana', {
          userId: 'u1',
          userPrincipalName: 'ana.holt_nhs.example#EXT#@council.onmicrosoft.com',
        }),
      ],
      { found: ['ana-holt u1 email'] },
    ],
    [
      'never by name',
      [ana],
      [aMember('Ana Holt', { email: 'ana.holt@other.example' })],
      { without: ['ana-holt'] },
    ],
    [
      'never without an address, though a member has none either',
      [aPerson('bo-lind', { userId: null })],
      [aMember('Bo Lind')],
      { without: ['bo-lind'] },
    ],
    [
      'not when two members have it',
      [ana],
      [
        aMember('Ana', { userId: 'u1', email: ana.email }),
        aMember('Ana', { userId: 'u2', userPrincipalName: ana.email }),
      ],
      { ambiguous: ['ana-holt two-members'] },
    ],
    [
      'when one member is in two teams',
      [ana],
      [
        aMember('Ana', { userId: 'u1', email: ana.email }),
        aMember('Ana', { userId: 'u1', email: ana.email }),
      ],
      { found: ['ana-holt u1 email'] },
    ],
    [
      'not when two people have it',
      [ana, aPerson('clerk', { email: 'ANA.HOLT@nhs.example', userId: null })],
      [aMember('Ana', { userId: 'u1', email: ana.email })],
      { ambiguous: ['ana-holt two-people', 'clerk two-people'] },
    ],
    [
      'not when somebody with an account has it too',
      [ana, aPerson('clerk', { email: ana.email, userId: 'u9' })],
      [aMember('Ana', { userId: 'u1', email: ana.email })],
      { ambiguous: ['ana-holt two-people'] },
    ],
    [
      'not when two people are found in one member by two addresses',
      [ana, aPerson('ana-reed', { email: 'ana.reed@nhs.example', userId: null })],
      [aMember('Ana', { userId: 'u1', email: ana.email, userPrincipalName: 'ana.reed@nhs.example' })],
      { ambiguous: ['ana-holt two-people', 'ana-reed two-people'] },
    ],
    [
      'not when the account is somebody else’s already',
      [ana, aPerson('bo-lind', { userId: 'u1' })],
      [aMember('Ana', { userId: 'u1', email: ana.email })],
      { ambiguous: ['ana-holt account-taken'], known: ['bo-lind'] },
    ],
    [
      'and leaves an account that is known alone, though another member has the address',
      [{ ...ana, userId: 'u9', accountFrom: 'confirmed' }],
      [aMember('Ana', { userId: 'u1', email: ana.email })],
      {},
    ],
    [
      'and tells who of these members is known',
      [aPerson('bo-lind', { userId: 'u1' }), aPerson('cy-moor', { userId: 'u2' })],
      [aMember('Bo', { userId: 'u1' })],
      { known: ['bo-lind'] },
    ],
  ])('finds a person %s', (_case, people, members, expected) => {
    expect(told(people, members)).toEqual({ ...nobody, ...expected });
  });

  const address = fc.constantFrom(
    'a@x.example',
    'A@X.example',
    'b@x.example',
    'a_x.example#EXT#@t.example',
    '',
  );
  const account = fc.constantFrom('u1', 'u2', 'u3');
  const people = fc.array(fc.tuple(address, fc.option(account)), { maxLength: 5 }).map((list) => {
    const seen = new Set<string>();
    return list.map(([email, userId], at) => {
      const own = userId !== null && !seen.has(userId) ? userId : null;
      if (own !== null) seen.add(own);
      return aPerson(`p-${at}`, { email, userId: own });
    });
  });
  const members = fc.array(
    fc.record({ userId: account, name: fc.constant('X'), email: address, userPrincipalName: address }),
    { maxLength: 4 },
  );

  it('never gives one account twice, gives only whose address it is, and tells of each person once', () => {
    fc.assert(
      fc.property(people, members, (list, roster) => {
        const { found, ambiguous, without } = identifyPeople(list, roster);
        const after = list.map((person) => found.find(({ id }) => id === person.id) ?? person);
        const accounts = after.flatMap(({ userId }) => userId ?? []);
        expect(new Set(accounts).size).toBe(accounts.length);
        for (const { userId, email } of found) {
          const theirs = roster.filter((one) => one.userId === userId).flatMap(addressesOf);
          expect(theirs).toContain(foldAddress(email));
        }
        const lacking = list.filter(({ userId }) => userId === null).map(({ id }) => id);
        const told = [...found, ...ambiguous.map(({ person }) => person), ...without].map(({ id }) => id);
        expect(told.toSorted()).toEqual(lacking.toSorted());
      }),
    );
  });

  it('says the same in whatever order people and members come', () => {
    fc.assert(
      fc.property(people, members, (list, roster) => {
        // One account has one record.
        const unique = [...new Map(roster.map((one) => [one.userId, one])).values()];
        const sorted = (result: ReturnType<typeof told>) =>
          Object.fromEntries(Object.entries(result).map(([key, ids]) => [key, ids.toSorted()]));
        expect(sorted(told(list.toReversed(), unique.toReversed()))).toEqual(sorted(told(list, unique)));
      }),
    );
  });
});
