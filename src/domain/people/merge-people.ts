import { Refusal } from '../shared/errors.ts';
import { slugOf } from '../shared/slug.ts';
import type { ImportedPerson } from './imported-person.ts';
import { foldAddress } from './mail-address.ts';
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

/** For comparing only: word processors curl apostrophes, and some systems write an accent as a mark of its own. */
const foldPlain = (text: string) =>
  text.normalize('NFKC').replaceAll(/[‘’]/gu, "'").trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en-GB');
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** `Siân O'Hara` -> `sian-o-hara`; a number is added where the slug is taken by somebody else. */
export function newPersonId(name: string, taken: ReadonlySet<PersonId>): PersonId {
  const slug = slugOf(name, 60) || 'person';
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}-${number}`;
  return id;
}

const contradict = (a: string, b: string) => a !== '' && b !== '' && foldPlain(a) !== foldPlain(b);

const describePerson = ({ name, id, agency }: Person) => `${name} (${id}, ${agency || 'no agency'})`;

/**
 * Another address for the only person of a name, of whom nothing but an address is known, puts that address right. A namesake is
 * somebody beside a person whose account was given or confirmed, or at another agency.
 */
function isCorrection({ accountFrom, agency }: Person, line: ImportedPerson): boolean {
  return accountFrom !== 'given' && accountFrom !== 'confirmed' && !contradict(agency, line.agency);
}

/**
 * Whom a line of the list means: the same Entra object id, else the same e-mail, else the same name where account
 * and e-mail do not contradict it. `listed` are those that earlier lines of the same list mean: a further line of the
 * name at another agency is somebody else. `isAlone` is the list's only line of the name. Throws `ambiguous-person` where two fit equally (DOMAIN 4.3).
 */
function findKnown(
  people: readonly Person[],
  line: ImportedPerson,
  listed: ReadonlySet<PersonId>,
  isAlone: boolean,
): Person | undefined {
  const byAccount = line.userId === null ? undefined : people.find(({ userId }) => userId === line.userId);
  if (byAccount) return byAccount;
  const free = people.filter(
    ({ userId, accountFrom }) => userId === null || line.userId === null || accountFrom === 'email',
  );
  const [lineName, lineEmail] = [foldPlain(line.name), foldPlain(line.email)];
  const byEmail = line.email === '' ? undefined : free.find(({ email }) => foldPlain(email) === lineEmail);
  if (byEmail) return byEmail;
  const named = free.filter(
    (person) =>
      foldPlain(person.name) === lineName &&
      (!contradict(person.email, line.email) || (isAlone && isCorrection(person, line))) &&
      !(listed.has(person.id) && contradict(person.agency, line.agency)),
  );
  const colleagues = named.filter(
    ({ agency }) => line.agency !== '' && foldPlain(agency) === foldPlain(line.agency),
  );
  const [only, ...others] = colleagues.length > 0 ? colleagues : named;
  if (others.length === 0) return only;
  throw new Refusal(
    'ambiguous-person',
    `“${line.name}” in this list could be ${named.map(describePerson).join('; ')}. Give their e-mail or Entra object id on that line.`,
  );
}

/**
 * A list's account is the one that holds. An account that was found by an address goes with it: where the list corrects the
 * address, it says that somebody else was found. One that was given or confirmed stays.
 */
function accountAfter(known: Person, line: ImportedPerson): Pick<Person, 'userId' | 'accountFrom'> {
  const { userId, accountFrom } = known;
  if (line.userId !== null) {
    const isConfirmed = line.userId === userId && accountFrom === 'confirmed';
    return { userId: line.userId, accountFrom: isConfirmed ? accountFrom : 'given' };
  }
  const corrected = line.email !== '' && foldAddress(line.email) !== foldAddress(known.email);
  return accountFrom === 'email' && corrected ? { userId: null, accountFrom: null } : { userId, accountFrom };
}

/**
 * What a people list does to a plan's people: known ones keep their id; a blank cell erases nothing. Throws
 * `ambiguous-person` for a line that could mean two of them.
 */
export function mergePeople(existing: readonly Person[], imported: readonly ImportedPerson[]): MergedPeople {
  const people = [...existing];
  const added: PersonId[] = [];
  const changed = new Set<PersonId>();
  const listed = new Set<PersonId>();
  const linesOf = new Map<string, number>();
  for (const { name } of imported) linesOf.set(foldPlain(name), (linesOf.get(foldPlain(name)) ?? 0) + 1);
  for (const line of imported) {
    const known = findKnown(people, line, listed, linesOf.get(foldPlain(line.name)) === 1);
    if (!known) {
      const id = newPersonId(line.name, new Set(people.map((person) => person.id)));
      people.push({ ...line, id, accountFrom: line.userId === null ? null : 'given' });
      added.push(id);
      listed.add(id);
      continue;
    }
    listed.add(known.id);
    const after: Person = {
      id: known.id,
      name: line.name,
      initials: line.initials.length > 0 ? line.initials : known.initials,
      aliases: line.aliases.length > 0 ? line.aliases : known.aliases,
      email: line.email || known.email,
      ...accountAfter(known, line),
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
  const wanted = foldPlain(name);
  const isWanted = (text: string) => wanted !== '' && foldPlain(text) === wanted;
  const ways: ((person: Person) => readonly string[])[] = [
    (person) => [person.name, person.id],
    (person) => [...person.aliases, person.email],
    (person) => person.initials,
  ];
  for (const texts of ways) {
    const fitting = people.filter((person) => texts(person).some(isWanted));
    const [only] = fitting;
    if (only && fitting.length === 1) return only;
    if (fitting.length > 1) {
      const names = fitting.map(describePerson).join('; ');
      throw new Refusal('ambiguous-person', `“${name}” could be ${names}. Give the id in brackets.`);
    }
  }
  throw new Refusal(
    'unknown-person',
    `There is nobody called “${name}” in the people list. Add them with people import, or use one of: ${people.map((person) => person.name).join(', ')}.`,
  );
}
