import { formatDate, formatWeekday } from '../../domain/shared/dates.ts';
import { type Rating, type RatingLevel, ratingSymbols } from '../../domain/shared/rating.ts';
import { ratingInWords } from '../../domain/shared/rating-in-words.ts';
import { excerpt, plainLine } from './escape.ts';

/**
 * A rating as a card shows it: a shape in its colour, and beside it the words in the colour of text. Amber and green words
 * cannot be read on white; the shape need not be, since the words say the same (WCAG 2.2: 1.4.3, 1.4.11).
 */
export interface Mark {
  /** `▲` */
  readonly symbol: string;
  /** Of the shape only. */
  readonly color: 'attention' | 'warning' | 'good' | 'default';
  /** Plain text for a TextRun, which is no Markdown: `Amber`. */
  readonly text: string;
}

const colors: Record<RatingLevel, Mark['color']> = {
  red: 'attention',
  amber: 'warning',
  green: 'good',
  complete: 'good',
  none: 'default',
};

/** A rating as a card says it: `Behind (red)`. */
export function ratingWords({ label, level }: Rating): string {
  return ratingInWords({ label: excerpt(plainLine(label), 120), level });
}

export function ratingMark(rating: Rating): Mark {
  return { symbol: ratingSymbols[rating.level], color: colors[rating.level], text: ratingWords(rating) };
}

/** Facts of one line, the empty ones left out: `December 2018 · 11 months late`. */
export function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

/** `1 action`, `3 actions`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `40% complete`, never rounded up to all; '' where the plan does not say. */
export function percentWords(percent: number | null): string {
  return percent === null ? '' : `${Math.floor(percent)}% complete`;
}

/** A day in words; '' stays ''. */
export function dayWords(day: string | null): string {
  return day === null || day === '' ? '' : formatDate(day);
}

/** A day somebody has to act on, with its day of the week; '' stays ''. */
export function weekdayWords(day: string | null): string {
  return day === null || day === '' ? '' : formatWeekday(day);
}

/** What somebody is told who is in no plan yet and may send the first one. */
export const sendTrackerWords =
  'Send me your tracker (Word, Excel or CSV) as an attachment, and I’ll show what I understood before anything is saved.';
