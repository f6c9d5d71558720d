import { type DatePlace, type DateReading, type DateShape, dayShapes } from './date-shapes.ts';
import { halfTermShape, periodShapes } from './period-shapes.ts';
import type { TimescaleRules } from './timescale-rules.ts';

/** A date expression found in a text, and what the words before it make of it. */
export interface FoundDate extends DateReading {
  /** Something begins on it or comes after it: no day by which anything is due. */
  readonly opens: boolean;
  /** A review is to be held from then on. */
  readonly reviews: boolean;
  /** Something ends with it or is due by it. */
  readonly closes: boolean;
}

const allShapes = [halfTermShape, ...dayShapes, ...periodShapes];
const patternOf = (shapes: readonly DateShape[]) =>
  new RegExp(shapes.map(({ pattern }) => pattern).join('|'), 'gi');
const anyDay = patternOf(dayShapes);
const anyShape = patternOf(allShapes);
/** What every shape of a period has something of; to search for days alone takes half the time. */
const periodMark =
  /half|\bht|\bq|quarter|easter|mas\b|new\s|aut|spr|sum|winter|early|mid|late|begin|start|end|close|year|\b[af]\/?y|(?<![\d/.-])(?:20)?\d{2}\s?[/–-]\s?(?:20)?\d{2}(?![\d/.-])/i;

const seenBefore = 40;

/** Every date expression of a text, in order. */
export function findDates(text: string, rules: TimescaleRules): FoundDate[] {
  const found: FoundDate[] = [];
  // All shapes need a digit or one of these words, and most texts of a plan have neither.
  if (!/\d|term|easter|christmas|xmas|new\s+year/i.test(text)) {
    return found;
  }
  const hasPeriod = periodMark.test(text);
  const shapes = hasPeriod ? allShapes : dayShapes;
  for (const match of text.matchAll(hasPeriod ? anyShape : anyDay)) {
    const part = match.groups ?? {};
    const before = text.slice(Math.max(0, match.index - seenBefore), match.index).toLowerCase();
    const place: DatePlace = {
      part: partOf(before),
      opensWeek: weekOpening.test(before),
      rest: () => `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`,
    };
    const read = shapes.find(({ key }) => part[key] !== undefined)?.read(part, rules, place) ?? null;
    if (read !== null) {
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + seenBefore);
      const way = direction(before, place);
      found.push({ ...read, ...way, opens: way.opens || isOnwards.test(after) });
    }
  }
  return found;
}

const weekOpening =
  /\b(?:w\/?\s?c|w\/?b|w(?:ee)?k\.?\s+(?:commencing|beginning|starting|of|c|b))[\s:.]*(?:the\s+)?(?:monday|mon)?,?\s*$/;
const partBefore =
  /\b(early(?:\s+in)?|mid(?:dle)?(?:\s+of)?|(?:beginning|start)\s+of|(?:first|1st|second|2nd|latter|last)\s+half\s+of|(?:end|close)(?:\s+of)?|late(?:\s+in)?)[\s-]+(?:the\s+)?$/;

function partOf(before: string): DatePlace['part'] {
  const words = partBefore.exec(before)?.[1] ?? null;
  if (words === null) {
    return null;
  }
  if (words.includes('half')) {
    return /^(first|1st)/.test(words) ? 'first-half' : 'second-half';
  }
  return /^(early|beginning|start)/.test(words) ? 'early' : words.startsWith('mid') ? 'mid' : 'end';
}

const isDueBy = /\b(until|till|to|by|end(s|ing)?( of)?)\W*(end of\s*)?$/;
const isRange = /[–/-]\s*$/;
const isAfter = /\b(after|post|following|not before|no earlier than)[\s-]*(?:the\s+)?(?:end of\s+)?$/;
const isFrom = /\b(from|since|start(s|ed|ing)?|began|commenc\w+)\W*(\w+\W+){0,2}$/;
const isOnwards = /^\W{0,3}(?:onwards?|and (?:beyond|after|onwards?))\b/i;
const isReview = /\breview(ed)?\W*(\w+\W+){0,2}$/;

function direction(
  before: string,
  { opensWeek, part }: DatePlace,
): Pick<FoundDate, 'opens' | 'reviews' | 'closes'> {
  const closes = isDueBy.test(before);
  const opens = isFrom.test(before) && !closes && !opensWeek && part === null;
  return {
    // In `from May to July 2026` and `from May-July 2026` July is the end.
    opens: isAfter.test(before) || (opens && !isRange.test(before)),
    reviews: isReview.test(before),
    closes,
  };
}
