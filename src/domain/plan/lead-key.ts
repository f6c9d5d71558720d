/** A line of the document's key to leads. */
export interface LeadKeyEntry {
  readonly initials: string;
  readonly name: string;
  /** '' when the key does not say. */
  readonly role: string;
  /** '' when the key does not say. */
  readonly organisation: string;
}
