import { foldWords } from './fold.ts';

/** How many letters have to be added, left out, changed or swapped with their neighbour to make one text of the other. */
export function typingDistance(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  let beforeLast: number[] = [];
  let last = b.map((_letter, index) => index + 1);
  for (const [row, letter] of a.entries()) {
    const line: number[] = [];
    const left = (column: number) => (column === 0 ? row + 1 : (line[column - 1] ?? 0));
    const above = (column: number) => last[column] ?? 0;
    const across = (column: number) => (column === 0 ? row : (last[column - 1] ?? 0));
    for (const [column, meant] of b.entries()) {
      let least = Math.min(left(column) + 1, above(column) + 1, across(column) + (letter === meant ? 0 : 1));
      const swapped = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === meant;
      if (swapped) {
        const before = column === 1 ? row - 1 : row === 1 ? column - 1 : (beforeLast[column - 2] ?? 0);
        least = Math.min(least, before + 1);
      }
      line.push(least);
    }
    [beforeLast, last] = [last, line];
  }
  return b.length === 0 ? a.length : (last.at(-1) ?? 0);
}

/** Longest text that is compared letter by letter: nobody types a longer name, and the time grows with both lengths. */
const longest = 80;

/**
 * The one of several names that somebody most likely meant to type: one mistake for every four letters, at least one and at
 * most three, in the name or in one of its words. null where none is as near, or two equally. Short words are not guessed
 * at: three letters with one of them wrong are any word.
 */
export function nearestName(names: readonly string[], typed: string): string | null {
  const said = foldWords(typed).slice(0, longest);
  const allowed = Math.min(3, Math.floor(said.length / 4));
  if (allowed === 0) return null;
  let least = allowed + 1;
  let nearest: string[] = [];
  for (const name of new Set(names)) {
    const folded = foldWords(name).slice(0, longest);
    const candidates = said.includes(' ') ? [folded] : [folded, ...folded.split(' ')];
    const distance = Math.min(
      ...candidates
        .filter((text) => Math.abs(text.length - said.length) <= allowed)
        .map((text) => typingDistance(said, text)),
    );
    if (distance < least) [least, nearest] = [distance, [name]];
    else if (distance === least && distance <= allowed) nearest.push(name);
  }
  const [only] = nearest;
  return nearest.length === 1 && only !== undefined ? only : null;
}
