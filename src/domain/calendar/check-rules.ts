import { Temporal } from 'temporal-polyfill';
import { formatDate } from '../shared/dates.ts';
import { parseDay } from '../shared/days.ts';
import { inList, shortWeekday } from '../shared/weekdays.ts';
import {
  type DayRange,
  isInRange,
  isTimeOfDay,
  mostReminders,
  reminderRange,
  ruleRanges,
} from './rule-ranges.ts';
import type { ScheduleRules, Term } from './schedule-rules.ts';

const mostClosedDays = 200;
const mostTerms = 40;
const mostBoards = 20;
const longestName = 100;
/** A gap between two terms that is longer than any school holiday is a term not given. */
const longestHoliday = 75;
/** Closed days in a row beyond which no round can be worked back. */
const longestClosure = 60;

const counted: Readonly<Record<keyof typeof ruleRanges, string>> = {
  clearDays: 'Clear days',
  dueDays: 'The last day for replies',
  freezeDays: 'The freeze',
  openDays: 'Prompts',
  escalateDays: 'Passing silence up',
  periodDays: 'The reporting period',
};

function checkCounts(rules: ScheduleRules): string[] {
  const problems: string[] = [];
  const check = (value: number | null, name: string, range: DayRange) => {
    if (value === null || isInRange(value, range)) return;
    problems.push(`${name}: give a whole number of days from ${range.from} to ${range.to}.`);
  };
  for (const rule of Object.keys(counted) as (keyof typeof counted)[]) {
    check(rules[rule], counted[rule], ruleRanges[rule]);
  }
  for (const { name, clearDays } of rules.boards) {
    check(clearDays, `Clear days of ${name}`, ruleRanges.clearDays);
  }
  for (const days of rules.reminderDays) check(days, 'Reminders', reminderRange);
  if (rules.reminderDays.length > mostReminders) problems.push('Reminders: give at most ten.');
  if (problems.length > 0) return problems;
  if (rules.freezeDays > rules.dueDays) {
    problems.push(
      `The freeze, ${rules.freezeDays} working days before publication, would come before the last day for replies, ${rules.dueDays} before it. Give a smaller number for the freeze or a larger one for replies.`,
    );
  } else if (rules.escalateDays !== null && rules.escalateDays > rules.dueDays - rules.freezeDays) {
    const most = rules.dueDays - rules.freezeDays;
    problems.push(
      most === 0
        ? 'Silence cannot be passed up between the last day for replies and a freeze on the same day. Switch it off, or freeze later.'
        : `Silence would be passed up after the freeze. Give at most ${most} working ${most === 1 ? 'day' : 'days'} after the last day for replies.`,
    );
  }
  const early = rules.reminderDays.filter((days) => days >= rules.openDays);
  if (early.length > 0) {
    problems.push(
      `A reminder ${inList(early.map(String))} working days before the last day for replies would not be after the prompts, which go out ${rules.openDays} before it.`,
    );
  }
  return problems;
}

function checkTimes(rules: ScheduleRules): string[] {
  const { sendFrom, sendUntil, freezeAt } = rules;
  const times = { 'Send from': sendFrom, 'Send until': sendUntil, 'Freeze at': freezeAt };
  const wrong = Object.entries(times)
    .filter(([, time]) => !isTimeOfDay(time))
    .map(([name, time]) => `${name}: “${time.slice(0, 20)}” is not a time. Write it as 09:00.`);
  if (wrong.length > 0) return wrong;
  if (sendFrom >= sendUntil) {
    return [`Messages cannot go out from ${sendFrom} until ${sendUntil}. Give a later end.`];
  }
  return freezeAt > sendFrom ? [] : checkFreezeMorning(rules);
}

/** What is to go out on the day of a freeze that comes before the hour of messages would never go. */
function checkFreezeMorning(rules: ScheduleRules): string[] {
  const { sendFrom, freezeAt, dueDays, freezeDays, escalateDays, reminderDays } = rules;
  const tooLate = `would go out from ${sendFrom} on the day of the freeze, which comes at ${freezeAt}. Freeze later that day, or a working day later.`;
  return [
    ...(escalateDays === dueDays - freezeDays ? [`Word of silence ${tooLate}`] : []),
    ...(dueDays === freezeDays && reminderDays.includes(0)
      ? [`The reminder of the last day ${tooLate}`]
      : []),
  ];
}

function checkName(name: string, what: string): string[] {
  return name.length <= longestName ? [] : [`${what}: use at most ${longestName} characters for a name.`];
}

function checkClosedDays({ closedDays }: ScheduleRules): string[] {
  if (closedDays.length > mostClosedDays) return [`Give at most ${mostClosedDays} closed days.`];
  const wrong = closedDays.filter(({ date }) => parseDay(date) === null);
  if (wrong.length > 0) {
    return wrong.map(({ date }) => `“${date.slice(0, 20)}” is not a day. Write a closed day as 2026-12-24.`);
  }
  const days = closedDays.map(({ date }) => date).sort();
  const twice = days.find((day, index) => days[index + 1] === day);
  const names = closedDays.flatMap(({ name }) => checkName(name, 'Closed days'));
  if (twice !== undefined) names.push(`${formatDate(twice)} is given twice as a closed day.`);
  let run = 1;
  for (const [index, day] of days.entries()) {
    const daysBefore = days[index - 1];
    const near = daysBefore !== undefined && daysAfter(daysBefore, day) <= 3;
    run = near ? run + 1 : 1;
    if (run > longestClosure) {
      return [...names, `More than ${longestClosure} closed days in a row leave no day to ask anybody.`];
    }
  }
  return names;
}

const daysAfter = (from: string, to: string) =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

function checkTerms({ terms, outOfTermCloses }: ScheduleRules): string[] {
  if (terms.length > mostTerms) return [`Give at most ${mostTerms} terms.`];
  const named = (term: Term) => `“${term.name.slice(0, 40)}”`;
  const wrong = terms.flatMap((term) =>
    parseDay(term.from) === null || parseDay(term.to) === null
      ? [`The term ${named(term)}: write its days as 2027-01-04 and 2027-03-25.`]
      : term.from > term.to
        ? [`The term ${named(term)} ends before it begins.`]
        : checkName(term.name, 'Terms'),
  );
  if (wrong.length > 0) return wrong;
  const sorted = terms.toSorted((a, b) => a.from.localeCompare(b.from));
  return sorted.flatMap((term, index) => {
    const next = sorted[index + 1];
    if (next === undefined) return [];
    if (next.from <= term.to) return [`The terms ${named(term)} and ${named(next)} overlap.`];
    return outOfTermCloses && daysAfter(term.to, next.from) > longestHoliday
      ? [
          `Between ${shortWeekday(term.to)} and ${shortWeekday(next.from)} no term is given, longer than any school holiday. Give the terms between, or do not close days out of term.`,
        ]
      : [];
  });
}

function checkBoards({ boards }: ScheduleRules): string[] {
  if (boards.length > mostBoards) return [`Name at most ${mostBoards} boards.`];
  const names = boards.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...(names.some((name) => name.trim() === '') ? ['A board needs a name.'] : []),
    ...names.flatMap((name) => checkName(name, 'Boards')),
    ...(twice === undefined ? [] : [`The board ${twice} is named twice.`]),
  ];
}

/** Everything that keeps these rules from giving every meeting dates in their order; [] where they are sound. */
export function checkRules(rules: ScheduleRules): string[] {
  return [
    ...checkBoards(rules),
    ...checkCounts(rules),
    ...checkTimes(rules),
    ...checkClosedDays(rules),
    ...checkTerms(rules),
  ];
}

/** How each rule is called. */
export const ruleNames: Readonly<Record<keyof ScheduleRules, string>> = {
  boards: 'Boards',
  clearDays: 'Clear days before a meeting',
  clearDayKind: 'Clear days count',
  dueDays: 'Last day for replies',
  freezeDays: 'Freeze',
  openDays: 'Prompts go out',
  reminderDays: 'Reminders',
  escalateDays: 'Silence passed up',
  sendFrom: 'Messages from',
  sendUntil: 'Messages until',
  freezeAt: 'Freeze at',
  periodDays: 'Reporting period',
  closedDays: 'Closed days',
  terms: 'Terms',
  outOfTermCloses: 'Days out of term',
  sendsDigest: 'Digest on publication day',
  postsPaper: 'Link to the paper on publication day',
};

const before = (days: number, what: string) =>
  days === 0 ? `on the ${what}` : `${days} working ${days === 1 ? 'day' : 'days'} before the ${what}`;

/** The value of a rule in words. */
export function describeRule(rule: keyof ScheduleRules, rules: ScheduleRules): string {
  switch (rule) {
    case 'boards':
      return rules.boards.length === 0
        ? 'the plan’s own'
        : inList(
            rules.boards.map(({ name, clearDays }) =>
              clearDays === null ? name : `${name} (${clearDays} clear days)`,
            ),
          );
    case 'clearDays':
      return rules.clearDays === null
        ? 'as the law has it (England and Northern Ireland five, Wales and Scotland three)'
        : String(rules.clearDays);
    case 'clearDayKind':
      return rules.clearDayKind === 'working' ? 'working days' : 'every day of the week';
    case 'dueDays':
      return before(rules.dueDays, 'day of publication');
    case 'freezeDays':
      return before(rules.freezeDays, 'day of publication');
    case 'openDays':
      return before(rules.openDays, 'last day for replies');
    case 'reminderDays':
      return rules.reminderDays.length === 0
        ? 'none'
        : `${inList(rules.reminderDays.toSorted((a, b) => b - a).map(String))} working days before the last day for replies`;
    case 'escalateDays':
      return rules.escalateDays === null
        ? 'never'
        : `${rules.escalateDays} working ${rules.escalateDays === 1 ? 'day' : 'days'} after the last day for replies`;
    case 'periodDays':
      return `${rules.periodDays} days: meetings whose last days for replies are closer show the same replies`;
    case 'closedDays':
      return rules.closedDays.length === 0
        ? 'none'
        : inList(
            rules.closedDays.map(({ date, name }) =>
              name === '' ? shortWeekday(date) : `${shortWeekday(date)} (${name})`,
            ),
          );
    case 'terms':
      return rules.terms.length === 0
        ? 'none given'
        : inList(
            rules.terms.map(({ name, from, to }) => `${name}: ${formatDate(from)} to ${formatDate(to)}`),
          );
    case 'outOfTermCloses':
      return rules.outOfTermCloses ? 'nobody is asked or due then' : 'pointed out only';
    case 'sendsDigest':
      return rules.sendsDigest ? 'sent to the chair and members' : 'not sent';
    case 'postsPaper':
      return rules.postsPaper ? 'posted in the channel where “post here” was said' : 'not posted';
    case 'sendFrom':
    case 'sendUntil':
    case 'freezeAt':
      return rules[rule];
  }
}
