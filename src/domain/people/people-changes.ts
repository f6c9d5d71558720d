import type { MergedPeople } from './merge-people.ts';
import type { Person } from './person.ts';

const fields = ['name', 'email', 'agency', 'roles', 'initials', 'aliases', 'userId'] as const;
export type PersonFact = (typeof fields)[number];

/** One person whom a list adds or changes, as they are afterwards. */
export interface ListedChange {
  readonly kind: 'added' | 'changed';
  readonly person: Person;
  /** What changes of somebody known, in the order a list is read; '' is nothing. [] for somebody new. */
  readonly differences: readonly { readonly fact: PersonFact; readonly from: string; readonly to: string }[];
}

const factText = (person: Person, fact: PersonFact): string => {
  const value = person[fact];
  return typeof value === 'string' ? value : (value ?? []).join(', ');
};

/** What a list does to each person, those new first. */
export function listChanges(before: readonly Person[], { added, changed }: MergedPeople): ListedChange[] {
  const known = new Map(before.map((person) => [person.id, person]));
  return [
    ...added.map((person): ListedChange => ({ kind: 'added', person, differences: [] })),
    ...changed.map((person): ListedChange => {
      const was = known.get(person.id) ?? person;
      const differences = fields
        .map((fact) => ({ fact, from: factText(was, fact), to: factText(person, fact) }))
        .filter(({ from, to }) => from !== to);
      return { kind: 'changed', person, differences };
    }),
  ];
}
