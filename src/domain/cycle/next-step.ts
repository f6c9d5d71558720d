import { publicationWords, publishes, type ScheduleRules } from '../calendar/schedule-rules.ts';
import type { Cycle } from './cycle.ts';

/** What the scheduler does next for a cycle, unless somebody is quicker. */
export interface NextStep {
  readonly what: 'reminder' | 'escalation' | 'freeze' | 'publication';
  /** `YYYY-MM-DD` and `HH:MM` in the plan's time zone. */
  readonly day: string;
  readonly time: string;
  /** Of a publication, what goes out, in words; left out of anything else. */
  readonly words?: string;
}

/** What goes out on publication day; [] where it has gone, is not to go, or waits for the PM to freeze. */
function publicationAhead(cycle: Cycle, rules: ScheduleRules, today: string): NextStep[] {
  const { state, snapshot, publishBy, publicationDoneAt, publicationHeldAt, boardDate } = cycle;
  const waits = state === 'open' ? publicationHeldAt !== null : snapshot === null;
  if (!publishes(rules) || publicationDoneAt !== null || waits || today >= boardDate) return [];
  return [{ what: 'publication', day: publishBy, time: rules.sendFrom, words: publicationWords(rules) }];
}

/** What the scheduler has still to do for a cycle, by day. */
function stepsAhead(cycle: Cycle, rules: ScheduleRules, today: string): NextStep[] {
  const { sendFrom, freezeAt } = rules;
  const publication = publicationAhead(cycle, rules, today);
  if (cycle.state !== 'open') return publication;
  const steps: NextStep[] = cycle.reminders
    .filter((day) => !cycle.remindersDone.includes(day))
    .map((day) => ({ what: 'reminder', day, time: sendFrom }));
  if (cycle.escalates !== null && cycle.escalationDoneAt === null) {
    steps.push({ what: 'escalation', day: cycle.escalates, time: sendFrom });
  }
  if (cycle.freezes !== null) steps.push({ what: 'freeze', day: cycle.freezes, time: freezeAt });
  steps.push(...publication);
  const order = ({ day, time }: NextStep) => `${day}T${time}`;
  return steps.sort((a, b) => order(a).localeCompare(order(b)));
}

/**
 * The next of them; null where nothing more is scheduled. What is still to be done of a day gone by is done as soon as it
 * may be: `today` at the earliest.
 */
export function nextStep(cycle: Cycle, rules: ScheduleRules, today: string): NextStep | null {
  const next = stepsAhead(cycle, rules, today)[0] ?? null;
  return next !== null && next.day < today ? { ...next, day: today } : next;
}
