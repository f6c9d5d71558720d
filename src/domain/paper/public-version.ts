import type { Person } from '../people/person.ts';
import type { LeadKeyEntry } from '../plan/lead-key.ts';
import type { Paper } from './paper.ts';
import { changeTexts } from './paper-texts.ts';

/** Something the public version says otherwise, for the PM to look over. */
export interface PublicChange {
  readonly what: 'name' | 'number';
  readonly from: string;
  readonly to: string;
  /** How often. */
  readonly times: number;
}

export interface PublicSources {
  readonly people: readonly Person[];
  readonly leadKey: readonly LeadKeyEntry[];
  /** Lead texts as the plan's document writes them: they may give a person's post. */
  readonly leadTexts: readonly string[];
  /** Titles of the actions whose small numbers are hidden are known by their texts. */
  readonly hideNumbersIn: readonly string[];
}

/** Posts whose holders are public by their office: they answer for the service. */
const senior =
  /\b(chief|director|executive|head of|chair|chairman|chairwoman|chairperson|mayor|leader of|cabinet member|portfolio holder|councillor|cllr|commissioner for)\b/i;

/** The post a person holds, where the key or a lead text gives it; '' where nobody says. */
export function postOf(
  person: Person,
  { leadKey, leadTexts }: Pick<PublicSources, 'leadKey' | 'leadTexts'>,
): string {
  const names = [person.name, ...person.aliases];
  const entry = leadKey.find(({ name, role }) => role !== '' && names.includes(name));
  if (entry !== undefined) return entry.role;
  for (const text of leadTexts) {
    const name = names.find((one) => text.includes(one));
    if (name === undefined) continue;
    const rest = text.replace(name, '').replaceAll(/^[\s,;:()–-]+|[\s,;:()–-]+$/gu, '');
    if (/\p{L}{3}/u.test(rest) && rest.length <= 80 && !/[,;&/]/u.test(rest)) return rest;
  }
  return '';
}

/** What the public is told in place of a name: the post, else whose officer it is; null where the name may stand. */
function publicName(person: Person, sources: PublicSources): string | null {
  const post = postOf(person, sources);
  if (senior.test(post) || person.roles.includes('chair')) return null;
  if (post !== '') return person.agency === '' ? post : `${post} (${person.agency})`;
  return person.agency === '' ? 'a lead officer' : `a lead officer of ${person.agency}`;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
const asWord = (name: string) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu');

/** Counts of people below five, in digits or words, beside what they count. */
const smallCount =
  /(?<![\p{L}\p{N}.,/£%-])(?:[1-4]|one|two|three|four)(?=(?:\s+[\p{L}-]+){0,2}\s+(?:child(?:ren)?|pupils?|students?|young\s+(?:people|person)|famil(?:y|ies)|learners?|boys?|girls?|parents?|carers?|cases?|tribunals?|appeals?|exclusions?|placements?)\b)/giu;

/**
 * The paper as the public reads it (DOMAIN 4.11): posts for the names of people who are not senior, and small counts of
 * people hidden in the texts of actions where the PM has asked for it. With every change, for the PM to look over.
 */
export function publicVersion(
  paper: Paper,
  sources: PublicSources,
): { paper: Paper; changes: PublicChange[] } {
  const changes = new Map<string, PublicChange>();
  const note = (what: PublicChange['what'], from: string, to: string) => {
    const key = `${what}\n${from}`;
    changes.set(key, { what, from, to, times: (changes.get(key)?.times ?? 0) + 1 });
  };
  // The longest first: a name may stand within another.
  const names = sources.people
    .flatMap((person) => {
      const to = publicName(person, sources);
      if (to === null) return [];
      return [
        person.name,
        ...person.aliases.filter((alias) => alias.includes(' ')),
        ...(person.email === '' ? [] : [person.email]),
      ].map((name) => ({ name, pattern: asWord(name), to }));
    })
    .sort((a, b) => b.name.length - a.name.length);
  const hidden = sources.hideNumbersIn.filter((text) => text.trim() !== '');
  const changed = changeTexts(paper, (text) => {
    let told = text;
    for (const { name, pattern, to } of names) {
      told = told.replaceAll(pattern, () => {
        note('name', name, to);
        return to;
      });
    }
    if (!hidden.some((action) => text.includes(action))) return told;
    return told.replaceAll(smallCount, (number) => {
      note('number', number, 'fewer than five');
      return 'fewer than five';
    });
  });
  return { paper: changed, changes: [...changes.values()] };
}
