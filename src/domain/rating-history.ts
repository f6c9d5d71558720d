import type { RatingPoint } from './action.ts';
import { type Rating, type RatingLevel, unrated } from './rating.ts';

/** Imported points come before every meeting. */
const order = (point: RatingPoint) => point.meeting ?? '';

/** The history with the rating given for one meeting, in place of an earlier one for the same meeting. */
export function recordRating(history: readonly RatingPoint[], point: RatingPoint): RatingPoint[] {
  const others = history.filter((known) => known.meeting !== point.meeting);
  const at = others.findIndex((known) => order(known) > order(point));
  const position = at < 0 ? others.length : at;
  return [...others.slice(0, position), point, ...others.slice(position)];
}

/** The latest point at or before a meeting; null when nothing was known by then. */
export function pointAt(history: readonly RatingPoint[], meeting: string): RatingPoint | null {
  return history.findLast((point) => order(point) <= meeting) ?? null;
}

/** The rating known by a meeting, `unrated` when none was. */
export function ratingAt(history: readonly RatingPoint[], meeting: string): Rating {
  return pointAt(history, meeting)?.rating ?? unrated;
}

/** The first point of the unbroken run at `level` that ends the history: how long a red has been red. */
export function runStart(history: readonly RatingPoint[], level: RatingLevel): RatingPoint | null {
  const breakAt = history.findLastIndex((point) => point.rating.level !== level);
  return history[breakAt + 1] ?? null;
}
