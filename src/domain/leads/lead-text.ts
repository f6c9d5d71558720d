import { foldName } from '../people/person-name.ts';
import { personIn } from './lead-person.ts';
import { isPost, namesBody } from './lead-words.ts';

/** What a lead text names. Only a person can be prompted. */
export type LeadKind = 'person' | 'organisation' | 'not-a-name';

const longestReadable = 80;

/**
 * What two spellings of one lead text have in common, short enough for a storage key and for a card's field:
 * `Rachel S.` and `rachel  s` -> `rachel-s`, `Dr Ana Holt, Head of Inclusion` and `Holt, Ana` -> `ana-holt`. `-` for a text
 * without any letter or digit.
 */
export function leadTextId(text: string): string {
  const person = personIn(text);
  // A post tells two people of one first name or of the same initials apart; a whole name says enough.
  return slugOf(person?.isWhole ? person.name : text);
}

/** The id that cards sent before posts were left out of ids carry for a text: they stand in chats for years. */
export function earlierLeadTextId(text: string): string {
  return slugOf(text);
}

function slugOf(text: string): string {
  const id = foldName(text).replaceAll(' ', '-');
  if (id.length <= longestReadable) return id === '' ? '-' : id;
  // Half of a surrogate pair could not be stored.
  return `${id.slice(0, 60).replace(/\p{Surrogate}$/u, '')}-${hash(id)}`;
}

/** FNV-1a over UTF-16 units: tells long texts with one beginning apart. */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return sum.toString(36);
}

const notNames = new RegExp(
  `^(${[
    'all|everyone|everybody|anyone|various|several|multiple|many|others?|both|each|any',
    'all (leads?|of the above|as above)',
    'tb[acd]|to be \\w+( \\w+)?|not (yet )?(known|named|agreed|allocated|assigned|confirmed|applicable)',
    'vacan(t|cy)( post)?|new post|unknown|unassigned|unallocated|none|nobody|no one|nil|name|names?|leads?',
    'as above|see above|as below|see below|ditto|same|pending|ongoing|complete[d]?',
  ].join('|')})$`,
);

/**
 * What a lead text names, by its words alone. Posts count as persons; a plural post (`headteachers`), a team or a body
 * as an organisation. A text of which nothing is known is a person's name.
 */
export function classifyLeadText(text: string): LeadKind {
  const words = foldName(text);
  // `NA` may be somebody's initials.
  const notApplicable = /^\s*(?:n\s*[/.]\s*a\.?|N\s*\/\s*A|na)\s*$/u.test(text);
  if (!/\p{L}/u.test(words) || notApplicable || notNames.test(words)) return 'not-a-name';
  const person = personIn(text);
  // `Vale and Marl ICB` is a body of two places, and no `Vale` who works there.
  const isJoint = person !== null && !person.isWhole && namesBody(words) && / (?:and|&) /.test(text);
  if (isPost(words) || (person !== null && !isJoint)) return 'person';
  return namesBody(words) ? 'organisation' : 'person';
}
