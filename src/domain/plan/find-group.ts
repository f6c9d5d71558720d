/**
 * The group a reader's words mean: the whole name, else the one name that starts with or contains them, whatever
 * the case. null for no words, and when none or several fit; the caller then says which groups there are.
 */
export function findGroup(groups: readonly string[], words: string): string | null {
  const plain = (text: string) => text.toLocaleLowerCase('en-GB').replaceAll(/\s+/gu, ' ').trim();
  const wanted = plain(words);
  if (wanted === '') return null;
  const exact = groups.find((group) => plain(group) === wanted);
  if (exact !== undefined) return exact;
  for (const match of [
    groups.filter((group) => plain(group).startsWith(wanted)),
    groups.filter((group) => plain(group).includes(wanted)),
  ]) {
    if (match.length === 1 && match[0] !== undefined) return match[0];
  }
  return null;
}
