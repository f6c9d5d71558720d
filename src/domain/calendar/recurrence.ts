import type { Temporal } from 'temporal-polyfill';
import { weekdayNames } from '../shared/dates.ts';
import { inWords, numberNames } from '../shared/weekdays.ts';

/** How often a board meets. Weekdays are 1 (Monday) to 7; `nth` is 1 to 5, or -1 for the last. */
export type Recurrence =
  | { readonly every: 'week'; readonly interval: number; readonly weekday: number | null }
  | {
      readonly every: 'month';
      readonly interval: number;
      /** null where the phrase does not say: the first meeting's place in its month then. */
      readonly on:
        | { readonly nth: number; readonly weekday: number }
        /** A day of the month, its last one in shorter months; 31 is the last. */
        | { readonly day: number }
        | null;
    };

export interface RecurrenceProblem {
  readonly problem: string;
}

const examples =
  'Write it like “second Wednesday monthly”, “every six weeks on a Tuesday” or “quarterly on the first Wednesday”.';

const weekdayPattern = new RegExp(
  `\\b(${weekdayNames.map((name) => `${name}s?|${name.slice(0, 3)}`).join('|')}|tues|weds?|thurs?)\\b`,
  'i',
);
const nthWords: readonly (readonly [RegExp, number])[] = [
  [/\b(?:first|1st)\b/, 1],
  [/\b(?:second|2nd)\b/, 2],
  [/\b(?:third|3rd)\b/, 3],
  [/\b(?:fourth|4th)\b/, 4],
  [/\b(?:fifth|5th)\b/, 5],
  [/\blast\b/, -1],
];
/** Those that make a cadence: "every one month" is said by nobody. */
const smallNumbers = numberNames.slice(2);

/** How often, from what is most special to what is most general; the first that fits is taken out of the phrase. */
const cadences: readonly (readonly [RegExp, 'week' | 'month', number])[] = [
  [
    /\b(?:twice a year|twice yearly|two times a year|2 times a year|half[- ]yearly|every half[- ]?year|every six months)\b/,
    'month',
    6,
  ],
  [/\b(?:three times a year|3 times a year)\b/, 'month', 4],
  [/\b(?:four times a year|4 times a year|quarterly|(?:every|each|once a) quarter)\b/, 'month', 3],
  [/\b(?:six times a year|6 times a year|every other month)\b/, 'month', 2],
  [/\b(?:annually|yearly|(?:every|each) year|once a year)\b/, 'month', 12],
  [/\b(?:monthly|(?:of |in )?(?:every|each) month|(?:once )?a month|of the month)\b/, 'month', 1],
  [/\b(?:fortnightly|every fortnight|once a fortnight|every other week)\b/, 'week', 2],
  [/\b(?:weekly|(?:every|each) week|once a week)\b/, 'week', 1],
];

/**
 * Reads a phrase such as “second Wednesday monthly”, “every other Monday” or “monthly on the 15th”. What may mean two
 * things is a problem that asks, in words for the person who wrote it.
 */
export function parseRecurrence(phrase: string): Recurrence | RecurrenceProblem {
  if (phrase.length > 200) return { problem: `That is too long for how often a board meets. ${examples}` };
  const quoted = `“${phrase.trim()}”`;
  let rest = ` ${phrase.toLowerCase().replace(/[,.]/g, ' ').replace(/\s+/g, ' ').trim()} `;
  const take = (pattern: RegExp): RegExpMatchArray | null => {
    const match = rest.match(pattern);
    if (match) rest = rest.replace(match[0], ' ').replace(/\s+/g, ' ');
    return match;
  };
  const doubtful = /\b(?:bi-?(?:monthly|weekly|annual(?:ly)?)|termly|each term|every term)\b/.exec(rest);
  if (doubtful) {
    return {
      problem: `“${doubtful[0]}” can mean more than one thing. Say how many weeks or months lie between two meetings: “every two months on the first Wednesday”.`,
    };
  }
  const cadence = takeCadence(take);
  const weekdayText = take(weekdayPattern)?.[1];
  const weekday =
    weekdayText === undefined
      ? null
      : weekdayNames.findIndex((name) => name.toLowerCase().startsWith(weekdayText.slice(0, 3))) + 1;
  const otherWeek = weekday !== null && cadence === null && take(/\bevery other\b/) !== null;
  const everyNth =
    weekday !== null && cadence === null && /\bevery (?:second|third|fourth|2nd|3rd|4th)\b/.exec(rest);
  if (everyNth) {
    const [nth] = everyNth[0].split(' ').slice(1);
    const name = weekdayNames[weekday - 1];
    return {
      problem: `${quoted} can mean the ${nth} ${name} of each month or every few weeks. Write “${nth} ${name} monthly” or “every ${nth === 'second' || nth === '2nd' ? 'two' : nth === 'third' || nth === '3rd' ? 'three' : 'four'} weeks on a ${name}”.`,
    };
  }
  const nth = weekday === null ? null : (nthWords.find(([pattern]) => take(pattern) !== null)?.[1] ?? null);
  const monthDay = weekday === null ? takeMonthDay(take) : null;
  const everyWeek =
    weekday !== null && nth === null && cadence === null && take(/\b(?:every|each)\b/) !== null;
  const left = rest.replace(/\b(?:on|the|a|an|of|in|every|each|day|at|meets?|meeting|once)\b/g, ' ').trim();
  if (left !== '')
    return { problem: `I can’t read “${left.replace(/\s+/g, ' ')}” in ${quoted}. ${examples}` };

  if (otherWeek || everyWeek) {
    return nth === null
      ? { every: 'week', interval: otherWeek ? 2 : 1, weekday }
      : { problem: `${quoted} can mean more than one thing. ${examples}` };
  }
  if (cadence === null && nth === null && monthDay === null) {
    return { problem: `${quoted} does not say how often the board meets. ${examples}` };
  }
  const { every, interval } = cadence ?? { every: 'month', interval: 1 };
  if (every === 'week') {
    if (nth !== null || monthDay !== null) {
      return {
        problem: `${quoted} names a place in the month and counts weeks. Give one of the two. ${examples}`,
      };
    }
    return { every, interval, weekday };
  }
  if (weekday !== null && nth === null) {
    const name = weekdayNames[weekday - 1] ?? '';
    return {
      problem: `Which ${name} of the month? Write “first ${name}”, “second ${name}” or “last ${name}”.`,
    };
  }
  if (weekday !== null && nth !== null) return { every, interval, on: { nth, weekday } };
  return { every, interval, on: monthDay === null ? null : { day: monthDay } };
}

type Take = (pattern: RegExp) => RegExpMatchArray | null;

function takeCadence(take: Take): { every: 'week' | 'month'; interval: number } | null {
  const number = `(\\d{1,2}|${smallNumbers.join('|')})`;
  const counted =
    take(new RegExp(`\\b(?:once )?(?:every|each) ${number}[- ](week|month|year)s?\\b`)) ??
    take(new RegExp(`\\b${number}[- ](week|month)ly\\b`));
  if (counted) {
    const interval = numberOf(counted[1] ?? '');
    const unit = counted[2];
    if (interval < 1) return null;
    if (unit === 'year') return { every: 'month', interval: interval * 12 };
    return { every: unit === 'week' ? 'week' : 'month', interval };
  }
  for (const [pattern, every, interval] of cadences) {
    if (take(pattern)) return { every, interval };
  }
  return null;
}

function numberOf(text: string): number {
  const named = numberNames.indexOf(text);
  return named < 0 ? Number(text) : named;
}

/** `the 15th`, `day 15`, `the last day`; null where the phrase names none. */
function takeMonthDay(take: Take): number | null {
  if (take(/\blast day\b/)) return 31;
  const match = take(/\b(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b/) ?? take(/\bday (0?[1-9]|[12]\d|3[01])\b/);
  const day = Number(match?.[1] ?? Number.NaN);
  return day >= 1 && day <= 31 ? day : null;
}

const nthNames: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
};

const intervalWords = (interval: number, unit: string) =>
  interval === 1 ? `Every ${unit}` : `Every ${inWords(interval)} ${unit}s`;

/** As understood, to be read back: `Every three months on the first Wednesday`. */
export function describeRecurrence(recurrence: Recurrence): string {
  const { every, interval } = recurrence;
  const often = intervalWords(interval, every);
  if (every === 'week') {
    const { weekday } = recurrence;
    return weekday === null ? often : `${often} on ${weekdayNames[weekday - 1] ?? ''}`;
  }
  const { on } = recurrence;
  if (on === null) return often;
  if ('nth' in on) return `${often} on the ${nthNames[on.nth] ?? ''} ${weekdayNames[on.weekday - 1] ?? ''}`;
  return on.day === 31 ? `${often} on its last day` : `${often} on day ${on.day}`;
}

/** What the phrase leaves open, taken from the first day: its weekday, or its place in the month. */
export function settleRecurrence(recurrence: Recurrence, first: Temporal.PlainDate): Recurrence {
  if (recurrence.every === 'week') return { ...recurrence, weekday: recurrence.weekday ?? first.dayOfWeek };
  const nth = Math.ceil(first.day / 7);
  return {
    ...recurrence,
    on: recurrence.on ?? { nth: nth > 4 ? -1 : nth, weekday: first.dayOfWeek },
  };
}
