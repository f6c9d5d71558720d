import { type PersonDraft, type PersonFaults, personLimits } from '../../domain/people/change-person.ts';
import type { Person, Role } from '../../domain/people/person.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plain, plainLine, runText, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';
import { accountWords } from './people-card.ts';

/** One person of a plan to be edited. */
export interface PersonView extends PlanHeader {
  readonly person: Person;
  readonly draft: PersonDraft;
  /** Words beside the field they are about; {} when nothing is wrong. */
  readonly faults: PersonFaults;
  /** Stands for what the form was filled from. */
  readonly seen: string;
  /** Somebody else has changed the person since the form was filled. */
  readonly changedSince: boolean;
}

/** The form for one person; `asksRemove` puts the question whether to take them off the list. */
export function personCard(
  view: PersonView,
  {
    reasons = [],
    asksRemove = false,
  }: { readonly reasons?: readonly string[]; readonly asksRemove?: boolean } = {},
): AdaptiveCard {
  return fillCard('person', personData(view, reasons, asksRemove));
}

/** What the form’s template is filled with. */
export function personData(view: PersonView, reasons: readonly string[] = [], asksRemove = false): object {
  const { planId, person, draft, faults, seen } = view;
  const ids = { planId, personId: person.id };
  const name = excerpt(plainLine(person.name), 120);
  const remove = (title: string, accept: boolean) =>
    button(title, { verb: 'person.remove', ...ids, asked: seen, accept }, `${title}: ${name}`);
  const save = button('Save', { verb: 'person.save', ...ids, asked: seen });
  const back = asksRemove
    ? button('No, keep', { verb: 'person.form', ...ids })
    : button('Cancel', { verb: 'people.list', planId });
  return {
    plan: shortLine(view.planName, 200),
    title: runText(asksRemove ? `Remove ${name} from the people list?` : name),
    problem: problemWords(view, reasons),
    account: escapeLine(`In Teams: ${accountWords(person)}.`),
    asks: asksRemove,
    error: Object.fromEntries(
      (['name', 'email', 'agency', 'initials', 'aliases', 'roles'] as const).map((field) => [
        field,
        faults[field] === undefined ? '' : `⚠ ${escapeText(excerpt(faults[field], 500))}`,
      ]),
    ),
    form: {
      name: plain(draft.name),
      email: plain(draft.email),
      agency: plain(draft.agency),
      initials: plain(draft.initials),
      aliases: plain(draft.aliases),
      roles: draft.roles.join(','),
    },
    limits: personLimits,
    roles: roleChoices,
    actions: asksRemove ? [] : [save],
    links: [remove(asksRemove ? 'Yes, remove' : 'Remove', asksRemove), back],
    fallback: `${name}, on the people list of ${plainLine(view.planName)}. Open Teams to change it.`,
  };
}

const roleChoices: ReadonlyArray<{ readonly title: string; readonly value: Role }> = [
  { title: 'Project manager: runs the plan', value: 'pm' },
  { title: 'Chair: reads, decides and signs off', value: 'chair' },
  { title: 'Board member: reads the digest', value: 'member' },
  { title: 'Lead: answers for actions', value: 'lead' },
];

function problemWords({ changedSince, faults, person }: PersonView, reasons: readonly string[]): string {
  const number = Object.keys(faults).length;
  const words = [
    changedSince
      ? `Somebody changed ${plainLine(person.name)} while you were writing: ${nowWords(person)}. What you typed is below; Save replaces theirs, Cancel keeps theirs.`
      : '',
    number === 0
      ? ''
      : `${count(number, 'field needs', 'fields need')} your attention below. Nothing you typed is lost.`,
    reasons.length === 0 ? '' : `${plainLine(person.name)} stays on the list:`,
    ...reasons,
  ].filter((text) => text !== '');
  return words.length === 0 ? '' : `⚠ ${escapeText(words.join('\n'))}`;
}

/** Somebody as they are stored now, for a person whose form shows something else. */
function nowWords({ name, email, agency, roles }: Person): string {
  return [name, email, agency, roles.join(', ')]
    .map((text) => excerpt(plainLine(text), 120))
    .filter((text) => text !== '')
    .join(', ');
}
