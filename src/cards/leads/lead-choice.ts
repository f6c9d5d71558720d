import type { LeadDecision } from '../../domain/leads/decide-leads.ts';
import type { LeadSuggestion } from '../../domain/leads/suggest-people.ts';
import type { Person } from '../../domain/people/person.ts';

const prefix = 'lead-';
/** Far more than a page has fields. */
const mostFields = 100;

/** The field of a lead text. */
export const leadField = (leadId: string) => `${prefix}${leadId}`;

/** What a field holds: an id, never a name. `keep` leaves a text with several people as it is. */
export const leadChoices = { nobody: 'nobody', organisation: 'organisation', keep: 'keep' } as const;

export const personChoice = (personId: string) => `person:${personId}`;
const accountChoice = (userId: string) => `user:${userId}`;

/**
 * What choosing a suggestion sends back. An account that the person is not known by yet is sent itself, so that choosing
 * confirms it too; null for somebody who has to be added first.
 */
export function suggestionChoice(suggestion: LeadSuggestion, people: readonly Person[]): string | null {
  const { personId, userId } = suggestion;
  const person = people.find(({ id }) => id === personId);
  if (person && (person.userId !== null || userId === null)) return personChoice(person.id);
  return userId === null ? null : accountChoice(userId);
}

/** What the fields of a page say; null when one holds what no card of ours offers. */
export function parseLeadChoices(fields: Readonly<Record<string, unknown>>): LeadDecision[] | null {
  const chosen = Object.entries(fields).filter(([name]) => name.startsWith(prefix));
  if (chosen.length > mostFields) return null;
  const decisions: LeadDecision[] = [];
  for (const [name, value] of chosen) {
    const lead = name.slice(prefix.length);
    // An untouched field without a value comes back empty, or not at all.
    if (value === leadChoices.keep || value === '' || value === null || value === undefined) continue;
    const id =
      typeof value === 'string' ? /^(?:person|user):([a-z0-9-]{1,100})$/.exec(value)?.[1] : undefined;
    if (id !== undefined) decisions.push({ lead, decision: 'people', ids: [id] });
    else if (value === leadChoices.nobody || value === leadChoices.organisation) {
      decisions.push({ lead, decision: value, ids: [] });
    } else return null;
  }
  return decisions;
}
