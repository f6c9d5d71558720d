import type { AccountSource, Person } from '../../domain/people/person.ts';
import type { Reachability } from '../../domain/people/reach.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { type ListItem, listPages } from '../kit/action-list.ts';
import { type Button, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plainLine, shortLine, shortRun } from '../kit/escape.ts';
import { openPage, type PageNumber, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, joined, type Mark } from '../kit/words.ts';

/** Somebody on the people list, with what they lead and whether they can be written to. */
export interface ListedPerson extends Person {
  readonly responsibleFor: readonly string[];
  readonly accountableFor: readonly string[];
  readonly reach: Reachability;
}

/** A plan’s people, for its project manager. */
export interface PeopleView extends PlanHeader {
  readonly people: readonly ListedPerson[];
}

const mostRefs = 8;
const byName = new Intl.Collator('en-GB');

/** The people of a plan by name, `page` counted from 1; a page that is not there shows the nearest one. */
export function peopleCard(view: PeopleView, page = 1, done = ''): AdaptiveCard {
  return fillCard('action-list', peopleData(view, page, done));
}

/** What the template is filled with. */
function peopleData(view: PeopleView, page = 1, done = ''): object {
  const people = [...view.people].sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  const shown = openPage(listPages(people.map((person) => itemOf(view, person))), page);
  const title = count(people.length, 'person', 'people');
  return {
    plan: shortLine(view.planName, 200),
    title,
    done: done === '' ? '' : `✔ ${escapeText(done)}`,
    problem: '',
    intro: introOf(people),
    items: shown.items,
    pageWords: shown.words,
    rows: buttonRows(buttonsFor(view, shown)),
    fallback: `${plainLine(view.planName)}: ${title}. Open Teams to see them.`,
  };
}

function introOf(people: readonly ListedPerson[]): string {
  if (people.length <= 1) {
    return 'Add the people who lead actions, chair or sit on the board: paste names and e-mail addresses, or send me a list as a file with the message “people”.';
  }
  const reachable = people.filter(({ reach }) => reach === 'reachable').length;
  return reachable === people.length
    ? 'I can write to all of them.'
    : `I can write to ${reachable} of them so far.`;
}

const roleTitles = {
  pm: 'project manager',
  chair: 'chair',
  member: 'board member',
  lead: 'lead',
} as const satisfies Readonly<Record<Person['roles'][number], string>>;

const reachMarks: Readonly<Record<Reachability, Mark>> = {
  reachable: { symbol: '✔', text: 'Can be written to', color: 'good' },
  'no-teams-account': { symbol: '○', text: 'Not found in Teams yet', color: 'default' },
  'never-met-bot': { symbol: '○', text: 'Not in touch yet', color: 'default' },
  refused: { symbol: '▲', text: 'Teams lately took no message for them', color: 'warning' },
};

const accountTitles = {
  given: 'account given',
  email: 'found by e-mail',
  confirmed: 'account confirmed',
} as const satisfies Readonly<Record<AccountSource, string>>;

/** How Teams knows somebody, in a few words. */
export function accountWords(person: Person): string {
  if (person.accountFrom !== null) return accountTitles[person.accountFrom];
  return person.email === '' ? 'no e-mail address to find them by' : 'looked for by e-mail';
}

function itemOf({ planId }: PeopleView, person: ListedPerson): ListItem {
  const leads = [
    refWords('Leads', person.responsibleFor),
    refWords('Accountable for', person.accountableFor),
  ].filter((words) => words !== '');
  const name = excerpt(plainLine(person.name), 120);
  return {
    ref: shortRun(person.name, 120),
    title: person.roles.map((role) => roleTitles[role]).join(', '),
    mark: reachMarks[person.reach],
    note: ` · ${accountWords(person)}`,
    headline: '',
    facts: escapeLine(joined(excerpt(plainLine(person.agency), 120), excerpt(plainLine(person.email), 254))),
    text: leads.join('\n\n'),
    rows: buttonRows([
      button('Change', { verb: 'person.form', planId, personId: person.id }, `Change ${name}`),
    ]),
  };
}

function refWords(doing: string, refs: readonly string[]): string {
  if (refs.length === 0) return '';
  const shown = refs.slice(0, mostRefs).map((ref) => excerpt(plainLine(ref), 30));
  const left = refs.length - shown.length;
  return escapeLine(`${doing} ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`);
}

function buttonsFor({ planId }: PeopleView, page: PageNumber): Button[] {
  return [
    ...pageButtons(page, { verb: 'people.list', planId }),
    button('Add people', { verb: 'people.addForm', planId }),
    button('Match leads', { verb: 'menu.matchLeads', planId }),
    button('Schedule', { verb: 'menu.schedule', planId }),
  ];
}
