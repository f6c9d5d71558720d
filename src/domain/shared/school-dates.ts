import { Temporal } from 'temporal-polyfill';
import { daysBefore, easterSunday, realDay } from './calendar-days.ts';
import { givenTerm, type Season } from './given-terms.ts';
import type { TermDays } from './timescale-rules.ts';

/** A day that stands for a period; `approximate` where schools differ and a usual day was taken. */
export interface PeriodEnd {
  readonly date: string | null;
  readonly approximate: boolean;
}

/** The year a period lies in, as far as it is known, and what a plan's own calendar says of its terms. */
export interface PeriodYear {
  /** The first of two in one (`2026/27`). */
  readonly start: number | null;
  readonly single: number | null;
  readonly terms: readonly TermDays[];
  /** The words themselves give it. */
  readonly isWritten: boolean;
}

/**
 * The last day of a term by the plan's own calendar, else, in a year or in one that begins in `start` (`2026/27`), the prescribed days
 * of the Education (Start of Compulsory School Age) Order 1998, 31 December, 31 March and 31 August. null where the year is not known.
 */
export function termEnd(term: Season, year: PeriodYear): string | null {
  const given = givenTerm(year.terms, term, year);
  if (given !== null) {
    return given.ends;
  }
  const { start, single } = year;
  const inSecond = start === null ? single : start + 1;
  switch (term) {
    case 'autumn':
      return endIn(start ?? single, 12);
    case 'spring':
      return endIn(inSecond, 3);
    case 'summer':
      return endIn(inSecond, 8);
    case 'winter':
      // A winter that names one year may end in it or in the next.
      return endIn(start === null ? null : start + 1, 2);
  }
}

function endIn(ofYear: number | null, ofMonth: number): string | null {
  return ofYear === null ? null : realDay(ofYear, ofMonth, 'last');
}

/**
 * The Friday of a half-term week as most councils in England set it: the last full week that begins in October, the third of
 * February, and the week of the spring bank holiday. Councils and academies differ by a week now and then.
 */
function halfTermFriday(term: Season, ofYear: number): string | null {
  switch (term) {
    case 'autumn':
      return fridayAfter(Temporal.PlainDate.from({ year: ofYear, month: 10, day: 25 }));
    case 'spring':
      return fridayAfter(Temporal.PlainDate.from({ year: ofYear, month: 2, day: 15 }));
    case 'summer':
      return fridayAfter(Temporal.PlainDate.from({ year: ofYear, month: 5, day: 25 }));
    case 'winter':
      return null;
  }
}

/** The Friday after the first Monday from a day on. */
function fridayAfter(day: Temporal.PlainDate): string {
  return day.add({ days: ((8 - day.dayOfWeek) % 7) + 4 }).toString();
}

/** Half-term's last day, or the last school day before it: by the plan's own calendar, else as most councils have it. */
export function halfTerm(term: Season, year: PeriodYear, before: boolean): PeriodEnd {
  const given = givenTerm(year.terms, term, year);
  const known = before ? given?.firstHalfEnds : given?.breakEnds;
  if (known !== null && known !== undefined) {
    return { date: known, approximate: false };
  }
  const { start, single } = year;
  const inYear = term === 'autumn' || start === null ? (start ?? single) : start + 1;
  const friday = inYear === null ? null : halfTermFriday(term, inYear);
  return {
    date: friday !== null && before ? daysBefore(friday, 7) : friday,
    approximate: friday !== null,
  };
}

/** The first half of a term ends before half-term, the second with the term. */
export function halfTermEnd(term: Season, half: 1 | 2, year: PeriodYear): PeriodEnd {
  return half === 1 ? halfTerm(term, year, true) : { date: termEnd(term, year), approximate: false };
}

export type Feast = 'easter' | 'christmas' | 'new-year';

/** The feast's own day; in a year of two (`2026/27`) Christmas falls in the first. */
export function feastDay(
  feast: Feast,
  { start, single }: Pick<PeriodYear, 'start' | 'single'>,
): string | null {
  const inYear = feast === 'christmas' || start === null ? (start ?? single) : start + 1;
  if (inYear === null || realDay(inYear, 1, 1) === null) {
    return null;
  }
  switch (feast) {
    case 'easter':
      return easterSunday(inYear);
    case 'christmas':
      return realDay(inYear, 12, 25);
    case 'new-year':
      return realDay(inYear, 1, 1);
  }
}
