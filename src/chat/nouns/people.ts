import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { type PeopleAddView, peopleAddCard } from '../../cards/people/people-add-card.ts';
import { peopleCard } from '../../cards/people/people-card.ts';
import { personCard } from '../../cards/people/person-card.ts';
import type { PersonDraft } from '../../domain/people/change-person.ts';
import { personLimits } from '../../domain/people/change-person.ts';
import { peopleTextLimits } from '../../domain/people/people-list.ts';
import { type Role, roles } from '../../domain/people/person.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import {
  openPeopleList,
  type PeoplePreview,
  previewPeople,
  readPeopleList,
  savePeople,
} from '../../use-cases/people/edit-people-list.ts';
import { editPerson, openPerson, removePerson } from '../../use-cases/people/edit-person.ts';
import type { PeopleReport } from '../../use-cases/people/import-people.ts';
import { listPeople } from '../../use-cases/people/list-people.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { menuPress, type Presses, press } from '../press.ts';
import { page, personId, planId, typed } from '../press-parts.ts';

/** The plan’s people, for its project manager. */
export async function showPeople(
  { services, sender }: Conversation,
  planId: string,
  page = 1,
  done = '',
): Promise<AdaptiveCard> {
  return peopleCard(await listPeople(services, sender, planId), page, done);
}

const list = { kind: 'people' } as const;

export const commands: readonly Command[] = [
  planCommand('run-cycle', {
    kind: 'people',
    phrases: { people: list, 'import people': list, 'add people': list },
    help: [{ place: 10, example: 'people', words: 'Who is in the plan; add, change or remove them' }],
    listed: [
      {
        place: 7,
        title: 'people',
        description: 'Who is in the plan, and how Teams knows them: add, change, remove (project manager)',
        where: 'personal',
      },
    ],
    answer: (conversation, _asked, { planId }) => showPeople(conversation, planId),
  }),
];

/** What stands for what a form was filled from, or for what a preview showed; compared, never read. */
const asked = z.string().min(1).max(200);
const text = typed(peopleTextLimits.characters);
/** A choice set joins what is chosen with commas. */
const chosenRoles = z
  .string()
  .max(200)
  .nullish()
  .transform((value) => (value ?? '').split(',').filter((role) => role !== ''))
  .pipe(z.array(z.enum(roles)))
  .transform((chosen): readonly Role[] => roles.filter((role) => chosen.includes(role)));

const ofPerson = { planId, personId };

export const presses: Presses = {
  'menu.people': menuPress(list),
  'people.list': press({ planId, page }, (conversation, pressed) =>
    showPeople(conversation, pressed.planId, pressed.page),
  ),
  'people.addForm': press({ planId }, (conversation, pressed) => addForm(conversation, pressed.planId, '')),
  'people.preview': press({ planId, people: text, page }, async (conversation, pressed) =>
    pressed.people === ''
      ? addForm(conversation, pressed.planId, '', { problem: 'Type or paste somebody first.' })
      : preview(conversation, pressed.planId, { text: pressed.people, page: pressed.page }),
  ),
  'people.save': press({ planId, people: text, asked }, (conversation, pressed) =>
    save(conversation, pressed.planId, { text: pressed.people, seen: pressed.asked }),
  ),
  'person.form': press(ofPerson, async ({ services, sender }, pressed) =>
    personCard(await openPerson(services, sender, pressed.planId, pressed.personId)),
  ),
  'person.save': press(
    {
      ...ofPerson,
      asked,
      name: typed(personLimits.name),
      email: typed(personLimits.email),
      agency: typed(personLimits.agency),
      initials: typed(personLimits.initials),
      aliases: typed(personLimits.aliases),
      roles: chosenRoles,
    },
    (conversation, { planId, personId, asked: seen, ...draft }) =>
      savePerson(conversation, { planId, personId }, { draft, seen }),
  ),
  /** Without `accept` it only asks. */
  'person.remove': press(
    { ...ofPerson, asked, accept: z.boolean().default(false) },
    (conversation, pressed) => remove(conversation, pressed),
  ),
};

/** As many as one reads in a sentence. */
const fewNames = 8;

const isTypedWrong = (error: unknown): error is Refusal =>
  error instanceof Refusal && ['bad-input', 'ambiguous-person'].includes(error.code);

async function addForm(
  { services, sender }: Conversation,
  planId: string,
  text: string,
  told: Partial<PeopleAddView> = {},
): Promise<AdaptiveCard> {
  const at = await openPeopleList(services, sender, planId);
  return peopleAddCard({
    ...at,
    text,
    preview: null,
    warnings: [],
    source: null,
    problem: '',
    done: '',
    ...told,
  });
}

/** What a list would do, above the list; where it can’t be told why, the list as it was typed. */
async function preview(
  conversation: Conversation,
  planId: string,
  { text, page = 1 }: { readonly text: string; readonly page?: number | undefined },
  told: Partial<PeopleAddView> = {},
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  try {
    const found = await previewPeople(services, sender, planId, text);
    return peopleAddCard(viewOf(found, text, told), page);
  } catch (error) {
    if (!isTypedWrong(error)) throw error;
    return addForm(conversation, planId, text, {
      problem: `${error.message} Nothing you typed is lost.`,
    });
  }
}

function viewOf(found: PeoplePreview, text: string, told: Partial<PeopleAddView>): PeopleAddView {
  const { planId, planName, warnings } = found;
  return { planId, planName, text, preview: found, warnings, source: null, problem: '', done: '', ...told };
}

async function save(
  conversation: Conversation,
  planId: string,
  { text, seen }: { readonly text: string; readonly seen: string },
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  try {
    const saved = await savePeople(services, sender, planId, { text, seen });
    if (saved.kind === 'look-again') {
      const problem =
        'The list or the plan’s people have changed since you last saw this. Look again before you press Save.';
      return peopleAddCard(viewOf(saved.preview, text, { problem }));
    }
    const { changes, unread, warnings } = saved.preview;
    const number = (kind: 'added' | 'changed') => changes.filter((change) => change.kind === kind).length;
    const done = [
      `Saved: ${number('added')} added, ${number('changed')} changed.`,
      ...lookedFor(saved.report),
    ].join('\n');
    if (unread.length === 0) return await showPeople(conversation, planId, 1, done);
    return await addForm(conversation, planId, unread.join('\n'), {
      done,
      warnings: warnings.filter(({ code }) => code === 'row-without-name'),
      problem: 'The lines below could not be read and are not saved. Put a name on each.',
    });
  } catch (error) {
    if (!isTypedWrong(error)) throw error;
    return preview(conversation, planId, { text }, { problem: `${error.message} Nothing was saved.` });
  }
}

/** Whom Teams has been found to know by their address, and whom not for sure. */
function lookedFor({ found, ambiguous, teamRead }: PeopleReport): string[] {
  const names = (all: readonly string[]) =>
    `${all.slice(0, fewNames).join(', ')}${all.length > fewNames ? ` and ${all.length - fewNames} more` : ''}`;
  return [
    ...(found.length > 0 ? [`Found in Teams by e-mail: ${names(found)}.`] : []),
    ...(ambiguous.length > 0
      ? [
          `Not certain by e-mail, since the address fits more than one: ${names(ambiguous.map(({ name }) => name))}.`,
        ]
      : []),
    ...(teamRead
      ? []
      : ['The members of your Teams team could not be read just now: more may be found later.']),
  ];
}

/** A people file, as a preview whose list can be put right in its form. */
export async function showPeopleFile(
  conversation: Conversation,
  planId: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  await openPeopleList(services, sender, planId);
  const { text, warnings } = await readPeopleList(file.name, file.bytes);
  return preview(conversation, planId, { text }, { warnings, source: file.name });
}

async function savePerson(
  conversation: Conversation,
  target: { readonly planId: string; readonly personId: string },
  edit: { readonly draft: PersonDraft; readonly seen: string },
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  const edited = await editPerson(services, sender, target, edit);
  if (edited.kind !== 'saved') return personCard(edited.form);
  return showPeople(conversation, target.planId, 1, `Saved: ${edited.person.name}.`);
}

async function remove(
  conversation: Conversation,
  {
    planId,
    personId,
    asked: seen,
    accept,
  }: { readonly planId: string; readonly personId: string; readonly asked: string; readonly accept: boolean },
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  if (!accept) return personCard(await openPerson(services, sender, planId, personId), { asksRemove: true });
  const removed = await removePerson(services, sender, { planId, personId }, seen);
  if (removed.kind === 'kept') return personCard(removed.form, { reasons: removed.reasons });
  return showPeople(conversation, planId, 1, `Removed: ${removed.name}.`);
}
