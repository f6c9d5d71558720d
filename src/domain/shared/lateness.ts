import { Temporal } from 'temporal-polyfill';
import type { Timescale } from './timescale.ts';

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

function describeSpan(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  const { months } = from.until(to, { largestUnit: 'month' });
  if (months >= 1) return plural(months, 'month');
  const { days } = from.until(to, { largestUnit: 'day' });
  return days >= 14 ? plural(Math.floor(days / 7), 'week') : plural(days, 'day');
}

/**
 * Slippage in words as of `today`: `11 months late`, `due in 3 weeks`, `due today`. null where the timescale names no
 * date. Shown beside the lead's rating and never turned into one (DOMAIN 4.1).
 */
export function describeLateness(timescale: Timescale, today: Temporal.PlainDate): string | null {
  if (timescale.date === null) return null;
  const date = Temporal.PlainDate.from(timescale.date);
  const order = Temporal.PlainDate.compare(date, today);
  if (order === 0) return 'due today';
  return order < 0 ? `${describeSpan(date, today)} late` : `due in ${describeSpan(today, date)}`;
}

/**
 * How far a date asked for is from the original timescale: `5 months later`, `2 weeks earlier`. null where one of them names
 * no date, or where they are the same day.
 */
export function describeSlippage(original: Timescale, asked: Timescale): string | null {
  if (original.date === null || asked.date === null) return null;
  const [from, to] = [Temporal.PlainDate.from(original.date), Temporal.PlainDate.from(asked.date)];
  const order = Temporal.PlainDate.compare(from, to);
  if (order === 0) return null;
  return order < 0 ? `${describeSpan(from, to)} later` : `${describeSpan(to, from)} earlier`;
}
