import { Temporal } from 'temporal-polyfill';
import { formatDate } from './dates.ts';

export type TimescaleKind =
  | 'day'
  | 'month'
  | 'term'
  | 'quarter'
  | 'recurring'
  | 'ongoing'
  | 'immediate'
  | 'unknown';

/** When an action is to be done, as the plan writes it and as we read it. */
export interface Timescale {
  /** The source's own words, kept beside what was read from them; '' when the plan gives none. */
  readonly text: string;
  readonly kind: TimescaleKind;
  /** `YYYY-MM-DD`; for a month, quarter or term its last day; null where the text names no date. */
  readonly date: string | null;
}

export const noTimescale: Timescale = { text: '', kind: 'unknown', date: null };

/** Why a timescale's words were not, or not wholly, understood. */
export type TimescaleProblem = 'impossible-date' | 'not-understood' | 'several-dates';

export interface ParsedTimescale {
  readonly timescale: Timescale;
  /** null when the words were understood, which includes a blank and `TBC`. */
  readonly problem: TimescaleProblem | null;
}

type DateKind = 'day' | 'month' | 'term' | 'quarter';

/** A date expression found in a text. `date` is null when it names none (`Spring term`). */
interface Found {
  readonly kind: DateKind;
  readonly date: string | null;
  readonly impossible: boolean;
  /** The few words before it, for `from ...` and `until ...`. */
  readonly before: string;
}

/**
 * Reads a timescale as British plans write it: `31/03/2025` is day first, `May 25` is a month, `Q3 2019/20` a
 * quarter of the financial year (Q1 starts in April), and a term ends on the prescribed day of the Education
 * (Start of Compulsory School Age) Order 1998: 31 December, 31 March, 31 August. Where a text names several
 * dates, the latest counts. A date that something merely starts from is not a date it is due by.
 */
export function parseTimescale(text: string): ParsedTimescale {
  const words = text.trim();
  const found = findDates(words);
  const last = latest(found);
  const make = (kind: TimescaleKind, date: string | null, problem: TimescaleProblem | null = null) => ({
    timescale: { text: words, kind, date },
    problem,
  });

  if (found.some(({ impossible }) => impossible)) {
    return make('unknown', null, 'impossible-date');
  }
  const several = found.filter(({ date }) => date !== null).length > 1 ? 'several-dates' : null;
  if (/\bimmediate(ly)?\b|\basap\b|\bas soon as possible\b/i.test(words)) {
    return make('immediate', latest(found.filter((one) => !isStart(one)))?.date ?? null, several);
  }
  if (/\bon-?\s?going\b|\bcontinuous(ly)?\b|\bcontinual(ly)?\b/i.test(words)) {
    return make('ongoing', latest(found.filter((one) => !isStart(one)))?.date ?? null);
  }
  if (recurringWords.test(words)) {
    return make('recurring', latest(found.filter(isEnd))?.date ?? null);
  }
  if (last !== null) {
    return make(last.kind, last.date, several);
  }
  return make('unknown', null, words === '' || notSetWords.test(words) ? null : 'not-understood');
}

const recurringWords =
  /\b(daily|weekly|fortnightly|(?:bi)?monthly|quarterly|termly|yearly|annually|biannually|bi-?annually)\b|^annual$|\b(each|every)\s+(\w+\s+)?(day|week|fortnight|month|quarter|term|half[- ]term|year|meeting)s?\b|\b(once|twice|\w+ times)\s+(a|an|per|each)\s+(week|month|quarter|term|year)\b/i;

/** Words that say openly that no date has been set. */
const notSetWords =
  /^(tb[acd]|t\.b\.[acd]\.?|to be (confirmed|agreed|decided|determined|advised)|n\/?a|none|not (yet )?(set|known|agreed|applicable)|unknown|[-–—?.]+)$/i;

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
// A two-digit number that an ordinal ending or more digits follow is a day, not a year.
const year = "(?:\\d{4}|['’‘]?\\d{2})(?!\\d|st\\b|nd\\b|rd\\b|th\\b)";
const years = `${year}(?:\\s?[/–-]\\s?\\d{2,4}(?!\\d))?`;
const gap = '[\\s\\-–./,]*';

// Longer shapes first: at the same place in a text the first that fits is taken.
const dateShapes = new RegExp(
  [
    '\\b(?<isoYear>\\d{4})-(?<isoMonth>\\d{1,2})-(?<isoDay>\\d{1,2})(?!\\d)',
    '\\b(?<numDay>\\d{1,2})[./-](?<numMonth>\\d{1,2})[./-](?<numYear>\\d{4}|\\d{2})(?!\\d)',
    `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?${gap}\\b(?<dayMonth>${month})${gap}(?<dayYear>${year})`,
    `\\b(?<usMonth>${month})\\s*(?<usDay>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<usYear>\\d{4})(?!\\d)`,
    `\\b(?<monthName>${month})${gap}(?<monthYear>${year})`,
    '\\b(?<slashMonth>\\d{1,2})/(?<slashYear>\\d{4})(?!\\d)',
    `\\bq(?:uarter|tr)?\\.?\\s?(?<quarter>[1-4])\\b(?:[\\s,-]*(?:of\\s+)?(?:fy\\s*)?(?<quarterYear>${years}))?`,
    `\\b(?<term>autumn|spring|summer|winter)\\b(?:\\s+half)?(?<termWord>[\\s-]+term)?(?:[\\s,-]*(?:of\\s+)?(?<termYear>${years}))?`,
  ].join('|'),
  'gi',
);

function findDates(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(dateShapes)) {
    const one = readShape(match.groups ?? {});
    if (one !== null) {
      found.push({ ...one, before: text.slice(Math.max(0, match.index - 40), match.index).toLowerCase() });
    }
  }
  return found;
}

function readShape(part: Record<string, string | undefined>): Omit<Found, 'before'> | null {
  const dayOf = part['isoDay'] ?? part['numDay'] ?? part['day'] ?? part['usDay'];
  const yearOf = part['isoYear'] ?? part['numYear'] ?? part['dayYear'] ?? part['usYear'];
  const monthOf = part['isoMonth'] ?? part['numMonth'] ?? part['dayMonth'] ?? part['usMonth'];
  if (dayOf !== undefined && monthOf !== undefined && yearOf !== undefined) {
    return dated('day', realDay(fullYear(yearOf), monthNumber(monthOf), Number(dayOf)));
  }
  const monthYear = part['monthYear'] ?? part['slashYear'];
  const ofMonth = part['monthName'] ?? part['slashMonth'];
  if (monthYear !== undefined && ofMonth !== undefined) {
    return dated('month', realDay(fullYear(monthYear), monthNumber(ofMonth), 'last'));
  }
  if (part['quarter'] !== undefined) {
    return {
      kind: 'quarter',
      date: quarterEnd(Number(part['quarter']), part['quarterYear']),
      impossible: false,
    };
  }
  if (part['term'] !== undefined) {
    // `summer` alone is a word of any sentence; with a year or `term` it is a timescale.
    const named = part['termWord'] !== undefined || part['termYear'] !== undefined;
    return named
      ? { kind: 'term', date: termEnd(part['term'].toLowerCase(), part['termYear']), impossible: false }
      : null;
  }
  return null;
}

function dated(kind: DateKind, date: string | null): Omit<Found, 'before'> {
  return { kind, date, impossible: date === null };
}

function monthNumber(text: string): number {
  return /^\d/.test(text) ? Number(text) : monthNames.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function fullYear(text: string): number {
  const digits = text.replace(/\D/g, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** null for a day or month that no calendar has, and for years no plan of ours can mean. */
function realDay(ofYear: number, ofMonth: number, day: number | 'last'): string | null {
  if (ofYear < 1990 || ofYear > 2099 || ofMonth < 1 || ofMonth > 12) {
    return null;
  }
  if (day === 'last') {
    return lastDayOfMonth(ofYear, ofMonth);
  }
  const days = Temporal.PlainYearMonth.from({ year: ofYear, month: ofMonth }).daysInMonth;
  return day >= 1 && day <= days
    ? Temporal.PlainDate.from({ year: ofYear, month: ofMonth, day }).toString()
    : null;
}

function lastDayOfMonth(ofYear: number, ofMonth: number): string {
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year: ofYear, month: ofMonth });
  return Temporal.PlainDate.from({ year: ofYear, month: ofMonth, day: daysInMonth }).toString();
}

/** A year that spans two (`2019/20`): the first of them; null when the text names a single year or none. */
function spanStart(text: string | undefined): number | null {
  const span = text?.match(/^\D?(\d{2,4})\s?[/–-]\s?(\d{2,4})$/);
  return span?.[1] === undefined ? null : fullYear(span[1]);
}

/** `Q4 2019` may mean the calendar's or the financial year, three months apart: only `2019/20` gives a date. */
function quarterEnd(quarter: number, ofYear: string | undefined): string | null {
  const start = spanStart(ofYear);
  if (start === null) {
    return null;
  }
  return quarter === 4 ? realDay(start + 1, 3, 'last') : realDay(start, 3 * quarter + 3, 'last');
}

function termEnd(term: string, ofYear: string | undefined): string | null {
  const start = spanStart(ofYear);
  const plain = ofYear === undefined || start !== null ? null : fullYear(ofYear);
  switch (term) {
    case 'autumn':
      return endIn(start ?? plain, 12);
    case 'spring':
      return endIn(start === null ? plain : start + 1, 3);
    case 'summer':
      return endIn(start === null ? plain : start + 1, 8);
    default:
      // A winter that names one year may end in it or in the next.
      return endIn(start === null ? null : start + 1, 2);
  }
}

function endIn(ofYear: number | null, ofMonth: number): string | null {
  return ofYear === null ? null : realDay(ofYear, ofMonth, 'last');
}

function latest(found: readonly Found[]): Found | null {
  let last: Found | null = null;
  for (const one of found) {
    if (last === null || (one.date ?? '') > (last.date ?? '')) {
      last = one;
    }
  }
  return last;
}

function isStart({ before }: Found): boolean {
  return /\b(from|since|start(s|ed|ing)?|began|commenc\w+|review(ed)?)\W*(\w+\W+){0,2}$/.test(before);
}

function isEnd({ before }: Found): boolean {
  return /\b(until|till|to|by|end(s|ing)?( of)?)\W*(end of\s*)?$/.test(before);
}

/** A day is written out; anything else keeps the plan's own words. */
export function describeTimescale(timescale: Timescale): string {
  return timescale.kind === 'day' && timescale.date !== null ? formatDate(timescale.date) : timescale.text;
}
