import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ListedChange, PersonFact } from '../../domain/people/people-changes.ts';
import { peopleTextLimits } from '../../domain/people/people-list.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { type Button, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plain, plainLine, shortLine } from '../kit/escape.ts';
import { atMost, cutPages, openPage, type PageNumber, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, joined } from '../kit/words.ts';

/** What a list in the form would do to the plan’s people. */
export interface PeopleChanges {
  readonly changes: readonly ListedChange[];
  /** People of the list whom the plan has just so. */
  readonly unchanged: number;
  readonly seen: string;
}

/** The form for people to add, with what it would do once that was asked for. */
export interface PeopleAddView extends PlanHeader {
  /** What the field holds. */
  readonly text: string;
  /** null before anybody has asked what the list would do. */
  readonly preview: PeopleChanges | null;
  /** What could not be read; rows are lines of the text, or of `source`. */
  readonly warnings: readonly ImportWarning[];
  /** The file that the text was made of; null for a list that was typed. */
  readonly source: string | null;
  /** Why nothing could be done; '' when nothing is wrong. */
  readonly problem: string;
  /** What was saved just now; '' for nothing. */
  readonly done: string;
}

const mostOnPage = 40;
/** Characters of JSON for a page of changes; the field’s text may take 24,000 of the 40,000 that a message holds. */
const pageCharacters = 6_000;
const blockOverhead = 300;
const mostWarnings = 12;

/** Asks for people, one a line, and shows what saving them would do, `page` counted from 1. */
export function peopleAddCard(view: PeopleAddView, page = 1): AdaptiveCard {
  return fillCard('people-add', peopleAddData(view, page));
}

/** What the form’s template is filled with. */
export function peopleAddData(view: PeopleAddView, page = 1): object {
  const { planId, preview, warnings } = view;
  const blocks = (preview?.changes ?? []).map(changeBlock);
  const size = (block: object) => JSON.stringify(block).length + blockOverhead;
  const shown = openPage(
    cutPages(blocks, { isFull: atMost(mostOnPage), room: pageCharacters, sizeOf: size }),
    page,
  );
  return {
    plan: shortLine(view.planName, 200),
    done: view.done === '' ? '' : `✔ ${escapeText(view.done)}`,
    problem: view.problem === '' ? '' : `⚠ ${escapeText(excerpt(view.problem, 1_500))}`,
    intro:
      preview === null
        ? 'Type or paste one person a line, or rows from Excel. You see what would change before anything is saved.'
        : 'Nothing is saved until you press Save. Correct the list below and press Preview to see it anew.',
    summary: preview === null ? '' : summaryOf(preview),
    blocks: shown.items,
    pageWords: shown.words,
    unreadTitle: warnings.length === 0 ? '' : count(warnings.length, 'thing to look at', 'things to look at'),
    unread: [
      ...warnings.slice(0, mostWarnings).map((one) => ({ text: warningWords(one, view.source) })),
      ...(warnings.length > mostWarnings ? [{ text: `and ${warnings.length - mostWarnings} more` }] : []),
    ],
    text: plain(view.text),
    limit: peopleTextLimits.characters,
    rows: buttonRows(buttonsFor(view, shown)),
    links: buttonRows([button('Cancel', { verb: 'people.list', planId })]),
    fallback: `Add people to ${plainLine(view.planName)}. Open Teams to fill in the form.`,
  };
}

function summaryOf({ changes, unchanged }: PeopleChanges): string {
  const number = (kind: ListedChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const parts = [
    number('added') > 0 ? `${number('added')} added` : '',
    number('changed') > 0 ? `${number('changed')} changed` : '',
    unchanged > 0 ? `${unchanged} as they are` : '',
  ].filter((part) => part !== '');
  if (changes.length === 0) return unchanged > 0 ? 'The plan has all of them already' : 'Nobody to add';
  return `What would change: ${parts.join(', ')}`;
}

const factTitles: Readonly<Record<Exclude<PersonFact, 'userId'>, string>> = {
  name: 'Name',
  email: 'E-mail',
  agency: 'Agency',
  roles: 'Roles',
  initials: 'Initials',
  aliases: 'Other names',
};

/** An object id says nothing to its reader. */
const accountChange = (to: string) =>
  to === '' ? 'Teams account: looked for anew' : 'Teams account: another one';

function changeBlock({ kind, person, differences }: ListedChange): { text: string; detail: string } {
  const told = (text: string) => (text === '' ? 'nothing' : `“${excerpt(plainLine(text), 80)}”`);
  const facts =
    kind === 'added'
      ? joined(
          excerpt(plainLine(person.email), 100),
          excerpt(plainLine(person.agency), 80),
          person.roles.join(', '),
        )
      : differences
          .map(({ fact, from, to }) =>
            fact === 'userId' ? accountChange(to) : `${factTitles[fact]}: ${told(from)} becomes ${told(to)}`,
          )
          .join('; ');
  const detail = kind === 'added' && person.email === '' ? joined(facts, 'no e-mail address') : facts;
  return {
    text: escapeLine(`${excerpt(plainLine(person.name), 120)}: ${kind}`),
    detail: escapeLine(excerpt(detail, 600)),
  };
}

function warningWords({ row, column, message, value }: ImportWarning, source: string | null): string {
  const line = row === null ? '' : `${source === null ? 'Line' : 'Row'} ${row}`;
  const place = joined(
    source === null ? '' : excerpt(plainLine(source), 60),
    line,
    column === null ? '' : excerpt(plainLine(column), 40),
  );
  const shown = value === null || value === '' ? '' : `“${excerpt(plainLine(value), 80)}”: `;
  return escapeLine(`${place === '' ? '' : `${place}. `}${shown}${message}`);
}

function buttonsFor({ planId, preview }: PeopleAddView, page: PageNumber): Button[] {
  const look = { verb: 'people.preview', planId, page: 1 } as const;
  const save =
    preview === null || preview.changes.length === 0
      ? []
      : [button('Save', { verb: 'people.save', planId, asked: preview.seen })];
  return [...save, button('Preview', look), ...pageButtons(page, look)];
}
