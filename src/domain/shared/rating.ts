import { foldWords } from './fold.ts';
/** What a plan's own labels are mapped to, so that plans with different keys can be read alike. */
export const ratingLevels = ['red', 'amber', 'green', 'complete', 'none'] as const;
export type RatingLevel = (typeof ratingLevels)[number];

/** A lead's judgement under the plan's own key. `label` is '' and `level` 'none' when nobody has rated yet. */
export interface Rating {
  readonly label: string;
  readonly level: RatingLevel;
}

export interface RatingKeyEntry {
  readonly label: string;
  /** The plan's own words for the label; '' when the document gives none. */
  readonly meaning: string;
  readonly level: RatingLevel;
}

/** The plan's own key, in the plan's own order. */
export type RatingKey = readonly RatingKeyEntry[];

export const unrated: Rating = { label: '', level: 'none' };

/** A shape for each level, so that no colour says it alone. */
export const ratingSymbols: Readonly<Record<RatingLevel, string>> = {
  red: '◆',
  amber: '▲',
  green: '●',
  complete: '✔',
  none: '○',
};

/** For a plan that brings no key of its own. It has no meanings, since amber means different things in different plans. */
export const defaultRatingKey: RatingKey = [
  { label: 'Red', meaning: '', level: 'red' },
  { label: 'Amber', meaning: '', level: 'amber' },
  { label: 'Green', meaning: '', level: 'green' },
];

/**
 * The canonical level of a label of a plan's own key: by the label's colour word first, else by what label and
 * meaning say. `none` when neither tells. Blue is "complete" unless its meaning says otherwise.
 */
export function levelOfLabel(label: string, meaning: string): RatingLevel {
  const colours = coloursIn(label);
  const [colour] = colours;
  if (colours.size === 1 && colour !== undefined) {
    return colour === 'blue' ? levelOfBlue(meaning) : colour;
  }
  return levelOfWords(`${label} ${meaning}`.toLowerCase());
}

const colourLetters: ReadonlyMap<string, string> = new Map([
  ['r', 'Red'],
  ['a', 'Amber'],
  ['y', 'Yellow'],
  ['g', 'Green'],
  ['b', 'Blue'],
]);

/** The colour a label of one letter stands for where a key has R and G among its labels; null for any other label or key. */
export function colourOfLetter(label: string, labels: readonly string[]): string | null {
  const letters = new Set(labels.map(foldWords));
  return letters.has('r') && letters.has('g') ? (colourLetters.get(foldWords(label)) ?? null) : null;
}

/**
 * The rating a cell or a person's word stands for under a key. A blank, a dash and `n/a` are `unrated`; null
 * when the text is no label of the key, or could be two (`Amber/Red`).
 */
export function matchRating(key: RatingKey, text: string): Rating | null {
  const said = foldWords(text);
  const entry =
    only(key.filter(({ label }) => said !== '' && foldWords(label) === said)) ??
    only(key.filter(({ meaning }) => said !== '' && foldWords(meaning) === said)) ??
    only(key.filter(({ label }) => said.length === 1 && foldWords(label).startsWith(said))) ??
    byColour(key, text) ??
    byLeadingLabel(key, said);
  if (entry !== null) {
    return { label: entry.label, level: entry.level };
  }
  // A tick or a coloured shape says something, even if not to us.
  const blank = said === '' && /^[\p{P}\s]*$/u.test(text);
  return blank || /^(n a|not rated|no rating|unrated|tbc|none)$/.test(said) ? unrated : null;
}

type Colour = 'red' | 'amber' | 'green' | 'blue' | 'none';

const colourWords: ReadonlyArray<readonly [Colour, RegExp]> = [
  ['red', /\bred\b|🔴|🟥/iu],
  ['amber', /\b(amber|orange|yellow)\b|🟠|🟡|🟧|🟨/iu],
  ['green', /\bgreen\b|🟢|🟩/iu],
  ['blue', /\bblue\b|🔵|🟦/iu],
  ['none', /\b(white|gr[ae]y)\b|⚪|⬜/iu],
];

function coloursIn(text: string): Set<Colour> {
  return new Set(colourWords.filter(([, word]) => word.test(text)).map(([colour]) => colour));
}

function levelOfBlue(meaning: string): RatingLevel {
  return meaning.trim() === '' ? 'complete' : levelOfWords(meaning.toLowerCase());
}

// In order: a qualified phrase ("not on track but can be recovered") must be tried before its plain part.
const meaningWords: ReadonlyArray<readonly [RatingLevel, RegExp]> = [
  ['none', /\bnot (yet )?(started|due|begun|rated|applicable)\b|\byet to start\b/],
  [
    'amber',
    /\bbut\b|\bpartial(ly)?\b|\bpartly\b|\bat risk\b|\bsome (progress|concern|delay|slippage|risk)|\bminor\b|\brecover(ed|able|y)?\b|\bslipp(ed|ing|age)\b|\bnot meeting timescales?\b/,
  ],
  [
    'red',
    /\bno progress\b|\b(not|off) (on )?(track|target|schedule|plan)\b|\bnot (been )?(achieved|met|delivered|complete|completed)\b|\bdelayed\b|\boverdue\b|\bmissed\b|\bbehind\b|\bsignificant (risk|concern|delay|issue)s?\b|\bserious\b|\bfailed\b|\bstalled\b/,
  ],
  ['green', /\bon (track|target|schedule|plan)\b|\bprogressing( well)?\b|\bgood progress\b/],
  ['complete', /\bcomplete(d)?\b|\bachieved\b|\bdelivered\b|\bdone\b|\bfinished\b|\bclosed\b|\bembedded\b/],
];

function levelOfWords(words: string): RatingLevel {
  return meaningWords.find(([, said]) => said.test(words))?.[0] ?? 'none';
}

function byColour(key: RatingKey, text: string): RatingKeyEntry | null {
  const colours = coloursIn(text);
  const [colour] = colours;
  return colours.size === 1 && colour !== undefined
    ? only(key.filter(({ label }) => coloursIn(label).has(colour)))
    : null;
}

/** `On track: two of three done` under a key whose label is `On track`. */
function byLeadingLabel(key: RatingKey, said: string): RatingKeyEntry | null {
  const starts = key.filter(
    ({ label }) => foldWords(label) !== '' && said.startsWith(`${foldWords(label)} `),
  );
  const longest = Math.max(0, ...starts.map(({ label }) => label.length));
  return coloursIn(said).size > 1 ? null : only(starts.filter(({ label }) => label.length === longest));
}

function only<T>(entries: readonly T[]): T | null {
  const [first] = entries;
  return entries.length === 1 && first !== undefined ? first : null;
}
