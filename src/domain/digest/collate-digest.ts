import { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../cycle/cycle.ts';
import type { Person } from '../people/person.ts';
import type { Action, ActionId, RevisedTimescale } from '../plan/action.ts';
import { isOpen } from '../plan/action-rules.ts';
import type { Plan } from '../plan/plan.ts';
import { historyBy, ratingBy, runStart } from '../plan/rating-history.ts';
import type { FrozenFacts } from '../reply/frozen.ts';
import { ratedOn } from '../reply/list-prompt.ts';
import { answeredLater, saidBy } from '../reply/reply.ts';
import type { Update } from '../reply/update.ts';
import { dayOf } from '../shared/days.ts';
import { describeLateness } from '../shared/lateness.ts';
import { type Rating, type RatingLevel, unrated } from '../shared/rating.ts';
import { describeTimescale } from '../shared/timescale.ts';
import type {
  Digest,
  DigestAction,
  DigestCount,
  DigestFilter,
  DigestMovement,
  DigestSilence,
  SilencesAbove,
} from './digest.ts';

export interface DigestSources {
  readonly plan: Plan;
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Every cycle of the plan, oldest first. */
  readonly cycles: readonly Cycle[];
  /** The cycle to tell of; null before the first one, when all is as imported. */
  readonly cycle: Cycle | null;
  /**
   * What the paper for the board before gave as ratings, by action id; null where it was not kept, so that the history
   * tells. A late reply is no part of what that board was shown: its movement is told to the next one.
   */
  readonly lastPaper: ReadonlyMap<ActionId, Rating> | null;
  /** Replies of that cycle, by action id. */
  readonly updates: ReadonlyMap<string, Update>;
  readonly filter: DigestFilter;
  readonly today: Temporal.PlainDate;
}

/** Worst first: how a reader scans. What a level `none` means only the plan knows, so it is neither good nor bad. */
const severity: Readonly<Record<RatingLevel, number>> = { red: 0, amber: 1, none: 2, green: 3, complete: 4 };

const beforeAnyMeeting = '';

/** The cycle of the board that met last before this one's; null for the first. By the days they meet: one may have been moved. */
export function cycleBefore(cycle: Cycle, cycles: readonly Cycle[]): Cycle | null {
  return (
    cycles
      .filter(({ boardDate }) => boardDate < cycle.boardDate)
      .toSorted((a, b) => a.boardDate.localeCompare(b.boardDate))
      .at(-1) ?? null
  );
}

/** The ratings that a frozen cycle's paper gives, by action id. */
export function paperRatings(frozen: FrozenFacts, { boardDate }: Cycle): Map<ActionId, Rating> {
  return new Map(
    frozen.actions.map(({ action, update }) => [
      action.id,
      update?.rating ?? ratingBy(action.ratingHistory, boardDate),
    ]),
  );
}

/** The day a digest describes: today while its cycle is open, else the day of the freeze or of the imported document. */
function dayDescribed({ cycle, plan, today }: DigestSources): Temporal.PlainDate {
  if (cycle === null) return Temporal.PlainDate.from(plan.positionDate);
  return cycle.frozenAt === null ? today : Temporal.PlainDate.from(dayOf(cycle.frozenAt, plan.timeZone));
}

/** The day the board of a cycle met, where it differs from the cycle's name: the meeting was moved. */
function boardDateOf(meeting: string | null, cycles: readonly Cycle[]): string | null {
  return cycles.find((cycle) => cycle.meeting === meeting)?.boardDate ?? meeting;
}

/** One action with the rating it had as of the cycle told of. */
interface Position {
  readonly action: Action;
  readonly rating: Rating;
  readonly ratedOn: string | null;
  readonly update: Update | null;
}

/** What was known by the cycle told of. */
function historyIn({ ratingHistory }: Action, cycle: Cycle | null) {
  return cycle ? historyBy(ratingHistory, cycle.boardDate) : ratingHistory;
}

function positionOf(action: Action, sources: DigestSources): Position {
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
const isAsked = (action: Action) => isOpen(action) && action.responsible.length > 0;

const isRated = (rating: Rating) => rating.label !== unrated.label;

/** Whether the cycle told of is the plan's newest, so that what stands now is what stood in it. */
function isLatest({ cycle, cycles }: DigestSources): boolean {
  return cycle === null || cycles.every(({ boardDate }) => boardDate <= cycle.boardDate);
}

/** Whether how an action stands is what stood in the cycle: not where a later board, open at the same time, was answered. */
function standsIn({ lastReply }: Action, sources: DigestSources): boolean {
  if (!isLatest(sources)) return false;
  const { cycle, cycles } = sources;
  return cycle === null || lastReply === null || answeredLater({ lastReply }, cycle.meeting, cycles) === null;
}

/** The revised date as it stood in the cycle: the one its reply asked for, else what stood before that reply. */
function revisedIn(
  { action, update }: Position,
  sources: DigestSources,
): Pick<RevisedTimescale, 'timescale' | 'approved'> | null {
  if (standsIn(action, sources)) return action.revisedTimescale;
  return update?.revised ? { timescale: update.revised, approved: null } : (update?.revisedBefore ?? null);
}

function tellAction(
  position: Position,
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
    leads: leads.map((person) => person.name),
    agencies: [...new Set(leads.map((person) => person.agency).filter((agency) => agency !== ''))],
    since: boardDateOf(
      runStart(historyIn(action, sources.cycle), rating.level)?.meeting ?? null,
      sources.cycles,
    ),
  };
}

function countRatings(
  positions: readonly Position[],
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
  positions: readonly Position[],
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

function tellSilences(positions: readonly Position[], people: ReadonlyMap<string, Person>): DigestSilence[] {
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
  const positions = inGroup.map((action) => positionOf(action, sources));
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
    meeting: cycle?.meeting ?? null,
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
