import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { scheduleAddCard } from '../../cards/meetings/schedule-add-card.ts';
import {
  formFaults,
  namedBoards,
  noChoice,
  oftenChoices,
  recurrenceOf,
  type ScheduleFaults,
  type ScheduleField,
  type ScheduleForm,
  scheduleLimits,
  weekdayChoices,
  whichChoices,
} from '../../cards/meetings/schedule-form.ts';
import { schedulePreviewCard, scheduleSavedCard } from '../../cards/meetings/schedule-preview-card.ts';
import { askings } from '../../domain/calendar/meeting.ts';
import type { BoardCalendar, MeetingsPreview } from '../../domain/meetings/board-calendar.ts';
import type { RefusedField } from '../../domain/shared/errors.ts';
import {
  addMeetings,
  type MeetingsEntered,
  previewMeetings,
} from '../../use-cases/meetings/schedule-meetings.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, pressOf } from '../press.ts';
import { page, planId, seenPreview, typed } from '../press-parts.ts';
import { isBadInput, isConflict, lookAgain, readCalendar, seenOf } from './calendar-parts.ts';

/** One of a choice set's values, or nothing: any other was not offered by a card of ours. */
const chosen = (choices: readonly { readonly value: string }[]) =>
  z
    .enum(['', ...choices.map(({ value }) => value)])
    .nullish()
    .transform((value) => (value === noChoice ? '' : (value ?? '')));
const day = z
  .union([z.literal(''), z.iso.date()])
  .nullish()
  .transform((value) => value ?? '');

/** Board names: a choice set joins its values with commas, so that each is encoded. */
const boards = z
  .string()
  .max(9 * 2 * scheduleLimits.boards)
  .nullish()
  .transform((text, context) => {
    try {
      return (text ?? '')
        .split(',')
        .filter((part) => part !== '')
        .map(decodeURIComponent);
    } catch {
      context.addIssue('a board that no card of ours offers');
      return [];
    }
  });

/** The fields of the form but for its boards. */
const fields = {
  dates: typed(scheduleLimits.dates),
  often: chosen(oftenChoices),
  which: chosen(whichChoices),
  weekday: chosen(weekdayChoices),
  from: day,
  until: day,
  otherBoards: typed(scheduleLimits.otherBoards),
  asking: z.enum(askings).default('when-due'),
};
/** The same carried by a button, its boards one a line. */
const carried = z.object({
  ...fields,
  boards: typed(2 * scheduleLimits.boards).transform((text) =>
    text.split('\n').filter((name) => name !== ''),
  ),
});
const entered = carried.nullish();

/** A form just sent has its fields beside the verb; a button of a later card carries them in `entered`. */
const formOf = ({
  entered,
  ...fields
}: ScheduleForm & { readonly entered?: ScheduleForm | null | undefined }) => entered ?? fields;

const sent = z
  .object({ planId, ...fields, boards, entered })
  .transform(({ planId, ...fields }) => ({ planId, form: formOf(fields) }));
const sentPage = z
  .object({ planId, page, ...fields, boards, entered })
  .transform(({ planId, page, ...fields }) => ({ planId, page, form: formOf(fields) }));
const saved = z
  .object({ planId, entered: carried.extend({ shown: seenPreview }) })
  .transform(({ planId, entered: { shown: seen, ...form } }) => ({ planId, form, seen }));

export const presses: Presses = {
  'schedule.addForm': pressOf(sent, (conversation, { planId, form }) =>
    showAddForm(conversation, planId, form),
  ),
  'schedule.preview': pressOf(sentPage, previewAdded),
  'schedule.save': pressOf(saved, saveAdded),
};

const seenOfPreview = ({ added, changed, warnings }: MeetingsPreview) => seenOf([added, changed, warnings]);

function knownBoards({ rules, meetings }: BoardCalendar): string[] {
  return [...new Set([...rules.boards.map(({ name }) => name), ...meetings.flatMap(({ boards }) => boards)])];
}

/** A year from today for a form that nobody has filled in: most boards plan that far, and two date pickers are saved. */
function withYear(form: ScheduleForm, today: string): ScheduleForm {
  if (form.from !== '' || form.until !== '' || form.often !== '') return form;
  return { ...form, from: today, until: Temporal.PlainDate.from(today).add({ years: 1 }).toString() };
}

/** What is wrong with a form that was sent. */
interface Wrong {
  /** By field. */
  readonly faults?: ScheduleFaults;
  /** With the whole of it. */
  readonly problem?: string;
}

/** The form, with what was entered before and what is wrong with it. */
export async function showAddForm(
  { services, sender }: Conversation,
  planId: string,
  form: ScheduleForm,
  { faults = {}, problem }: Wrong = {},
): Promise<AdaptiveCard> {
  const calendar = await readCalendar(services, sender, planId);
  return scheduleAddCard({
    planId,
    planName: calendar.name,
    knownBoards: knownBoards(calendar),
    form: withYear(form, calendar.today),
    faults,
    problem: problem ?? null,
  });
}

/** The form's field for what was entered. */
const fieldOf: Readonly<Record<RefusedField, ScheduleField>> = {
  dates: 'dates',
  every: 'often',
  from: 'from',
  until: 'until',
  boards: 'otherBoards',
};

function enteredOf(form: ScheduleForm): MeetingsEntered {
  const every = recurrenceOf(form);
  return {
    dates: form.dates,
    every: every ?? '',
    // A day left in its field by somebody who then gave dates instead says nothing.
    from: every === null ? '' : form.from,
    until: every === null ? '' : form.until,
    boards: namedBoards(form),
    asking: form.asking,
  };
}

/** What the form comes to, or the form again with its faults beside the fields. */
async function read(
  conversation: Conversation,
  planId: string,
  form: ScheduleForm,
): Promise<{ readonly preview: MeetingsPreview } | { readonly card: AdaptiveCard }> {
  const faults = formFaults(form);
  if (Object.keys(faults).length > 0)
    return { card: await showAddForm(conversation, planId, form, { faults }) };
  const entered = enteredOf(form);
  try {
    return { preview: await previewMeetings(conversation.services, conversation.sender, planId, entered) };
  } catch (error) {
    if (!isBadInput(error)) throw error;
    const { field, message } = error;
    const wrong = field === null ? { problem: message } : { faults: { [fieldOf[field]]: message } };
    return { card: await showAddForm(conversation, planId, form, wrong) };
  }
}

/** Every meeting the form comes to, with its dates. */
async function previewAdded(
  conversation: Conversation,
  { planId, form, page }: z.output<typeof sentPage>,
): Promise<AdaptiveCard> {
  const found = await read(conversation, planId, form);
  if ('card' in found) return found.card;
  return schedulePreviewCard(
    { preview: found.preview, form, seen: seenOfPreview(found.preview), notice: '' },
    page,
  );
}

/** Saves what was previewed, or shows the preview anew where it would no longer come to the same. */
async function saveAdded(
  conversation: Conversation,
  { planId, form, seen }: z.output<typeof saved>,
): Promise<AdaptiveCard> {
  const found = await read(conversation, planId, form);
  if ('card' in found) return found.card;
  if (seenOfPreview(found.preview) !== seen) return previewAgain(found.preview, form);
  try {
    return scheduleSavedCard(
      await addMeetings(conversation.services, conversation.sender, planId, enteredOf(form)),
    );
  } catch (error) {
    // Somebody has written between our reading and our writing.
    if (!isConflict(error)) throw error;
    const again = await read(conversation, planId, form);
    return 'card' in again ? again.card : previewAgain(again.preview, form);
  }
}

/** The preview as it is now, for somebody who has seen another. */
function previewAgain(preview: MeetingsPreview, form: ScheduleForm): AdaptiveCard {
  const { added, changed, warnings } = preview;
  const isThere =
    added.length + changed.length === 0 && warnings.some(({ code }) => code === 'meeting-exists');
  const notice = isThere ? 'All of this is in the calendar already.' : lookAgain('Save');
  return schedulePreviewCard({ preview, form, seen: seenOfPreview(preview), notice });
}
