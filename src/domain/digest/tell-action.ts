import type { Person } from '../people/person.ts';
import { runStart } from '../plan/rating-history.ts';
import { saidBy } from '../reply/reply.ts';
import { describeLateness } from '../shared/lateness.ts';
import type { RatingLevel } from '../shared/rating.ts';
import { describeTimescale } from '../shared/timescale.ts';
import {
  type ActionInCycle,
  type DigestSources,
  dayDescribed,
  historyIn,
  isAsked,
  revisedIn,
  standsIn,
} from './action-in-cycle.ts';
import { boardQuestion } from './board-question.ts';
import type { DigestAction, DigestHead } from './digest.ts';

export type PeopleById = ReadonlyMap<string, Person>;

export function tellHead({ action, rating }: ActionInCycle, people: PeopleById): DigestHead {
  return {
    actionId: action.id,
    ref: action.ref,
    title: action.title,
    rating,
    leads: action.responsible.flatMap((id) => people.get(id)?.name ?? []),
  };
}

/** Since which board it has held its level, and how many boards that is with this one. */
function heldSince(
  { action, rating }: ActionInCycle,
  { cycle, cycles }: DigestSources,
): Pick<DigestAction, 'since' | 'boardsHeld'> {
  const began = runStart(historyIn(action, cycle), rating.level)?.meeting ?? null;
  // The meeting may have been moved since the cycle was named.
  const since = cycles.find(({ cycleId }) => cycleId === began)?.boardDate ?? began;
  if (cycle === null) return { since, boardsHeld: 0 };
  const boards = cycles.filter(
    ({ boardDate }) => boardDate <= cycle.boardDate && (since === null || boardDate >= since),
  );
  return { since, boardsHeld: boards.length };
}

/** One action with all that a digest says of it. */
export function tellAction(
  position: ActionInCycle,
  sources: DigestSources,
  people: PeopleById,
): DigestAction {
  const { action, rating, update } = position;
  const leads = action.responsible.flatMap((id) => people.get(id) ?? []);
  const revised = revisedIn(position, sources);
  const asAt = dayDescribed(sources);
  const held = heldSince(position, sources);
  const known = {
    replied: sources.cycle === null || update !== null,
    asked: sources.cycle !== null && isAsked(action),
    recoveryStep: update?.recoveryStep ?? '',
    revisedApproved: revised !== null && revised.approved !== null,
    ...held,
  };
  return {
    ...tellHead(position, people),
    ...known,
    priority: action.priority,
    theme: action.theme,
    answeredBy: update?.onBehalfOf ? saidBy(update, (id) => people.get(id)?.name ?? id) : null,
    ratedOn: position.ratedOn,
    // Without a reply in this cycle the last known words stand; they may be newer than an old cycle told of.
    narrative: update?.narrative ?? (standsIn(action, sources) ? action.narrative : ''),
    reason: update?.reason ?? '',
    originalTimescale: describeTimescale(action.originalTimescale),
    revisedTimescale: revised ? describeTimescale(revised.timescale) : null,
    originalLateness: describeLateness(action.originalTimescale, asAt),
    revisedLateness: revised ? describeLateness(revised.timescale, asAt) : null,
    percentComplete: action.percentComplete,
    agencies: [...new Set(leads.map((person) => person.agency).filter((agency) => agency !== ''))],
    question:
      rating.level === 'red'
        ? boardQuestion({
            ...known,
            asAt,
            hasLead: leads.length > 0,
            original: action.originalTimescale,
            revised: revised?.timescale ?? null,
          })
        : '',
  };
}

/** Worst first: how a reader scans. What a level `none` means only the plan knows, so it is neither good nor bad. */
export const severity: Readonly<Record<RatingLevel, number>> = {
  red: 0,
  amber: 1,
  none: 2,
  green: 3,
  complete: 4,
};
