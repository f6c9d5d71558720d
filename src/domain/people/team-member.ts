/** A member of a Teams team the bot is in. */
export interface TeamMember {
  /** Entra object id, lower case. */
  readonly userId: string;
  /** As the organisation's directory writes it. */
  readonly name: string;
  /** '' when the channel does not say. */
  readonly email: string;
  /** The name they sign in with, an address in form; a guest's ends in `#EXT#@` and the inviting tenant. '' when not told. */
  readonly userPrincipalName: string;
}
