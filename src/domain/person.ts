/** What a person may do in one plan. A strategic lead is a lead who is accountable rather than replying. */
export const roles = ['pm', 'chair', 'member', 'lead'] as const;
export type Role = (typeof roles)[number];

/** Slug of the name, unique in its plan: `sam-barron`. */
export type PersonId = string;

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly initials: readonly string[];
  readonly aliases: readonly string[];
  /** '' when not known; never used to find a Teams user. */
  readonly email: string;
  /** Confirmed Entra object id, lower case; null while nobody has confirmed who this is in Teams. */
  readonly userId: string | null;
  /** The lead organisation: council, ICB, a school. '' when not given. */
  readonly agency: string;
  readonly roles: readonly Role[];
}
