import type { Cycle } from '../cycle/cycle.ts';
import type { Person } from '../people/person.ts';
import type { Action } from '../plan/action.ts';
import { isOpen } from '../plan/action-rules.ts';
import { ratingBy, runStart } from '../plan/rating-history.ts';
import { saidBy } from '../reply/reply.ts';
import { describeLateness } from '../shared/lateness.ts';
import { type Rating, type RatingLevel, unrated } from '../shared/rating.ts';
import { describeTimescale } from '../shared/timescale.ts';
import {
  type ActionInCycle,
  actionInCycle,
  cycleBefore,
  type DigestSources,
  dayDescribed,
  historyIn,
  isAsked,
  isRated,
  revisedIn,
  standsIn,
} from './action-in-cycle.ts';
import type {
  Digest,
  DigestAction,
  DigestCount,
  DigestFilter,
  DigestMovement,
  DigestSilence,
  SilencesAbove,
} from './digest.ts';

/** Worst first: how a reader scans. What a level `none` means only the plan knows, so it is neither good nor bad. */
const severity: Readonly<Record<RatingLevel, number>> = { red: 0, amber: 1, none: 2, green: 3, complete: 4 };

const beforeAnyMeeting = '';

/** The day the board of a cycle met, where it differs from the cycle's name: the meeting was moved. */
function boardDateOf(cycleId: string | null, cycles: readonly Cycle[]): string | null {
  return cycles.find((cycle) => cycle.cycleId === cycleId)?.boardDate ?? cycleId;
}

function tellAction(
  position: ActionInCycle,
  sources: DigestSources,
  people: ReadonlyMap<string, Person>,
): DigestAction {
  const { action, rating, update } = position;
  const leads = action.responsible.flatMap((id) => people.get(id) ?? []);
  const revised = revisedIn(position, sources);
  return {
    actionId: action.id,
    ref: action.ref,
    title: action.title,
    priority: action.priority,
    theme: action.theme,
    rating,
    replied: sources.cycle === null || update !== null,
    asked: sources.cycle !== null && isAsked(action),
    answeredBy: update?.onBehalfOf ? saidBy(update, (id) => people.get(id)?.name ?? id) : null,
    ratedOn: position.ratedOn,
    // Without a reply in this cycle the last known words stand; they may be newer than an old cycle told of.
    narrative: update?.narrative ?? (standsIn(action, sources) ? action.narrative : ''),
    reason: update?.reason ?? '',
    recoveryStep: update?.recoveryStep ?? '',
    originalTimescale: describeTimescale(action.originalTimescale),
    revisedTimescale: revised ? describeTimescale(revised.timescale) : null,
    revisedApproved: revised !== null && revised.approved !== null,
    originalLateness: describeLateness(action.originalTimescale, dayDescribed(sources)),
    revisedLateness: revised ? describeLateness(revised.timescale, dayDescribed(sources)) : null,
    percentComplete: action.percentComplete,
    leads: leads.map((person) => person.name),
    agencies: [...new Set(leads.map((person) => person.agency).filter((agency) => agency !== ''))],
    since: boardDateOf(
      runStart(historyIn(action, sources.cycle), rating.level)?.meeting ?? null,
      sources.cycles,
    ),
  };
}

function countRatings(
  positions: readonly ActionInCycle[],
  sources: DigestSources,
  lastBoard: Cycle | null,
): DigestCount[] {
  const { plan, cycle } = sources;
  const before =
    lastBoard === null ? [] : positions.map(({ action }) => ratingBefore(action, sources, lastBoard));
  const levels = new Map(plan.ratingKey.map(({ label, level }) => [label, level]));
  for (const { label, level } of [...positions.map(({ rating }) => rating), ...before]) {
    if (!levels.has(label)) levels.set(label, level);
  }
  return [...levels].map(([label, level]) => {
    const held = positions.filter(({ rating }) => rating.label === label);
    // Nobody is asked about a completed action: its rating is settled, not a silence.
    const said = held.filter(({ action, update }) => update !== null || cycle === null || !isOpen(action));
    return {
      label,
      level,
      now: said.length,
      lastKnown: held.length - said.length,
      lastBoard: lastBoard === null ? null : before.filter((rating) => rating.label === label).length,
    };
  });
}

function directionOf(from: RatingLevel, to: RatingLevel): DigestMovement['direction'] {
  if (from === to || from === 'none' || to === 'none') return 'other';
  return severity[to] > severity[from] ? 'better' : 'worse';
}

/** As the last board was shown it; before the first one, as imported. */
function ratingBefore(action: Action, { lastPaper }: DigestSources, lastBoard: Cycle | null): Rating {
  if (lastPaper !== null) return lastPaper.get(action.id) ?? unrated;
  return ratingBy(action.ratingHistory, lastBoard?.boardDate ?? beforeAnyMeeting);
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

function tellSilences(
  positions: readonly ActionInCycle[],
  people: ReadonlyMap<string, Person>,
): DigestSilence[] {
  return positions
    .filter(({ action, update }) => isAsked(action) && update === null)
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
  const groups = new Map<string | null, DigestAction[]>();
  for (const action of actions) {
    const key = action.theme ?? action.priority;
    const members = groups.get(key);
    if (members) members.push(action);
    else groups.set(key, [action]);
  }
  return [...groups].map(([theme, members]) => ({ theme, actions: members }));
}

/**
 * The red/amber digest of a plan as of one cycle. A red or amber nobody confirmed this cycle stays in its list, marked
 * as last known: it must not vanish because its lead said nothing, and counts keep the two apart (DOMAIN 4.5). It is not
 * listed again among the silent, which count it. Superseded, withdrawn and merged actions are left out.
 */
export function collateDigest(sources: DigestSources): Digest {
  const { plan, cycle, cycles, filter } = sources;
  const people = new Map(sources.people.map((person) => [person.id, person]));
  const counted = sources.actions.filter((action) => isOpen(action) || action.status === 'complete');
  const inGroup = counted.filter(
    (action) => filter.group === null || action.theme === filter.group || action.priority === filter.group,
  );
  const positions = inGroup.map((action) => actionInCycle(action, sources));
  const lastBoard = cycle ? cycleBefore(cycle, cycles) : null;
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
  const isAbove = ({ lastKnown }: DigestSilence) => filter.levels.some((level) => level === lastKnown.level);

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
    total: positions.length,
    asked: asked.length,
    answered: asked.filter(({ update }) => update !== null).length,
    counts: countRatings(positions, sources, lastBoard),
    reds: told('red'),
    ambers: groupByTheme(told('amber')),
    movements: movements.filter(({ from, to }) => concerns(filter, from) || concerns(filter, to)),
    silent: silent.filter((silence) => !isAbove(silence)),
    silentAbove: countByAgency(silent.filter(isAbove)),
    unassigned: positions
      .filter(({ action }) => isOpen(action) && action.responsible.length === 0)
      .map(({ action }) => ({ ref: action.ref, title: action.title, leadTexts: action.responsibleLeads })),
  };
}

/** Themes and priorities a digest can be narrowed to, in the plan's order, each once. */
export function digestGroups(actions: readonly Action[]): string[] {
  const themes = actions.flatMap(({ theme }) => theme ?? []);
  const priorities = actions.flatMap(({ priority }) => priority ?? []);
  return [...new Set([...themes, ...priorities])];
}
