import type { Person, Role } from './person.ts';

/** What a person may ask of the bot; replying depends on the action and is decided by `isLeadOf`. */
export type Permission =
  | 'read-digest'
  | 'read-status'
  | 'run-cycle'
  | 'decide'
  | 'ask-lead'
  | 'see-own-actions';

/** `anybody`: whoever is on the people list, since a list need not name roles and being assigned makes a lead. */
const holders: Readonly<Record<Permission, readonly Role[] | 'anybody'>> = {
  'read-digest': ['pm', 'chair', 'member'],
  'read-status': ['pm', 'chair'],
  'run-cycle': ['pm'],
  // Sign-off, revised dates and completions (DOMAIN 4.6, 4.7).
  decide: ['pm', 'chair'],
  // Members put their questions at the board or through the chair: a dozen of them asking at will is effort asked of a lead, the
  // product's first enemy (DOMAIN 1), and the question and its answer stand in the record as the board's (DOMAIN 6).
  'ask-lead': ['pm', 'chair'],
  'see-own-actions': 'anybody',
};

/** Whether a person on the plan's people list may do this there. */
export function may(person: Person, permission: Permission): boolean {
  const allowed = holders[permission];
  return allowed === 'anybody' || person.roles.some((role) => allowed.includes(role));
}

/** The roles that have a permission by themselves; [] for what anybody in the plan may do. */
export function rolesWith(permission: Permission): readonly Role[] {
  const allowed = holders[permission];
  return allowed === 'anybody' ? [] : allowed;
}
