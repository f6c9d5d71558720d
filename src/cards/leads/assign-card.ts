import { type AssignFacts, assignedWords, unassignedWords } from '../../domain/leads/assign-words.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { type Button, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeText, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { atMost, cutPages, openPage, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';

/** An action that somebody may be named for. */
export interface AssignableAction {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  /** Names of those who lead it now; [] while nobody does. */
  readonly leads: readonly string[];
}

export interface AssignForm extends PlanHeader {
  /** Open actions, those without a lead first. */
  readonly actions: readonly AssignableAction[];
  readonly unassigned: number;
  readonly people: readonly { readonly id: string; readonly name: string; readonly agency: string }[];
  readonly page: number;
  /** What was chosen and could not be taken, with why; null for a fresh form. */
  readonly fault: {
    readonly words: string;
    readonly actions: readonly string[];
    readonly lead: string;
    readonly second: string;
    readonly strategic: string;
  } | null;
}

/** As many as one cares to tick through before pressing Next. */
const onPage = 12;

const choiceTitle = ({ ref, title, leads }: AssignableAction) => {
  const who = leads.length === 0 ? 'no lead yet' : leads.join(', ');
  return plainLine(`${excerpt(ref, 40)}  ${excerpt(plainLine(title), 90)} (${excerpt(who, 80)})`);
};

/** A field that holds something already is no filtered one: the card's own renderer would show the id in it. */
const choiceOf = (field: string, value = ''): Record<string, string> => ({
  [field]: value,
  [`${field}Style`]: value === '' ? 'filtered' : 'compact',
});

/** Chooses actions and who leads them, `page` counted from 1. */
export function assignCard(form: AssignForm): AdaptiveCard {
  return fillCard('assign', assignData(form));
}

/** What the form's template is filled with. */
export function assignData({
  planId,
  planName,
  actions,
  unassigned,
  people,
  page,
  fault,
}: AssignForm): object {
  const shownPage = openPage(cutPages(actions, { isFull: atMost(onPage) }), page);
  const { items: shown, words } = shownPage;
  // Names alike are told apart by their agency.
  const names = people.map(({ id, name, agency }) => ({
    title: plainLine(excerpt(agency === '' ? name : `${name} (${agency})`, 160)),
    value: id,
  }));
  const buttons: Button[] = [
    ...pageButtons(shownPage, { verb: 'assign.page', planId }),
    button('Status', { verb: 'menu.status', planId }),
  ];
  return {
    plan: shortLine(planName, 200),
    intro: `${unassignedWords(unassigned, actions.length)} Those without a lead come first.`,
    fault: fault === null ? '' : escapeText(fault.words),
    actions: shown.map((action) => ({ title: choiceTitle(action), value: action.id })),
    chosen: (fault?.actions ?? []).filter((id) => shown.some((action) => action.id === id)).join(','),
    people: names,
    ...choiceOf('lead', fault?.lead),
    ...choiceOf('second', fault?.second),
    ...choiceOf('strategic', fault?.strategic),
    save: button('Save', { verb: 'assign.save', planId, page: shownPage.number }),
    pageWords: words === '' ? '' : `${words}. Save a page before you turn it.`,
    rows: buttonRows(buttons),
    fallback: `${plainLine(planName)}: say who leads which actions. Open Teams on a computer, or type “assign REF to NAME”.`,
  };
}

/** What an assignment would change or has changed, with its ids. */
export interface AssignOutcome extends AssignFacts, PlanHeader {
  readonly assigned: readonly { readonly id: string; readonly ref: string; readonly title: string }[];
  readonly leadIds: readonly string[];
  readonly strategicIds: readonly string[] | null;
  /** Open actions that still have no lead, of how many. */
  readonly unassigned: readonly unknown[];
  readonly open: number;
  /** Leads who are being asked for an update because of it. */
  readonly prompted: number;
  readonly written: boolean;
}

/** Asks before many actions change hands; says what has changed. */
export function assignedCard(outcome: AssignOutcome): AdaptiveCard {
  const { planId, planName, written, prompted, assigned, changed } = outcome;
  const words = [
    assignedWords(outcome, written),
    ...(written
      ? [unassignedWords(outcome.unassigned.length, outcome.open)]
      : ['Nothing has been changed yet.']),
    ...(prompted === 0 ? [] : [`${count(prompted, 'lead is', 'leads are')} being asked for an update now.`]),
  ].join(' ');
  const entered = {
    actions: assigned.map(({ id }) => id).join(' '),
    leads: outcome.leadIds.join(' '),
    strategic: (outcome.strategicIds ?? []).join(' '),
  };
  const buttons = written
    ? [
        button('Assign more', { verb: 'assign.page', planId, page: 1 }),
        button('Status', { verb: 'menu.status', planId }),
      ]
    : [
        button(`Yes, change ${count(changed.length, 'action')}`, { verb: 'assign.confirm', planId, entered }),
        button('Cancel', { verb: 'assign.page', planId, page: 1 }),
      ];
  const title = written
    ? changed.length === 0
      ? 'Nothing to change'
      : 'Leads assigned'
    : 'Change these leads?';
  return fillCard('document', {
    plan: shortLine(planName, 200),
    title,
    text: escapeText(words),
    links: [],
    notes: [],
    rows: buttonRows(buttons),
    fallback: plainLine(`${planName}: ${excerpt(words, 500)}`),
  });
}
