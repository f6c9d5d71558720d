import { foldName, isOneSlip, type NameParts, parseName } from '../people/person-name.ts';

/** How a lead text fits a person, best first. */
export const nameFits = [
  'full-name',
  'first-and-last',
  'initial-and-surname',
  'first-name-and-initial',
  'initials-of-name',
  'short-first-name',
  'one-slip',
  'surname',
  'first-name',
] as const;
export type NameFit = (typeof nameFits)[number];

/** Shorter words differ by one letter too often to be slips of one another. */
const shortestWithSlip = 5;

const slip = (a: string, b: string) => Math.min(a.length, b.length) >= shortestWithSlip && isOneSlip(a, b);

/** A short form is the beginning of the long one: `Chris` of `Christopher`. */
function isShortFor(a: string, b: string, atLeast: number): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= atLeast && short !== long && long.startsWith(short);
}

/**
 * The letters of a text that can only be initials (`SB`, `S.B.`, `S J B`), folded; null for any other text. Lower-case
 * letters are taken for initials only where they stand alone or carry full stops.
 */
function initialsIn(text: string): string | null {
  const bare = text.trim();
  if (/^\p{Lu}{2,4}$/u.test(bare) || /^\p{L}(?:[.\s]\s*\p{L}){1,3}\.?$/u.test(bare)) {
    return foldName(bare).replaceAll(' ', '');
  }
  return null;
}

/** A lead text read as a name. */
export interface SaidName {
  readonly name: NameParts;
  /** null unless the text can only be initials. */
  readonly letters: string | null;
}

export function readSaid(text: string): SaidName {
  return { name: parseName(text), letters: initialsIn(text) };
}

/** How a lead text fits a person's name; null where it does not. Every word of the text must be accounted for. */
export function fitName({ name: said, letters }: SaidName, known: NameParts): NameFit | null {
  if (said.words.length === 0 || known.words.length === 0) return null;
  if (said.whole === known.whole) return 'full-name';
  if (letters !== null && known.initials.includes(letters)) return 'initials-of-name';
  // Two letters are initials of somebody else; `RUTH` may still be a name.
  if (letters !== null && (letters.length < 3 || said.words.length > 1)) return null;
  if (said.last === '') return fitWord(said.first, known);
  if (known.last === '') return null;
  return (
    fitPair(said.first, said.last, known) ?? fitPair(said.last, said.first, known) ?? fitSlip(said, known)
  );
}

function fitPair(first: string, last: string, known: NameParts): NameFit | null {
  const sameFirst = first === known.first;
  const sameLast = last === known.last;
  if (sameFirst && sameLast) return 'first-and-last';
  if (sameLast && first.length === 1 && known.first.startsWith(first)) return 'initial-and-surname';
  const begins = isBeginning(last, known);
  if (sameFirst && begins) return 'first-name-and-initial';
  if ((sameLast || begins) && isShortFor(first, known.first, 2)) return 'short-first-name';
  if (slip(first, known.first) && begins) return 'one-slip';
  return null;
}

/** `S` or `St` for Stone; of a double-barrelled surname, either part. */
function isBeginning(letters: string, known: NameParts): boolean {
  return known.words
    .slice(1)
    .some((word) => letters.length < word.length && letters.length <= 3 && word.startsWith(letters));
}

function fitSlip(said: NameParts, known: NameParts): NameFit | null {
  const a = said.words.join(' ');
  const b = known.words.join(' ');
  if (slip(a, b)) return 'one-slip';
  return null;
}

function fitWord(word: string, known: NameParts): NameFit | null {
  if (known.last !== '' && word === known.last) return 'surname';
  if (word === known.first) return 'first-name';
  if (known.words.slice(1).includes(word)) return 'surname';
  if (slip(word, known.first) || slip(word, known.last)) return 'one-slip';
  return isShortFor(word, known.first, 3) && word.length < known.first.length ? 'short-first-name' : null;
}
