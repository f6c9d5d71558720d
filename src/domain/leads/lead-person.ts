import { inReadingOrder } from '../people/person-name.ts';
import { leadPieces } from './lead-pieces.ts';
import { type LeadWords, lookAtWords, withoutBrackets, withoutTitle } from './lead-words.ts';

/** The person of a lead text, apart from their post, organisation and address. */
export interface LeadPerson {
  /** In reading order and without a title where more than a surname is given. */
  readonly name: string;
  /** First name, or its initial, and surname: enough to know the same person by in another lead text. */
  readonly isWhole: boolean;
  /** '' where none is given. */
  readonly address: string;
}

const longest = 300;

/**
 * The one person a lead text names: `Dr Ana Holt, Head of Inclusion`, `Director of Education - Ana Holt`, `Head of Inclusion (Ana
 * Holt)`, `Holt, Ana`. null where it names none by a name or initials, or more than one.
 */
export function personIn(text: string): LeadPerson | null {
  if (text.length > longest) return null;
  const address = text.match(/[^\s<>()[\],;]+@[^\s<>()[\],;]+/)?.[0] ?? '';
  const bare = withoutBrackets(text);
  const pieces = leadPieces(bare).map((piece) => ({ ...piece, kind: lookAtWords(piece.text) }));
  const ordered = surnameFirst(pieces.map((piece) => piece.text));
  if (ordered !== null) return { name: ordered, isWhole: true, address };
  const [only, ...others] = ofBest(pieces);
  if (only !== undefined && others.length === 0) return { ...nameOf(only.text, only.kind), address };
  // `Head of Inclusion (Ana Holt)`
  const bracketed = (text.match(/\(([^()]+)\)/)?.[1] ?? '').trim();
  return only === undefined && lookAtWords(bracketed) === 'name'
    ? { ...nameOf(bracketed, 'name'), address }
    : null;
}

/** The pieces that may be a person: whole names, where there are any, rather than single words. */
function ofBest<T extends { readonly kind: LeadWords }>(pieces: readonly T[]): T[] {
  const ranked = (['name', 'initials', 'word'] as const).map((kind) =>
    pieces.filter((piece) => piece.kind === kind),
  );
  return ranked.find((found) => found.length > 0) ?? [];
}

function nameOf(text: string, kind: LeadWords): Pick<LeadPerson, 'name' | 'isWhole'> {
  const untitled = withoutTitle(text);
  const words = untitled.split(' ');
  const isWhole = kind === 'name' && words.length > 1 && /\p{L}{2}/u.test(words.at(-1) ?? '');
  return { name: isWhole ? untitled : text, isWhole };
}

const surname =
  /^(?:(?:van|von|de|der|den|la|le|di|da|del|al|el|ap|Van|Von|De|Di|La|Le|El|Al) ){0,2}\p{Lu}[\p{L}\p{M}'’‘-]+$/u;
const firstNames = /^\p{Lu}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*)?$/u;

/** `Holt, Ana` of its two parts -> `Ana Holt`; null where they cannot be a surname and what goes before it. */
export function surnameFirst(parts: readonly string[]): string | null {
  const [last = '', first = ''] = parts.map(withoutBrackets);
  const given = withoutTitle(first);
  const isPair =
    parts.length === 2 &&
    surname.test(last) &&
    firstNames.test(given) &&
    (lookAtWords(last) === 'word' || last.includes(' ')) &&
    ['word', 'name', 'other'].includes(lookAtWords(first)) &&
    (lookAtWords(first) !== 'other' || /^\p{Lu}\.?$/u.test(given));
  return isPair ? inReadingOrder(`${last}, ${given}`) : null;
}
