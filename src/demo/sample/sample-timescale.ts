import type { Temporal } from 'temporal-polyfill';
import { formatDate, monthNames } from '../../domain/shared/dates.ts';
import type { SampleTimescale } from './sample-types.ts';

/** The month's English name. */
function monthName(month: number): string {
  return monthNames[month - 1] ?? '';
}

/** `19 November 2025`. */
export function longDate(date: Temporal.PlainDate): string {
  return formatDate(date.toString());
}

/** A timescale in the words that a real tracker would use, placed around `today`. */
export function writeTimescale(timescale: SampleTimescale, today: Temporal.PlainDate): string {
  if (timescale.form === 'words') return timescale.words;
  const date = today.with({ day: 15 }).add({ months: timescale.months });
  switch (timescale.form) {
    case 'month':
      return `${monthName(date.month)} ${date.year}`;
    case 'short-month':
      return `${monthName(date.month).slice(0, 3)} ${String(date.year).slice(2)}`;
    case 'day':
      return `15/${String(date.month).padStart(2, '0')}/${date.year}`;
    case 'term':
      return `${termOf(date.month)} term ${date.year}`;
    case 'quarter':
      return financialQuarter(date);
  }
}

function termOf(month: number): string {
  if (month <= 3) return 'Spring';
  return month <= 8 ? 'Summer' : 'Autumn';
}

/** The financial year starts in April: January 2026 is in `Q4 2025/26`. */
function financialQuarter(date: Temporal.PlainDate): string {
  const start = date.month >= 4 ? date.year : date.year - 1;
  const quarter = Math.floor(((date.month + 8) % 12) / 3) + 1;
  return `Q${quarter} ${start}/${String(start + 1).slice(2)}`;
}
