import { Temporal } from 'temporal-polyfill';
import { formatDate, monthNames, weekdayNames } from './dates.ts';

export function weekdayOf(day: Temporal.PlainDate): string {
  return weekdayNames[day.dayOfWeek - 1] ?? '';
}

/** A day `YYYY-MM-DD` with its weekday: `Wed 16 December 2026`. */
export function shortWeekday(day: string): string {
  return `${weekdayOf(Temporal.PlainDate.from(day)).slice(0, 3)} ${formatDate(day)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function inList(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** Days `YYYY-MM-DD`, oldest first, as a sentence has them: `25 and 28 December and 1 January`. No years: they stand beside dates. */
export function listDays(days: readonly string[]): string {
  const byMonth: { month: string; days: number[] }[] = [];
  for (const text of days) {
    const { day, month } = Temporal.PlainDate.from(text);
    const name = monthNames[month - 1] ?? '';
    const last = byMonth.at(-1);
    if (last?.month === name) last.days.push(day);
    else byMonth.push({ month: name, days: [day] });
  }
  return inList(byMonth.map((group) => `${inList(spans(group.days))} ${group.month}`));
}

/** Three or more days in a row as `25 to 28`. */
function spans(days: readonly number[]): string[] {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs.flatMap((run) => (run.length < 3 ? run.map(String) : [`${run[0]} to ${run.at(-1)}`]));
}

/** As people write them; the place of each is its number. */
export const numberNames: readonly string[] = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
/** Reasons give those above in digits. */
const largestInWords = 10;

/** `five`, `12`; small numbers in words, as reasons read. */
export function inWords(count: number): string {
  return (count > largestInWords ? undefined : numberNames[count]) ?? String(count);
}
