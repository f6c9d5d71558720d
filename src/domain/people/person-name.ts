/**
 * What two spellings of one name have in common: accents, case, full stops and apostrophes left out, single spaces.
 * For comparing only.
 */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’‘`.]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A name taken apart for comparing; every part is folded. */
export interface NameParts {
  readonly words: readonly string[];
  /** The words in alphabetical order: what two writings of one name have in common, whichever way round. */
  readonly whole: string;
  readonly first: string;
  /** '' for a name of one word. */
  readonly last: string;
  /** Every way this person may sign: `sb`, and `sjb` where there is a middle name. [] for a name of one word. */
  readonly initials: readonly string[];
}

const titles =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|cllr|councillor|sir|dame|lord|lady|rev(?:erend)?)\b\.?\s*)+/iu;

/** Without title, bracketed additions and what follows a dash or bar: `Dr Sam Barron (Adults) - Council` -> `Sam Barron`. */
function bareName(text: string): string {
  return text
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
    .replace(/(?:\s[-–—]\s|\s*\|).*$/u, '')
    .trim()
    .replace(titles, '')
    .trim();
}

/** `Barron, Sam` -> `Sam Barron`, as directories write names. */
export function inReadingOrder(name: string): string {
  const [last = '', first = '', ...others] = name.split(',').map((part) => part.trim());
  const words = (part: string) => part.split(/\s+/u).length;
  const reversed =
    others.length === 0 && first !== '' && last !== '' && words(last) <= 3 && words(first) <= 3;
  return reversed ? `${first} ${last}` : name;
}

/** Takes a person's name apart, whichever way round a directory writes it. */
export function parseName(text: string): NameParts {
  const name = inReadingOrder(bareName(text));
  const words = foldName(name).split(' ').filter(Boolean);
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  // A double-barrelled surname counts once or twice, as its owner likes.
  const whole = name.split(/\s+/u).map(foldName).filter(Boolean);
  const signed = [words, whole, [first, last], [first, whole.at(-1) ?? '']].map((parts) =>
    parts.map((part) => part.charAt(0)).join(''),
  );
  return {
    words,
    whole: [...words].sort().join(' '),
    first,
    last,
    initials: words.length > 1 ? [...new Set(signed)] : [],
  };
}

/** Whether two words differ by one letter left out, put in, mistaken or swapped with its neighbour; equal ones do not. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return (
    (swapped && a.length === b.length) ||
    a.slice(at + 1) === b.slice(at + 1) ||
    a.slice(at + 1) === b.slice(at) ||
    a.slice(at) === b.slice(at + 1)
  );
}
