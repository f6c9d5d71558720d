import { Temporal } from 'temporal-polyfill';
import type { Person, PersonId } from '../people/person.ts';
import type { Action } from '../plan/action.ts';
import { findGroup } from '../plan/find-group.ts';
import { monthNumber, realDay } from '../shared/calendar-days.ts';
import { foldWords } from '../shared/fold.ts';
import { nearestName } from '../shared/nearest-words.ts';
import { refKey } from '../shared/ref.ts';
import { parseTimescale } from '../shared/timescale.ts';
import { type DigestFilter, type DigestPart, wholeDigest } from './digest-filter.ts';
import { digestGroups, isUnderRef } from './narrow-digest.ts';

/** What a digest of a plan can be asked about, by the names its people use. */
export interface DigestVocabulary {
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  readonly today: Temporal.PlainDate;
}

/** Words about a digest, read: the filter, and what was made of words that were not quite right. */
export interface DigestWords {
  readonly filter: DigestFilter;
  /** The last day that a board compared with may have met, `YYYY-MM-DD`; null for the board before. */
  readonly since: string | null;
  /** Words that were mistyped, with what they were taken for. */
  readonly took: readonly { readonly said: string; readonly meant: string }[];
}

export type ReadWords =
  | { readonly kind: 'read'; readonly words: DigestWords }
  /** Nothing of the plan is called so, or near it. */
  | { readonly kind: 'unknown'; readonly said: string }
  /** Several are, and none is chosen. */
  | { readonly kind: 'several'; readonly said: string; readonly fit: readonly string[] };

const levelWords: Readonly<Record<string, 'red' | 'amber'>> = {
  red: 'red',
  reds: 'red',
  amber: 'amber',
  ambers: 'amber',
};

/** Phrases for one list, folded. */
const partWords: Readonly<Record<string, DigestPart>> = {
  overdue: 'overdue',
  late: 'overdue',
  'past due': 'overdue',
  'no reply': 'no-reply',
  'no replies': 'no-reply',
  'not replied': 'no-reply',
  'no answer': 'no-reply',
  silent: 'no-reply',
  unanswered: 'no-reply',
};

/** Words that say nothing here: `digest for health`, `digest of the reds`. */
const idleWords = new Set([
  'only',
  'the',
  'for',
  'of',
  'on',
  'all',
  'about',
  'please',
  'actions',
  'and',
  'by',
]);

type Subject = Pick<DigestFilter, 'group' | 'agency' | 'lead' | 'ref'>;

interface Named {
  readonly name: string;
  readonly subject: Partial<Subject>;
}

/** Everything that has a name, each meaning once. */
function namesOf({ actions, people }: DigestVocabulary): Named[] {
  const leads = new Set<PersonId>(
    actions.flatMap(({ responsible, strategic }) => [...responsible, ...strategic]),
  );
  const asked = people.filter(({ id }) => leads.has(id));
  const agencies = [...new Set(asked.map(({ agency }) => agency).filter((agency) => agency !== ''))];
  return [
    ...digestGroups(actions).map((group) => ({ name: group, subject: { group } })),
    ...agencies.map((agency) => ({ name: agency, subject: { agency } })),
    ...asked.flatMap(({ id, name, aliases, initials }) =>
      [name, ...aliases, ...initials].map((called) => ({ name: called, subject: { lead: id } })),
    ),
  ];
}

/**
 * Reads what follows `digest`: levels, one list, a theme, priority, agency, lead or ref, and since when movements are told, in
 * any order. A plan's own names come before our words, so that a theme `Late identification` can be asked for. What is
 * mistyped finds the nearest name, and the reader is told; what could be two things is not guessed.
 */
export function readDigestWords(typed: string, vocabulary: DigestVocabulary): ReadWords {
  const names = namesOf(vocabulary);
  const took: { said: string; meant: string }[] = [];
  const { rest: whole, since } = takeSince(typed, vocabulary.today);
  const done = (filter: Partial<DigestFilter>): ReadWords => ({
    kind: 'read',
    words: { filter: { ...wholeDigest, ...filter }, since, took },
  });
  if (foldWords(whole) === '') return done({});
  const exact = findExactly(whole, names, vocabulary);
  if (exact !== null) return done(exact);

  const { rest, filter } = takeOurWords(whole, names, took);
  if (rest === '') return done(filter);
  const subject = findSubject(rest, names, vocabulary);
  if (subject === null) return { kind: 'unknown', said: rest };
  if ('fit' in subject) return { kind: 'several', said: rest, fit: subject.fit };
  if (subject.took !== null) took.push({ said: rest, meant: subject.took });
  return done({ ...filter, ...subject.subject });
}

function findExactly(
  words: string,
  names: readonly Named[],
  { actions }: DigestVocabulary,
): Partial<Subject> | null {
  const said = foldWords(words);
  const [only, ...others] = names.filter(({ name }) => foldWords(name) === said);
  if (only !== undefined && others.every(({ subject }) => sameSubject(subject, only.subject))) {
    return only.subject;
  }
  if (others.length > 0) return null;
  const key = refKey(words);
  const action = key === '' ? undefined : actions.find(({ ref }) => refKey(ref) === key);
  if (action !== undefined) return { ref: action.ref };
  return /\d/u.test(words) && actions.some(({ ref }) => isUnderRef(ref, words))
    ? { ref: words.trim() }
    : null;
}

const sameSubject = (a: Partial<Subject>, b: Partial<Subject>) => JSON.stringify(a) === JSON.stringify(b);

/** Takes levels and lists off both ends; a mistyped one only where nothing of the plan begins so. */
function takeOurWords(
  words: string,
  names: readonly Named[],
  took: { said: string; meant: string }[],
): { rest: string; filter: Partial<DigestFilter> } {
  let left = words.trim().split(/[\s,;:]+/u);
  const levels = new Set<'red' | 'amber'>();
  let only: DigestPart | null = null;
  const ours = [...Object.keys(levelWords), ...Object.keys(partWords)];
  const isName = (word: string) =>
    names.some(({ name }) => ` ${foldWords(name)} `.includes(` ${foldWords(word)} `));
  const take = (said: readonly string[]): boolean => {
    const folded = foldWords(said.join(' '));
    const level = levelWords[folded];
    const part = partWords[folded];
    if (level !== undefined) levels.add(level);
    else if (part !== undefined) only = part;
    else return said.length === 1 && idleWords.has(folded);
    return true;
  };
  const takeMistyped = (said: string): boolean => {
    if (isName(said)) return false;
    const meant = nearestName(ours, said);
    if (meant === null || foldWords(meant).split(' ').length > 1) return false;
    took.push({ said, meant });
    return take([meant]);
  };
  for (let again = true; again && left.length > 0; ) {
    again = true;
    const first = left[0] ?? '';
    const last = left.at(-1) ?? '';
    if (left.length > 1 && take(left.slice(0, 2))) left = left.slice(2);
    else if (take([first])) left = left.slice(1);
    else if (left.length > 1 && take(left.slice(-2))) left = left.slice(0, -2);
    else if (take([last])) left = left.slice(0, -1);
    else if (takeMistyped(first)) left = left.slice(1);
    else if (left.length > 1 && takeMistyped(last)) left = left.slice(0, -1);
    else again = false;
  }
  const filter = { ...(levels.size > 0 ? { levels: [...levels] } : {}), ...(only === null ? {} : { only }) };
  return { rest: left.join(' '), filter };
}

type FoundSubject =
  | { readonly subject: Partial<Subject>; readonly took: string | null }
  | { readonly fit: readonly string[] };

function findSubject(
  words: string,
  names: readonly Named[],
  vocabulary: DigestVocabulary,
): FoundSubject | null {
  const exact = findExactly(words, names, vocabulary);
  if (exact !== null) return { subject: exact, took: null };
  const said = foldWords(words);
  const group = findGroup(digestGroups(vocabulary.actions), words);
  if (group !== null) return { subject: { group }, took: null };
  const containing = names.filter(({ name }) => ` ${foldWords(name)}`.includes(` ${said}`));
  const meanings = containing.filter(
    ({ subject }, index) => containing.findIndex((other) => sameSubject(other.subject, subject)) === index,
  );
  const [only] = meanings;
  if (only !== undefined) {
    return meanings.length === 1
      ? { subject: only.subject, took: null }
      : { fit: [...new Set(meanings.map(({ name }) => name))] };
  }
  const near = nearestName(
    names.map(({ name }) => name),
    words,
  );
  const meant = names.find(({ name }) => name === near);
  return meant === undefined ? null : { subject: meant.subject, took: meant.name };
}

/** Takes `since June`, `since 16 October 2019`, `since 2026-06-17` off the words. */
function takeSince(
  typed: string,
  today: Temporal.PlainDate,
): { readonly rest: string; readonly since: string | null } {
  const match = /^(.*?)(?:^|\s)since\s+(?:the\s+)?(?:board\s+of\s+)?(.+)$/iu.exec(typed.trim());
  const [, rest = '', when = ''] = match ?? [];
  const since = match === null ? null : readDay(when, today);
  return since === null ? { rest: typed.trim(), since: null } : { rest: rest.trim(), since };
}

/** The last day that the words cover; a month or a day without its year is the latest that has begun. */
function readDay(words: string, today: Temporal.PlainDate): string | null {
  if (/^last\s+(board|meeting|time)$/iu.test(words.trim())) return null;
  const bare = /^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})$/iu.exec(words.trim());
  const month = bare?.[2] === undefined ? Number.NaN : monthNumber(bare[2]);
  if (bare !== null && month >= 1 && month <= 12) {
    const day = bare[1] === undefined ? 'last' : Number(bare[1]);
    const ofThis = realDay(today.year, month, day);
    const begun = Temporal.PlainDate.from(
      { year: today.year, month, day: bare[1] === undefined ? 1 : Number(bare[1]) },
      { overflow: 'constrain' },
    );
    return Temporal.PlainDate.compare(begun, today) <= 0 ? ofThis : realDay(today.year - 1, month, day);
  }
  try {
    return Temporal.PlainDate.from(words.trim(), { overflow: 'reject' }).toString();
  } catch {
    const { date, kind } = parseTimescale(words).timescale;
    return kind === 'day' || kind === 'month' || kind === 'quarter' || kind === 'term' ? date : null;
  }
}
