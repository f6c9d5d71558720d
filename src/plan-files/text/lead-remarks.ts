import { leadPieces, linkWords } from '../../domain/leads/lead-pieces.ts';
import { lookAtWords } from '../../domain/leads/lead-words.ts';
import { oneLine } from './clean-text.ts';

/** How somebody in a cell of leads stands to the action: its lead, a helper, accountable for it, its lead later or before. */
export type LeadPart = 'lead' | 'contributor' | 'strategic' | 'after' | 'former';

/** Whether somebody leads from or until a time that is said. */
export type LeadTerm = 'from' | 'until';

/** What is said of a lead beside who they are, taken off the words that name them. */
export interface LeadRemarks {
  /** Who they are; '' where nothing but remarks was said. */
  readonly text: string;
  /** null where nothing is said of it. */
  readonly part: LeadPart | null;
  readonly term: LeadTerm | null;
  /** Whether a remark says that nobody has the post: `Head of Inclusion (vacant)`. */
  readonly isOpen: boolean;
  /** Whoever is named in the remarks, still to be taken apart. */
  readonly others: readonly { readonly text: string; readonly part: LeadPart }[];
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const time = `(?:the )?(?:end (?:of )?|start (?:of )?|beginning of |early |mid |late )?(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:(?:${months})[a-z]*\\.?|spring|summer|autumn|winter|easter|christmas|half[ -]term|q[1-4]|\\d{1,4}(?:[./-]\\d{1,4}){0,2})(?: (?:term|holidays?|\\d{2,4}(?:[/-]\\d{2,4})?|of|in)){0,3}`;
const termWords = '(?<until>until|till|up to|to)|(?<from>from|starting|starts|wef|w\\.e\\.f\\.|as of)';
const wholeTerm = new RegExp(`^(?:${termWords}) ${time}(?: onwards)?(?:[,;] ?|$)`, 'i');
const lastTerm = new RegExp(`[ ,]+(?:${termWords}) ${time}(?: onwards)?$`, 'i');

const head = (words: string) => new RegExp(`^(?:${words})(?:[: ]+|$)`, 'i');
const heads: ReadonlyArray<readonly [LeadPart, RegExp]> = [
  ['contributor', head(`${linkWords.support}|support(?:ing)?(?! \\w+$)|supports`)],
  ['former', head(linkWords.former)],
  ['after', head(linkWords.later)],
];
const tags: ReadonlyArray<readonly [LeadPart, RegExp]> = [
  ['contributor', /^(?:in )?(?:support|supporting|contributor|contributing|assisting|assists)$/i],
  [
    'strategic',
    /^(?:sro|accountable|strategic(?: lead)?|exec(?:utive)? (?:lead|sponsor)|senior responsible (?:officer|owner))$/i,
  ],
];
/** Whoever does a vacant post’s work. */
const cover =
  /^(?:interim|acting|currently|temporarily|cover(?:ed|ing)?(?: by)?|(?:being )?covered by)[: ]+/i;

/** Takes remarks in brackets (`supported by`, `was`, `until Dec 2026`) and a time at the end off what names a lead. */
export function readRemarks(words: string): LeadRemarks {
  const others: { text: string; part: LeadPart }[] = [];
  let part: LeadPart | null = null;
  let term: LeadTerm | null = null;
  let isOpen = false;
  const outer = oneLine(words.replace(/\([^()]*\)/g, ' '));
  const isVacant = lookAtWords(outer) === 'nobody';
  const take = (inside: string): boolean => {
    const remark = oneLine(inside);
    const said = wholeTerm.exec(remark);
    if (said !== null) {
      term = said.groups?.['until'] === undefined ? 'from' : 'until';
      const rest = remark.slice(said[0].length);
      return rest === '' || take(rest);
    }
    const tag = tags.find(([, shape]) => shape.test(remark));
    if (tag !== undefined) {
      part = tag[0];
      return true;
    }
    const found = heads.find(([, shape]) => shape.test(remark));
    const rest = found === undefined ? '' : remark.replace(found[1], '');
    if (found !== undefined && isSomebody(rest)) {
      others.push({ text: rest, part: found[0] });
      return true;
    }
    if (isVacant && (cover.test(remark) || lookAtWords(remark) === 'post')) {
      others.push({ text: remark.replace(cover, ''), part: 'lead' });
      return true;
    }
    if (lookAtWords(remark) === 'nobody' && !isVacant) {
      isOpen = true;
      return true;
    }
    const later = lastTerm.exec(remark);
    if (later?.groups?.['from'] !== undefined && isSomebody(remark.slice(0, later.index))) {
      others.push({ text: remark.slice(0, later.index), part: 'after' });
      return true;
    }
    return false;
  };
  let text = oneLine(
    words.replace(/ ?\(([^()]*)\)/g, (whole, inside: string) =>
      inside.split(/; ?/).every((one) => take(one)) ? '' : whole,
    ),
  );
  const said = wholeTerm.exec(text) ?? lastTerm.exec(text);
  if (said !== null) {
    term = said.groups?.['until'] === undefined ? 'from' : 'until';
    text = oneLine(text.replace(said[0], ' '));
  }
  const members = membersOf(text, outer);
  return members === null
    ? { text, part, term, isOpen, others }
    : {
        text: '',
        part,
        term,
        isOpen,
        others: [...members.map((one) => ({ text: one, part: part ?? 'lead' }) as const), ...others],
      };
}

function isSomebody(text: string): boolean {
  const [first] = leadPieces(text);
  return first !== undefined && lookAtWords(first.text) !== 'other';
}

/** `SEND team (Ana Holt, Ben Croft)` -> each person with the team; null for anything else. */
function membersOf(text: string, outer: string): string[] | null {
  const inside = /\(([^()]*)\)$/.exec(text)?.[1] ?? '';
  const pieces = leadPieces(inside);
  const areNames = pieces.every((piece) => ['name', 'initials'].includes(lookAtWords(piece.text)));
  return pieces.length > 1 && areNames && ['post', 'body', 'other'].includes(lookAtWords(outer))
    ? pieces.map((piece) => `${piece.text} (${outer})`)
    : null;
}
