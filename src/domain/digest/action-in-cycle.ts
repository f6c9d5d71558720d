import { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../cycle/cycle.ts';
import type { Person } from '../people/person.ts';
import type { Action, ActionId, RevisedTimescale } from '../plan/action.ts';
import { isOpen } from '../plan/action-rules.ts';
import type { PlanInPaper } from '../plan/plan-in-paper.ts';
import { historyBy, ratingBy } from '../plan/rating-history.ts';
import type { FrozenFacts } from '../reply/frozen.ts';
import { ratedOn } from '../reply/list-prompt.ts';
import { answeredLater } from '../reply/reply.ts';
import type { Update } from '../reply/update.ts';
import { dayOf } from '../shared/days.ts';
import { type Rating, unrated } from '../shared/rating.ts';
import type { DigestFilter } from './digest-filter.ts';

export interface DigestSources {
  readonly plan: PlanInPaper;
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Every cycle of the plan, oldest first. */
  readonly cycles: readonly Cycle[];
  /** The cycle to tell of; null before the first one, when all is as imported. */
  readonly cycle: Cycle | null;
  /** An earlier board to compare with, or the position as imported, in place of the board before; left out or null for that one. */
  readonly compareWith?: Cycle | 'imported' | null;
  /**
   * What the paper for the board compared with gave as ratings, by action id; null where it was not kept, so that the history
   * tells. A late reply is no part of what that board was shown: its movement is told to the next one.
   */
  readonly lastPaper: ReadonlyMap<ActionId, Rating> | null;
  /** Replies of that cycle, by action id. */
  readonly updates: ReadonlyMap<string, Update>;
  readonly filter: DigestFilter;
  readonly today: Temporal.PlainDate;
}

/** The cycles of the boards that met before this one's, oldest first. By the days they meet: one may have been moved. */
export function cyclesBefore(cycle: Cycle, cycles: readonly Cycle[]): Cycle[] {
  return cycles
    .filter(({ boardDate }) => boardDate < cycle.boardDate)
    .toSorted((a, b) => a.boardDate.localeCompare(b.boardDate));
}

/** The cycle of the board that met last before this one's; null for the first. */
export function cycleBefore(cycle: Cycle, cycles: readonly Cycle[]): Cycle | null {
  return cyclesBefore(cycle, cycles).at(-1) ?? null;
}

/** The ratings that a frozen cycle's paper gives, by action id. */
export function paperRatings(
  frozen: Pick<FrozenFacts, 'actions'>,
  { boardDate }: Cycle,
): Map<ActionId, Rating> {
  return new Map(
    frozen.actions.map(({ action, update }) => [
      action.id,
      update?.rating ?? ratingBy(action.ratingHistory, boardDate),
    ]),
  );
}

/** The day a digest describes: today while its cycle is open, else the day of the freeze or of the imported document. */
export function dayDescribed({ cycle, plan, today }: DigestSources): Temporal.PlainDate {
  if (cycle === null) return Temporal.PlainDate.from(plan.positionDate);
  return cycle.frozenAt === null ? today : Temporal.PlainDate.from(dayOf(cycle.frozenAt, plan.timeZone));
}

/** One action with the rating it had as of the cycle told of. */
export interface ActionInCycle {
  readonly action: Action;
  readonly rating: Rating;
  readonly ratedOn: string | null;
  readonly update: Update | null;
}

/** What was known by the cycle told of. */
export function historyIn({ ratingHistory }: Action, cycle: Cycle | null) {
  return cycle ? historyBy(ratingHistory, cycle.boardDate) : ratingHistory;
}

export function actionInCycle(action: Action, sources: DigestSources): ActionInCycle {
  const { cycle, plan } = sources;
  const update = cycle ? (sources.updates.get(action.id) ?? null) : null;
  const point = historyIn(action, cycle).at(-1);
  return {
    action,
    rating: update?.rating ?? point?.rating ?? unrated,
    ratedOn: update
      ? dayOf(update.at, plan.timeZone)
      : point && isRated(point.rating)
        ? ratedOn(point, plan.timeZone)
        : null,
    update,
  };
}

/** Whether anybody is asked about an action: it is open and somebody is confirmed as its lead. */
export const isAsked = (action: Action) => isOpen(action) && action.responsible.length > 0;

export const isRated = (rating: Rating) => rating.label !== unrated.label;

/** Whether the cycle told of is the plan's newest, so that what stands now is what stood in it. */
function isLatest({ cycle, cycles }: DigestSources): boolean {
  return cycle === null || cycles.every(({ boardDate }) => boardDate <= cycle.boardDate);
}

/** Whether how an action stands is what stood in the cycle: not where a later board, open at the same time, was answered. */
export function standsIn({ lastReply }: Action, sources: DigestSources): boolean {
  if (!isLatest(sources)) return false;
  const { cycle, cycles } = sources;
  return cycle === null || lastReply === null || answeredLater({ lastReply }, cycle.cycleId, cycles) === null;
}

/** The revised date as it stood in the cycle: the one its reply asked for, else what stood before that reply. */
export function revisedIn(
  { action, update }: ActionInCycle,
  sources: DigestSources,
): Pick<RevisedTimescale, 'timescale' | 'approved'> | null {
  if (standsIn(action, sources)) return action.revisedTimescale;
  return update?.revised ? { timescale: update.revised, approved: null } : (update?.revisedBefore ?? null);
}
