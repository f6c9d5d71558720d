import { countOn } from './calendar-days.ts';
import { formatDate } from './dates.ts';
import { type FoundDate, findDates } from './find-dates.ts';
import { britishRules, type TimescaleDoubt, type TimescaleRules } from './timescale-rules.ts';
import { numberNames } from './weekdays.ts';

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

/**
 * Why a timescale's words were not, or not wholly, understood: `no-year` names a quarter, term or year of which the last day is not
 * known, `no-end` says from when or after what.
 */
export type TimescaleProblem = 'impossible-date' | 'not-understood' | 'several-dates' | 'no-year' | 'no-end';

export interface ParsedTimescale {
  readonly timescale: Timescale;
  /** null when the words were understood, which includes a blank and `TBC`. */
  readonly problem: TimescaleProblem | null;
  /** What else the reading rests on, or would rest on if the rules said it. */
  readonly doubts: readonly TimescaleDoubt[];
}

/**
 * Reads a timescale as British plans write it: `31/03/2025` is day first, `May 25` is a month, `Q3 2019/20` a
 * quarter of the financial year (Q1 starts in April), and a term ends on the prescribed day of the Education
 * (Start of Compulsory School Age) Order 1998: 31 December, 31 March, 31 August. A financial year ends with its last
 * quarter, a school year with its summer term. A week, which begins with the day that is written (`w/c`), is over on its
 * Friday, its last working day. Where a text names several dates, the latest counts. A date that something merely starts
 * from is not a date it is due by.
 */
export function parseTimescale(text: string, rules: TimescaleRules = britishRules): ParsedTimescale {
  const words = text.trim();
  const found = findDates(words, rules);
  const make = (
    kind: TimescaleKind,
    date: string | null,
    problem: TimescaleProblem | null = null,
    doubts: readonly TimescaleDoubt[] = [],
  ): ParsedTimescale => ({ timescale: { text: words, kind, date }, problem, doubts: [...new Set(doubts)] });

  if (found.some(({ impossible }) => impossible)) {
    return make('unknown', null, 'impossible-date');
  }
  const isSeveral = new Set(found.flatMap(({ date }) => date ?? [])).size > 1;
  const several = isSeveral ? 'several-dates' : null;
  if (/\bimmediate(ly)?\b|\basap\b|\bas soon as possible\b/i.test(words)) {
    const { date, doubts } = latest(found.filter(isNoStart));
    return make('immediate', date, several, doubts);
  }
  if (/\bon-?\s?going\b|\bcontinuous(ly)?\b|\bcontinual(ly)?\b/i.test(words)) {
    const { date, doubts } = latest(found.filter(isNoStart));
    return make('ongoing', date, null, doubts);
  }
  if (recurringWords.test(words)) {
    const { date, doubts } = latest(found.filter(({ closes }) => closes));
    return make('recurring', date, null, doubts);
  }
  const [first] = found;
  if (first === undefined) {
    return readSpanOfTime(words, rules, make) ?? make('unknown', null, problemOfWords(words));
  }
  const due = found.filter(({ opens }) => !opens);
  const { kind, date, doubts } = latest(due.length === 0 ? found : due);
  if (due.length === 0) {
    return make(kind, null, 'no-end');
  }
  return make(kind, date, date === null ? 'no-year' : several, doubts);
}

const recurringWords =
  /\b(daily|weekly|fortnightly|(?:bi)?monthly|quarterly|termly|yearly|annually|biannually|bi-?annually)\b|^annual$|\b(each|every)\s+(\w+\s+)?(day|week|fortnight|month|quarter|term|half[- ]term|year|meeting)s?\b|\b(once|twice|\w+ times)\s+(a|an|per|each)\s+(week|month|quarter|term|year)\b/i;

/** Words that say openly that no date has been set. */
const notSetWords =
  /^(tb[acd]|t\.b\.[acd]\.?|to be (confirmed|agreed|decided|determined|advised)|n\/?a|none|not (yet )?(set|known|agreed|applicable)|unknown|[-–—?.]+)$/i;

function problemOfWords(words: string): TimescaleProblem | null {
  return words === '' || notSetWords.test(words) ? null : 'not-understood';
}

const numbers = numberNames.slice(1);
const spanOfTime = new RegExp(
  `(?:\\b(?:with)?in\\s+(?<single>an?)|(?<![\\w/.])(?:\\d{1,3}\\s?(?:-|–|to)\\s?)?(?<number>\\d{1,3}|${numbers.join('|')}))[\\s-]?(?:calendar\\s+|school\\s+)?(?<unit>(?:working\\s+)?day|week|wk|month|mth|year|yr)s?\\b`,
  'i',
);

/** `within 6 weeks`, `3-6 months`: the longer of two, counted from a day that the words do not give. */
function readSpanOfTime(
  words: string,
  { countedFrom }: TimescaleRules,
  make: (
    kind: TimescaleKind,
    date: string | null,
    problem: TimescaleProblem | null,
    doubts: readonly TimescaleDoubt[],
  ) => ParsedTimescale,
): ParsedTimescale | null {
  const { number = 'one', unit } = spanOfTime.exec(words)?.groups ?? {};
  if (unit === undefined) {
    return null;
  }
  if (countedFrom === null) {
    return make('unknown', null, 'not-understood', ['counted-from']);
  }
  const count = /^\d/.test(number) ? Number(number) : numbers.indexOf(number.toLowerCase()) + 1;
  const isWorking = /^working/i.test(unit);
  const whole = isWorking
    ? 'working day'
    : unit.toLowerCase().replace('wk', 'week').replace('mth', 'month').replace('yr', 'year');
  const date = countOn(countedFrom, count, whole);
  return make('day', date, null, ['counted-from', ...(isWorking ? (['approximate'] as const) : [])]);
}

interface Latest extends Pick<FoundDate, 'kind' | 'date' | 'doubts'> {}

/** The latest of several; whichever order or year would make another the latest is in doubt with it. */
function latest(found: readonly FoundDate[]): Latest {
  let last: FoundDate | null = null;
  for (const one of found) {
    if (last === null || (one.date ?? '') > (last.date ?? '')) {
      last = one;
    }
  }
  return {
    kind: last?.kind ?? 'day',
    date: last?.date ?? null,
    // Beside a date in full a period without a year is said of it: `Autumn 2 (December 2026)`.
    doubts: found.flatMap(({ date, doubts }) =>
      date === null && last?.date !== null ? doubts.filter((one) => one !== 'year-of-periods') : doubts,
    ),
  };
}

function isNoStart({ opens, reviews }: FoundDate): boolean {
  return !opens && !reviews;
}

/** A day is written out; anything else keeps the plan's own words. */
export function describeTimescale(timescale: Timescale): string {
  return timescale.kind === 'day' && timescale.date !== null ? formatDate(timescale.date) : timescale.text;
}
