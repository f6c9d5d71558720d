import type { Cycle } from '../cycle/cycle.ts';
import type { Action } from '../plan/action.ts';
import { isOpen } from '../plan/action-rules.ts';
import { ratingBy } from '../plan/rating-history.ts';
import { type Rating, unrated } from '../shared/rating.ts';
import { type ActionInCycle, cyclesBefore, type DigestSources } from './action-in-cycle.ts';
import type { DigestBoard, DigestCount, DigestTheme } from './digest.ts';

const beforeAnyMeeting = '';
/** Boards whose ratings are told beside those of now. */
const boardsTold = 7;

/** As the board compared with was shown it; before the first one, as imported. */
export function ratingBefore(action: Action, { lastPaper }: DigestSources, lastBoard: Cycle | null): Rating {
  if (lastPaper !== null) return lastPaper.get(action.id) ?? unrated;
  return ratingBy(action.ratingHistory, lastBoard?.boardDate ?? beforeAnyMeeting);
}

/** Ratings as they were told to one board, one for each position and in their order. */
interface Shown {
  readonly boardDate: string | null;
  readonly ratings: readonly Rating[];
}

/** Oldest first: as imported where there is room for it, the boards before, and now. */
function ratingsShown(
  positions: readonly ActionInCycle[],
  sources: DigestSources,
  lastBoard: Cycle | null,
): Shown[] {
  const { cycle, cycles } = sources;
  const now: Shown = {
    boardDate: cycle?.boardDate ?? null,
    ratings: positions.map(({ rating }) => rating),
  };
  if (cycle === null) return [now];
  const before = cyclesBefore(cycle, cycles);
  const told = before.slice(-boardsTold).map((board): Shown => {
    const { boardDate } = board;
    const kept = board.cycleId === lastBoard?.cycleId;
    return {
      boardDate,
      ratings: positions.map(({ action }) =>
        kept ? ratingBefore(action, sources, board) : ratingBy(action.ratingHistory, boardDate),
      ),
    };
  });
  const imported: Shown = {
    boardDate: null,
    ratings: positions.map(({ action }) => ratingBy(action.ratingHistory, beforeAnyMeeting)),
  };
  return [...(before.length < boardsTold ? [imported] : []), ...told, now];
}

/** Ratings now and before, by the labels of the plan's key and those that its actions hold beside it. */
export function countRatings(
  positions: readonly ActionInCycle[],
  sources: DigestSources,
  lastBoard: Cycle | null,
): { readonly counts: DigestCount[]; readonly boards: DigestBoard[] } {
  const { plan, cycle } = sources;
  const shown = ratingsShown(positions, sources, lastBoard);
  const before =
    lastBoard === null ? [] : positions.map(({ action }) => ratingBefore(action, sources, lastBoard));
  const levels = new Map(plan.ratingKey.map(({ label, level }) => [label, level]));
  for (const { label, level } of [...shown.flatMap(({ ratings }) => ratings), ...before]) {
    if (!levels.has(label)) levels.set(label, level);
  }
  const labels = [...levels.keys()];
  const held = tally(
    labels,
    positions.map(({ rating }) => rating),
  );
  // Nobody is asked about a completed action: its rating is settled, not a silence.
  const said = tally(
    labels,
    positions.flatMap(({ action, update, rating }) =>
      update !== null || cycle === null || !isOpen(action) ? [rating] : [],
    ),
  );
  const atLastBoard = lastBoard === null ? null : tally(labels, before);
  return {
    counts: [...levels].map(([label, level], index) => ({
      label,
      level,
      now: said[index] ?? 0,
      lastKnown: (held[index] ?? 0) - (said[index] ?? 0),
      lastBoard: atLastBoard === null ? null : (atLastBoard[index] ?? 0),
    })),
    boards: shown.map(({ boardDate, ratings }) => ({ boardDate, counts: tally(labels, ratings) })),
  };
}

/** How many ratings hold each label, in the order of the labels. */
function tally(labels: readonly string[], ratings: readonly Rating[]): number[] {
  const counts = new Map<string, number>();
  for (const { label } of ratings) counts.set(label, (counts.get(label) ?? 0) + 1);
  return labels.map((label) => counts.get(label) ?? 0);
}

/** Positions by theme, else by priority, in the plan's order. */
export function groupPositions<T>(
  items: readonly T[],
  of: (item: T) => Pick<Action, 'theme' | 'priority'>,
): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const item of items) {
    const { theme, priority } = of(item);
    const key = theme ?? priority;
    const members = groups.get(key);
    if (members) members.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

export function countThemes(
  positions: readonly ActionInCycle[],
  counts: readonly DigestCount[],
): DigestTheme[] {
  const labels = counts.map(({ label }) => label);
  return [...groupPositions(positions, ({ action }) => action)].map(([theme, members]) => ({
    theme,
    counts: tally(
      labels,
      members.map(({ rating }) => rating),
    ),
    total: members.length,
  }));
}
