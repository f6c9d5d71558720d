import type { ImportedAction, ImportedReference } from '../../domain/import/imported-plan.ts';
import { refKey } from '../../domain/shared/ref.ts';
import { oneLine } from '../text/clean-text.ts';
import { refsIn } from '../text/refs-in.ts';

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
