import type { Temporal } from 'temporal-polyfill';
import { isLineFault, parseClosedDays } from '../domain/calendar/parse-closed-days.ts';
import { describeDateProblem, parseDates } from '../domain/calendar/parse-dates.ts';
import type { BoardRules, ClosedDay, ScheduleRules, Term } from '../domain/calendar/schedule-rules.ts';
import { Refusal } from '../domain/shared/errors.ts';

/** The options of `meeting rules`, as typed. */
export interface RuleOptions {
  readonly clearDays?: string;
  readonly count?: string;
  readonly dueDays?: string;
  readonly freezeDays?: string;
  readonly openDays?: string;
  readonly reminderDays?: string[];
  readonly escalateDays?: string;
  readonly sendFrom?: string;
  readonly sendUntil?: string;
  readonly freezeAt?: string;
  readonly periodDays?: string;
  readonly board?: string[];
  readonly closed?: string[];
  readonly term?: string[];
  readonly closeOutOfTerm?: boolean;
  readonly sendDigest?: boolean;
}

function parseWholeDays(text: string, option: string): number {
  if (!/^\d{1,4}$/.test(text)) {
    throw new Refusal('bad-input', `${option}: “${text.slice(0, 40)}” is not a whole number of days.`);
  }
  return Number(text);
}

function parseChoice<T extends string>(text: string, option: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new Refusal('bad-input', `${option}: say ${choices.join(' or ')}.`);
  return found;
}

const isNone = (texts: readonly string[]) => texts.length === 1 && texts[0]?.trim().toLowerCase() === 'none';

function parseOptionDay(text: string, option: string, today: Temporal.PlainDate): string {
  const { dates, problems } = parseDates(text, today);
  const [first] = dates;
  const [problem] = problems;
  if (problem || first === undefined || dates.length > 1) {
    const why = problem ? describeDateProblem(problem, 'one') : `“${text.slice(0, 60)}” is not one date.`;
    throw new Refusal('bad-input', `${option}: ${why}`);
  }
  return first.day;
}

/** As a line of the form in Teams, or a date of any other writing with its name after a colon. */
function parseClosedOption(text: string, today: Temporal.PlainDate): ClosedDay[] {
  const read = parseClosedDays(text.trim());
  if (!isLineFault(read)) return read;
  const [written = '', ...name] = text.split(':');
  return [{ date: parseOptionDay(written, '--closed', today), name: name.join(':').trim() }];
}

function parseTermOption(text: string, today: Temporal.PlainDate): Term {
  const match = /^\s*(?<name>[^:]+):\s*(?<from>.+?)\s+to\s+(?<to>.+?)\s*$/s.exec(text)?.groups;
  if (!match) {
    throw new Refusal(
      'bad-input',
      `--term: “${text.slice(0, 60)}” is not a term. Write it as "Spring: 4 January 2027 to 25 March 2027".`,
    );
  }
  const { name = '', from = '', to = '' } = match;
  return {
    name: name.trim(),
    from: parseOptionDay(from, '--term', today),
    to: parseOptionDay(to, '--term', today),
  };
}

function parseBoardOption(text: string): BoardRules {
  const match = /^(?<name>.*?)\s*:\s*(?<days>\d+)\s*$/s.exec(text)?.groups;
  const { name = text, days } = match ?? {};
  return { name: name.trim(), clearDays: days === undefined ? null : parseWholeDays(days, '--board') };
}

/** The rules that the options name; {} when none is given. Throws `bad-input`. */
export function rulesOf(options: RuleOptions, now: Temporal.Instant): Partial<ScheduleRules> {
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate();
  const ruleIfGiven = <T, K extends keyof ScheduleRules>(
    value: T | undefined,
    rule: K,
    read: (value: T) => ScheduleRules[K],
  ): Partial<ScheduleRules> => (value === undefined ? {} : { [rule]: read(value) });
  const unlessNone = <T>(texts: readonly string[], read: (text: string) => T): T[] =>
    isNone(texts) ? [] : texts.map(read);
  return {
    ...ruleIfGiven(options.clearDays, 'clearDays', (text) =>
      text === 'law' ? null : parseWholeDays(text, '--clear-days'),
    ),
    ...ruleIfGiven(options.count, 'clearDayKind', (text) =>
      parseChoice(text, '--count', ['working', 'calendar'] as const),
    ),
    ...ruleIfGiven(options.dueDays, 'dueDays', (text) => parseWholeDays(text, '--due-days')),
    ...ruleIfGiven(options.freezeDays, 'freezeDays', (text) => parseWholeDays(text, '--freeze-days')),
    ...ruleIfGiven(options.openDays, 'openDays', (text) => parseWholeDays(text, '--open-days')),
    ...ruleIfGiven(options.reminderDays, 'reminderDays', (texts) =>
      unlessNone(texts, (text) => parseWholeDays(text, '--reminder-days')),
    ),
    ...ruleIfGiven(options.escalateDays, 'escalateDays', (text) =>
      text === 'never' ? null : parseWholeDays(text, '--escalate-days'),
    ),
    ...ruleIfGiven(options.sendFrom, 'sendFrom', (text) => text),
    ...ruleIfGiven(options.sendUntil, 'sendUntil', (text) => text),
    ...ruleIfGiven(options.freezeAt, 'freezeAt', (text) => text),
    ...ruleIfGiven(options.periodDays, 'periodDays', (text) => parseWholeDays(text, '--period-days')),
    ...ruleIfGiven(options.board, 'boards', (texts) => unlessNone(texts, parseBoardOption)),
    ...ruleIfGiven(options.closed, 'closedDays', (texts) =>
      unlessNone(texts, (text) => parseClosedOption(text, today)).flat(),
    ),
    ...ruleIfGiven(options.term, 'terms', (texts) =>
      unlessNone(texts, (text) => parseTermOption(text, today)),
    ),
    ...ruleIfGiven(options.closeOutOfTerm, 'outOfTermCloses', (on) => on),
    ...ruleIfGiven(options.sendDigest, 'sendsDigest', (on) => on),
  };
}
