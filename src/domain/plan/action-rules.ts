import type { Person, PersonId } from '../people/person.ts';
import type { Timescale } from '../shared/timescale.ts';
import type { Action } from './action.ts';

/** Responsible and strategic leads may both reply; the first responsible lead alone is prompted. */
export function isLeadOf(person: Person, action: Action): boolean {
  return action.responsible.includes(person.id) || action.strategic.includes(person.id);
}

/** Superseded, withdrawn, merged and completed actions are no longer prompted (DOMAIN 4.8). */
export function isOpen(action: Action): boolean {
  return action.status === 'not-started' || action.status === 'in-progress';
}

/** The one lead who is prompted for an action; null while no lead is confirmed. */
export function namedUpdater(action: Action): string | null {
  return action.responsible[0] ?? null;
}

/** The date work is now meant to end by: the revised one where a lead has asked for one. */
export function currentTimescale(action: Action): Timescale {
  return action.revisedTimescale?.timescale ?? action.originalTimescale;
}

/** Open actions by the person who is prompted for them, each list in the plan's order. */
export function actionsByUpdater(actions: readonly Action[]): Map<PersonId, Action[]> {
  const byUpdater = new Map<PersonId, Action[]>();
  for (const action of actions.filter(isOpen)) {
    const updater = namedUpdater(action);
    if (updater === null) continue;
    const theirs = byUpdater.get(updater);
    if (theirs) theirs.push(action);
    else byUpdater.set(updater, [action]);
  }
  return byUpdater;
}
