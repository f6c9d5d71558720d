import { Refusal } from './errors.ts';
import type { ImportedPerson } from './imported-plan.ts';
import type { Person, PersonId } from './person.ts';

export interface PersonChange {
  readonly name: string;
  readonly kind: 'added' | 'changed';
}

export interface MergedPeople {
  readonly added: readonly Person[];
  readonly changed: readonly Person[];
  /** Everybody afterwards. */
  readonly people: readonly Person[];
  readonly changes: readonly PersonChange[];
}

const plain = (text: string) => text.trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en-GB');
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** `Siân O'Hara` -> `sian-o-hara`; a number is added where the slug is taken by somebody else. */
function newId(name: string, taken: ReadonlySet<PersonId>): PersonId {
  const slug =
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .replaceAll(/^-|-$/gu, '')
      .slice(0, 60) || 'person';
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}-${number}`;
  return id;
}

/**
 * Whom a line of the list means: the same Entra object id, else the same e-mail, else the same name where the
 * accounts do not contradict each other. Two people of one name with different accounts are two people.
 */
function findKnown(people: readonly Person[], line: ImportedPerson): Person | undefined {
  const byAccount = line.userId === null ? undefined : people.find(({ userId }) => userId === line.userId);
  if (byAccount) return byAccount;
  const free = people.filter(({ userId }) => userId === null || line.userId === null);
  const byEmail = line.email === '' ? undefined : free.find(({ email }) => plain(email) === plain(line.email));
  return byEmail ?? free.find((person) => plain(person.name) === plain(line.name) && (person.email === '' || line.email === '' || plain(person.email) === plain(line.email)));
}

/** What a people list does to a plan's people: known ones keep their id; a blank cell erases nothing. */
export function mergePeople(existing: readonly Person[], imported: readonly ImportedPerson[]): MergedPeople {
  const people = [...existing];
  const added: PersonId[] = [];
  const changed = new Set<PersonId>();
  for (const line of imported) {
    const known = findKnown(people, line);
    if (!known) {
      const id = newId(line.name, new Set(people.map((person) => person.id)));
      people.push({ ...line, id });
      added.push(id);
      continue;
    }
    const after: Person = {
      id: known.id,
      name: line.name,
      initials: line.initials.length > 0 ? line.initials : known.initials,
      aliases: line.aliases.length > 0 ? line.aliases : known.aliases,
      email: line.email || known.email,
      userId: line.userId ?? known.userId,
      agency: line.agency || known.agency,
      roles: line.roles.length > 0 ? line.roles : known.roles,
    };
    if (same({ ...known, id: known.id }, { ...known, ...after })) continue;
    people[people.indexOf(known)] = after;
    if (!added.includes(known.id)) changed.add(known.id);
  }
  const pick = (ids: Iterable<PersonId>) => {
    const wanted = new Set(ids);
    return people.filter((person) => wanted.has(person.id));
  };
  const nameOf = (kind: PersonChange['kind']) => (person: Person) => ({ name: person.name, kind });
  return {
    added: pick(added),
    changed: pick(changed),
    people,
    changes: [...pick(added).map(nameOf('added')), ...pick(changed).map(nameOf('changed'))],
  };
}

/**
 * The person a PM names: by full name, else alias, else initials, whatever the case. Throws `unknown-person` naming
 * who there is, `ambiguous-person` where two fit: neither is chosen (DOMAIN 4.3).
 */
export function findPerson(people: readonly Person[], name: string): Person {
  const wanted = plain(name);
  const ways: ((person: Person) => readonly string[])[] = [
    (person) => [person.name, person.id],
    (person) => [...person.aliases, person.email],
    (person) => person.initials,
  ];
  for (const texts of ways) {
    const fitting = people.filter((person) => texts(person).some((text) => plain(text) === wanted));
    const [only] = fitting;
    if (only && fitting.length === 1) return only;
    if (fitting.length > 1) {
      const names = fitting.map((person) => `${person.name} (${person.id}, ${person.agency || 'no agency'})`).join('; ');
      throw new Refusal('ambiguous-person', `“${name}” could be ${names}. Give the id in brackets.`);
    }
  }
  throw new Refusal(
    'unknown-person',
    `There is nobody called “${name}” in the people list. Add them with people import, or use one of: ${people.map((person) => person.name).join(', ')}.`,
  );
}
