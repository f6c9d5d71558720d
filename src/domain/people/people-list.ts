/** What a people list in a chat’s form may hold: more people than any plan has, and less than a message holds. */
export const peopleTextLimits = { characters: 12_000, lines: 300 } as const;

/** Whether a text can be an e-mail address: whether anybody has it is for Teams to say. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}
