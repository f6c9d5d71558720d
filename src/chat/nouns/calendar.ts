import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import {
  scheduleCancelCard,
  scheduleCard,
  scheduleFileCard,
  scheduleMovedCard,
  scheduleReplaceLinkCard,
} from '../../cards/meetings/schedule-card.ts';
import { emptyForm } from '../../cards/meetings/schedule-form.ts';
import { scheduleMoveCard } from '../../cards/meetings/schedule-move-card.ts';
import type { BoardCalendar, MeetingMove } from '../../domain/meetings/board-calendar.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import {
  cancelMeeting,
  moveMeeting,
  previewCancel,
  previewMove,
} from '../../use-cases/meetings/move-meeting.ts';
import { shareCalendar } from '../../use-cases/meetings/share-calendar.ts';
import { type About, type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { parseDayWords } from '../parse-day.ts';
import { menuPress, type Presses, press } from '../press.ts';
import { page, planId, seenPreview } from '../press-parts.ts';
import { showAddForm } from './add-meetings.ts';
import { isBadInput, isConflict, lookAgain, readCalendar, seenOf } from './calendar-parts.ts';
import { showRules } from './calendar-rules.ts';

/** The plan's calendar, for the project manager. */
async function showSchedule(
  { services, sender }: Conversation,
  planId: string,
  page = 1,
): Promise<AdaptiveCard> {
  return scheduleCard(await readCalendar(services, sender, planId), page);
}

type CalendarWords =
  | { readonly what: 'add' | 'rules' | 'link' }
  /** `to` is '' for a day still to be chosen. */
  | { readonly what: 'move'; readonly date: string; readonly to: string }
  | { readonly what: 'cancel'; readonly date: string };

interface CalendarAsked {
  readonly kind: 'calendar';
  readonly asked: CalendarWords;
}

const schedule = { kind: 'schedule' } as const;
const calendar = (asked: CalendarWords): CalendarAsked => ({ kind: 'calendar', asked });

export const commands: readonly Command[] = [
  planCommand('run-cycle', {
    kind: 'schedule',
    phrases: { schedule, calendar: schedule },
    help: [
      {
        place: 8,
        example: 'schedule',
        words: 'The board’s meetings and every date worked back from them; add, move or cancel',
      },
    ],
    listed: [
      {
        place: 6,
        title: 'schedule',
        description: 'The board’s meetings and their dates: add, move, cancel (project manager)',
        where: 'personal',
      },
    ],
    answer: (conversation, _asked, { planId }) => showSchedule(conversation, planId),
  }),
  planCommand<CalendarAsked>('run-cycle', {
    kind: 'calendar',
    phrases: {
      'add meeting': calendar({ what: 'add' }),
      'add meetings': calendar({ what: 'add' }),
      'calendar rules': calendar({ what: 'rules' }),
      'schedule rules': calendar({ what: 'rules' }),
      'calendar link': calendar({ what: 'link' }),
      'calendar file': calendar({ what: 'link' }),
    },
    patterns: [
      { pattern: /^move\s+(?:the\s+)?meeting\s+(?:on\s+|of\s+|from\s+)?(.+)$/iu, read: readMove },
      { pattern: /^cancel\s+(?:the\s+)?meeting\s+(?:on\s+|of\s+)?(.+)$/iu, read: readCancel },
    ],
    answer: answerWords,
  }),
];

/** As a date field holds it: '' when it was left blank. */
const day = z
  .union([z.literal(''), z.iso.date()])
  .nullish()
  .transform((value) => value ?? '');
const date = z.iso.date();

export const presses: Presses = {
  'menu.schedule': menuPress(schedule),
  'schedule.page': press({ planId, page }, (conversation, pressed) =>
    showSchedule(conversation, pressed.planId, pressed.page),
  ),
  'schedule.moveForm': press({ planId, date }, (conversation, pressed) =>
    moveForm(conversation, pressed, { to: '' }),
  ),
  /** `to` as the date field held it, '' when left blank. */
  'schedule.previewMove': press({ planId, date, to: day }, (conversation, pressed) =>
    showMove(conversation, pressed, pressed.to),
  ),
  'schedule.move': press(
    { planId, date, entered: z.object({ to: date, shown: seenPreview }) },
    (conversation, { entered: { to, shown: seen }, ...meeting }) => move(conversation, meeting, { to, seen }),
  ),
  /** `accept` once the question has been answered. */
  'schedule.cancel': press({ planId, date, accept: z.boolean().default(false) }, (conversation, pressed) =>
    cancel(conversation, pressed, pressed.accept),
  ),
  'schedule.file': press({ planId }, (conversation, pressed) => calendarFile(conversation, pressed.planId)),
  /** Without `accept` it only asks. */
  'schedule.replaceLink': press(
    { planId, accept: z.boolean().default(false) },
    (conversation, { planId, accept }) =>
      accept ? calendarFile(conversation, planId, true) : askToReplace(conversation, planId),
  ),
};

function readMove(words: string): CalendarAsked | null {
  const [, from = words, to = ''] = /^(.+?)\s+to\s+(.+)$/iu.exec(words) ?? [];
  const [date, day] = [parseDayWords(from), to === '' ? '' : parseDayWords(to)];
  return date === null || day === null ? null : calendar({ what: 'move', date, to: day });
}

function readCancel(words: string): CalendarAsked | null {
  const date = parseDayWords(words);
  return date === null ? null : calendar({ what: 'cancel', date });
}

/** As the calendar's buttons answer; what changes dates only shows what it would change. */
function answerWords(
  conversation: Conversation,
  { asked }: CalendarAsked,
  { planId }: About,
): Promise<AdaptiveCard> {
  switch (asked.what) {
    case 'add':
      return showAddForm(conversation, planId, emptyForm);
    case 'rules':
      return showRules(conversation, planId);
    case 'link':
      return calendarFile(conversation, planId);
    case 'move':
      return asked.to === ''
        ? moveForm(conversation, { planId, date: asked.date }, { to: '' })
        : showMove(conversation, { planId, date: asked.date }, asked.to);
    case 'cancel':
      return cancel(conversation, { planId, date: asked.date }, false);
  }
}

const seenOfMove = ({ meeting, moved, stays, changed, warnings }: MeetingMove) =>
  seenOf([meeting, moved, stays, changed, warnings]);

/** Which meeting of the calendar is meant. */
interface MeetingTarget {
  readonly planId: string;
  readonly date: string;
}

/** The form to move a meeting by, as it is filled in. */
interface MoveDraft {
  /** '' for a day still to be chosen. */
  readonly to: string;
  /** What is wrong with the day. */
  readonly fault?: string;
}

/** A meeting that is planned. Throws `unknown-meeting` for one that is not, or is no longer. */
async function findPlanned(
  { services, sender }: Conversation,
  { planId, date }: MeetingTarget,
): Promise<BoardCalendar> {
  const calendar = await readCalendar(services, sender, planId);
  const found = calendar.meetings.find((meeting) => meeting.date === date);
  if (found?.state === 'planned') return calendar;
  throw new Refusal(
    'unknown-meeting',
    'That meeting is no longer in the calendar; this card may be an old one. Type “schedule” to see the calendar as it is.',
  );
}

async function moveForm(
  conversation: Conversation,
  meeting: MeetingTarget,
  { to, fault }: MoveDraft,
): Promise<AdaptiveCard> {
  const { planId, date } = meeting;
  const { name } = await findPlanned(conversation, meeting);
  return scheduleMoveCard({ planId, planName: name, date, to, fault: fault ?? null });
}

async function showMove(
  conversation: Conversation,
  meeting: MeetingTarget,
  to: string,
  notice = '',
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  if (to === '') return moveForm(conversation, meeting, { to, fault: 'Please choose the new date.' });
  try {
    const found = await previewMove(services, sender, meeting.planId, { from: meeting.date, to });
    return scheduleMovedCard(found, seenOfMove(found), notice);
  } catch (error) {
    if (!isBadInput(error)) throw error;
    return moveForm(conversation, meeting, { to, fault: error.message });
  }
}

async function move(
  conversation: Conversation,
  meeting: MeetingTarget,
  { to, seen }: { readonly to: string; readonly seen: string },
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  const { planId, date: from } = meeting;
  const found = await previewMove(services, sender, planId, { from, to });
  if (seenOfMove(found) !== seen) return scheduleMovedCard(found, seenOfMove(found), lookAgain('Move it'));
  try {
    return scheduleMovedCard(await moveMeeting(services, sender, planId, { from, to }), '');
  } catch (error) {
    if (!isConflict(error)) throw error;
    return showMove(conversation, meeting, to, lookAgain('Move it'));
  }
}

async function cancel(
  { services, sender }: Conversation,
  { planId, date }: MeetingTarget,
  accept: boolean,
): Promise<AdaptiveCard> {
  if (!accept) return scheduleCancelCard(await previewCancel(services, sender, planId, date));
  try {
    return scheduleMovedCard(await cancelMeeting(services, sender, planId, date), '');
  } catch (error) {
    if (!isConflict(error)) throw error;
    return scheduleCancelCard(
      await previewCancel(services, sender, planId, date),
      lookAgain('Yes, cancel it'),
    );
  }
}

async function askToReplace({ services, sender }: Conversation, planId: string): Promise<AdaptiveCard> {
  const { name } = await readCalendar(services, sender, planId);
  return scheduleReplaceLinkCard({ id: planId, name });
}

async function calendarFile(
  { services, sender, calendarUrl }: Conversation,
  planId: string,
  replace = false,
): Promise<AdaptiveCard> {
  const { name } = await readCalendar(services, sender, planId);
  const plan = { id: planId, name };
  // No link is made that could not be given.
  if (calendarUrl('') === null) return scheduleFileCard(plan, null);
  return scheduleFileCard(plan, calendarUrl(await shareCalendar(services, sender, planId, { replace })));
}
