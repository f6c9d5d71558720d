import { findPerson } from '../people/merge-people.ts';
import type { Person } from '../people/person.ts';
import { Refusal } from '../shared/errors.ts';
import { refKey } from '../shared/ref.ts';
import { parseRefRange } from '../shared/ref-range.ts';
import type { Action } from './action.ts';
import { findGroup } from './find-group.ts';

export type ActionSelection =
  | { readonly by: 'ref'; readonly ref: string }
  /** As people write several: `1A i, 2B ii`, `1B i-iii`. */
  | { readonly by: 'refs'; readonly text: string }
  | { readonly by: 'ids'; readonly ids: readonly string[] }
  | { readonly by: 'theme' | 'priority'; readonly text: string };

/** Lists as people write them. */
const separators = /\s*[,;&]\s*|\s+and\s+/iu;

const listed = (text: string) => text.split(separators).filter((part) => part.trim() !== '');

function ofRef(actions: readonly Action[], ref: string): Action[] {
  const key = refKey(ref);
  return key === '' ? [] : actions.filter((action) => refKey(action.ref) === key);
}

/** A ref, or a range of them all of which the plan has. */
function ofRefOrRange(actions: readonly Action[], text: string): Action[] {
  const exact = ofRef(actions, text);
  if (exact.length > 0) return exact;
  const refs = parseRefRange(text)?.refs ?? [text];
  return refs.flatMap((ref) => {
    const found = ofRef(actions, ref);
    if (found.length > 0) return found;
    throw new Refusal('unknown-action', `There is no action ${ref.trim()} in this plan.`);
  });
}

function ofGroup(actions: readonly Action[], by: 'theme' | 'priority', text: string): Action[] {
  const groups = [...new Set(actions.flatMap((action) => action[by] ?? []))];
  const group = findGroup(groups, text);
  if (group !== null) return actions.filter((action) => action[by] === group);
  throw new Refusal(
    'bad-input',
    groups.length === 0
      ? `This plan has no ${by === 'theme' ? 'themes' : 'priorities'}.`
      : `No single ${by} fits “${text}”. This plan has: ${groups.join('; ')}.`,
  );
}

/**
 * The actions somebody means, each once and in the plan's order. Throws `unknown-action` for a ref or id that is none and
 * `bad-input` for a theme or priority that is none or several: nothing is guessed.
 */
export function selectActions(actions: readonly Action[], selection: ActionSelection): Action[] {
  const found = () => {
    switch (selection.by) {
      case 'ref':
        return ofRefOrRange(actions, selection.ref);
      case 'refs': {
        const whole = ofRef(actions, selection.text);
        return whole.length > 0
          ? whole
          : listed(selection.text).flatMap((part) => ofRefOrRange(actions, part));
      }
      case 'ids':
        return selection.ids.map((id) => {
          const action = actions.find((one) => one.id === id);
          if (action) return action;
          throw new Refusal(
            'unknown-action',
            'One of these actions is no longer in the plan; this card may be an old one. Type “assign” for a new one.',
          );
        });
      default:
        return ofGroup(actions, selection.by, selection.text);
    }
  };
  const meant = new Set(found());
  if (meant.size > 0) return actions.filter((action) => meant.has(action));
  throw new Refusal('bad-input', 'Say which actions: their refs, or a theme or priority of the plan.');
}

/**
 * The people of a list of names, in its order and each once: `Ana Holt and Ben Croft`. Throws `unknown-person` and
 * `ambiguous-person` as `findPerson` does.
 */
export function findPeople(people: readonly Person[], text: string): Person[] {
  try {
    // An alias may hold an “and” or a comma itself.
    return [findPerson(people, text)];
  } catch (error) {
    const names = listed(text);
    if (names.length < 2 || !(error instanceof Refusal) || error.code !== 'unknown-person') throw error;
    return [...new Set(names.map((name) => findPerson(people, name)))];
  }
}
