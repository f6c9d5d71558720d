import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { ScheduleSubmission } from '../../cards/kit/schedule-submission.ts';
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
import { previewAdded, saveAdded, showAddForm } from './answer-add-meetings.ts';
import { fingerprint, isBadInput, isConflict, lookAgain, readCalendar } from './schedule-parts.ts';

/** The address of the calendar that a token stands for; null where the service has no public address. */
export type CalendarUrl = (token: string) => string | null;

/** The plan's calendar, for the project manager. */
export async function showSchedule(
  services: Services,
  sender: Sender,
  planId: string,
  page = 1,
): Promise<AdaptiveCard> {
  return scheduleCard(await readCalendar(services, sender, planId), page);
}

/** The card that answers a press on the calendar. Throws a `Refusal` in words for the sender. */
export async function answerSchedule(
  services: Services,
  sender: Sender,
  submission: ScheduleSubmission,
  calendarUrl: CalendarUrl,
): Promise<AdaptiveCard> {
  const { planId } = submission;
  switch (submission.verb) {
    case 'schedule.page':
      return showSchedule(services, sender, planId, submission.page);
    case 'schedule.addForm':
      return showAddForm(services, sender, planId, submission.form);
    case 'schedule.preview':
      return previewAdded(services, sender, planId, submission.form, submission.page);
    case 'schedule.save':
      return saveAdded(services, sender, planId, submission.form, submission.shown);
    case 'schedule.moveForm':
      return moveForm(services, sender, planId, submission.date);
    case 'schedule.previewMove':
      return showMove(services, sender, planId, submission.date, submission.to);
    case 'schedule.move':
      return move(services, sender, planId, submission.date, submission.entered);
    case 'schedule.cancel':
      return cancel(services, sender, planId, submission.date, submission.accept);
    case 'schedule.rulesForm': {
      const { name, rules } = await readCalendar(services, sender, planId);
      return rulesForm(planId, name, draftOf(rules));
    }
    case 'schedule.saveRules':
      return saveRules(services, sender, planId, submission.draft);
    case 'schedule.file':
      return calendarFile(services, sender, planId, calendarUrl);
    case 'schedule.replaceLink':
      return submission.accept
        ? calendarFile(services, sender, planId, calendarUrl, true)
        : askToReplace(services, sender, planId);
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
  services: Services,
  sender: Sender,
  planId: string,
  calendarUrl: CalendarUrl,
  replace = false,
): Promise<AdaptiveCard> {
  const { name } = await readCalendar(services, sender, planId);
  const plan = { id: planId, name };
  // No link is made that could not be given.
  if (calendarUrl('') === null) return scheduleFileCard(plan, null);
  return scheduleFileCard(plan, calendarUrl(await shareCalendar(services, sender, planId, { replace })));
}
