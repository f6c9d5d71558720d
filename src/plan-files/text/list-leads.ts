import { type LeadPiece, leadPieces } from '../../domain/leads/lead-pieces.ts';
import { lookAtWords } from '../../domain/leads/lead-words.ts';
import { oneLine } from './clean-text.ts';
import type { DecideLeads } from './lead-doubts.ts';
import { belongsTo, isPersonal, type LeadBefore } from './lead-joins.ts';
import { type LeadPart, type LeadTerm, readRemarks } from './lead-remarks.ts';

/** A lead of a cell, as the document writes them. */
export interface ListedLead {
  readonly text: string;
  readonly part: LeadPart;
  /** Line of the cell, from 0. */
  readonly line: number;
}

/** A cell of leads taken apart. */
export interface LeadList {
  readonly leads: readonly ListedLead[];
  /** `Workstream 1`: named where a lead stands, and none. */
  readonly workstreams: readonly string[];
  /** Whether the cell says openly that somebody is not named (`?`, `TBC`). */
  readonly notNamed: boolean;
  /** Whether it tells of one lead after another, or from or until when somebody leads. */
  readonly hasTerm: boolean;
  /** Whether a post on a line of its own was joined to its person. */
  readonly joinsLines: boolean;
  readonly lines: number;
}

/** A lead while the pieces that belong to them are put together. */
interface Building extends LeadBefore {
  readonly line: number;
  readonly part: LeadPart;
  readonly term: LeadTerm | null;
}

const workstream =
  /^(?:(?:all|each|every|both) )?(?:work ?streams?|themes?|strands?|work ?packages?|ws|priorit(?:y|ies))(?: ?(?:no\.? ?)?\d{1,2}[a-z]?(?: ?(?:&|and|-|–|to) ?\d{1,2})*)?$/i;
const markedLead = /\((?:the )?(?:joint |co-? ?)?lead(?: (?:officer|person|agency|organisation))?\)$/i;
const notApplicable = /(?<![\p{L}\p{N}])n\/a(?![\p{L}\p{N}])/giu;

/** Takes a cell of leads apart; what can be read in two ways is settled by `decide`. Who they are is not decided here. */
export function listLeads(cell: string, decide: DecideLeads): LeadList {
  const text = cell.replace(notApplicable, '');
  const pieces = leadPieces(text);
  const bySemicolons = partsBySemicolons(text, pieces);
  const found: Building[] = [];
  const named: ListedLead[] = [];
  const workstreams: string[] = [];
  let [notNamed, hasTerm, joinsLines, line, people] = [false, false, false, 0, 0];
  let link: LeadPart = 'lead';
  /** Whether the piece before can be gone on from. */
  let isOpen = false;

  for (const [at, piece] of pieces.entries()) {
    line += piece.before === 'line' ? 1 : 0;
    link = linkAfter(piece, link);
    const { text: words, part, term, others, isOpen: isVacant } = readRemarks(tidy(piece.text));
    notNamed ||= isVacant;
    hasTerm ||= link === 'after' || link === 'former' || term !== null;
    const kind = lookAtWords(words);
    const wasWorkstream = workstreams.length > 0 && !isOpen;
    const last: Building | undefined = isOpen ? found.at(-1) : undefined;
    const step = {
      piece,
      text: words,
      kind,
      next: pieces[at + 1],
      people,
      bySemicolons,
      decide,
    };
    if (workstream.test(words)) {
      workstreams.push(words);
      isOpen = false;
    } else if (wasWorkstream && /^\d{1,2}$/.test(words)) {
      workstreams.splice(-1, 1, `${workstreams.at(-1)}${piece.written}${words}`);
    } else if (words !== '' && kind === 'nobody') {
      notNamed = true;
      isOpen = piece.before === 'dash' && last !== undefined;
    } else if (words === '') {
      if (last !== undefined) found.splice(-1, 1, { ...last, term: term ?? last.term });
    } else if (last !== undefined && belongsTo(last, step)) {
      joinsLines ||= piece.before === 'line';
      found.splice(-1, 1, {
        ...last,
        text: `${last.text}${piece.before === 'line' ? ', ' : piece.written}${words}`,
        hasPerson: last.hasPerson || isPersonal(kind),
        hasPost: last.hasPost || kind === 'post' || kind === 'other',
        pieces: last.pieces + 1,
        kind,
        part: part ?? last.part,
        term: term ?? last.term,
      });
    } else {
      const isHelper =
        piece.before === 'with' &&
        last !== undefined &&
        decide('lead-with', `${last.text} with ${words}`) === 'one';
      found.push({
        text: words,
        line,
        part: part ?? (isHelper ? 'contributor' : link),
        term,
        hasPerson: isPersonal(kind) || holdsPerson(words),
        hasPost: kind === 'post',
        pieces: 1,
        kind,
      });
      people += isPersonal(kind) ? 1 : 0;
      isOpen = true;
    }
    for (const other of others) {
      const inner = listLeads(other.text, decide);
      notNamed ||= inner.notNamed;
      hasTerm ||= inner.hasTerm || other.part === 'after' || other.part === 'former';
      named.push(
        ...inner.leads.map((one) => ({ ...one, part: one.part === 'lead' ? other.part : one.part, line })),
      );
    }
  }
  // `AH (lead), BC, DE`: the cell itself says who of them leads.
  const saysWhoLeads = found.some(({ text }) => markedLead.test(text));
  const parted = found.map((one): Building => {
    const helps = saysWhoLeads && one.part === 'lead' && !markedLead.test(one.text);
    return helps ? { ...one, part: 'contributor' } : one;
  });
  const first = parted.findIndex(({ part }) => part === 'lead');
  const leads = [...parted.map((lead, at) => settled(lead, at > first)), ...named];
  return { leads: distinct(leads), workstreams, notNamed, hasTerm, joinsLines, lines: line + 1 };
}

/** How whoever a piece names stands to whoever is named before; it holds until the line ends. */
function linkAfter({ before }: LeadPiece, now: LeadPart): LeadPart {
  if (before === 'support') return 'contributor';
  if (before === 'later') return 'after';
  if (before === 'former') return 'former';
  return before === 'line' || before === 'semicolon' ? 'lead' : now;
}

/** `Holt, Ana; Croft, Ben`, and `Holt, Ana;`: commas part no people there, unless one of them has a single name. */
function partsBySemicolons(text: string, pieces: readonly LeadPiece[]): boolean {
  const isAlone = (at: number) => {
    const next = pieces[at + 1];
    return (
      (pieces[at]?.before === 'start' || pieces[at]?.before === 'semicolon') &&
      (next === undefined || next.before === 'semicolon')
    );
  };
  return text.includes(';') && !pieces.some((piece, at) => isAlone(at) && lookAtWords(piece.text) === 'word');
}

function tidy(text: string): string {
  return oneLine(text)
    .replace(/^(?:[-–—*•]+|\d{1,2}[.)](?= ))\s*/, '')
    .replace(/(?<=[\p{L}\p{N})])[.,:]+$/u, '')
    .trim();
}

/** `Head of Inclusion (Ana Holt)` */
function holdsPerson(text: string): boolean {
  return lookAtWords(/\(([^()]*)\)$/.exec(text)?.[1] ?? '') === 'name';
}

/** Whoever leads from a time, where somebody is named before them, leads later. */
function settled({ text, line, part, term }: Building, isAfterLead: boolean): ListedLead {
  return { text, line, part: term === 'from' && part === 'lead' && isAfterLead ? 'after' : part };
}

function distinct(leads: readonly ListedLead[]): ListedLead[] {
  const seen = new Set<string>();
  return leads.filter(({ text, part }) => {
    const key = `${part}\n${text}`;
    const isNew = text !== '' && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
