import { Temporal } from 'temporal-polyfill';
import { formatDate, monthNames, weekdayNames } from '../shared/dates.ts';
import { shortWeekday, weekdayOf } from '../shared/weekdays.ts';

export const longestDateList = 5_000;
export const mostDates = 200;
/** Years ahead of which a date is surely mistyped. */
const yearsAhead = 5;

export interface ParsedDate {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** As it was written, on which line of the list, from 1. */
  readonly text: string;
  readonly line: number;
}

export type DateProblemCode =
  | 'unreadable'
  | 'no-such-day'
  | 'weekday-differs'
  | 'no-year'
  | 'year-unlikely'
  | 'too-many';

/** Something in a list that is no date for certain: to be asked about, never guessed. */
export interface DateProblem {
  readonly code: DateProblemCode;
  /** As it was written, on which line of the list, from 1; null where it is about the whole list. */
  readonly at: { readonly text: string; readonly line: number } | null;
  /** What is wrong and what to write, in words, without the place. */
  readonly reason: string;
}

export interface ParsedDates {
  /** In the order written, every day once. */
  readonly dates: readonly ParsedDate[];
  /** Days written again: they count once. */
  readonly duplicates: readonly ParsedDate[];
  readonly problems: readonly DateProblem[];
}

const months = monthNames
  .map((name) => (name === 'May' ? name : `${name}|${name.slice(0, 3)}\\.?`))
  .join('|');
const monthWord = `(?<NAME>${months}|Sept\\.?)(?![a-z])`;
const weekdayWord = `(?:(?<weekday>${weekdayNames
  .map((name) => `${name}|${name.slice(0, 3)}\\.?`)
  .join('|')}|Tues\\.?|Weds\\.?|Thurs?\\.?)(?![a-z])[\\s,]*(?:the\\s+)?)?`;
const namedMonth = (name: string) => monthWord.replace('NAME', name);
const ordinal = '(?:st|nd|rd|th)?(?![\\da-z])';
const noDigit = '(?!\\d)';
/** Not the beginning of another date: `16 Dec, 2027-01-20`. */
const yearEnd = '(?!\\d|[/.-]\\d)';
/** Two digits are a year only where no month follows: `16 Dec 20 Jan` is two dates. */
const shortYear = `\\d{2}(?![\\d:/.])(?!\\s*(?:st|nd|rd|th)?\\s*(?:of\\s+)?(?:${months})(?![a-z]))`;

const shapes: readonly RegExp[] = [
  new RegExp(`${weekdayWord}(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})${noDigit}`, 'iy'),
  new RegExp(
    `${weekdayWord}(?<day>\\d{1,2})\\s?(?<mark>[/.-])\\s?(?<month>\\d{1,2})\\s?\\k<mark>\\s?(?<year>\\d{4}|\\d{2})${noDigit}`,
    'iy',
  ),
  new RegExp(
    `${weekdayWord}(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s-]*(?:of\\s+)?${namedMonth('name')}(?:[\\s,-]*(?<year>\\d{4})${yearEnd}|[ \\t-]+'?(?<short>${shortYear}))?`,
    'iy',
  ),
  new RegExp(
    `${weekdayWord}${namedMonth('name')}\\s*(?<day>\\d{1,2})${ordinal}(?:[\\s,]*(?<year>\\d{4})${yearEnd})?`,
    'iy',
  ),
  new RegExp(`${weekdayWord}(?<day>\\d{1,2})/(?<month>\\d{1,2})(?![\\d/])`, 'iy'),
];
const timeOfDay = /(?:at\s+|from\s+)?\d{1,2}(?:(?:[:.]\d{2})?\s*(?:am|pm)(?![a-z])|:\d{2})/iy;
const separator = /(?:[\s,;.•*–—|-]|and(?![a-z])|&)+/iy;
const unreadable = /[^,;\n]+?(?=[,;\n]|\s(?:and|&)\s|$)/iy;

/**
 * Dates as people type and paste them, day first: `16/12/2026`, `Wed 16 December 2026`, `2026-12-16`, one a line or
 * separated by commas, semicolons or “and”; a time of day beside one is left aside. What is not certain (an impossible
 * day, a weekday of another date, no year) is a problem with its place. `today` bounds the years and is what a date
 * without a year is asked about from.
 */
export function parseDates(text: string, today: Temporal.PlainDate): ParsedDates {
  if (text.length > longestDateList) {
    return refusedList(
      `The list has ${text.length} characters. Give at most ${longestDateList}: one date a line.`,
    );
  }
  const found: ParsedDate[] = [];
  const duplicates: ParsedDate[] = [];
  const problems: DateProblem[] = [];
  text.split(/\r\n|[\n\r\u2028\u2029]/).forEach((content, index) => {
    for (const piece of piecesOf(content)) {
      const place = { text: piece.text, line: index + 1 };
      const read = piece.match === null ? unreadableProblem(piece.text) : readDate(piece.match, today);
      if ('code' in read) {
        problems.push({ ...read, at: place });
      } else if (found.some(({ day }) => day === read.day)) {
        duplicates.push({ ...place, day: read.day });
      } else {
        found.push({ ...place, day: read.day });
      }
    }
  });
  if (found.length > mostDates) {
    return refusedList(`The list has ${found.length} dates. Give at most ${mostDates} at once.`);
  }
  return { dates: found, duplicates, problems };
}

function refusedList(reason: string): ParsedDates {
  return { dates: [], duplicates: [], problems: [{ code: 'too-many', at: null, reason }] };
}

/** A problem in words. Of what was asked for as one date, its first line goes without saying. */
export function describeDateProblem({ at, reason }: DateProblem, asked: 'list' | 'one' = 'list'): string {
  if (at === null) return reason;
  const { text, line } = at;
  const written = `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
  return `${written}${asked === 'one' && line === 1 ? '' : ` (line ${line})`}: ${reason}`;
}

interface Piece {
  readonly text: string;
  /** null for text that is no date. */
  readonly match: RegExpExecArray | null;
}

/** A line from left to right; every step takes at least one character. */
function* piecesOf(line: string): Generator<Piece> {
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(line);
  };
  for (let at = 0; at < line.length; ) {
    const between = take(separator, at);
    const date = between ? null : shapes.map((shape) => take(shape, at)).find((match) => match !== null);
    const time = between || date ? null : take(timeOfDay, at);
    const other = between || date || time ? null : take(unreadable, at);
    if (date) yield { text: date[0].trim(), match: date };
    else if (!between && !time) yield { text: (other?.[0] ?? line.slice(at)).trim(), match: null };
    at += (between ?? date ?? time ?? other)?.[0].length ?? line.length;
  }
}

type Read = { readonly day: string } | Omit<DateProblem, 'at'>;

function unreadableProblem(text: string): Read {
  return {
    code: 'unreadable',
    reason: text.includes('�')
      ? 'this text is damaged. Type the date.'
      : 'this is not a date I can read. Write it as 16 December 2026.',
  };
}

function readDate(match: RegExpExecArray, today: Temporal.PlainDate): Read {
  const { weekday, day, month, name, year, short } = match.groups ?? {};
  const monthNumber = name === undefined ? Number(month) : monthOf(name);
  const written = year ?? short;
  if (written === undefined) return askYear(Number(day), monthNumber, today);
  const fullYear = written.length === 2 ? 2000 + Number(written) : Number(written);
  const date = realDate(fullYear, monthNumber, Number(day));
  if (date === null) return { code: 'no-such-day', reason: noSuchDay(Number(day), monthNumber, fullYear) };
  if (fullYear < today.year - yearsAhead || fullYear > today.year + yearsAhead) {
    return {
      code: 'year-unlikely',
      reason: `is ${fullYear} the right year? Meetings are set up to five years ahead.`,
    };
  }
  if (weekday !== undefined && !weekdayOf(date).toLowerCase().startsWith(weekday.slice(0, 3).toLowerCase())) {
    return {
      code: 'weekday-differs',
      reason: `${formatDate(date.toString())} is a ${weekdayOf(date)}. Correct the date, or leave the weekday out.`,
    };
  }
  return { day: date.toString() };
}

function monthOf(name: string): number {
  const start = name.slice(0, 3).toLowerCase();
  return monthNames.findIndex((month) => month.toLowerCase().startsWith(start)) + 1;
}

function realDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function noSuchDay(day: number, month: number, year: number): string {
  if (month > 12 && day <= 12) {
    return `there is no month ${month}. Write the day first, as ${month}/${day}/${year}.`;
  }
  const name = monthNames[month - 1];
  return name === undefined
    ? `there is no month ${month}.`
    : `${name} ${year} has no day ${day}. Correct the date.`;
}

/** The next such day is only offered: nobody's cycle opens on a guess. */
function askYear(day: number, month: number, today: Temporal.PlainDate): Read {
  const next = Array.from({ length: 9 }, (_, ahead) => realDate(today.year + ahead, month, day)).find(
    (date) => date !== null && Temporal.PlainDate.compare(date, today) >= 0,
  );
  return next === undefined || next === null
    ? { code: 'no-such-day', reason: 'there is no such day in any year.' }
    : { code: 'no-year', reason: `which year? Write ${shortWeekday(next.toString())} if that is the day.` };
}
