import { surnameFirst } from '../../domain/leads/lead-person.ts';
import type { LeadPiece } from '../../domain/leads/lead-pieces.ts';
import { isEmployer, type LeadWords, lookAtWords, withoutTitle } from '../../domain/leads/lead-words.ts';
import type { DecideLeads } from './lead-doubts.ts';

/** The lead that stands before a piece, as far as it has been put together. */
export interface LeadBefore {
  readonly text: string;
  readonly hasPerson: boolean;
  readonly hasPost: boolean;
  /** Of how many pieces. */
  readonly pieces: number;
  /** What its last piece is. */
  readonly kind: LeadWords;
}

/** A piece that may belong to the lead before it. */
export interface NextPiece {
  readonly piece: LeadPiece;
  readonly text: string;
  readonly kind: LeadWords;
  readonly next: LeadPiece | undefined;
  /** How many people the cell has named so far. */
  readonly people: number;
  /** Whether the cell parts people by semicolons, so that commas do not. */
  readonly bySemicolons: boolean;
  readonly decide: DecideLeads;
}

/** `DCO`, `SENCO`: a role that stands for a lead by itself more often than as somebody's post. */
const isShortRole = (text: string) => !text.includes(' ');
const longestPost = 200;
/** A post with its field, after which other fields may follow: `Head of Inclusion, SEND and Commissioning`. */
const isPostOf = (text: string) => /\b(?:of|for)\b/i.test(text.slice(0, longestPost));
/** Many people, or a body that somebody has a seat on rather than works for: a lead beside whoever is named before. */
const areOthers =
  /(?:\b(?:forum|network|group|panel|board|cluster|partnership|staff|children)|(?:teacher|head|manager|director|officer|leader|lead|school|college|provider|parent|carer|partner|governor|colleague|commissioner|senco|ep|nurse|visitor|setting|team|member|professional|practitioner|therapist|famil(?:y|ie))s)$/i;
/** A lone common noun goes with the words before it: `All schools and colleges`. */
const isWhole = (text: string) => text.includes(' ') || text === text.toUpperCase();

export function isPersonal(kind: LeadWords): boolean {
  return kind === 'name' || kind === 'initials' || kind === 'word' || kind === 'address';
}

/** Whether a piece says something of the lead before it, rather than being one of its own. */
export function belongsTo(lead: LeadBefore, step: NextPiece): boolean {
  const { piece, kind, next, text } = step;
  if (['semicolon', 'support', 'later', 'former'].includes(piece.before)) return false;
  if (kind === 'address') return lead.hasPerson;
  if (isSurnameFirst(lead, step)) return true;
  // `Ana Holt, Education - Ben Croft`: what stands before a dash and a name is theirs.
  const opens = next?.before === 'dash' && lookAtWords(next.text) === 'name' && !isPersonal(kind);
  if (piece.before !== 'dash' && lead.hasPerson && opens) return false;
  switch (piece.before) {
    case 'with':
      return isWith(lead, step);
    case 'dash':
      return !isPersonal(kind) || !lead.hasPerson || (kind === 'name') !== (lead.kind === 'name');
    case 'slash':
      return isSlashed(lead, step);
    case 'line':
      return isOnNextLine(lead, step);
    case 'and':
      return isPersonal(kind) ? isFieldAfter(lead, step) || isLastField(lead, step) : isAnd(lead, step);
    default:
      return isPersonal(kind) ? isNameAfterPost(lead, step) : isAfterComma(lead, { ...step, text });
  }
}

const exampleOf = (lead: LeadBefore, { piece, text }: NextPiece) =>
  `${lead.text.slice(0, longestPost)}${piece.before === 'line' ? ', ' : piece.written}${text.slice(0, longestPost)}`;

/** `Holt, Ana`, with nothing beside it but other people. */
function isSurnameFirst(lead: LeadBefore, step: NextPiece): boolean {
  const { piece, text, next, bySemicolons, decide } = step;
  const isAlone =
    next === undefined || ['semicolon', 'line', 'slash', 'support', 'later'].includes(next.before);
  if (piece.before !== 'comma' || !isAlone || lead.pieces > 1 || surnameFirst([lead.text, text]) === null) {
    return false;
  }
  return (
    bySemicolons || isSurelyOne(lead.text, text) || decide('split-leads', exampleOf(lead, step)) === 'one'
  );
}

/** An initial for the first name or a title before it, a surname of two parts or with a particle: not two people. */
function isSurelyOne(last: string, first: string): boolean {
  return (
    /^(?:\p{Lu}\.?(?: \p{Lu}\.?)?)$/u.test(first) ||
    withoutTitle(first) !== first ||
    /^(?:v[ao]n |de |der |O['’]|Mc\p{Lu})|\p{Ll}-\p{Lu}/u.test(last)
  );
}

function isWith(lead: LeadBefore, step: NextPiece): boolean {
  return !lead.hasPerson || !(isPersonal(step.kind) || step.kind === 'body');
}

function isSlashed(lead: LeadBefore, step: NextPiece): boolean {
  const { kind, text, decide } = step;
  const isField = lead.kind === 'post' && isPostOf(lead.text) && !lead.hasPerson && kind === 'other';
  if (isField || (lead.kind === 'other' && kind === 'post' && !isShortRole(text))) return true;
  const hasBoth =
    (lead.kind === 'name' && !lead.hasPost && kind === 'post') ||
    (lead.kind === 'post' && !lead.hasPerson && kind === 'name');
  return hasBoth && decide('lead-role', exampleOf(lead, step)) === 'one';
}

function isOnNextLine(lead: LeadBefore, step: NextPiece): boolean {
  const { kind, text, piece, decide } = step;
  const isOne = (doubt: 'lead-post' | 'lead-role' | 'lead-body') =>
    decide(doubt, exampleOf(lead, step)) === 'one';
  const isWrapped = piece.written.includes(',');
  if (isWrapped && !isPersonal(kind)) return isAfterComma(lead, step);
  if (!lead.hasPerson) {
    return lead.kind === 'post' && !isShortRole(lead.text) && kind === 'name' && isOne('lead-post');
  }
  if (lead.kind === 'word') return false;
  if (kind === 'post' && !lead.hasPost) return isOne(isShortRole(text) ? 'lead-role' : 'lead-post');
  if (kind === 'other' && !lead.hasPost) return isOne('lead-post');
  return kind === 'body' && isEmployer(text) && !areOthers.test(text) && isOne('lead-body');
}

/** `Head of Inclusion and Transport`: a word, or letters, that are no person. */
function isFieldAfter(lead: LeadBefore, { kind, text }: NextPiece): boolean {
  if (lead.hasPerson || lead.kind === 'body') return false;
  if (kind === 'initials') return !isShortRole(lead.text) && text === text.toUpperCase();
  return kind === 'word';
}

/** Somebody's post that names what it is for: `Ben Croft, Head of Early Help`. */
const hasPostOf = (lead: LeadBefore) => lead.hasPerson && lead.hasPost && isPostOf(lead.text);

/** `Ana Holt, Head of Early Help, Inclusion and Alternative Provision`: the last of several fields, which may look like a name. */
function isLastField(lead: LeadBefore, step: NextPiece): boolean {
  const isList = hasPostOf(lead) && (lead.kind === 'word' || lead.kind === 'other');
  return isList && step.kind !== 'initials' && step.decide('lead-post', exampleOf(lead, step)) === 'one';
}

function isNameAfterPost(lead: LeadBefore, step: NextPiece): boolean {
  const { kind, decide, piece } = step;
  // `Ben Croft, Head of Early Help, Prevention and Youth`: another field more often than a first name.
  if (piece.before === 'comma' && hasPostOf(lead) && kind === 'word') {
    return decide('lead-post', exampleOf(lead, step)) === 'one';
  }
  // `Pat Lee, DCS`: letters behind a whole name are a post more often than somebody else.
  if (piece.before === 'comma' && lead.kind === 'name' && !lead.hasPost && kind === 'initials') {
    return decide('lead-post', exampleOf(lead, step)) === 'one';
  }
  if (lead.hasPerson) return false;
  if (lead.kind === 'body') {
    return kind === 'name' && isEmployer(lead.text) && decide('lead-body', exampleOf(lead, step)) === 'one';
  }
  if (lead.kind === 'post' && isShortRole(lead.text)) return false;
  return kind !== 'name' || decide('lead-post', exampleOf(lead, step)) === 'one';
}

function isAnd(lead: LeadBefore, step: NextPiece): boolean {
  const { kind, text, decide } = step;
  if (kind === 'body') {
    if (!isWhole(text)) return true;
    if (lead.kind === 'body') return !isWhole(lead.text) && !isAcronym(text);
    return (
      !((lead.hasPerson && !lead.hasPost) || isAcronym(text) || areOthers.test(text)) || lead.kind === 'other'
    );
  }
  if (kind !== 'post' || lead.kind === 'other') return true;
  if (lead.kind === 'body' || isShortRole(text) || isPersonal(lead.kind)) return false;
  return decide(lead.hasPerson ? 'lead-post' : 'lead-role', exampleOf(lead, step)) === 'one';
}

const isAcronym = (text: string) => /^\p{Lu}{2,6}$/u.test(text);

function isAfterComma(lead: LeadBefore, step: NextPiece): boolean {
  const { kind, text, people, decide } = step;
  const isOne = (doubt: 'lead-post' | 'lead-role' | 'lead-body') =>
    decide(doubt, exampleOf(lead, step)) === 'one';
  if (kind === 'other' || lead.kind === 'other')
    return !lead.hasPerson || kind !== 'body' || !areOthers.test(text);
  if (kind === 'post') {
    if (lead.hasPerson) {
      const isList = lead.kind !== 'name' && isShortRole(text) && !lead.hasPost;
      return !isList || (people < 2 && isOne('lead-post'));
    }
    if (lead.kind === 'body') return isEmployer(lead.text) && isOne('lead-body');
    return !isShortRole(text) && !isShortRole(lead.text) && isOne('lead-role');
  }
  if (lead.kind === 'body' && !lead.hasPerson) return false;
  if (areOthers.test(text)) return !lead.hasPerson && isPostOf(lead.text) && /team$/i.test(text);
  if (isEmployer(text)) return lead.hasPost || lead.kind !== 'name' || isOne('lead-body');
  return lead.hasPerson ? lead.hasPost && isOne('lead-body') : isPostOf(lead.text);
}
