import {
  type LineFault as Fault,
  isLineFault as isFault,
  parseClosedDays,
  parseTerm,
} from '../../domain/calendar/parse-closed-days.ts';
import {
  type DayRange,
  isInRange,
  isTimeOfDay,
  mostReminders,
  reminderRange,
  ruleRanges,
} from '../../domain/calendar/rule-ranges.ts';
import type { BoardRules, ClosedDay, ScheduleRules } from '../../domain/calendar/schedule-rules.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { parseDay } from '../../domain/shared/days.ts';
import { excerpt, plainLine } from '../kit/escape.ts';

/** The rules as a form holds them, each as typed. */
export interface RulesDraft {
  readonly clearDays: string;
  readonly clearDayKind: ScheduleRules['clearDayKind'];
  readonly dueDays: string;
  readonly freezeDays: string;
  readonly freezeAt: string;
  readonly openDays: string;
  readonly reminderDays: string;
  readonly escalateDays: string;
  readonly sendFrom: string;
  readonly sendUntil: string;
  readonly periodDays: string;
  /** One board a line, with its own clear days after a colon where it has any. */
  readonly boardDays: string;
  /** `25 December 2026 Christmas closure`, one day or run of days a line. */
  readonly closedDays: string;
  /** `Autumn term: 2 September 2026 to 18 December 2026`, one a line. */
  readonly terms: string;
  readonly outOfTermCloses: boolean;
  /** null as a form from before it could be asked sends it: it stays as it is. */
  readonly sendsDigest: boolean | null;
}

export type RulesField = Exclude<keyof RulesDraft, 'clearDayKind' | 'outOfTermCloses' | 'sendsDigest'>;
export type RulesFaults = Readonly<Partial<Record<RulesField, string>>>;

export const rulesLimits = { boardDays: 2000, closedDays: 4000, terms: 2000 } as const;

/** A form for these rules. */
export function draftOf(rules: ScheduleRules): RulesDraft {
  const { clearDays, escalateDays } = rules;
  return {
    clearDays: clearDays === null ? '' : String(clearDays),
    clearDayKind: rules.clearDayKind,
    dueDays: String(rules.dueDays),
    freezeDays: String(rules.freezeDays),
    freezeAt: rules.freezeAt,
    openDays: String(rules.openDays),
    reminderDays: rules.reminderDays.join(', '),
    escalateDays: escalateDays === null ? '' : String(escalateDays),
    sendFrom: rules.sendFrom,
    sendUntil: rules.sendUntil,
    periodDays: String(rules.periodDays),
    boardDays: rules.boards
      .map(({ name, clearDays: own }) => (own === null ? plainLine(name) : `${plainLine(name)}: ${own}`))
      .join('\n'),
    closedDays: closedRuns(rules.closedDays).join('\n'),
    terms: rules.terms
      .map(({ name, from, to }) => `${plainLine(name)}: ${formatDate(from)} to ${formatDate(to)}`)
      .join('\n'),
    outOfTermCloses: rules.outOfTermCloses,
    sendsDigest: rules.sendsDigest,
  };
}

/** Closed days of one name that follow each other, on one line. */
function closedRuns(days: readonly ClosedDay[]): string[] {
  const runs: { from: string; to: string; name: string }[] = [];
  for (const { date, name } of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const run = runs.at(-1);
    const follows = run && parseDay(run.to)?.add({ days: 1 }).toString() === date;
    if (run && follows && run.name === name) run.to = date;
    else runs.push({ from: date, to: date, name });
  }
  return runs.map(({ from, to, name }) =>
    `${formatDate(from)}${from === to ? '' : ` to ${formatDate(to)}`} ${plainLine(name)}`.trim(),
  );
}

/** The rules a form asks for: what it does not know of is left out, and where the paper is posted is said in that channel. */
export type RulesRead = Omit<ScheduleRules, 'sendsDigest' | 'postsPaper'> &
  Partial<Pick<ScheduleRules, 'sendsDigest'>>;

/** Either the rules a form asks for or what is wrong beside each field; how the rules go together is judged elsewhere. */
export function readRulesDraft(
  draft: RulesDraft,
): { readonly rules: RulesRead } | { readonly faults: RulesFaults } {
  const faults: { -readonly [key in RulesField]?: string } = {};
  const take = <T>(field: RulesField, read: T | Fault, instead: T): T => {
    if (!isFault(read)) return read;
    faults[field] = read.fault;
    return instead;
  };
  const whole = (field: keyof typeof ruleRanges, text: string) =>
    take(field, readWhole(text, ruleRanges[field]), 0);
  const perhaps = (field: 'clearDays' | 'escalateDays', text: string) =>
    text === '' ? null : whole(field, text);
  const rules: RulesRead = {
    clearDays: perhaps('clearDays', draft.clearDays),
    clearDayKind: draft.clearDayKind,
    dueDays: whole('dueDays', draft.dueDays),
    freezeDays: whole('freezeDays', draft.freezeDays),
    freezeAt: take('freezeAt', readTime(draft.freezeAt), ''),
    openDays: whole('openDays', draft.openDays),
    reminderDays: take('reminderDays', readReminders(draft.reminderDays), []),
    escalateDays: perhaps('escalateDays', draft.escalateDays),
    sendFrom: take('sendFrom', readTime(draft.sendFrom), ''),
    sendUntil: take('sendUntil', readTime(draft.sendUntil), ''),
    periodDays: whole('periodDays', draft.periodDays),
    boards: take('boardDays', readLines(draft.boardDays, rulesLimits.boardDays, readBoard), []),
    closedDays: take(
      'closedDays',
      readLines(draft.closedDays, rulesLimits.closedDays, parseClosedDays),
      [],
    ).flat(),
    terms: take('terms', readLines(draft.terms, rulesLimits.terms, parseTerm), []),
    outOfTermCloses: draft.outOfTermCloses,
    ...(draft.sendsDigest === null ? {} : { sendsDigest: draft.sendsDigest }),
  };
  return Object.keys(faults).length > 0 ? { faults } : { rules };
}

function readWhole(text: string, range: DayRange): number | Fault {
  return /^\d{1,4}$/.test(text) && isInRange(Number(text), range)
    ? Number(text)
    : { fault: `Please give a whole number from ${range.from} to ${range.to}.` };
}

function readTime(text: string): string | Fault {
  return isTimeOfDay(text) ? text : { fault: 'Please choose a time of day, such as 09:00.' };
}

function readReminders(text: string): number[] | Fault {
  const parts = text.split(/[\s,;]+|\band\b/).filter((part) => part !== '');
  const days = parts.map((part) => readWhole(part, reminderRange));
  const numbers = days.filter((day) => typeof day === 'number');
  return numbers.length === days.length && days.length <= mostReminders
    ? [...new Set(numbers)].sort((a, b) => b - a)
    : {
        fault: `Please give numbers of days, such as 5, 2: at most ten, each from ${reminderRange.from} to ${reminderRange.to}.`,
      };
}

/** Every line that says something, or what is wrong with the first that cannot be read. */
function readLines<T>(text: string, limit: number, read: (line: string) => T | Fault): T[] | Fault {
  if (text.length > limit)
    return { fault: `Please shorten this to ${limit} characters; there are ${text.length}.` };
  const found: T[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = plainLine(raw);
    if (line === '') continue;
    const one = read(line);
    if (isFault(one)) return { fault: `Line ${index + 1}, “${excerpt(line, 60)}”: ${one.fault}` };
    found.push(one);
  }
  return found;
}

function readBoard(line: string): BoardRules | Fault {
  const own = /^(.*\S)\s*:\s*(\d{1,3})$/.exec(line);
  if (own === null) return { name: line.replace(/\s*:$/, ''), clearDays: null };
  const clearDays = readWhole(own[2] ?? '', ruleRanges.clearDays);
  return isFault(clearDays) ? clearDays : { name: own[1] ?? '', clearDays };
}
