import { Temporal } from 'temporal-polyfill';
import type { TermDays } from './timescale-rules.ts';

export type Season = 'autumn' | 'spring' | 'summer' | 'winter';

/** The days that a plan's own calendar gives one season's terms of one school year. */
export interface GivenTerm {
  /** The last day in school before half-term; null where the calendar does not part the term. */
  readonly firstHalfEnds: string | null;
  /** The last weekday of half-term; null where the calendar does not part the term. */
  readonly breakEnds: string | null;
  readonly ends: string;
}

/** The season whose terms a calendar gives for a year; without a year, where it gives them for one only. null where it gives none. */
export function givenTerm(
  terms: readonly TermDays[],
  season: Season,
  { start, single }: { readonly start: number | null; readonly single: number | null },
): GivenTerm | null {
  const inYear = season === 'autumn' || start === null ? (start ?? single) : start + 1;
  const found = terms
    .filter((term) => seasonOf(term) === season)
    .filter(({ from }) => inYear === null || yearOf(from) === inYear)
    .toSorted((a, b) => a.from.localeCompare(b.from));
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined || yearOf(first.from) !== yearOf(last.from)) {
    return null;
  }
  if (first !== last) {
    return { firstHalfEnds: first.to, breakEnds: weekdayBefore(last.from), ends: last.to };
  }
  // One half alone says nothing of the other.
  return /\b(?:1|2|first|second|half)\b/i.test(first.name)
    ? null
    : { firstHalfEnds: null, breakEnds: null, ends: first.to };
}

const yearOf = (day: string) => Number(day.slice(0, 4));

/** By its name, or by the month it begins in: some counties number their terms from one to six. */
function seasonOf({ name, from }: TermDays): Season {
  const [named] = name.toLowerCase().match(/autumn|spring|summer/) ?? [];
  if (named === 'autumn' || named === 'spring' || named === 'summer') {
    return named;
  }
  const month = Number(from.slice(5, 7));
  return month >= 8 ? 'autumn' : month <= 3 ? 'spring' : 'summer';
}

function weekdayBefore(day: string): string {
  const before = Temporal.PlainDate.from(day).subtract({ days: 1 });
  return before.subtract({ days: Math.max(0, before.dayOfWeek - 5) }).toString();
}
