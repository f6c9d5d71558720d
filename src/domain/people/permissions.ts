import type { Action } from '../plan/action.ts';
import type { Person, Role } from './person.ts';

/** What a person may ask of the bot; replying depends on the action and is decided by `isLeadOf`. */
export type Permission = 'read-digest' | 'read-status' | 'run-cycle' | 'decide' | 'see-own-actions';

/** `anybody`: whoever is on the people list, since a list need not name roles and being assigned makes a lead. */
const holders: Readonly<Record<Permission, readonly Role[] | 'anybody'>> = {
  'read-digest': ['pm', 'chair', 'member'],
  'read-status': ['pm', 'chair'],
  'run-cycle': ['pm'],
  // Sign-off, revised dates and completions (DOMAIN 4.6, 4.7).
  decide: ['pm', 'chair'],
  'see-own-actions': 'anybody',
};

/** Whether a person on the plan's people list may do this there. */
export function may(person: Person, permission: Permission): boolean {
  const allowed = holders[permission];
  return allowed === 'anybody' || person.roles.some((role) => allowed.includes(role));
}

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
