import { foldWords } from '../../domain/shared/fold.ts';
import { matchRating, type Rating, type RatingKey, ratingLevels } from '../../domain/shared/rating.ts';
import { oneLine } from '../text/clean-text.ts';

/** What the words of a rating's cell say under a key. */
export type RatingWords =
  | { readonly kind: 'rating'; readonly now: Rating; readonly before: Rating | null }
  /** Two ratings of which neither is said to be the earlier one, the worse first. */
  | { readonly kind: 'mixed'; readonly ratings: readonly [Rating, Rating] }
  | { readonly kind: 'unknown' };

const longestPair = 60;
const wasBehind =
  /^(.{1,30}?)[\s,;:(–-]*\b(?:was|previously|formerly|previous|prev|last (?:month|quarter|time|period|meeting|board|term)|(?:improved|moved|changed|up|down|reduced|increased|worsened) from|from)\b[\s:(]*(.{1,30}?)\)?$/i;
const beforeBehind =
  /^(.{1,30}?)\s*\((.{1,30}?)\s+(?:before|previously|last (?:month|quarter|time|term))\)$/i;
const nowBehind =
  /^(?:(?:was|from|moved from|previously)\s+)?(.{1,30}?)\s*(?:[-–]+>|→|=>|➔|➜|⇒|>|[,;–-]?\s*\bnow\b:?|\bto\b)\s*(.{1,30})$/i;
const between = /\s*(?:[/\\&+,–-]|\band\b|\bor\b)\s*/i;
const colourWord = /^(red|amber|orange|yellow|green|blue|gr[ae]y|white)$/;

/** Reads a rating's cell: one rating, the present and the one before, or two at once. */
export function readRatingWords(key: RatingKey, written: string): RatingWords {
  const text = oneLine(written);
  const said = foldWords(text);
  // A tick has no words to compare.
  const exact = key.find(({ label }) => label === text || (said !== '' && foldWords(label) === said));
  if (exact !== undefined) {
    return { kind: 'rating', now: { label: exact.label, level: exact.level }, before: null };
  }
  const pair = text.length <= longestPair ? (readMove(key, text) ?? readMixed(key, text)) : null;
  if (pair !== null) {
    return pair;
  }
  const now = matchRating(key, text);
  return now === null ? { kind: 'unknown' } : { kind: 'rating', now, before: null };
}

function readMove(key: RatingKey, text: string): RatingWords | null {
  const ways = [
    text.match(wasBehind)?.slice(1),
    text.match(beforeBehind)?.slice(1),
    text.match(nowBehind)?.slice(1).reverse(),
  ];
  for (const [nowText = '', beforeText = ''] of ways.filter((way) => way !== undefined)) {
    const now = labelOnly(key, nowText);
    const before = labelOnly(key, beforeText);
    if (now !== null && before !== null) {
      return { kind: 'rating', now, before };
    }
  }
  return null;
}

function readMixed(key: RatingKey, text: string): RatingWords | null {
  const parts = /^[a-z]{2}$/i.test(text) ? [...text] : text.split(between);
  const [one = null, other = null, ...more] = parts.map((part) => labelOnly(key, part));
  if (one === null || other === null || more.length > 0 || one.label === other.label) {
    return null;
  }
  const own = [`${one.label} ${other.label}`, `${other.label} ${one.label}`].map(foldWords);
  const joined = key.find(({ label }) => own.includes(foldWords(label)));
  if (joined !== undefined) {
    return { kind: 'rating', now: { label: joined.label, level: joined.level }, before: null };
  }
  const [worse, better] = severity(one) <= severity(other) ? [one, other] : [other, one];
  return { kind: 'mixed', ratings: [worse, better] };
}

const severity = ({ level }: Rating) => ratingLevels.indexOf(level);

const initials: ReadonlyMap<string, string> = new Map([
  ['r', 'red'],
  ['a', 'amber'],
  ['g', 'green'],
  ['b', 'blue'],
]);

/** `A` beside `Amber` and `Amber/Red` is the plain colour. */
function matchLabel(key: RatingKey, text: string, said: string): Rating | null {
  const plain = key.find(({ label }) => foldWords(label) === initials.get(said));
  return plain === undefined ? matchRating(key, text) : { label: plain.label, level: plain.level };
}

/** A rating that is nothing but a label, its initial or a colour: `on track to complete` is no move from one to the other. */
function labelOnly(key: RatingKey, text: string): Rating | null {
  const said = foldWords(text);
  const rating = said === '' && !/\p{S}/u.test(text) ? null : matchLabel(key, text, said);
  if (rating === null || rating.label === '') {
    return null;
  }
  const isOnly = said.length <= 1 || said === foldWords(rating.label) || colourWord.test(said);
  return isOnly ? rating : null;
}
