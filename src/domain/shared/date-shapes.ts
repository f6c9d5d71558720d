import { dayOfInstant, fridayOf, fullYear, monthNumber, realDay } from './calendar-days.ts';
import { numericDateShape, orderOf, readNumericDate } from './numeric-date.ts';
import type { TimescaleDoubt, TimescaleRules } from './timescale-rules.ts';

/** What a date expression says. `date` is null when it names none (`Spring term`). */
export interface DateReading {
  readonly kind: 'day' | 'month' | 'term' | 'quarter';
  readonly date: string | null;
  /** The words name a date that no calendar has. */
  readonly impossible: boolean;
  readonly doubts: readonly TimescaleDoubt[];
}

/** What stands before an expression and around it, and changes what it says. */
export interface DatePlace {
  readonly part: 'early' | 'mid' | 'first-half' | 'second-half' | 'end' | null;
  /** `w/c`, `week commencing`: the day opens a week. */
  readonly opensWeek: boolean;
  /** The text without the expression; put together only where a shape asks for it, since a long text may hold thousands. */
  rest(): string;
}

/** One way in which people write a date. */
export interface DateShape {
  /** Of a regular expression that ignores case. */
  readonly pattern: string;
  /** A group of the pattern that only this shape has, filled whenever it fits. */
  readonly key: string;
  /** null where the words turn out to be none of this shape. */
  read(part: DateParts, rules: TimescaleRules, place: DatePlace): DateReading | null;
}

export type DateParts = Record<string, string | undefined>;

export const monthPattern =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
// A two-digit number that an ordinal ending or more digits follow is a day, not a year.
const year = "(?:\\d{4}|['’‘]?\\d{2})(?!\\d|st\\b|nd\\b|rd\\b|th\\b)";
/** A year, or two in one as `2026/27`. What a month follows is a day of it (`2026 - 20 March`). */
export const yearsPattern = `${year}(?:\\s?[/–-]\\s?(?:\\d{4}|\\d{2})(?!\\d|[/.-]\\d|\\s?(?:st|nd|rd|th)\\b|\\s+${monthPattern}))?`;
const gap = '[\\s\\-–./,]*';

/** The first year of two in one (`2026/27`); null for a single year, or for two that do not follow each other. */
export function spanStart(text: string | undefined): number | null {
  const [, first, second] = text?.match(/^\D?(\d{4}|\d{2})\s?[/–-]\s?(\d{4}|\d{2})$/) ?? [];
  if (first === undefined || second === undefined) {
    return null;
  }
  return fullYear(second) === fullYear(first) + 1 ? fullYear(first) : null;
}

/** A single year; null for two in one and for none. */
export function singleYear(text: string | undefined): number | null {
  return text === undefined || /\d\s?[/–-]\s?\d/.test(text) ? null : fullYear(text);
}

export function dated(
  kind: DateReading['kind'],
  date: string | null,
  doubts: readonly TimescaleDoubt[] = [],
): DateReading {
  return { kind, date, impossible: date === null, doubts };
}

/** A period whose last day the words do not give. */
export function undated(kind: DateReading['kind'], doubts: readonly TimescaleDoubt[] = []): DateReading {
  return { kind, date: null, impossible: false, doubts };
}

function day(date: string | null, { opensWeek }: DatePlace, doubts: readonly TimescaleDoubt[] = []) {
  return dated('day', date !== null && opensWeek ? fridayOf(date) : date, doubts);
}

/** A day or a month. At the same place in a text the first shape that fits is taken, so longer ones stand first. */
export const dayShapes: readonly DateShape[] = [
  {
    pattern:
      '\\b(?<isoYear>\\d{4})(?<isoMark>[-/.])(?<isoMonth>\\d{1,2})\\k<isoMark>(?<isoDay>\\d{1,2})(?<isoTime>T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2}))?(?!\\d)',
    key: 'isoYear',
    read: ({ isoYear = '', isoMonth = '', isoDay = '', isoTime }, _, place) =>
      day(
        isoTime === undefined
          ? realDay(Number(isoYear), Number(isoMonth), Number(isoDay))
          : dayOfInstant(`${isoYear}-${isoMonth}-${isoDay}${isoTime}`),
        place,
      ),
  },
  {
    pattern:
      '(?<![\\d.,£$€])(?<packedYear>20\\d{2})(?<packedMonth>0[1-9]|1[0-2])(?<packedDay>0[1-9]|[12]\\d|3[01])(?![\\d.,])',
    key: 'packedYear',
    read: ({ packedYear = '', packedMonth = '', packedDay = '' }, _, place) =>
      day(realDay(Number(packedYear), Number(packedMonth), Number(packedDay)), place),
  },
  {
    pattern: numericDateShape,
    key: 'numFirst',
    read: (part, { order, eitherOrder }, place) => {
      const date = readNumericDate(part);
      if (date === null) {
        return null;
      }
      const other = order === 'day-first' ? date['month-first'] : date['day-first'];
      return day(
        date[order] ?? (eitherOrder ? other : null),
        place,
        orderOf(date) === 'either' ? ['date-order'] : [],
      );
    },
  },
  {
    pattern: `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?${gap}\\b(?<dayMonth>${monthPattern})${gap}(?<dayYear>${yearsPattern})`,
    key: 'day',
    read: ({ day: ofDay, dayMonth = '', dayYear = '' }, rules, place) => {
      const { inYear, doubts } = yearOf(monthNumber(dayMonth), dayYear, rules);
      return inYear === null
        ? undated('day', doubts)
        : day(realDay(inYear, monthNumber(dayMonth), Number(ofDay)), place, doubts);
    },
  },
  {
    pattern: `\\b(?<usMonth>${monthPattern})\\s*(?<usDay>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<usYear>\\d{4})(?!\\d)`,
    key: 'usMonth',
    read: ({ usMonth = '', usDay = '', usYear = '' }, _, place) =>
      day(realDay(Number(usYear), monthNumber(usMonth), Number(usDay)), place),
  },
  {
    pattern: `\\b(?<monthName>${monthPattern})${gap}(?<monthYear>${yearsPattern})`,
    key: 'monthName',
    read: ({ monthName = '', monthYear = '' }, rules, place) =>
      monthOf(monthNumber(monthName), monthYear, rules, place),
  },
  {
    pattern: '\\b(?<slashMonth>\\d{1,2})[/.-](?<slashYear>\\d{4})(?!\\d)',
    key: 'slashMonth',
    read: ({ slashMonth = '', slashYear = '' }, rules, place) =>
      monthOf(Number(slashMonth), slashYear, rules, place),
  },
  {
    pattern: '\\b(?<yearFirst>20\\d{2})-(?<thenMonth>0[1-9]|1[0-2])(?![\\d/-])',
    key: 'yearFirst',
    // `2010-11` is two years in one.
    read: ({ yearFirst = '', thenMonth = '' }, rules, place) =>
      spanStart(`${yearFirst}-${thenMonth}`) === null
        ? monthOf(Number(thenMonth), yearFirst, rules, place)
        : null,
  },
];

function monthOf(ofMonth: number, years: string, rules: TimescaleRules, { part }: DatePlace): DateReading {
  const { inYear, doubts } = yearOf(ofMonth, years, rules);
  if (inYear === null) {
    return undated('month', doubts);
  }
  const near = part === 'early' ? 10 : part === 'mid' || part === 'first-half' ? 15 : null;
  return near === null
    ? dated('month', realDay(inYear, ofMonth, 'last'), doubts)
    : dated('month', realDay(inYear, ofMonth, near), [...doubts, 'approximate']);
}

interface YearOfMonth {
  /** null where nobody has said which kind of year it is. */
  readonly inYear: number | null;
  readonly doubts: readonly TimescaleDoubt[];
}

/** The year of a month, also of one in two years at once: March of `2026/27` is that of 2027. */
function yearOf(ofMonth: number, years: string, { yearMeans }: TimescaleRules): YearOfMonth {
  const start = spanStart(years);
  if (start === null) {
    return { inYear: fullYear(/\d+/.exec(years)?.[0] ?? ''), doubts: [] };
  }
  if (ofMonth >= 9 || ofMonth <= 3) {
    // Financial and school years agree on these months.
    return { inYear: ofMonth >= 9 ? start : start + 1, doubts: [] };
  }
  const inYear = yearMeans === null ? null : yearMeans === 'financial' ? start : start + 1;
  return { inYear, doubts: ['year-means'] };
}
