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

/**
 * What was known by a board's day, in the order it was said: a cycle whose board was moved past another's keeps its name,
 * and so its place in the history, but what it was told is the newer word.
 */
export function historyBy(history: readonly RatingPoint[], boardDate: string): RatingPoint[] {
  const imported = history.filter(({ meeting }) => meeting === null);
  const said = history.filter(({ meeting }) => meeting !== null && meeting <= boardDate);
  return [...imported, ...said.toSorted((a, b) => a.at.localeCompare(b.at))];
}

/** The rating known by a board's day, `unrated` when none was. */
export function ratingBy(history: readonly RatingPoint[], boardDate: string): Rating {
  return historyBy(history, boardDate).at(-1)?.rating ?? unrated;
}

/** The first point of the unbroken run at `level` that ends the history: how long a red has been red. */
export function runStart(history: readonly RatingPoint[], level: RatingLevel): RatingPoint | null {
  const breakAt = history.findLastIndex((point) => point.rating.level !== level);
  return history[breakAt + 1] ?? null;
}
