import type { Person } from '../people/person.ts';
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
