import { foldName } from '../people/person-name.ts';

/** What a lead text names. Only a person can be prompted. */
export type LeadKind = 'person' | 'organisation' | 'not-a-name';

const longestReadable = 80;

/**
 * What two spellings of one lead text have in common, short enough for a storage key and for a card's field:
 * `Rachel S.` and `rachel  s` -> `rachel-s`. `-` for a text without any letter or digit.
 */
export function leadTextId(text: string): string {
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

/** A post is held by a person, whatever it is a post in: `SEND service manager`. */
const post =
  /\b(manager|director|head|leader|lead|officer|commissioner|chair|co ?chair|principal|advis[eo]r|co ?ordinator|nurse|sen(d)?co|dco|dmo|dsco|chief executive|chief|ceo|psychologist|consultant|clerk|headteacher|deputy|assistant|secretary|sro|portfolio holder|cabinet member|lead member|doctor|gp|therapist|analyst|partner)\b/;
/** `Head of Children’s Services` is one person, though services are many. */
const postOf =
  /^(\w+ ){0,3}(head|director|manager|lead|officer|commissioner|chair|leader|executive|member|holder|principal) (of|for)\b/;

const bodies = [
  'teams?|council|borough|county|authority|authorities|ccgs?|icbs?|ics|nhs|nhse|la|las|lea|dfe|dhsc|pcts?|pcns?',
  'schools?|academy|academies|colleges?|nursery|nurseries|university|settings?|trusts?|mats?|prus?',
  'services?|board|group|subgroup|partnership|partners|forum|committee|cabinet|department|directorate|division',
  'network|panel|hub|unit|cluster|consortium|charity|association|federation|centre|alliance|agency|agencies|providers?',
  'hospital|surgery|police|sendiass?|iass|pcf|camhs|cypmhs|hwb|mash|yot|yos|vcs|vcse|vcfse|cqc|ofsted|dwp|slt|smt|clt|cmt|dmt|eps',
  'workstream|headteachers|heads|sen(d)?cos|managers|directors|officers|leaders|leads|commissioners|governors',
  'professionals|practitioners|therapists|parents|carers|families|staff|colleagues|members|young people|children',
].join('|');
const anyBody = new RegExp(`\\b(${bodies})\\b`);
const lastBody = new RegExp(`\\b(${bodies})$`);
/** A field of work is nobody's name, with or without a body that works in it. */
const field =
  /\b(health|education|social care|commissioning|inclusion|sen|send|early years|early help|management|safeguarding)\b/;

/**
 * What a lead text names, by its words alone. Posts count as persons; a plural post (`headteachers`), a team or a body
 * as an organisation. A text of which nothing is known is a person's name.
 */
export function classifyLeadText(text: string): LeadKind {
  const words = foldName(text);
  // `NA` may be somebody's initials.
  const notApplicable = /^\s*(?:n\s*[/.]\s*a\.?|N\s*\/\s*A|na)\s*$/u.test(text);
  if (!/\p{L}/u.test(words) || notApplicable || notNames.test(words)) return 'not-a-name';
  if (postOf.test(words)) return 'person';
  if (post.test(words) && !lastBody.test(words)) return 'person';
  return anyBody.test(words) || field.test(words) ? 'organisation' : 'person';
}
