import type { Person, PersonId } from '../people/person.ts';
import type { TeamMember } from '../people/team-member.ts';
import type { Action } from '../plan/action.ts';
import type { LeadKeyEntry } from '../plan/lead-key.ts';
import { listCandidates } from './lead-candidates.ts';
import { type LeadMatch, listLeadTexts, matchesById } from './lead-match.ts';
import type { LeadKind } from './lead-text.ts';
import { type LeadSuggestion, suggestPeople } from './suggest-people.ts';

/** One distinct lead text of a plan, with all that is known of it. */
export interface LeadToMatch {
  readonly id: string;
  /** As the document writes it first. */
  readonly text: string;
  /** Refs of the actions that have it, in the plan's order. */
  readonly actions: readonly string[];
  readonly kind: LeadKind;
  /** Best first; [] for anything but a person. */
  readonly suggestions: readonly LeadSuggestion[];
  /** What the PM has said of it; null while nobody has. */
  readonly decision: LeadMatch['decision'] | null;
  /** Confirmed people; [] unless the decision is `people`. */
  readonly confirmed: readonly PersonId[];
}

/** Where suggestions come from. */
export interface LeadSources {
  readonly people: readonly Person[];
  /** Members of the Teams teams the bot is in; [] where it is in none. */
  readonly team: readonly TeamMember[];
  readonly leadKey: readonly LeadKeyEntry[];
}

/**
 * Every distinct lead text of a plan's actions in the plan's order, with whom it may mean. Nobody is chosen here: a
 * suggestion is confirmed by the PM (DOMAIN 4.3).
 */
export function matchLeads(
  actions: readonly Action[],
  sources: LeadSources,
  matches: readonly LeadMatch[],
): LeadToMatch[] {
  const candidates = listCandidates(sources.people, sources.team);
  const decided = matchesById(matches);
  return [...listLeadTexts(actions)].map(([id, { text, refs }]) => {
    const suggested = suggestPeople(text, candidates, sources.leadKey);
    return leadToMatch({ id, text, actions: refs }, suggested, decided.get(id));
  });
}

function leadToMatch(
  named: Pick<LeadToMatch, 'id' | 'text' | 'actions'>,
  suggested: ReturnType<typeof suggestPeople>,
  match: LeadMatch | undefined,
): LeadToMatch {
  const kind =
    match?.decision === 'people'
      ? 'person'
      : match?.decision === 'organisation'
        ? 'organisation'
        : suggested.kind;
  return {
    ...named,
    kind,
    suggestions: kind === 'person' ? suggested.suggestions : [],
    decision: match?.decision ?? null,
    confirmed: match?.people ?? [],
  };
}

/** The one suggestion a card may choose beforehand: the exact one. null where the PM has to choose. */
export function preChosen(lead: LeadToMatch): LeadSuggestion | null {
  return lead.suggestions.find(({ exact }) => exact) ?? null;
}
