import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import {
  scheduleCancelCard,
  scheduleCard,
  scheduleFileCard,
  scheduleMovedCard,
  scheduleReplaceLinkCard,
} from '../../cards/meetings/schedule-card.ts';
import { scheduleMoveCard } from '../../cards/meetings/schedule-move-card.ts';
import { scheduleRulesCard, scheduleRulesSavedCard } from '../../cards/meetings/schedule-rules-card.ts';
import {
  draftOf,
  type RulesDraft,
  type RulesFaults,
  readRulesDraft,
} from '../../cards/meetings/schedule-rules-draft.ts';
import type { BoardCalendar, MeetingMove } from '../../domain/meetings/board-calendar.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { setScheduleRules } from '../../use-cases/calendar/set-schedule-rules.ts';
import {
  cancelMeeting,
  moveMeeting,
  previewCancel,
  previewMove,
} from '../../use-cases/meetings/move-meeting.ts';
import { shareCalendar } from '../../use-cases/meetings/share-calendar.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';
import { type About, type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { parseDay } from '../parse-day.ts';
import { menuPress, type Presses, press } from '../press.ts';
import { page, planId, shown, toggle, typed } from '../press-parts.ts';
import { emptyForm, showAddForm } from './add-meetings.ts';
import { fingerprint, isBadInput, isConflict, lookAgain, readCalendar } from './calendar-parts.ts';

/** The plan's calendar, for the project manager. */
async function showSchedule(
  services: Services,
  sender: Sender,
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
    answer: ({ services, sender }, _asked, { planId }) => showSchedule(services, sender, planId),
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

export const presses: Presses = {
  'menu.schedule': menuPress(schedule),
  'schedule.page': press({ planId, page }, ({ services, sender }, pressed) =>
    showSchedule(services, sender, pressed.planId, pressed.page),
  ),
  'schedule.moveForm': press({ planId, date }, ({ services, sender }, pressed) =>
    moveForm(services, sender, pressed.planId, pressed.date),
  ),
  /** `to` as the date field held it, '' when left blank. */
  'schedule.previewMove': press({ planId, date, to: day }, ({ services, sender }, pressed) =>
    showMove(services, sender, pressed.planId, pressed.date, pressed.to),
  ),
  'schedule.move': press(
    { planId, date, entered: z.object({ to: date, shown }) },
    ({ services, sender }, pressed) => move(services, sender, pressed.planId, pressed.date, pressed.entered),
  ),
  /** `accept` once the question has been answered. */
  'schedule.cancel': press(
    { planId, date, accept: z.boolean().default(false) },
    ({ services, sender }, pressed) => cancel(services, sender, pressed.planId, pressed.date, pressed.accept),
  ),
  'schedule.rulesForm': press({ planId }, ({ services, sender }, pressed) =>
    showRules(services, sender, pressed.planId),
  ),
  'schedule.saveRules': press({ planId, ...rules }, ({ services, sender }, { planId, ...draft }) =>
    saveRules(services, sender, planId, draft),
  ),
  'schedule.file': press({ planId }, (conversation, pressed) => calendarFile(conversation, pressed.planId)),
  /** Without `accept` it only asks. */
  'schedule.replaceLink': press(
    { planId, accept: z.boolean().default(false) },
    (conversation, { planId, accept }) =>
      accept
        ? calendarFile(conversation, planId, true)
        : askToReplace(conversation.services, conversation.sender, planId),
  ),
};

function readMove(words: string): CalendarAsked | null {
  const [, from = words, to = ''] = /^(.+?)\s+to\s+(.+)$/iu.exec(words) ?? [];
  const [date, day] = [parseDay(from), to === '' ? '' : parseDay(to)];
  return date === null || day === null ? null : calendar({ what: 'move', date, to: day });
}

function readCancel(words: string): CalendarAsked | null {
  const date = parseDay(words);
  return date === null ? null : calendar({ what: 'cancel', date });
}

/** As the calendar's buttons answer; what changes dates only shows what it would change. */
function answerWords(
  conversation: Conversation,
  { asked }: CalendarAsked,
  { planId }: About,
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  switch (asked.what) {
    case 'add':
      return showAddForm(services, sender, planId, emptyForm);
    case 'rules':
      return showRules(services, sender, planId);
    case 'link':
      return calendarFile(conversation, planId);
    case 'move':
      return asked.to === ''
        ? moveForm(services, sender, planId, asked.date)
        : showMove(services, sender, planId, asked.date, asked.to);
    case 'cancel':
      return cancel(services, sender, planId, asked.date, false);
  }
}

const ofMove = ({ meeting, moved, stays, changed, warnings }: MeetingMove) =>
  fingerprint([meeting, moved, stays, changed, warnings]);

/** A meeting that is planned. Throws `unknown-meeting` for one that is not, or is no longer. */
async function findPlanned(
  services: Services,
  sender: Sender,
  planId: string,
  date: string,
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
  services: Services,
  sender: Sender,
  planId: string,
  date: string,
  to = '',
  fault: string | null = null,
): Promise<AdaptiveCard> {
  const { name } = await findPlanned(services, sender, planId, date);
  return scheduleMoveCard({ planId, planName: name, date, to, fault });
}

async function showMove(
  services: Services,
  sender: Sender,
  planId: string,
  date: string,
  to: string,
  notice = '',
): Promise<AdaptiveCard> {
  if (to === '') return moveForm(services, sender, planId, date, to, 'Please choose the new date.');
  try {
    const found = await previewMove(services, sender, planId, date, to);
    return scheduleMovedCard(found, ofMove(found), notice);
  } catch (error) {
    if (!isBadInput(error)) throw error;
    return moveForm(services, sender, planId, date, to, error.message);
  }
}

async function move(
  services: Services,
  sender: Sender,
  planId: string,
  date: string,
  { to, shown }: { readonly to: string; readonly shown: string },
): Promise<AdaptiveCard> {
  const found = await previewMove(services, sender, planId, date, to);
  if (ofMove(found) !== shown) return scheduleMovedCard(found, ofMove(found), lookAgain('Move it'));
  try {
    return scheduleMovedCard(await moveMeeting(services, sender, planId, date, to), '');
  } catch (error) {
    if (!isConflict(error)) throw error;
    return showMove(services, sender, planId, date, to, lookAgain('Move it'));
  }
}

async function cancel(
  services: Services,
  sender: Sender,
  planId: string,
  date: string,
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

async function showRules(services: Services, sender: Sender, planId: string): Promise<AdaptiveCard> {
  const { name, rules } = await readCalendar(services, sender, planId);
  return rulesForm(planId, name, draftOf(rules));
}

function rulesForm(
  planId: string,
  planName: string,
  draft: RulesDraft,
  faults: RulesFaults = {},
  problem: string | null = null,
): AdaptiveCard {
  return scheduleRulesCard({ planId, planName, draft, faults, problem });
}

async function saveRules(
  services: Services,
  sender: Sender,
  planId: string,
  draft: RulesDraft,
): Promise<AdaptiveCard> {
  const { name } = await readCalendar(services, sender, planId);
  const read = readRulesDraft(draft);
  if ('faults' in read) return rulesForm(planId, name, draft, read.faults);
  try {
    return scheduleRulesSavedCard(await setScheduleRules(services, sender, planId, read.rules));
  } catch (error) {
    if (isBadInput(error)) return rulesForm(planId, name, draft, {}, error.message);
    if (!isConflict(error)) throw error;
    return rulesForm(planId, name, draft, {}, 'Somebody changed the plan at this moment. Press Save again.');
  }
}

async function askToReplace(services: Services, sender: Sender, planId: string): Promise<AdaptiveCard> {
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
