/** What a person may do in one plan. A strategic lead is a lead who is accountable rather than replying. */
export const roles = ['pm', 'chair', 'member', 'lead'] as const;
export type Role = (typeof roles)[number];

/**
 * How a person's Teams account became known: `given` as an object id by who made the people list, `email` because one member
 * of a Teams roster has the person's address and nobody else does, `confirmed` by the PM for the plan's leads.
 */
export const accountSources = ['given', 'email', 'confirmed'] as const;
export type AccountSource = (typeof accountSources)[number];

/** Slug of the name, unique in its plan: `sam-barron`. */
export type PersonId = string;

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly initials: readonly string[];
  readonly aliases: readonly string[];
  /** '' when not known. Compared by `foldAddress` alone. */
  readonly email: string;
  /** Entra object id, lower case; null while it is not known who this is in Teams. */
  readonly userId: string | null;
  /** null exactly while `userId` is. */
  readonly accountFrom: AccountSource | null;
  /** The lead organisation: council, ICB, a school. '' when not given. */
  readonly agency: string;
  readonly roles: readonly Role[];
}

/** What people are called by their id; an id that nobody has stands for itself. */
export function namesOf(people: readonly Pick<Person, 'id' | 'name'>[]): (personId: string) => string {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
