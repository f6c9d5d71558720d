import { Temporal } from 'temporal-polyfill';
import { parseDay } from '../shared/days.ts';
import { parseTimescale } from '../shared/timescale.ts';
import type { ClosedDay, Term } from './schedule-rules.ts';

/** What is wrong with a line somebody typed, in words for them. */
export interface LineFault {
  readonly fault: string;
}

export function isLineFault(read: unknown): read is LineFault {
  return typeof read === 'object' && read !== null && 'fault' in read;
}

/** Of one line of closed days. */
const longestClosure = 60;

const dayPattern =
  /^(?:[a-z]{3,9},? )?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4})(?![\d/])/i;

/** A day at the start of a line, and the rest of it; null where it starts otherwise or there is no such day. */
function takeDay(text: string): { readonly day: Temporal.PlainDate; readonly rest: string } | null {
  const [words] = dayPattern.exec(text) ?? [];
  if (words === undefined) return null;
  const { kind, date } = parseTimescale(words).timescale;
  const day = kind === 'day' && date !== null ? parseDay(date) : null;
  return day && { day, rest: text.slice(words.length).trim() };
}

/** Two days with `to`, a dash or `until` between them, and what follows. */
function takeRange(
  text: string,
): { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly rest: string } | null {
  const first = takeDay(text);
  if (first === null) return null;
  const joiner = /^(?:to|until|-|–|—) ?/i.exec(first.rest);
  const last = joiner === null ? null : takeDay(first.rest.slice(joiner[0].length));
  return last && { from: first.day, to: last.day, rest: last.rest };
}

/**
 * A day off, or a run of days, at the start of a line and what it is called: `25 December 2026 Christmas closure`,
 * `24 December 2026 to 1 January 2027: Christmas`. A fault in words for who typed it where it cannot be read.
 */
export function parseClosedDays(line: string): ClosedDay[] | LineFault {
  const range = takeRange(line);
  const single = range === null ? takeDay(line) : null;
  if (single) return [{ date: single.day.toString(), name: nameOf(single.rest) }];
  if (range === null) {
    return { fault: 'I cannot read a date at its start. Write it like 25 December 2026 Christmas closure.' };
  }
  const { from, to, rest } = range;
  const length = from.until(to).days + 1;
  if (length < 1) return { fault: 'the last day is before the first.' };
  if (length > longestClosure)
    return { fault: `that is more than ${longestClosure} days. Give it as a term instead.` };
  return Array.from({ length }, (_, index) => ({
    date: from.add({ days: index }).toString(),
    name: nameOf(rest),
  }));
}

/** A term as people write it: `Autumn term: 2 September 2026 to 18 December 2026`. A fault in words where it cannot be read. */
export function parseTerm(line: string): Term | LineFault {
  const colon = line.lastIndexOf(':');
  const range = takeRange(line.slice(colon + 1).trim());
  if (colon < 1 || range === null || range.rest !== '') {
    return { fault: 'write it like Autumn term: 2 September 2026 to 18 December 2026.' };
  }
  const { from, to } = range;
  if (Temporal.PlainDate.compare(to, from) < 0) return { fault: 'it ends before it starts.' };
  return { name: line.slice(0, colon).trim(), from: from.toString(), to: to.toString() };
}

/** `: Christmas closure` and `Christmas closure` alike. */
function nameOf(text: string): string {
  return text.replace(/^[:,–—-]+\s*/, '');
}
