import { z } from 'zod';
import { askings } from '../../domain/calendar/meeting.ts';
import {
  noChoice,
  oftenChoices,
  type ScheduleForm,
  scheduleLimits,
  weekdayChoices,
  whichChoices,
} from '../meetings/schedule-form.ts';
import { page, planId, toggle, typed } from './submission-parts.ts';

/** A press on the plan's calendar. */
export type ScheduleSubmission = z.output<(typeof scheduleSubmissions)[number]>;

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
const form = { ...fields, boards };
/** The same carried by a button, its boards one a line. */
const carried = z.object({
  ...fields,
  boards: typed(2 * scheduleLimits.boards).transform((text) =>
    text.split('\n').filter((name) => name !== ''),
  ),
});

/** Stands for a preview that was shown; '' for none. */
const shown = z
  .string()
  .regex(/^[0-9a-f]{0,64}$/)
  .default('');

/** A form just sent has its fields beside the verb; a button of a later card carries them in `entered`. */
const formOf = ({
  entered,
  ...fields
}: ScheduleForm & { readonly entered?: ScheduleForm | null | undefined }) => entered ?? fields;

/** A number comes as one or as its text, by client. */
const number = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), typed(20));
const time = typed(20);
const rules = {
  clearDays: number,
  clearDayKind: z.enum(['working', 'calendar']).default('working'),
  dueDays: number,
  freezeDays: number,
  freezeAt: time,
  openDays: number,
  reminderDays: typed(100),
  escalateDays: number,
  sendFrom: time,
  sendUntil: time,
  periodDays: number,
  boardDays: typed(2000),
  closedDays: typed(4000),
  terms: typed(2000),
  outOfTermCloses: toggle,
};

const date = z.iso.date();
const entered = carried.nullish();

export const scheduleSubmissions = [
  z.object({ verb: z.literal('schedule.page'), planId, page }),
  z
    .object({ verb: z.literal('schedule.addForm'), planId, ...form, entered })
    .transform(({ verb, planId, ...fields }) => ({ verb, planId, form: formOf(fields) })),
  z
    .object({ verb: z.literal('schedule.preview'), planId, page, ...form, entered })
    .transform(({ verb, planId, page, ...fields }) => ({ verb, planId, page, form: formOf(fields) })),
  z
    .object({ verb: z.literal('schedule.save'), planId, entered: carried.extend({ shown }) })
    .transform(({ verb, planId, entered: { shown, ...form } }) => ({ verb, planId, form, shown })),
  z.object({ verb: z.literal('schedule.moveForm'), planId, date }),
  /** `to` as the date field held it, '' when left blank. */
  z.object({ verb: z.literal('schedule.previewMove'), planId, date, to: day }),
  z.object({ verb: z.literal('schedule.move'), planId, date, entered: z.object({ to: date, shown }) }),
  /** `accept` once the question has been answered. */
  z.object({ verb: z.literal('schedule.cancel'), planId, date, accept: z.boolean().default(false) }),
  z.object({ verb: z.literal('schedule.rulesForm'), planId }),
  z
    .object({ verb: z.literal('schedule.saveRules'), planId, ...rules })
    .transform(({ verb, planId, ...draft }) => ({ verb, planId, draft })),
  z.object({ verb: z.literal('schedule.file'), planId }),
  /** Without `accept` it only asks. */
  z.object({ verb: z.literal('schedule.replaceLink'), planId, accept: z.boolean().default(false) }),
] as const;
