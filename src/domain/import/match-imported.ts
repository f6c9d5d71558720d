import type { Action } from '../plan/action.ts';
import { foldWords } from '../shared/fold.ts';
import { refKey } from '../shared/ref.ts';
import type { ImportedAction } from './imported-plan.ts';

/** Below this share of words in common two titles are two actions. */
const similar = 0.6;
/** Pairs of titles compared at most; beyond it only titles that agree word for word are found again. */
const mostPairs = 250_000;

/**
 * Finds the register's action for each of a document's. Refs that documents give are compared by meaning; where one side
 * has no ref of its own, by words: the same title in the same section first, then the same title, then the most alike.
 * Each action is taken once; what is left out of the map is new.
 */
export function matchImported(
  known: readonly Action[],
  imported: readonly ImportedAction[],
): Map<ImportedAction, Action> {
  const matched = new Map<ImportedAction, Action>();
  const left = new Set(known);
  const take = (action: ImportedAction, found: Action | undefined) => {
    if (found !== undefined && left.delete(found)) {
      matched.set(action, found);
    }
  };
  const byRef = new Map(known.filter(({ refMadeUp }) => !refMadeUp).map((one) => [refKey(one.ref), one]));
  for (const action of imported.filter(({ refMadeUp }) => !refMadeUp)) {
    take(action, byRef.get(refKey(action.ref)));
  }
  for (const keyOf of left.size === 0 ? [] : [inSection, plainTitle]) {
    const byWords = new Map<string, Action[]>();
    for (const one of left) {
      byWords.set(keyOf(one), [...(byWords.get(keyOf(one)) ?? []), one]);
    }
    for (const action of imported.filter((one) => !matched.has(one))) {
      const candidates = byWords.get(keyOf(action)) ?? [];
      take(
        action,
        candidates.find((one) => left.has(one) && mayBe(action, one)),
      );
    }
  }
  const open = imported.filter((action) => !matched.has(action));
  for (const { action, one } of closest(open, [...left])) {
    if (!matched.has(action)) {
      take(action, one);
    }
  }
  return matched;
}

/** Two refs that documents gave and that differ are two actions, however alike their words. */
const mayBe = (action: ImportedAction, one: Action) => action.refMadeUp || one.refMadeUp;

function closest(open: readonly ImportedAction[], left: readonly Action[]) {
  if (left.length === 0 || open.length * left.length > mostPairs) {
    return [];
  }
  const words = left.map((one) => wordsIn(one));
  const pairs = open.flatMap((action) => {
    const own = wordsIn(action);
    return left.flatMap((one, at) => {
      const alike =
        shareOfWords(own, words[at] ?? new Set()) + (action.priority === one.priority ? 0.001 : 0);
      return mayBe(action, one) && alike >= similar ? [{ action, one, alike }] : [];
    });
  });
  return pairs.sort((a, b) => b.alike - a.alike);
}

type Worded = Pick<Action, 'title' | 'priority' | 'objective'>;

function plainTitle({ title }: Worded): string {
  return foldWords(title);
}

function inSection({ title, priority, objective }: Worded): string {
  return [title, priority ?? '', objective ?? ''].map(foldWords).join('\n');
}

function wordsIn({ title }: Worded): Set<string> {
  return new Set(foldWords(title).split(' '));
}

/** Dice's coefficient: 1 for the same words, 0 for none in common. */
function shareOfWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return (2 * common) / Math.max(1, one.size + other.size);
}
