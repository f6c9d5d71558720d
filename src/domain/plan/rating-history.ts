import { type Rating, type RatingLevel, unrated } from '../shared/rating.ts';
import type { RatingPoint } from './action.ts';

/** Imported points come before every meeting. */
const meetingOrder = (point: RatingPoint) => point.meeting ?? '';

/** The history with the rating given for one meeting, in place of an earlier one for the same meeting. */
export function recordRating(history: readonly RatingPoint[], point: RatingPoint): RatingPoint[] {
  const others = history.filter((known) => known.meeting !== point.meeting);
  const at = others.findIndex((known) => meetingOrder(known) > meetingOrder(point));
  const position = at < 0 ? others.length : at;
  return [...others.slice(0, position), point, ...others.slice(position)];
}

/**
 * What was known by a board's day, in the order it was said: a cycle whose board was moved past another's keeps its name,
 * and so its place in the history, but what it was told is the newer word. What was said for an older board once a
 * later one had been answered comes before that later word.
 */
export function historyBy(history: readonly RatingPoint[], boardDate: string): RatingPoint[] {
  const imported = history.filter(({ meeting }) => meeting === null);
  const said = history.filter(({ meeting }) => meeting !== null && meeting <= boardDate);
  // Most plans have none that was said behind a later word: a digest asks this for each action and board.
  if (said.every(({ behind }) => behind === undefined)) {
    return [...imported, ...said.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))];
  }
  const places = new Map(said.map((point) => [point, placeOf(point, said)]));
  const place = (point: RatingPoint) => places.get(point) ?? { at: point.at, before: 0 };
  const inOrder = said.toSorted((a, b) => {
    const [one, other] = [place(a), place(b)];
    return one.at.localeCompare(other.at) || other.before - one.before || a.at.localeCompare(b.at);
  });
  return [...imported, ...inOrder];
}

/** Where a point stands among what was said: at its own instant, or so many steps before the later board's word. */
function placeOf(point: RatingPoint, said: readonly RatingPoint[]): { at: string; before: number } {
  const later = said.find(({ meeting }) => meeting !== null && meeting === point.behind);
  if (later === undefined) return { at: point.at, before: 0 };
  const place = placeOf(
    later,
    said.filter((other) => other !== point),
  );
  return { at: place.at, before: place.before + 1 };
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
