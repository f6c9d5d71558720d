import type { Action } from './action.ts';
import type { Person, Role } from './person.ts';

/** What a role may ask of the bot; replying depends on the action and is decided by `isLeadOf`. */
export type Permission = 'read-digest' | 'read-status' | 'run-cycle' | 'see-own-actions';

const holders: Readonly<Record<Permission, readonly Role[]>> = {
  'read-digest': ['pm', 'chair', 'member'],
  'read-status': ['pm', 'chair'],
  'run-cycle': ['pm'],
  'see-own-actions': ['pm', 'chair', 'member', 'lead'],
};

export function may(person: Person, permission: Permission): boolean {
  return person.roles.some((role) => holders[permission].includes(role));
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
