import type { Action } from '../plan/action.ts';
import { foldWords } from '../shared/fold.ts';
import { nearestName } from '../shared/nearest-words.ts';
import { refKey } from '../shared/ref.ts';
import { isUnderRef } from './narrow-digest.ts';

/** What somebody looks an action up by. */
type Searched = Pick<Action, 'ref' | 'title'>;

export type SearchedActions<A extends Searched> =
  | {
      readonly kind: 'found';
      /** In the plan's order, at least one. */
      readonly actions: readonly A[];
      /** Mistyped words of a title, with what they were taken for. */
      readonly took: readonly { readonly said: string; readonly meant: string }[];
    }
  /** Nothing is called so; the refs that come nearest, [] for none. */
  | { readonly kind: 'none'; readonly nearest: readonly string[] };

/** Refs that somebody reads at a glance. */
const mostNearest = 6;
/** Nobody looks a title up by more words, and each is compared with every word of the plan. */
const mostWords = 12;

/**
 * The actions that words mean: one by its ref, those whose refs begin so, or those whose titles have all the words, each
 * perhaps only begun. A mistyped word of a title is taken for the nearest one; a ref is never guessed at, since the action
 * beside it is another one.
 */
export function searchActions<A extends Searched>(actions: readonly A[], words: string): SearchedActions<A> {
  const key = refKey(words);
  const exact = actions.filter(({ ref }) => key !== '' && refKey(ref) === key);
  if (exact.length > 0) return { kind: 'found', actions: exact, took: [] };
  const under = /\d/u.test(words) ? actions.filter(({ ref }) => isUnderRef(ref, words)) : [];
  if (under.length > 0) return { kind: 'found', actions: under, took: [] };

  const said = foldWords(words).split(' ').slice(0, mostWords);
  const titles = actions.map((action) => ({ action, words: foldWords(action.title).split(' ') }));
  const vocabulary = [...new Set(titles.flatMap(({ words }) => words))];
  const took: { said: string; meant: string }[] = [];
  const meant = said.map((word) => {
    if (vocabulary.some((known) => known.startsWith(word))) return word;
    const near = nearestName(vocabulary, word);
    if (near !== null) took.push({ said: word, meant: near });
    return near ?? word;
  });
  const found = titles.filter(({ words }) =>
    meant.every((one) => words.some((word) => word.startsWith(one))),
  );
  return key === '' || found.length === 0
    ? { kind: 'none', nearest: nearestRefs(actions, key) }
    : { kind: 'found', actions: found.map(({ action }) => action), took };
}

/** The refs that share the longest beginning with one that is not there: `3B i` and `3B ii` for `3B ix`. */
function nearestRefs(actions: readonly Searched[], key: string): string[] {
  if (!/\d/u.test(key)) return [];
  for (let head = key.slice(0, -1); head !== ''; head = head.slice(0, -1)) {
    const near = actions.filter(({ ref }) => refKey(ref).startsWith(head));
    if (near.length > 0) return near.slice(0, mostNearest).map(({ ref }) => ref);
  }
  return [];
}
