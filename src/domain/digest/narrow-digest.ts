import type { Person, PersonId } from '../people/person.ts';
import type { Action } from '../plan/action.ts';
import { refKey } from '../shared/ref.ts';
import type { DigestFilter } from './digest-filter.ts';

/** Themes and priorities a digest can be narrowed to, in the plan's order, each once. */
export function digestGroups(actions: readonly Pick<Action, 'theme' | 'priority'>[]): string[] {
  const themes = actions.flatMap(({ theme }) => theme ?? []);
  const priorities = actions.flatMap(({ priority }) => priority ?? []);
  return [...new Set([...themes, ...priorities])];
}

/**
 * Whether a ref is the one meant or stands under it: `3B ii` under `3B`, `1.10` under `1` though not under `1.1`. The part
 * behind must begin anew: a digit does not go on a digit, nor a letter a letter.
 */
export function isUnderRef(ref: string, meant: string): boolean {
  const [whole, head] = [refKey(ref), refKey(meant)];
  if (head === '') return false;
  if (whole === head) return true;
  if (!whole.startsWith(head)) return false;
  const [last, next] = [head.at(-1) ?? '', whole.charAt(head.length)];
  // `3B ii` and `3Bii` are one ref: only the letters of a Roman numeral may go on a letter.
  if (/\p{L}/u.test(last) && /\p{L}/u.test(next)) return /^[ivxlc]+\b/u.test(whole.slice(head.length));
  return !(/\p{N}/u.test(last) && /\p{N}/u.test(next));
}

/** The actions that a digest narrowed so is about, in the plan's order; which lists it has is not decided here. */
export function narrowActions(
  actions: readonly Action[],
  { group, agency, lead, ref }: DigestFilter,
  people: ReadonlyMap<PersonId, Person>,
): Action[] {
  return actions.filter(
    (action) =>
      (group === null || action.theme === group || action.priority === group) &&
      (agency === null || action.responsible.some((id) => people.get(id)?.agency === agency)) &&
      (lead === null || action.responsible.includes(lead) || action.strategic.includes(lead)) &&
      (ref === null || isUnderRef(action.ref, ref)),
  );
}
