import { foldName } from '../people/person-name.ts';

/** What a few words beside a lead, without a separator in them, are by themselves. */
export type LeadWords =
  /** Says that nobody is named. */
  | 'nobody'
  /** Two words or more that can be somebody's name, or a title and a surname. */
  | 'name'
  | 'initials'
  /** One capitalised word: a first name, a surname, or something else. */
  | 'word'
  | 'address'
  /** One person's job, whoever has it. */
  | 'post'
  /** A team, an organisation or several people of one post. */
  | 'body'
  /** Anything else: a field of work, a place, a remark. */
  | 'other';

/** A post is held by a person, whatever it is a post in: `SEND service manager`. */
const post =
  /\b(manager|director|head|leader|lead|officer|commissioner|chair|co ?chair|principal|advis[eo]r|co ?ordinator|nurse|sen(d)?co|dco|dmo|dsco|chief executive|chief|ceo|psychologist|consultant|clerk|headteacher|teacher|deputy|assistant|secretary|sro|portfolio holder|cabinet member|lead member|doctor|gp|therapist|analyst|partner|administrator|supervisor|practitioner|specialist|inspector|superintendent|governor|owner|chairman|chairwoman|chairperson|treasurer|apprentice|accountant|lawyer|solicitor|registrar|matron|paediatrician|executive)\b/;
/** `Head of Children’s Services` is one person, though services are many. */
const postOf =
  /^(\w+ ){0,3}(head|director|manager|lead|officer|commissioner|chair|leader|executive|member|holder|principal) (of|for)\b/;

/** Employers: beside a person, whose they are. */
const employers =
  'council|borough|county|authority|ccg|icb|ics|nhs|nhse|la|lea|dfe|dhsc|pct|pcn|school|academy|college|nursery|university|trust|mat|hospital|surgery|police|cqc|ofsted|dwp|charity';
const bodies = [
  employers,
  'teams?|authorities|ccgs|icbs|las|pcts|pcns|schools|academies|colleges|nurseries|settings?|trusts|mats|prus?',
  'services?|board|group|groups|subgroup|partnership|partners|forum|forums|committee|cabinet|department|directorate|division',
  'network|panel|hubs?|unit|cluster|consortium|association|federation|centre|alliance|agency|agencies|providers?|councils',
  'sendiass?|iass|pcf|camhs|cypmhs|hwb|mash|yot|yos|vcs|vcse|vcfse|slt|smt|clt|cmt|dmt|eps',
  'workstream|headteachers|heads|sen(d)?cos|managers|directors|officers|leaders|leads|commissioners|governors|nurses|visitors',
  'professionals|practitioners|therapists|psychologists|teachers|parents|carers|families|staff|colleagues|members|young people|children',
].join('|');
const anyBody = new RegExp(`\\b(${bodies})\\b`);
const lastBody = new RegExp(`\\b(${bodies})$`);
const lastEmployer = new RegExp(`\\b(${employers})$`);
/** A field of work is nobody's name, with or without a body that works in it. */
const field =
  /\b(health|education|social care|commissioning|inclusion|sen|send|early years|early help|management|safeguarding)\b/;
/** Words that a post, a body or a field of work is made of and a name is not, but for surnames (`Ana Young`). */
const workWords =
  /\b(of|for|the|with|to|and|care|social|special|needs|quality|performance|standards|attendance|strategy|skills|learning|years|help|public|finance|communications|transport|housing|youth|justice|adults?|people|support|virtual|improvement|policy|legal|operations?|delivery|joint|local|area|primary|secondary|all|various|each|every|interim|acting|workstream|theme|strand|post|vacant|new|hr|it|ict|senior|designated|clinical|medical|educational|welfare|business|programme|project|transformation|therapy|language|speech)\b/;
const surnames = /^(young|early|parent|care)$/;

const notNamed =
  /^(tb[acd]|t\.?b\.?[acd]\.?|to be \w+( \w+)?|to follow|vacan(t|cy)( posts?)?|(new |vacant )?post( holder)? (vacant|tb[acd])|(hr )?recruiting|recruitment (under ?way|in progress)|out to advert|awaiting (recruitment|appointment)|none|not known|unknown|unassigned|unallocated|(nobody|no one)( yet)?|no lead|nil|not applicable|not (yet )?(known|named|agreed|allocated|assigned|confirmed|appointed|identified))$/;
const titles =
  /^((mr|mrs|ms|miss|mx|dr|prof(essor)?|cllr|councillor|sir|dame|lord|lady|rev(erend)?|canon|fr)\b\.?\s*)+/i;
const particles = new Set([
  'van',
  'von',
  'de',
  'der',
  'den',
  'la',
  'le',
  'di',
  'da',
  'del',
  'bin',
  'ibn',
  'al',
  'el',
  'ap',
  'st',
  'ten',
  'ter',
]);
const honours = /^(obe|mbe|cbe|bem|kc|qc|phd|jp|ma|ba|msc)$/i;
const mostNameWords = 5;

/** Whether the words are one person's post, with or without a body after it. */
export function isPost(words: string): boolean {
  return postOf.test(words) || (post.test(words) && !lastBody.test(words));
}

/** Whether somewhere in the words a body or a field of work is named. */
export function namesBody(words: string): boolean {
  return anyBody.test(words) || field.test(words);
}

/** An organisation somebody works for, rather than a team, a forum or people that may lead beside them. */
export function isEmployer(text: string): boolean {
  return lastEmployer.test(foldName(withoutBrackets(text)));
}

/** Without what stands in brackets. */
export function withoutBrackets(text: string): string {
  return text
    .replace(/\([^()]*\)|\[[^[\]]*\]|<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Without `Dr`, `Cllr` and the like, where a name is left. */
export function withoutTitle(text: string): string {
  return text.replace(titles, '').trim() || text;
}

/** What a few words are by themselves; brackets among them are not looked into. */
export function lookAtWords(text: string): LeadWords {
  const bare = withoutBrackets(text);
  const words = foldName(bare);
  if (notNamed.test(words) || /^[?.\-–—\s]+$/.test(bare)) {
    return bare === '' ? 'other' : 'nobody';
  }
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(bare)) {
    return 'address';
  }
  const untitled = bare.replace(titles, '').trim();
  if (untitled !== bare && isNameShaped(untitled)) {
    return 'name';
  }
  const isOne = !bare.includes(' ');
  if (isOne && honours.test(words)) {
    return 'other';
  }
  // `Ana Young` before `young people`; a post's own noun is no surname where the words before it are no name.
  if (!isOne && isNameShaped(bare) && isFreeOfWork(words)) {
    return 'name';
  }
  if (isPost(words)) {
    return 'post';
  }
  if (lastBody.test(words) || (anyBody.test(words) && /^(all|the|nhs)\b/.test(words))) {
    return 'body';
  }
  if (/^(\p{Lu}{2,4}|\p{Lu}\.?(\s?\p{Lu}\.?){1,3})$/u.test(bare) && !field.test(words)) {
    return 'initials';
  }
  if (anyBody.test(words) && !isOne) {
    return 'body';
  }
  return isOne && isNameShaped(bare) && !field.test(words) && !workWords.test(words) ? 'word' : 'other';
}

/** Capitalised words, small ones between them as names have them (`Anna van Dijk`). */
function isNameShaped(text: string): boolean {
  const words = text.split(' ');
  const isCapital = (word: string) => /^\p{Lu}[\p{L}\p{M}'’‘`.-]*$/u.test(word);
  return (
    words.length <= mostNameWords &&
    isCapital(words.at(-1) ?? '') &&
    words.every((word) => isCapital(word) || particles.has(word.toLowerCase()))
  );
}

/** No word of a post, a body or a field of work, unless as the surname of one whose first name is none. */
function isFreeOfWork(words: string): boolean {
  const isWork = (text: string) => workWords.test(text) || post.test(text) || namesBody(text);
  const all = words.split(' ');
  const [last = ''] = all.slice(-1);
  return !isWork(words) || (all.length === 2 && surnames.test(last) && !isWork(all[0] ?? ''));
}
