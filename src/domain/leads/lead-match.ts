import type { MergedImport } from '../import/merge-import.ts';
import type { PersonId } from '../people/person.ts';
import { type Action, type LeadRole, leadRoles } from '../plan/action.ts';
import { oncePerText } from '../shared/once-per-text.ts';
import { earlierLeadTextId, leadTextId } from './lead-text.ts';

/** What the PM has said of one lead text of the plan; it holds for every action that has the text, also later ones. */
export interface LeadMatch {
  /** `leadTextId` of the text; unique in its plan. */
  readonly id: string;
  /** As the document wrote it when the PM decided. */
  readonly text: string;
  readonly decision: 'people' | 'organisation' | 'nobody';
  /** In the order they are named; [] unless the decision is `people`. */
  readonly people: readonly PersonId[];
  readonly at: string;
  readonly by: string;
}

/** What of an action names its leads, in the register and in a document alike. */
type NamesLeads = Pick<Action, 'ref' | 'responsibleLeads' | 'strategicLeads' | 'steps'>;

/** Lead texts that make somebody responsible for or accountable for an action. */
function leadTexts(action: NamesLeads, role: LeadRole): string[] {
  return role === 'strategic'
    ? [...action.strategicLeads]
    : [...action.responsibleLeads, ...action.steps.flatMap((step) => step.leads)];
}

/** Every distinct lead text of a plan by its id, in the plan's order: as first written, with the refs that have it. */
export function listLeadTexts(
  actions: readonly NamesLeads[],
): ReadonlyMap<string, { readonly text: string; readonly refs: readonly string[] }> {
  const found = new Map<string, { text: string; refs: string[] }>();
  const idOf = oncePerText(leadTextId);
  for (const action of actions) {
    for (const text of leadRoles.flatMap((role) => leadTexts(action, role))) {
      if (text.trim() === '') continue;
      const id = idOf(text);
      const entry = found.get(id) ?? { text, refs: [] };
      if (entry.refs.at(-1) !== action.ref) entry.refs.push(action.ref);
      found.set(id, entry);
    }
  }
  return found;
}

/** Ids of a plan's lead texts as cards sent earlier carry them, each with the id of today: a post once was part of it. */
export function earlierLeadIds(actions: readonly Action[]): ReadonlyMap<string, string> {
  const texts = actions.flatMap((action) => leadRoles.flatMap((role) => leadTexts(action, role)));
  return new Map(texts.map((text) => [earlierLeadTextId(text), leadTextId(text)]));
}

/** Matches by the id their texts have today: two texts that were once told apart may be one, and then the latest word counts. */
export function matchesById(matches: readonly LeadMatch[]): ReadonlyMap<string, LeadMatch> {
  const oldestFirst = [...matches].sort((one, other) => one.at.localeCompare(other.at));
  return new Map(oldestFirst.map((match) => [leadTextId(match.text), match]));
}

/**
 * The action with the leads that its texts are confirmed to mean; the same object when they are its leads already. Leads
 * that the PM assigned by hand stay, and so do leads whose texts nobody has decided on: a document that only
 * spells them anew takes nobody's lead away.
 */
export function withConfirmedLeads(
  action: Action,
  matches: ReadonlyMap<string, LeadMatch>,
  idOf: (text: string) => string = leadTextId,
): Action {
  let after = action;
  for (const role of leadRoles) {
    if (action.assignedLeads.includes(role)) continue;
    const decided = leadTexts(action, role).flatMap((text) => matches.get(idOf(text)) ?? []);
    if (decided.length === 0) continue;
    const people = [...new Set(decided.flatMap((match) => match.people))];
    if (people.join('\n') !== action[role].join('\n')) after = { ...after, [role]: people };
  }
  return after;
}

/** An import in which new actions and new lead texts get the leads that were confirmed before. */
export function withConfirmedLeadsOf(merged: MergedImport, matches: readonly LeadMatch[]): MergedImport {
  if (matches.length === 0) return merged;
  const byId = matchesById(matches);
  const idOf = oncePerText(leadTextId);
  const confirm = (action: Action) => withConfirmedLeads(action, byId, idOf);
  return {
    ...merged,
    added: merged.added.map(confirm),
    changed: merged.changed.map(({ before, after }) => ({ before, after: confirm(after) })),
  };
}
