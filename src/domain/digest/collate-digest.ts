import type { Cycle } from '../cycle/cycle.ts';
import { isOpen, namedUpdater } from '../plan/action-rules.ts';
import type { Rating, RatingLevel } from '../shared/rating.ts';
import {
  type ActionInCycle,
  actionInCycle,
  cycleBefore,
  type DigestSources,
  dayDescribed,
  isAsked,
  isRated,
} from './action-in-cycle.ts';
import { tellBurnUp } from './burn-up.ts';
import { countRatings, countThemes, groupPositions, ratingBefore } from './count-ratings.ts';
import type { Digest, DigestAction, DigestMovement, DigestSilence, SilencesAbove } from './digest.ts';
import type { DigestFilter } from './digest-filter.ts';
import { narrowActions } from './narrow-digest.ts';
import { type PeopleById, severity, tellAction } from './tell-action.ts';
import { tellDates } from './tell-dates.ts';

function directionOf(from: RatingLevel, to: RatingLevel): DigestMovement['direction'] {
  if (from === to || from === 'none' || to === 'none') return 'other';
  return severity[to] > severity[from] ? 'better' : 'worse';
}

function tellMovements(
  positions: readonly ActionInCycle[],
  sources: DigestSources,
  lastBoard: Cycle | null,
): DigestMovement[] {
  const movements = positions.flatMap(({ action, rating, update }): DigestMovement[] => {
    const from = ratingBefore(action, sources, lastBoard);
    if (from.label === rating.label || !isRated(from) || update === null) return [];
    const direction = directionOf(from.level, rating.level);
    // Of an action that is better, the reason it was not on track is no reason for the movement.
    const reason = direction === 'better' ? update.narrative : update.reason || update.narrative;
    return [
      { actionId: action.id, ref: action.ref, title: action.title, from, to: rating, direction, reason },
    ];
  });
  const rank = { worse: 0, better: 1, other: 2 };
  return movements.sort((a, b) => rank[a.direction] - rank[b.direction]);
}

const isSilent = ({ action, update }: ActionInCycle) => isAsked(action) && update === null;

function tellSilences(positions: readonly ActionInCycle[], people: PeopleById): DigestSilence[] {
  return positions
    .filter(isSilent)
    .map(({ action, rating, ratedOn: day }) => {
      const leads = action.responsible.flatMap((id) => people.get(id) ?? []);
      return {
        actionId: action.id,
        ref: action.ref,
        title: action.title,
        lastKnown: rating,
        ratedOn: day,
        leads: leads.map((person) => person.name),
        agency: leads[0]?.agency ?? '',
      };
    })
    .sort(
      (a, b) =>
        a.agency.localeCompare(b.agency, 'en-GB') ||
        severity[a.lastKnown.level] - severity[b.lastKnown.level],
    );
}

/** By agency, in the order of the silences. */
function countByAgency(silences: readonly DigestSilence[]): SilencesAbove[] {
  const counts = new Map<string, number>();
  for (const { agency } of silences) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  return [...counts].map(([agency, actions]) => ({ agency, actions }));
}

/** A digest of one level leaves out what has nothing to do with it; one of both levels tells everything. */
function concerns({ levels }: DigestFilter, { level }: Rating): boolean {
  return levels.length > 1 || levels.some((wanted) => wanted === level);
}

function groupByTheme(actions: readonly DigestAction[]): Digest['ambers'] {
  return [...groupPositions(actions, (action) => action)].map(([theme, members]) => ({
    theme,
    actions: members,
  }));
}

function boardCompared(cycle: Cycle, { cycles, compareWith = null }: DigestSources): Cycle | null {
  if (compareWith === 'imported') return null;
  return compareWith ?? cycleBefore(cycle, cycles);
}

/**
 * The red/amber digest of a plan as of one cycle. A red or amber nobody confirmed this cycle stays in its list, marked
 * as last known: it must not vanish because its lead said nothing, and counts keep the two apart (DOMAIN 4.5). It is not
 * listed again among the silent, which count it, unless they are all that is asked for. Superseded, withdrawn and merged
 * actions are left out.
 */
export function collateDigest(sources: DigestSources): Digest {
  const { plan, cycle, filter } = sources;
  const people = new Map(sources.people.map((person) => [person.id, person]));
  const counted = sources.actions.filter((action) => isOpen(action) || action.status === 'complete');
  const positions = narrowActions(counted, filter, people).map((action) => actionInCycle(action, sources));
  const lastBoard = cycle ? boardCompared(cycle, sources) : null;
  const told = (level: 'red' | 'amber') =>
    filter.levels.includes(level)
      ? positions
          .filter(({ rating }) => rating.level === level)
          .map((position) => tellAction(position, sources, people))
      : [];
  const asked = positions.filter(({ action }) => isAsked(action));
  const movements = cycle ? tellMovements(positions, sources, lastBoard) : [];
  const silences = cycle ? tellSilences(positions, people) : [];
  const silent = silences.filter(({ lastKnown }) => concerns(filter, lastKnown));
  const isAbove = ({ lastKnown }: DigestSilence) =>
    filter.only === null && filter.levels.some((level) => level === lastKnown.level);
  const { counts, boards } = countRatings(positions, sources, lastBoard);

  return {
    planId: plan.id,
    planName: plan.name,
    board: plan.board,
    cycleId: cycle?.cycleId ?? null,
    boardDate: cycle?.boardDate ?? null,
    forMeeting: null,
    state: cycle?.state ?? 'as-imported',
    asAt: dayDescribed(sources).toString(),
    lastBoard: lastBoard?.boardDate ?? null,
    filter,
    leadName: filter.lead === null ? null : (people.get(filter.lead)?.name ?? filter.lead),
    since: null,
    took: [],
    total: positions.length,
    asked: asked.length,
    answered: asked.filter(({ update }) => update !== null).length,
    counts,
    themes: countThemes(positions, counts),
    boards,
    reds: told('red'),
    ambers: groupByTheme(told('amber')),
    ...tellDates(positions, sources, people),
    burnUp: tellBurnUp(positions, sources),
    movements: movements.filter(({ from, to }) => concerns(filter, from) || concerns(filter, to)),
    silent: silent.filter((silence) => !isAbove(silence)),
    silentAbove: countByAgency(silent.filter(isAbove)),
    silentLeads: cycle
      ? new Set(positions.filter(isSilent).map(({ action }) => namedUpdater(action))).size
      : 0,
    unassigned: positions
      .filter(({ action }) => isOpen(action) && action.responsible.length === 0)
      .map(({ action: { id, ref, title, responsibleLeads } }) => ({
        ...{ actionId: id, ref, title },
        leadTexts: responsibleLeads,
      })),
  };
}
