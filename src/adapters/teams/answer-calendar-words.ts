import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { ScheduleSubmission } from '../../cards/kit/schedule-submission.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { findPlan } from '../../use-cases/shared/find-plan.ts';
import { answerSchedule, type CalendarUrl } from './answer-schedule.ts';
import type { Incoming } from './parse-activity.ts';
import type { ParsedCommand } from './parse-command.ts';
import type { CalendarWords } from './parse-manager-words.ts';

const emptyForm = {
  dates: '',
  often: '',
  which: '',
  weekday: '',
  from: '',
  until: '',
  otherBoards: '',
  asking: 'when-due',
  boards: [],
} as const;

/** The button of the calendar that does the same; what changes dates only shows what it would change. */
function pressOf(asked: CalendarWords, planId: string): ScheduleSubmission {
  switch (asked.what) {
    case 'add':
      return { verb: 'schedule.addForm', planId, form: { ...emptyForm, boards: [] } };
    case 'rules':
      return { verb: 'schedule.rulesForm', planId };
    case 'link':
      return { verb: 'schedule.file', planId };
    case 'move':
      return asked.to === ''
        ? { verb: 'schedule.moveForm', planId, date: asked.date }
        : { verb: 'schedule.previewMove', planId, date: asked.date, to: asked.to };
    case 'cancel':
      return { verb: 'schedule.cancel', planId, date: asked.date, accept: false };
  }
}

/** What is typed of the calendar, answered as its buttons are. Throws a `Refusal` in words for the sender. */
export async function answerCalendarWords(
  services: Services,
  { sender, scope }: Incoming,
  { planId, asked }: { readonly planId: ParsedCommand['planId']; readonly asked: CalendarWords },
  knownPlans: readonly string[],
  calendarUrl: CalendarUrl,
): Promise<AdaptiveCard> {
  if (scope === 'shared') {
    throw new Refusal('not-permitted', 'That is between you and me: write it to me in our own chat.');
  }
  const { plan } = await findPlan(services, sender, 'run-cycle', planId, knownPlans);
  return answerSchedule(services, sender, pressOf(asked, plan.id), calendarUrl);
}
