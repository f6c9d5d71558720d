import { monthNumber, realDay } from './calendar-days.ts';
import {
  type DateParts,
  type DatePlace,
  type DateReading,
  type DateShape,
  dated,
  monthPattern,
  singleYear,
  spanStart,
  undated,
  yearsPattern,
} from './date-shapes.ts';
import type { Season } from './given-terms.ts';
import {
  type Feast,
  feastDay,
  halfTerm,
  halfTermEnd,
  type PeriodEnd,
  type PeriodYear,
  termEnd,
} from './school-dates.ts';
import type { TimescaleDoubt, TimescaleRules } from './timescale-rules.ts';

const span = '(?:20\\d{2}\\s?[/–-]\\s?(?:20)?\\d{2}|\\d{2}\\s?[/–-]\\s?\\d{2})(?!\\d)';
const beforeYear = '[\\s,:(-]*(?:(?:of|in)\\s+)?(?:the\\s+)?';
const quarterWord = 'q(?:uarter|tr)?\\.?\\s?';
const financialWord = '(?:fy|f/y|(?:financial|fiscal)\\s+year)';
const academicWord = '(?:ay|(?:academic|school)\\s+year)';
const season = '(?:autumn|spring|summer|winter)';
const halfTermWord = 'half[\\s-]?term';
/** What may stand beside a year that says by itself when something is due. */
const onlyFills = /^(?:[\W\d]|\b(?:by|before|in|during|within|throughout|the|end|of|year|due|target)\b)*$/i;
/** Of a period: what begins a date of its own is no year (`Q3: 31 October 2026`). */
const periodYears = `(?!\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${monthPattern}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d)${yearsPattern}`;
const ordinals = ['first', 'second', 'third', 'fourth'];

/** A half-term, whose month is no date by itself (`Feb 2027 half term`): tried before months are. */
export const halfTermShape: DateShape = {
  pattern: `(?<halfBefore>\\b(?:by|before)\\s+(?:the\\s+)?)?(?:\\b(?<halfOf>${season}|${monthPattern}|whit)\\s+(?:term\\s+)?(?:(?<halfOfYear>${yearsPattern})[\\s,]*)?)?\\b(?<halfTerm>${halfTermWord})\\b(?!\\s?[1-6](?!\\d))(?:\\s+(?:holidays?|break|week))?(?:${beforeYear}(?<halfIn>${season}|${monthPattern})?(?:\\s+term\\b)?[\\s,]*(?<halfInYear>${periodYears})?)?`,
  key: 'halfTerm',
  read: ({ halfBefore, halfOf, halfOfYear, halfIn, halfInYear }, rules) => {
    const term = termOfHalf(halfOf ?? halfIn);
    const year = periodYear(halfInYear ?? halfOfYear, rules);
    return term === null ? undated('term') : ends(halfTerm(term, year, halfBefore !== undefined), year);
  },
};

/** Quarters, terms, half-terms, feasts and years: each is taken for its last day. */
export const periodShapes: readonly DateShape[] = [
  {
    pattern: `(?:\\b(?<earlierFy>${financialWord})\\s*)?(?<![\\d/.-])(?<yearOfQuarter>20\\d{2}(?:\\s?[/–-]\\s?(?:20)?\\d{2}(?!\\d))?|\\d{2}\\s?[/–-]\\s?\\d{2}(?!\\d))[\\s,:(–-]*${quarterWord}(?<laterQuarter>[1-4])\\b`,
    key: 'laterQuarter',
    read: ({ laterQuarter, yearOfQuarter, earlierFy }, rules, place) =>
      quarterOf(
        { quarter: Number(laterQuarter), years: yearOfQuarter, isFinancial: earlierFy !== undefined },
        rules,
        place,
      ),
  },
  {
    pattern: `\\b${quarterWord}(?<quarter>[1-4])\\b(?:${beforeYear}(?<quarterFy>${financialWord})?\\s*(?<quarterYear>${periodYears}))?`,
    key: 'quarter',
    read: ({ quarter, quarterYear, quarterFy }, rules, place) =>
      quarterOf(
        { quarter: Number(quarter), years: quarterYear, isFinancial: quarterFy !== undefined },
        rules,
        place,
      ),
  },
  {
    pattern: `\\b(?<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)\\s+quarter\\b(?:${beforeYear}(?<ordinalFy>${financialWord})?\\s*(?<ordinalYear>${periodYears}))?`,
    key: 'ordinal',
    read: ({ ordinal = '', ordinalYear, ordinalFy }, rules, place) => {
      const at = ordinals.indexOf(ordinal.toLowerCase()) + 1;
      const number = /^\d/.test(ordinal) ? Number(ordinal[0]) : at === 0 ? 4 : at;
      const isFinancial = ordinalFy !== undefined;
      return quarterOf({ quarter: number, years: ordinalYear, isFinancial }, rules, place);
    },
  },
  {
    // `HT3`: the third half-term of the school year's six.
    pattern: `\\b(?:ht|${halfTermWord})\\s?(?<ofSix>[1-6])(?![\\d/.])(?:${beforeYear}(?<ofSixYear>${periodYears}))?`,
    key: 'ofSix',
    read: ({ ofSix, ofSixYear }, rules) => {
      const number = Number(ofSix);
      const term = number <= 2 ? 'autumn' : number <= 4 ? 'spring' : 'summer';
      const year = periodYear(ofSixYear, rules);
      return ends(halfTermEnd(term, number % 2 === 1 ? 1 : 2, year), year);
    },
  },
  {
    pattern: `\\b(?<feast>easter|christmas|xmas|new\\s+year)(?:'?s?\\s+(?<feastOf>sunday|day|eve|holidays?|break|term))?(?:${beforeYear}(?<feastYear>${periodYears}))?`,
    key: 'feast',
    read: readFeast,
  },
  {
    pattern: `\\b(?:(?<yearOfTerm>${span}|20\\d{2})[\\s,:(–-]+)?(?<term>${season}|aut|spr|sum)(?![a-z])\\.?(?<termWord>[\\s-]+terms?\\b)?(?:[\\s-]*\\(?(?<half>[12])\\)?(?![\\d/.:]|st|nd|\\s*[a-z]))?(?<lateTermWord>[\\s-]+term\\b)?(?:${beforeYear}(?<termYear>${periodYears}))?`,
    key: 'term',
    read: readTerm,
  },
  {
    pattern: `\\b(?<partOfYear>early(?:\\s+in)?|mid|late(?:\\s+in)?|(?:beginning|start|middle)\\s+of|(?:end|close)(?:\\s+of)?|(?:first|second|latter)\\s+half\\s+of)[\\s-]+(?:the\\s+)?(?:calendar\\s+)?(?:year\\s+)?(?<partYear>20\\d{2})(?!\\d|\\s?[/–-]\\s?\\d)`,
    key: 'partOfYear',
    read: ({ partOfYear = '', partYear = '' }) => readPartOfYear(partOfYear, Number(partYear)),
  },
  {
    pattern: `\\b(?<endingOf>financial|fiscal|academic|school)\\s+year[\\s-]+end(?:ing|s)?(?:\\s+(?:of|in))?\\s+(?<endingIn>20\\d{2})(?!\\d|\\s?[/–-]\\s?\\d)`,
    key: 'endingOf',
    read: ({ endingOf = '', endingIn = '' }) => {
      const isFinancial = /^fi/i.test(endingOf);
      return dated(isFinancial ? 'quarter' : 'term', realDay(Number(endingIn), isFinancial ? 3 : 8, 'last'));
    },
  },
  {
    pattern: `(?:\\b(?<yearKind>${financialWord}|${academicWord})[\\s,:(-]*(?:end(?:ing)?\\s+)?)?(?<![\\d/.-])(?<span>${span})(?![/.-]\\d)(?:[\\s,]*(?<yearKindAfter>${financialWord}|${academicWord})\\b)?`,
    key: 'span',
    read: ({ span: years, yearKind, yearKindAfter }, rules, place) => {
      const kind = yearKind ?? yearKindAfter;
      // `Budget 2026/27` is no timescale.
      return kind === undefined && !onlyFills.test(place.rest())
        ? null
        : readYear(spanStart(years), kind, rules);
    },
  },
  {
    pattern: `\\b${financialWord}\\s*['’]?(?<fyOfQuarter>\\d{2})[\\s,:(–-]+${quarterWord}(?<fyQuarter>[1-4])\\b`,
    key: 'fyQuarter',
    read: ({ fyQuarter, fyOfQuarter }, rules, place) =>
      quarterOf({ quarter: Number(fyQuarter), years: fyOfQuarter, isFinancial: true }, rules, place),
  },
  {
    // `FY27`, `academic year 2026`: the year that it begins or ends in.
    pattern: `\\b(?<namedKind>${financialWord}|${academicWord})[\\s,:(-]*(?<namedYear>20\\d{2}|['’]?\\d{2})(?!\\d|\\s?[/–-]\\s?\\d)`,
    key: 'namedYear',
    read: ({ namedKind, namedYear }, rules) => {
      const single = singleYear(namedYear);
      if (single === null || rules.namedYear === null) {
        return undated('quarter', ['named-year']);
      }
      const read = readYear(rules.namedYear === 'begins' ? single : single - 1, namedKind, rules);
      return read === null ? null : { ...read, doubts: [...read.doubts, 'named-year'] };
    },
  },
];

interface QuarterWords {
  readonly quarter: number;
  readonly years: string | undefined;
  /** Its year is called a financial one. */
  readonly isFinancial: boolean;
}

/** `Q4 2019` may be one of the calendar's, or of the financial year that begins or ends in 2019: only `2019/20` says it by itself. */
function quarterOf(
  { quarter, years, isFinancial }: QuarterWords,
  rules: TimescaleRules,
  { part }: DatePlace,
): DateReading {
  const year = periodYear(years, rules);
  const { start, single } = year;
  if (part !== null && part !== 'end' && part !== 'second-half') {
    return undated('quarter');
  }
  if (start !== null) {
    return { ...undated('quarter', yearDoubts(year, null)), date: quarterEnd(quarter, start) };
  }
  if (single === null) {
    return undated('quarter', yearDoubts(year, null));
  }
  const means = isFinancial ? rules.namedYear : rules.quarterYear;
  const doubts = [isFinancial ? ('named-year' as const) : ('quarter-year' as const)];
  const date =
    means === null
      ? null
      : means === 'calendar'
        ? realDay(single, 3 * quarter, 'last')
        : quarterEnd(quarter, means === 'begins' ? single : single - 1);
  return { ...undated('quarter', doubts), date };
}

/** Of the financial year that begins in `start`. */
function quarterEnd(quarter: number, start: number): string | null {
  return quarter === 4 ? realDay(start + 1, 3, 'last') : realDay(start, 3 * quarter + 3, 'last');
}

/** The years that stand beside a period, or the one that the PM says such periods lie in. */
function periodYear(years: string | undefined, { yearOfPeriods, terms }: TimescaleRules): PeriodYear {
  return years === undefined
    ? { start: yearOfPeriods, single: null, terms, isWritten: false }
    : { start: spanStart(years), single: singleYear(years), terms, isWritten: true };
}

/** A period without a year that no calendar settles either. */
function yearDoubts({ isWritten, start }: PeriodYear, date: string | null): readonly TimescaleDoubt[] {
  return !isWritten && (start !== null || date === null) ? ['year-of-periods'] : [];
}

function ends({ date, approximate }: PeriodEnd, year: PeriodYear): DateReading {
  const near = approximate ? (['approximate'] as const) : [];
  return { ...undated('term', [...near, ...yearDoubts(year, date)]), date };
}

function termOfHalf(words: string | undefined): Season | null {
  if (words === undefined) {
    return null;
  }
  const [named] = words.toLowerCase().match(/^(?:autumn|spring|summer)/) ?? [];
  if (named === 'autumn' || named === 'spring' || named === 'summer') {
    return named;
  }
  switch (monthNumber(words)) {
    case 10:
    case 11:
      return 'autumn';
    case 2:
      return 'spring';
    case 5:
    case 6:
      return 'summer';
    default:
      return /^whit/i.test(words) ? 'summer' : null;
  }
}

function readFeast({ feast = '', feastOf = '', feastYear }: DateParts, rules: TimescaleRules): DateReading {
  const name: Feast = /^e/i.test(feast) ? 'easter' : /^n/i.test(feast) ? 'new-year' : 'christmas';
  const year = periodYear(feastYear, rules);
  if (/^term$/i.test(feastOf)) {
    // Some schools call their terms after the feast they end at.
    const term = name === 'easter' ? 'spring' : 'autumn';
    return ends({ date: termEnd(term, year), approximate: false }, year);
  }
  const isRange = /^(holiday|break)/i.test(feastOf);
  const date = feastDay(name, year);
  return ends({ date, approximate: isRange && date !== null }, year);
}

const seasons: Readonly<Record<string, Season>> = {
  aut: 'autumn',
  spr: 'spring',
  sum: 'summer',
  win: 'winter',
};

function readTerm(
  part: DateParts,
  rules: TimescaleRules,
  place: Pick<DatePlace, 'part'>,
): DateReading | null {
  const { term = '', half, termWord, lateTermWord, termYear, yearOfTerm } = part;
  const years = termYear ?? yearOfTerm;
  const name = seasons[term.slice(0, 3).toLowerCase()] ?? 'winter';
  const isTerm = termWord !== undefined || lateTermWord !== undefined;
  const isShort = term.length === 3;
  // `summer` alone is a word of any sentence; with a year, a half or `term` it is a timescale.
  if (isShort ? !isTerm && half === undefined : !isTerm && half === undefined && years === undefined) {
    return null;
  }
  if (place.part === 'early' || place.part === 'mid') {
    return undated('term');
  }
  const ofHalf = half ?? (place.part === 'first-half' ? '1' : '2');
  const year = periodYear(years, rules);
  return ends(halfTermEnd(name, ofHalf === '1' ? 1 : 2, year), year);
}

function readPartOfYear(words: string, ofYear: number): DateReading {
  const part = words.toLowerCase();
  if (/^(early|beginning|start)/.test(part)) {
    return dated('month', realDay(ofYear, 3, 'last'), ['approximate']);
  }
  if (/^(mid|first)/.test(part)) {
    return dated('month', realDay(ofYear, 6, 'last'), part.startsWith('mid') ? ['approximate'] : []);
  }
  return dated('month', realDay(ofYear, 12, 'last'), part.startsWith('late') ? ['approximate'] : []);
}

/** A financial year ends with its last quarter, a school year with its summer term. */
function readYear(
  start: number | null,
  kindWords: string | undefined,
  { yearMeans }: TimescaleRules,
): DateReading | null {
  if (start === null) {
    return null;
  }
  const said = kindWords === undefined ? null : /^f/i.test(kindWords) ? 'financial' : 'academic';
  const means = said ?? yearMeans;
  const doubts = said === null ? (['year-means'] as const) : [];
  if (means === null) {
    return undated('quarter', doubts);
  }
  return means === 'financial'
    ? dated('quarter', realDay(start + 1, 3, 'last'), doubts)
    : dated('term', realDay(start + 1, 8, 'last'), doubts);
}
