import type { ImportedAction, ImportedReference } from '../../domain/import/imported-plan.ts';
import { refKey } from '../../domain/shared/ref.ts';
import { oneLine } from '../text/clean-text.ts';

const superseded =
  /\b(superseded|replaced|overtaken|subsumed|merged|incorporated|combined)\b(?<after>[\s\S]*)/i;
const above =
  /^[•\s*-]*(as|see|same as|ditto|refer to)?\s*(the )?(comments? )?(above|ditto|previous(ly)?)\b[\s.]*/i;
const covered =
  /\b(covered|see|as (?:for|in|per)|same as|refer to|dealt with|included|reported)\b(?<after>[\s\S]*)/i;
/** A comment longer than this says something of its own, wherever else it points. */
const shortComment = 120;

/**
 * What actions say of one another: that another has taken their place, or that their comment is another's (`as above`, `covered
 * 3Aii`). Only refs the document has; an action never points to itself.
 */
export function findReferences(actions: readonly ImportedAction[]): ImportedReference[] {
  const byKey = new Map(actions.map((action) => [refKey(action.ref), action]));
  // Of a run of comments that say `as above`, all mean the one the run began with.
  const meantAbove = new Map<ImportedAction, ImportedAction>();
  return actions.flatMap((action, at) => {
    const texts = action.narrative.split('\n').map(oneLine);
    const mentioned = (text: string) =>
      refsIn(text, byKey).filter((ref) => refKey(ref) !== refKey(action.ref));
    const found: ImportedReference[] = [];
    for (const text of texts) {
      const after = text.match(superseded)?.groups?.['after'];
      const [replacement] = after === undefined ? [] : mentioned(after);
      if (replacement !== undefined) {
        found.push({ ref: action.ref, kind: 'superseded-by', to: replacement, text });
        continue;
      }
      const elsewhere = text.length > shortComment ? undefined : text.match(covered)?.groups?.['after'];
      for (const to of elsewhere === undefined ? [] : mentioned(elsewhere)) {
        found.push({ ref: action.ref, kind: 'same-comment', to, text });
      }
    }
    const previous = actions[at - 1];
    const [first = ''] = texts;
    const hasOwn = found.some(({ kind }) => kind === 'same-comment');
    if (above.test(first) && !hasOwn && previous?.source.sheet === action.source.sheet) {
      const meant = meantAbove.get(previous) ?? previous;
      meantAbove.set(action, meant);
      found.push({ ref: action.ref, kind: 'same-comment', to: meant.ref, text: first });
    }
    return found;
  });
}

const mostWords = 400;

/** The refs a text mentions, however it spaces them, in order and each once; plain numbers are no mention. */
function refsIn(text: string, byKey: ReadonlyMap<string, ImportedAction>): string[] {
  const words = text.split(/[\s,;&/]+/).slice(0, mostWords);
  const found = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    // The longest run of words first: `2F ii` before `2F`.
    for (let length = 4; length >= 1; length -= 1) {
      const run = words.slice(at, at + length).join(' ');
      const key = refKey(run);
      const action =
        /\d/.test(key) && (/\p{L}|\./u.test(key) || isNamed(words[at - 1])) ? byKey.get(key) : undefined;
      if (action !== undefined && words.slice(at, at + length).length === length) {
        found.add(action.ref);
        at += length - 1;
        break;
      }
    }
  }
  return [...found];
}

/** `action 12`: a number after the word for it is a ref. */
function isNamed(before: string | undefined): boolean {
  return /^\(?(actions?|refs?|items?|numbers?|no\.?|points?)$/i.test(before ?? '');
}
