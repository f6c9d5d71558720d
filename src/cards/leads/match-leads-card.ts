import { type LeadToMatch, preChosen } from '../../domain/leads/match-leads.ts';
import type { LeadSuggestion } from '../../domain/leads/suggest-people.ts';
import type { Person } from '../../domain/people/person.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, runText, shortLine } from '../kit/escape.ts';
import { atMost, cutPages, openPage, pageButtons, shortTitles } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';
import { leadChoices, leadField, personChoice, suggestionChoice } from './lead-choice.ts';

/** The plan's lead texts, for the project manager to say who each is. */
export interface MatchLeads extends PlanHeader {
  /** In the plan's order, which saving does not change. */
  readonly leads: readonly LeadToMatch[];
  readonly people: readonly Person[];
  /** False when the members of a Teams team could not be read. */
  readonly teamRead: boolean;
  /** What the last Save did, in words; null when nothing was saved just now. */
  readonly saved: string | null;
}

/** Names on one page: about four screens of a phone. */
const mostOnPage = 8;
/** Characters of JSON for them, so that a long people list makes pages shorter and not the message too long. */
const pageCharacters = 20_000;
const mostSuggestions = 8;
const mostOthers = 60;
const mostRefs = 6;

/** Lead texts with who each may mean, `page` counted from 1; a page that is not there shows the nearest one. */
export function matchLeadsCard(view: MatchLeads, page = 1): AdaptiveCard {
  return fillCard('match-leads', matchLeadsData(view, page));
}

/** The first page from `from` on that has a name nobody has decided on; null when there is none. */
export function undecidedPage(view: MatchLeads, from = 1): number | null {
  const at = pagesOf(view).findIndex((leads, index) => index + 1 >= from && leads.some(isUndecided));
  return at < 0 ? null : at + 1;
}

/** Whether a text that names a person has nobody yet. */
function isUndecided({ kind, decision }: LeadToMatch): boolean {
  return kind === 'person' && (decision === null || decision === 'nobody');
}

/** What the card's template is filled with. */
export function matchLeadsData(view: MatchLeads, page = 1): object {
  const { planId } = view;
  const shown = openPage(pagesOf(view), page);
  const undecided = view.leads.filter(isUndecided).length;
  const title = undecided === 0 ? 'Every name is matched' : `${count(undecided, 'name')} to match`;
  return {
    title,
    plan: shortLine(view.planName, 200),
    saved: view.saved === null ? '' : `✔ ${escapeLine(view.saved)}`,
    intro:
      'Say who the plan means by each name. Nobody is asked for an update until you have; what you say holds for later versions of the document too.',
    warning: [
      view.teamRead
        ? ''
        : 'The members of your Teams team could not be read just now: suggestions may be missing.',
      view.people.length > mostOthers
        ? `Besides the suggestions, the first ${mostOthers} of ${view.people.length} people are offered; use the command line for the others.`
        : '',
    ]
      .filter((words) => words !== '')
      .join(' '),
    leads: shown.items.map((lead) => leadData(lead, view.people)),
    pageWords: shown.words,
    save: [button('Save', { verb: 'people.confirm', planId, page: shown.number })],
    rows: [
      ...buttonRows(pageButtons(shown, { verb: 'people.page', planId }, shortTitles)),
      ...buttonRows([
        button('People', { verb: 'menu.people', planId }),
        button('Schedule', { verb: 'menu.schedule', planId }),
      ]),
    ],
    fallback: `${plainLine(view.planName)}: ${title}. Open Teams on a computer to match them.`,
  };
}

/** Names in pages that fit a message, in order; always at least one page. */
function pagesOf(view: MatchLeads): LeadToMatch[][] {
  const sizeOf = (lead: LeadToMatch) => JSON.stringify(leadData(lead, view.people)).length;
  return cutPages(view.leads, { isFull: atMost(mostOnPage), room: pageCharacters, sizeOf });
}

interface Choice {
  readonly title: string;
  readonly value: string;
}

function leadData(lead: LeadToMatch, people: readonly Person[]): object {
  const suggested = lead.suggestions.slice(0, mostSuggestions);
  const choices = choicesOf(lead, suggested, people);
  return {
    field: leadField(lead.id),
    label: `Who is ${runText(`“${excerpt(plainLine(lead.text), 120)}”`)}?`,
    where: escapeLine(`${lead.actions.length === 1 ? 'Action' : 'Actions'} ${refWords(lead.actions)}`),
    reasons: reasonWords(lead, suggested),
    value: standingChoice(lead, people),
    choices,
    // Typing finds somebody in a long list faster than scrolling does.
    style: choices.length > 12 ? 'filtered' : 'compact',
  };
}

function choicesOf(
  lead: LeadToMatch,
  suggested: readonly LeadSuggestion[],
  people: readonly Person[],
): Choice[] {
  const first = suggested.flatMap((suggestion): Choice[] => {
    const value = suggestionChoice(suggestion, people);
    return value === null ? [] : [{ title: nameWords(suggestion.name, agencyOf(value, people)), value }];
  });
  const confirmed = people.filter(({ id }) => lead.confirmed.includes(id));
  const offered = suggested.flatMap(({ personId }) =>
    personId === null || lead.confirmed.includes(personId) ? [] : [personChoice(personId)],
  );
  const taken = new Set([...first.map(({ value }) => value), ...offered]);
  const others = [...confirmed, ...people]
    .map(
      (person): Choice => ({ title: nameWords(person.name, person.agency), value: personChoice(person.id) }),
    )
    .filter(
      ({ value }, at, all) => !taken.has(value) && all.findIndex((other) => other.value === value) === at,
    )
    .slice(0, mostOthers);
  const keep: Choice[] =
    lead.confirmed.length > 1
      ? [
          {
            title: excerpt(confirmed.map(({ name }) => plainLine(name)).join(', '), 120),
            value: leadChoices.keep,
          },
        ]
      : [];
  return [
    ...keep,
    ...first,
    { title: 'Nobody yet', value: leadChoices.nobody },
    { title: 'An organisation or team', value: leadChoices.organisation },
    ...others,
  ];
}

/** What stands in the field: what was confirmed, else the one exact suggestion, else nobody. */
function standingChoice(lead: LeadToMatch, people: readonly Person[]): string {
  const [confirmed, ...others] = lead.confirmed;
  if (confirmed !== undefined) return others.length > 0 ? leadChoices.keep : personChoice(confirmed);
  if (lead.kind === 'organisation') return leadChoices.organisation;
  const only = lead.decision === null ? preChosen(lead) : null;
  return (only && suggestionChoice(only, people)) ?? leadChoices.nobody;
}

/** What tells two of one name apart: the agency, or that choosing confirms an account of the team. */
function agencyOf(choice: string, people: readonly Person[]): string {
  const person = people.find(({ id }) => personChoice(id) === choice);
  return person ? person.agency : 'Teams team';
}

function nameWords(name: string, agency: string): string {
  const shown = excerpt(plainLine(name), 80);
  return agency === '' ? shown : `${shown} (${excerpt(plainLine(agency), 40)})`;
}

function refWords(refs: readonly string[]): string {
  const shown = refs.slice(0, mostRefs).map((ref) => excerpt(plainLine(ref), 30));
  const left = refs.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function reasonWords(lead: LeadToMatch, suggested: readonly LeadSuggestion[]): string {
  if (lead.decision === 'people') return '✔ Confirmed';
  if (lead.kind === 'organisation') return 'An organisation or team: nobody is asked in its name.';
  if (lead.kind === 'not-a-name') return 'Not a name: the plan does not say who.';
  if (lead.suggestions.length === 0) return 'Nobody on the people list or in the Teams team fits.';
  const shown = suggested.map(({ name, reason }) => `• ${shortLine(`${plainLine(name)}: ${reason}`, 240)}`);
  const left = lead.suggestions.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('\n\n');
}
