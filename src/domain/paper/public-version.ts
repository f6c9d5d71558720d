import { personIn } from '../leads/lead-person.ts';
import { lookAtWords } from '../leads/lead-words.ts';
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
  /** Responsible leads of each action as the plan's document writes them: they may give a person's post. */
  readonly leads: readonly (readonly string[])[];
  readonly strategicLeads: readonly string[];
  /** Texts of the actions whose small numbers are hidden: a text of the paper that holds one of them is theirs. */
  readonly hideNumbersIn: readonly string[];
}

/** Posts whose holders are public by their office: they answer for the service. */
const senior =
  /\b(chief|director|executive|head of|chair|chairman|chairwoman|chairperson|mayor|leader of|cabinet member|portfolio holder|councillor|cllr|commissioner for)\b/i;

/** What is left of a lead text without the name in it: a post; '' where it is none, or more than one thing. */
function postBeside(name: string, text: string): string {
  const rest = text.replace(name, '').replaceAll(/^[\s,;:()–-]+|[\s,;:()–-]+$/gu, '');
  return /\p{L}{3}/u.test(rest) && rest.length <= 80 && !/[,;&/]/u.test(rest) ? rest : '';
}

/** The post a person holds, where the key or a lead text gives it; '' where nobody says. */
export function postOf(
  person: Pick<Person, 'name' | 'aliases'>,
  { leadKey, leads, strategicLeads }: Pick<PublicSources, 'leadKey' | 'leads' | 'strategicLeads'>,
): string {
  const names = [person.name, ...person.aliases];
  const entry = leadKey.find(({ name, role }) => role !== '' && names.includes(name));
  if (entry !== undefined) return entry.role;
  for (const text of [...leads.flat(), ...strategicLeads]) {
    const name = names.find((one) => text.includes(one));
    const post = name === undefined ? '' : postBeside(name, text);
    if (post !== '') return post;
  }
  return '';
}

const someOfficer = 'a lead officer';

/** What the public is told in place of a name: the post, else whose officer it is; null where the name may stand. */
function publicName(
  person: Pick<Person, 'name' | 'aliases' | 'agency' | 'roles'>,
  sources: PublicSources,
): string | null {
  const post = postOf(person, sources);
  if (senior.test(post) || person.roles.includes('chair')) return null;
  if (post !== '') return person.agency === '' ? post : `${post} (${person.agency})`;
  return person.agency === '' ? someOfficer : `${someOfficer} of ${person.agency}`;
}

/** A lead as the document writes them, for the public: posts and bodies stay, and so do senior people. */
function publicLead(text: string): string {
  if (senior.test(text)) return text;
  const person = personIn(text);
  if (person === null && ['post', 'body', 'nobody'].includes(lookAtWords(text))) return text;
  return postBeside(person?.name ?? text, text) || someOfficer;
}

/** People whom the document alone names, by a whole name: first names and initials are words of other texts as well. */
function namedInDocument({ people, leadKey, leads, strategicLeads }: PublicSources) {
  const known = new Set(people.flatMap(({ name, aliases }) => [name, ...aliases]));
  const found = [...leads.flat(), ...strategicLeads].flatMap((text) => {
    const person = personIn(text);
    return person?.isWhole === true && !senior.test(text) ? [person.name] : [];
  });
  const names = new Set([...found, ...leadKey.map(({ name }) => name)].filter((name) => name.includes(' ')));
  return [...names]
    .filter((name) => !known.has(name))
    .map((name) => ({ name, aliases: [], agency: '', roles: [], email: '' }));
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
  const names = [...sources.people, ...namedInDocument(sources)]
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
  // Where nobody is confirmed, a cell holds the document's own leads: told apart by being the whole of a text.
  const cells = new Map(sources.leads.map((leads) => [leads.join(', '), leads]));
  const changed = changeTexts(paper, (text) => {
    const leads = cells.get(text);
    if (leads !== undefined) {
      const to = leads.map(publicLead);
      for (const [at, from] of leads.entries()) if (to[at] !== from) note('name', from, to[at] ?? '');
      return to.join(', ');
    }
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
