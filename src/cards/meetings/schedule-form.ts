import { Temporal } from 'temporal-polyfill';
import type { Asking } from '../../domain/calendar/meeting.ts';
import type { Recurrence } from '../../domain/calendar/recurrence.ts';
import { formatDate, weekdayNames } from '../../domain/shared/dates.ts';
import { plainLine } from '../kit/escape.ts';

/** How much each field of the form takes; pasted dates beyond this are for the command line. */
export const scheduleLimits = { dates: 1500, otherBoards: 200, boards: 500 } as const;

/** What the form for new meetings holds, as typed and chosen; '' where nothing was. */
export interface ScheduleForm {
  /** Dates pasted or typed, one a line. */
  readonly dates: string;
  readonly often: string;
  readonly which: string;
  readonly weekday: string;
  /** `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
  /** Names of boards chosen from those the plan knows. */
  readonly boards: readonly string[];
  /** Names typed, with semicolons between them. */
  readonly otherBoards: string;
  readonly asking: Asking;
}

export type ScheduleField = 'dates' | 'often' | 'which' | 'weekday' | 'from' | 'until' | 'otherBoards';
export type ScheduleFaults = Readonly<Partial<Record<ScheduleField, string>>>;

export const emptyForm: ScheduleForm = {
  dates: '',
  often: '',
  which: '',
  weekday: '',
  from: '',
  until: '',
  boards: [],
  otherBoards: '',
  asking: 'when-due',
};

interface Choice {
  readonly title: string;
  readonly value: string;
}

/** How often a board meets. */
const cadences = [
  { value: 'month', title: 'Every month', every: 'month', interval: 1 },
  { value: 'two-months', title: 'Every two months', every: 'month', interval: 2 },
  { value: 'quarter', title: 'Every quarter', every: 'month', interval: 3 },
  { value: 'half-year', title: 'Twice a year', every: 'month', interval: 6 },
  { value: 'two-weeks', title: 'Every two weeks', every: 'week', interval: 2 },
  { value: 'four-weeks', title: 'Every four weeks', every: 'week', interval: 4 },
  { value: 'six-weeks', title: 'Every six weeks', every: 'week', interval: 6 },
] as const;
const cadenceOf = (often: string) => cadences.find(({ value }) => value === often);
/** Which one in its month, in the order offered. */
const whiches = [
  { value: 'first', nth: 1 },
  { value: 'second', nth: 2 },
  { value: 'third', nth: 3 },
  { value: 'fourth', nth: 4 },
  { value: 'last', nth: -1 },
] as const;
const weekdays: readonly string[] = weekdayNames.slice(0, 5);

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A choice has to have a value. */
export const noChoice = 'none';

export const oftenChoices: readonly Choice[] = [
  { title: 'I give the dates below', value: noChoice },
  ...cadences.map(({ title, value }) => ({ title, value })),
];
export const whichChoices: readonly Choice[] = [
  { title: 'Does not matter', value: noChoice },
  ...whiches.map(({ value }) => ({ title: titled(value), value })),
];
export const weekdayChoices: readonly Choice[] = weekdays.map((value) => ({ title: value, value }));
export const askingChoices: readonly Choice[] = [
  { title: 'Decide for me: ask each lead once a reporting period', value: 'when-due' },
  { title: 'Always ask for these meetings', value: 'always' },
  { title: 'Never ask: report the replies there are', value: 'never' },
];

/** The recurrence chosen in a form without faults; null where none was. */
export function recurrenceOf({ often, which, weekday: name }: ScheduleForm): Recurrence | null {
  const cadence = cadenceOf(often);
  if (cadence === undefined) return null;
  const { every, interval } = cadence;
  const weekday = weekdays.indexOf(name) + 1;
  if (every === 'week') return { every, interval, weekday };
  const nth = whiches.find(({ value }) => value === which)?.nth;
  return { every, interval, on: nth === undefined ? null : { nth, weekday } };
}

/** Every board named in the form, once. */
export function namedBoards({ boards, otherBoards }: ScheduleForm): string[] {
  const typed = otherBoards.split(/[;\n]/).map(plainLine);
  const seen = new Set<string>();
  return [...boards, ...typed].filter((name) => {
    const key = name.toLowerCase();
    if (name === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Bank holidays are known a year or two ahead. */
function lastDay(from: string): string {
  return Temporal.PlainDate.from(from).add({ years: 3 }).toString();
}

/** What the form lacks or has too much of, before any date is looked at; {} when nothing. */
export function formFaults(form: ScheduleForm): ScheduleFaults {
  const faults: { -readonly [key in ScheduleField]?: string } = {};
  const { dates, often, which, weekday, from, until, otherBoards } = form;
  if (dates === '' && often === '') {
    faults.dates = 'Please give at least one date, or choose above how often the board meets.';
  }
  if (dates.length > scheduleLimits.dates) {
    faults.dates = `Please give fewer dates at a time: this takes ${scheduleLimits.dates} characters, and there are ${dates.length}.`;
  }
  if (otherBoards.length > scheduleLimits.otherBoards) {
    faults.otherBoards = `Please shorten this: it takes ${scheduleLimits.otherBoards} characters.`;
  } else if (namedBoards(form).join('').length > scheduleLimits.boards) {
    faults.otherBoards = 'Please choose fewer boards at a time.';
  }
  if (often === '') return faults;
  if (weekday === '') faults.weekday = 'Please choose the day of the week.';
  if (which === '' && cadenceOf(often)?.every === 'month') {
    faults.which = 'Please choose which one in the month.';
  }
  if (from === '') faults.from = 'Please choose the day to start from.';
  if (until === '') faults.until = 'Please choose the last day.';
  else if (from !== '' && until < from) faults.until = 'Please choose a day that is not before the first.';
  else if (from !== '' && until > lastDay(from)) {
    faults.until = `Please choose a day up to ${formatDate(lastDay(from))}: at most three years at a time.`;
  }
  return faults;
}
