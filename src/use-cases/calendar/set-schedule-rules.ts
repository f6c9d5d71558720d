import { checkRules, describeRule, ruleNames } from '../../domain/calendar/check-rules.ts';
import type { ScheduleRules } from '../../domain/calendar/schedule-rules.ts';
import { openedFor } from '../../domain/meetings/assign-rounds.ts';
import type { RulesChange } from '../../domain/meetings/board-calendar.ts';
import { assignAll, changedMeetings, reworkMeetings } from '../../domain/meetings/plan-meetings.ts';
import { viewCalendar } from '../../domain/meetings/view-calendar.ts';
import { type CalendarFacts, todayOf } from '../../domain/meetings/warn-meeting.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import type { Requester } from '../shared/requester.ts';
import { calendarFacts, readStoredCalendar, writeCalendarChange } from './calendar-changes.ts';

/** What the log keeps of a rule: long lists of closed days and terms end in their number. */
function logged(rules: ScheduleRules, rule: keyof ScheduleRules): string {
  const text = JSON.stringify(rules[rule]);
  return text.length <= 2_000 ? text : `${text.slice(0, 2_000)}…`;
}

/** Every name once and in order, so that equal rules are equal. */
function tidy(rules: ScheduleRules): ScheduleRules {
  return {
    ...rules,
    boards: rules.boards.map((board) => ({ ...board, name: board.name.replace(/\s+/g, ' ').trim() })),
    reminderDays: [...new Set(rules.reminderDays)].sort((a, b) => b - a),
    closedDays: rules.closedDays.toSorted((a, b) => a.date.localeCompare(b.date)),
    terms: rules.terms.toSorted((a, b) => a.from.localeCompare(b.from)),
  };
}

/**
 * Sets rules of a plan's calendar; those not given stay. Meetings to come whose cycle has not been opened are worked back
 * anew, in the same transaction where it fits; opened ones keep their dates. Throws `bad-input` with everything that is wrong, `Conflict` when the plan changed in between.
 */
export async function setScheduleRules(
  services: Pick<Services, 'store' | 'directory' | 'clock' | 'bankHolidays'>,
  requester: Requester,
  planId: string,
  change: Partial<ScheduleRules>,
): Promise<RulesChange> {
  const stored = await readStoredCalendar(services, requester, planId, 'run-cycle');
  const before = stored.plan.value;
  const rules = tidy({ ...before.schedule, ...change });
  const problems = checkRules(rules);
  if (problems.length > 0) throw new Refusal('bad-input', problems.join('\n'));
  const names = Object.keys(ruleNames) as (keyof ScheduleRules)[];
  const changed = names.filter(
    (name) => JSON.stringify(before.schedule[name]) !== JSON.stringify(rules[name]),
  );
  const plan = { ...before, schedule: rules };
  const facts = calendarFacts(services, plan, stored);
  const today = todayOf(facts);
  const reworked = { ...facts, meetings: reworkMeetings(facts, today) };
  const after: CalendarFacts = { ...facts, meetings: assignAll(reworked) };
  const detail = Object.fromEntries(
    changed.flatMap((name) => [
      [`${name}.from`, logged(before.schedule, name)],
      [`${name}.to`, logged(rules, name)],
    ]),
  );
  // Meetings are written even where no rule has changed: an earlier change may have ended half-way.
  await writeCalendarChange(services, requester, stored, {
    meetings: after.meetings,
    ...(changed.length > 0 ? { plan: { value: plan, detail } } : {}),
  });
  const ahead = after.meetings.filter(({ state, date }) => state === 'planned' && date >= today);
  return {
    plan: plan.id,
    name: plan.name,
    rules,
    changes: changed.map((rule) => ({
      rule,
      from: describeRule(rule, before.schedule),
      to: describeRule(rule, rules),
    })),
    meetings: changedMeetings(facts.meetings, after),
    kept: ahead.filter(({ date }) => openedFor(date, facts.cycles) !== null).map(({ date }) => date),
    warnings: viewCalendar(after).meetings.flatMap(({ warnings }) => warnings),
  };
}
