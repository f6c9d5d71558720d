import { monthNumber, realDay } from './calendar-days.ts';
import {
  type DateParts,
  type DateReading,
  type DateShape,
  dated,
  monthPattern,
  singleYear,
  spanStart,
  undated,
  yearsPattern,
} from './date-shapes.ts';
import {
  type Feast,
  feastDay,
  halfTerm,
  halfTermEnd,
  type PeriodEnd,
  type Season,
  termEnd,
} from './school-dates.ts';
import type { TimescaleRules } from './timescale-rules.ts';

const span = '(?:20\\d{2}\\s?[/–-]\\s?(?:20)?\\d{2}|\\d{2}\\s?[/–-]\\s?\\d{2})(?!\\d)';
const beforeYear = '[\\s,:(-]*(?:(?:of|in)\\s+)?(?:the\\s+)?';
const quarterWord = 'q(?:uarter|tr)?\\.?\\s?';
const financialWord = '(?:fy|f/y|(?:financial|fiscal)\\s+year)';
const academicWord = '(?:ay|(?:academic|school)\\s+year)';
const season = '(?:autumn|spring|summer|winter)';
const halfTermWord = 'half[\\s-]?term';
/** What may stand beside a year that says by itself when something is due. */
const onlyFills = /^(?:[\W\d]|\b(?:by|before|in|during|within|throughout|the|end|of|year|due|target)\b)*$/i;
const ordinals = ['first', 'second', 'third', 'fourth'];

/** A half-term, whose month is no date by itself (`Feb 2027 half term`): tried before months are. */
export const halfTermShape: DateShape = {
  pattern: `(?<halfBefore>\\b(?:by|before)\\s+(?:the\\s+)?)?(?:\\b(?<halfOf>${season}|${monthPattern}|whit)\\s+(?:term\\s+)?(?:(?<halfOfYear>${yearsPattern})[\\s,]*)?)?\\b(?<halfTerm>${halfTermWord})\\b(?!\\s?[1-6](?!\\d))(?:\\s+(?:holidays?|break|week))?(?:${beforeYear}(?<halfIn>${season}|${monthPattern})?(?:\\s+term\\b)?[\\s,]*(?<halfInYear>${yearsPattern})?)?`,
  key: 'halfTerm',
  read: ({ halfBefore, halfOf, halfOfYear, halfIn, halfInYear }) => {
    const term = termOfHalf(halfOf ?? halfIn);
    const years = halfInYear ?? halfOfYear;
    return term === null
      ? undated('term')
      : ends(halfTerm(term, spanStart(years), singleYear(years), halfBefore !== undefined));
  },
};

/** Quarters, terms, half-terms, feasts and years: each is taken for its last day. */
export const periodShapes: readonly DateShape[] = [
  {
    pattern: `(?:${financialWord}\\s*)?(?<![\\d/])(?<yearOfQuarter>${span})[\\s,:(–-]*${quarterWord}(?<laterQuarter>[1-4])\\b`,
    key: 'laterQuarter',
    read: ({ laterQuarter, yearOfQuarter }, _, place) =>
      quarterOf(Number(laterQuarter), yearOfQuarter, place.part),
  },
  {
    pattern: `\\b${quarterWord}(?<quarter>[1-4])\\b(?:${beforeYear}${financialWord}?\\s*(?<quarterYear>${yearsPattern}))?`,
    key: 'quarter',
    read: ({ quarter, quarterYear }, _, place) => quarterOf(Number(quarter), quarterYear, place.part),
  },
  {
    pattern: `\\b(?<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)\\s+quarter\\b(?:${beforeYear}${financialWord}?\\s*(?<ordinalYear>${yearsPattern}))?`,
    key: 'ordinal',
    read: ({ ordinal = '', ordinalYear }, _, place) => {
      const at = ordinals.indexOf(ordinal.toLowerCase()) + 1;
      const number = /^\d/.test(ordinal) ? Number(ordinal[0]) : at === 0 ? 4 : at;
      return quarterOf(number, ordinalYear, place.part);
    },
  },
  {
    // `HT3`: the third half-term of the school year's six.
    pattern: `\\b(?:ht|${halfTermWord})\\s?(?<ofSix>[1-6])(?![\\d/.])(?:${beforeYear}(?<ofSixYear>${yearsPattern}))?`,
    key: 'ofSix',
    read: ({ ofSix, ofSixYear }) => {
      const number = Number(ofSix);
      const term = number <= 2 ? 'autumn' : number <= 4 ? 'spring' : 'summer';
      return ends(halfTermEnd(term, number % 2 === 1 ? 1 : 2, spanStart(ofSixYear), singleYear(ofSixYear)));
    },
  },
  {
    pattern: `\\b(?<feast>easter|christmas|xmas|new\\s+year)(?:'?s?\\s+(?<feastOf>sunday|day|eve|holidays?|break|term))?(?:${beforeYear}(?<feastYear>${yearsPattern}))?`,
    key: 'feast',
    read: readFeast,
  },
  {
    pattern: `\\b(?:(?<yearOfTerm>${span}|20\\d{2})[\\s,:(–-]+)?(?<term>${season}|aut|spr|sum)(?![a-z])\\.?(?<termWord>[\\s-]+terms?\\b)?(?:[\\s-]*\\(?(?<half>[12])\\)?(?![\\d/.:]|st|nd|\\s*[a-z]))?(?<lateTermWord>[\\s-]+term\\b)?(?:${beforeYear}(?<termYear>${yearsPattern}))?`,
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
];

/** `Q4 2019` may mean the calendar's or the financial year, three months apart: only `2019/20` gives a date. */
function quarterOf(quarter: number, ofYear: string | undefined, part: string | null): DateReading {
  const start = spanStart(ofYear);
  if (start === null || (part !== null && part !== 'end' && part !== 'second-half')) {
    return undated('quarter');
  }
  const date = quarter === 4 ? realDay(start + 1, 3, 'last') : realDay(start, 3 * quarter + 3, 'last');
  return { ...undated('quarter'), date };
}

function ends({ date, approximate }: PeriodEnd): DateReading {
  return { ...undated('term', approximate ? ['approximate'] : []), date };
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

function readFeast({ feast = '', feastOf = '', feastYear }: DateParts): DateReading {
  const name: Feast = /^e/i.test(feast) ? 'easter' : /^n/i.test(feast) ? 'new-year' : 'christmas';
  const start = spanStart(feastYear);
  const single = singleYear(feastYear);
  if (/^term$/i.test(feastOf)) {
    // Some schools call their terms after the feast they end at.
    const term = name === 'easter' ? 'spring' : 'autumn';
    return { ...undated('term'), date: termEnd(term, start, single) };
  }
  const isRange = /^(holiday|break)/i.test(feastOf);
  const date = feastDay(name, start, single);
  return { ...undated('term', isRange && date !== null ? ['approximate'] : []), date };
}

const seasons: Readonly<Record<string, Season>> = {
  aut: 'autumn',
  spr: 'spring',
  sum: 'summer',
  win: 'winter',
};

function readTerm(
  part: DateParts,
  _: TimescaleRules,
  place: { readonly part: string | null },
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
  const start = spanStart(years);
  const single = singleYear(years);
  if (place.part === 'early' || place.part === 'mid') {
    return undated('term');
  }
  const ofHalf = half ?? (place.part === 'first-half' ? '1' : '2');
  return ends(halfTermEnd(name, ofHalf === '1' ? 1 : 2, start, single));
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
