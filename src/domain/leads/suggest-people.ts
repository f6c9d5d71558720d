import type { PersonId } from '../people/person.ts';
import { foldName, parseName } from '../people/person-name.ts';
import type { LeadKeyEntry } from '../plan/lead-key.ts';
import type { Candidate } from './lead-candidates.ts';
import { personIn } from './lead-person.ts';
import { classifyLeadText, type LeadKind } from './lead-text.ts';
import { fitName, type NameFit, nameFits, readSaid, type SaidName } from './match-name.ts';

/** Somebody a lead text may mean. With neither id, only the document's key knows them and they must be added first. */
export interface LeadSuggestion {
  /** null for somebody of the Teams team who is not on the people list yet, who is added when confirmed. */
  readonly personId: PersonId | null;
  readonly name: string;
  /** Entra object id; null while nobody has confirmed or the team does not tell who this is in Teams. */
  readonly userId: string | null;
  /** In words for the PM. */
  readonly reason: string;
  /**
   * The text names just this person: by whole name, alias or address while everybody else is a guess at most (`Pia Holt` for
   * `Nia Holt`), or in another sure way while it fits nobody else at all.
   */
  readonly exact: boolean;
}

/** One way in which a text fits a candidate. */
interface Fit {
  /** Lower is better; fits of one rank are equally good. */
  readonly rank: number;
  /** Nothing about it is a guess, as long as it fits nobody else as well. */
  readonly sure: boolean;
  readonly words: string;
}

interface Found {
  readonly candidate: Candidate;
  readonly fit: Fit;
}

const ranks = { whole: 0, key: 1, initials: 2, guess: 3 } as const;

const fitWords: Readonly<Record<NameFit, string>> = {
  'full-name': 'Full name',
  'first-and-last': 'First name and surname',
  'initial-and-surname': 'Initial and surname',
  'first-name-and-initial': 'First name and initial',
  'initials-of-name': 'Initials of the name',
  'short-first-name': 'Could be a short form of the name',
  'one-slip': 'Spelt with one letter’s difference',
  surname: 'Surname alone',
  'first-name': 'First name alone',
};

const sourceWords: Readonly<Record<Candidate['from'], string>> = {
  people: 'people list',
  team: 'member of the Teams team, not on the people list yet',
  both: 'people list, and the only one of that name in the Teams team',
};

function nameRank(fit: NameFit): number {
  if (fit === 'full-name') return ranks.whole;
  // Initials made of a name are as good as initials somebody has listed: neither is chosen over the other.
  if (fit === 'initials-of-name') return ranks.initials;
  return ranks.guess + nameFits.indexOf(fit);
}

/** A lead text, or the name a key gives for one, made ready for comparing with every candidate. */
interface Wanted {
  readonly text: string;
  readonly folded: string;
  readonly said: SaidName;
}

function prepareWanted(text: string): Wanted {
  return { text, folded: foldName(text), said: readSaid(text) };
}

/** Whom a lead text names, without the post or organisation beside them; by their address where it gives one somebody has. */
function wantedOf(text: string, candidates: readonly Candidate[]): Wanted {
  const person = personIn(text);
  const address = foldName(person?.address ?? '');
  const hasAddress = address !== '' && candidates.some(({ otherNames }) => otherNames.includes(address));
  return prepareWanted(hasAddress ? (person?.address ?? text) : (person?.name ?? text));
}

function fitOf({ text, folded, said }: Wanted, candidate: Candidate): Fit | null {
  const bySelf = fitName(said, candidate.nameParts);
  if (bySelf === 'full-name') return { rank: ranks.whole, sure: true, words: 'Full name' };
  if (folded !== '' && candidate.otherNames.includes(folded)) {
    return { rank: ranks.whole, sure: true, words: text.includes('@') ? 'E-mail address' : 'Alias' };
  }
  if (candidate.initials.some((one) => sameInitials(text, one))) {
    return { rank: ranks.initials, sure: true, words: 'Initials' };
  }
  const fits = [bySelf, ...candidate.aliases.map((one) => fitName(said, one))].filter((fit) => fit !== null);
  const [best] = fits.sort((one, other) => nameRank(one) - nameRank(other));
  return best === undefined ? null : { rank: nameRank(best), sure: false, words: fitWords[best] };
}

/** `S.B.` is `SB`, and `sb` too; but `Jo`, who is Joanna, is not `JO`. */
function sameInitials(text: string, initials: string): boolean {
  const [said, listed] = [text, initials].map((one) => one.replaceAll(/[.\s]/gu, ''));
  if (said === undefined || listed === undefined || said === '') return false;
  return said === listed || said === listed.toLowerCase();
}

/** Whether a line of the key explains a text: by its initials, or as the post it gives. */
function explainsText(entry: LeadKeyEntry, text: string): boolean {
  if (entry.name.trim() === '') return false;
  const samePost = foldName(entry.role) !== '' && foldName(entry.role) === foldName(text);
  return samePost || sameInitials(personIn(text)?.name ?? text, entry.initials);
}

/** Persons whom the key gives for a text; [] where it explains nothing. */
export function personsInKey(text: string, leadKey: readonly LeadKeyEntry[]): LeadKeyEntry[] {
  return leadKey.filter(
    (entry) => explainsText(entry, text) && classifyLeadText(entry.name) !== 'organisation',
  );
}

/** Whom a line of the key means: those with just that name, else those whom the name may mean. */
function byKey(text: string, entry: LeadKeyEntry, candidates: readonly Candidate[]): Found[] {
  const wanted = prepareWanted(entry.name);
  const found = candidates.flatMap((candidate): Found[] => {
    const fit = fitOf(wanted, candidate);
    if (fit === null) return [];
    const key = `Key to leads: ${text.trim()} is ${entry.name.trim()}`;
    if (fit.rank === ranks.whole) return [{ candidate, fit: { rank: ranks.key, sure: true, words: key } }];
    const words = `${key}. ${fit.words}`;
    return [{ candidate, fit: { rank: ranks.guess + fit.rank, sure: false, words } }];
  });
  const whole = found.filter(({ fit }) => fit.rank === ranks.key);
  return whole.length > 0 ? whole : found;
}

function bestOfEach(found: readonly Found[]): Found[] {
  const best = new Map<Candidate, Found>();
  for (const one of found) {
    const known = best.get(one.candidate);
    if (!known || one.fit.rank < known.fit.rank) best.set(one.candidate, one);
  }
  return [...best.values()].sort(
    (a, b) =>
      a.fit.rank - b.fit.rank ||
      // Who is in the plan already is likelier meant than a stranger of the team.
      Number(a.candidate.personId === null) - Number(b.candidate.personId === null) ||
      a.candidate.name.localeCompare(b.candidate.name, 'en-GB'),
  );
}

/** Somebody the document's key names and nobody else knows. */
function keyOnly(text: string, { name, initials }: LeadKeyEntry): LeadSuggestion {
  const key = `Key to leads: ${initials.trim() === '' ? text.trim() : initials.trim()} is ${name.trim()}`;
  const reason = `${key}, who is neither on the people list nor in the Teams team: add them first`;
  return { personId: null, name: name.trim(), userId: null, reason, exact: false };
}

function describeSuggestions(found: readonly Found[], isAlone: boolean): LeadSuggestion[] {
  const [only, ...rivals] = found.filter(({ fit }) => fit.sure);
  // A whole name says who is meant; that somebody's is like it takes nothing from that. Initials and the key say less.
  const isExact = isAlone && rivals.length === 0 && (only?.fit.rank === ranks.whole || found.length === 1);
  return found.map((one) => ({
    personId: one.candidate.personId,
    name: one.candidate.name,
    userId: one.candidate.userId,
    reason: `${one.fit.words} (${sourceWords[one.candidate.from]})`,
    exact: isExact && one === only,
  }));
}

/**
 * Whom a lead text may mean, best first, and what kind of text it is. Organisations and texts that are no names get no
 * suggestion. Where the key explains initials, people whose name merely has them are left out.
 */
export function suggestPeople(
  text: string,
  candidates: readonly Candidate[],
  leadKey: readonly LeadKeyEntry[],
): { kind: LeadKind; suggestions: LeadSuggestion[] } {
  const persons = personsInKey(text, leadKey);
  const isBody = persons.length === 0 && leadKey.some((entry) => explainsText(entry, text));
  const listed = candidates.filter(({ personId }) => personId !== null);
  const wanted = wantedOf(text, candidates);
  const direct = candidates.flatMap((candidate): Found[] => {
    const fit = fitOf(wanted, candidate);
    return fit === null ? [] : [{ candidate, fit }];
  });
  const known = direct.some(({ candidate, fit }) => fit.sure && listed.includes(candidate));
  const kind = classifyLeadText(text);
  // `LA` may be a body or somebody's initials: the people list and the key know better than a list of words.
  if (kind !== 'person' && !known && persons.length === 0) return { kind, suggestions: [] };
  if (isBody && !known) return { kind: 'organisation', suggestions: [] };

  const kept = persons.length === 0 ? direct : direct.filter(({ fit }) => fit.sure);
  const byKeys = persons.map((entry) => ({ entry, found: byKey(text, entry, candidates) }));
  const found = bestOfEach([...kept, ...byKeys.flatMap((one) => one.found)]);
  const unfound = byKeys.filter((one) => one.found.length === 0).map(({ entry }) => entry);
  const named = found.length > 0 || unfound.length > 0 ? unfound : namedLike(wanted, leadKey);
  return {
    kind: 'person',
    suggestions: [
      // The key knows somebody else of these initials: nobody is the only one.
      ...describeSuggestions(found, named.length === 0),
      ...named.map((entry) => keyOnly(text, entry)),
    ],
  };
}

/** Lines of the key whose name a text may mean, each name once. */
function namedLike({ said }: Wanted, leadKey: readonly LeadKeyEntry[]): LeadKeyEntry[] {
  const fitting = leadKey.filter(
    ({ name }) =>
      classifyLeadText(name) === 'person' && said.letters === null && fitName(said, parseName(name)) !== null,
  );
  return fitting.filter(
    (entry, at) =>
      fitting.findIndex(({ name }) => parseName(name).whole === parseName(entry.name).whole) === at,
  );
}
