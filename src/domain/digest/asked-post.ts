/** What somebody asked for where a whole channel would read the answer, until they say who is to read it. */
export interface AskedPost {
  readonly tenantId: string;
  /** Who asked, and who alone may choose: Entra object id, lower case. */
  readonly userId: string;
  /** Unguessable, though it gives nobody else a right to choose. */
  readonly id: string;
  /** What was asked, as JSON that the conversation can answer again. */
  readonly said: string;
  /** ISO. */
  readonly askedAt: string;
  /** What was chosen; `asked` while nothing is. */
  readonly state: 'asked' | PostChoice;
}

export type PostChoice = 'posted' | 'sent-alone';

/** The register moves on, and so do the people in a channel. */
export const postMinutes = 60;
