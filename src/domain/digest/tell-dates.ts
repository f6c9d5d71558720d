import { Temporal } from 'temporal-polyfill';
import { isOpen } from '../plan/action-rules.ts';
import { describeLateness, describeSlippage } from '../shared/lateness.ts';
import type { Timescale } from '../shared/timescale.ts';
import { type ActionInCycle, type DigestSources, dayDescribed, revisedIn } from './action-in-cycle.ts';
import type { Digest, DigestCompletion, DigestDue, DigestRetimed, DigestSlip } from './digest.ts';
import { type PeopleById, tellHead } from './tell-action.ts';

/** How far ahead a board looks: most meet every month to six weeks (DOMAIN 4.10). */
export const weeksAhead = 6;

/** An action with the dates that stand for it in the cycle. */
interface Dated {
  readonly position: ActionInCycle;
  readonly original: Timescale;
  readonly revised: ReturnType<typeof revisedIn>;
}

type Dates = Pick<Digest, 'overdue' | 'dueSoon' | 'retimed' | 'completed' | 'slipped'>;

const isBefore = (timescale: Timescale | null | undefined, day: string) =>
  timescale?.date != null && timescale.date < day;

/** What the dates of a plan say, as of the day described; a rating is never derived from them (DOMAIN 4.1). */
export function tellDates(
  positions: readonly ActionInCycle[],
  sources: DigestSources,
  people: PeopleById,
): Dates {
  const asAt = dayDescribed(sources);
  const today = asAt.toString();
  const horizon = asAt.add({ weeks: weeksAhead }).toString();
  const open = positions
    // A lead who says it is done, and a rating that says so, is not chased for its date.
    .filter(
      ({ action, rating, update }) => isOpen(action) && rating.level !== 'complete' && !update?.finished,
    )
    .map((position): Dated => {
      const revised = revisedIn(position, sources);
      return { position, revised, original: position.action.originalTimescale };
    });
  const firstDate = ({ original, revised }: Dated) => original.date ?? revised?.timescale.date ?? '';
  const nextDate = ({ original, revised }: Dated) => revised?.timescale.date ?? original.date ?? '';
  // Of most actions neither list tells: how late they are is worked out for the few that are told of.
  const told = (dated: readonly Dated[], day: (one: Dated) => string) =>
    dated.toSorted((a, b) => day(a).localeCompare(day(b))).map((one) => tellDue(one, asAt, people));
  return {
    overdue: told(
      open.filter(
        ({ original, revised }) => isBefore(original, today) || isBefore(revised?.timescale, today),
      ),
      firstDate,
    ),
    dueSoon: told(
      open.filter((one) => nextDate(one) >= today && nextDate(one) <= horizon),
      nextDate,
    ),
    retimed: positions.flatMap((position) => tellRetimed(position, sources, people)),
    completed: positions.flatMap((position) => tellCompletion(position, sources, people)),
    slipped: positions
      .flatMap((position) => tellSlip(position, sources, people))
      .sort((a, b) => b.days - a.days),
  };
}

/** A revised date after the original one, of an action that is open or complete; a date brought forward is no slip. */
function tellSlip(position: ActionInCycle, sources: DigestSources, people: PeopleById): DigestSlip[] {
  const { originalTimescale: original } = position.action;
  const revised = revisedIn(position, sources);
  if (original.date === null || revised?.timescale.date == null) return [];
  if (revised.timescale.date <= original.date) return [];
  return [
    {
      ...tellHead(position, people),
      original,
      revised: revised.timescale,
      approved: revised.approved !== null,
      days: Temporal.PlainDate.from(original.date).until(revised.timescale.date).days,
      slippage: describeSlippage(original, revised.timescale) ?? '',
    },
  ];
}

function tellDue(
  { position, original, revised }: Dated,
  asAt: Temporal.PlainDate,
  people: PeopleById,
): DigestDue {
  return {
    ...tellHead(position, people),
    original,
    revised: revised?.timescale ?? null,
    revisedApproved: revised !== null && revised.approved !== null,
    originalLateness: describeLateness(original, asAt),
    revisedLateness: revised === null ? null : describeLateness(revised.timescale, asAt),
  };
}

/** A date asked for in this cycle, decided or not, and one that has waited since an earlier cycle. */
function tellRetimed(position: ActionInCycle, sources: DigestSources, people: PeopleById): DigestRetimed[] {
  const { action, update } = position;
  const standing = revisedIn(position, sources);
  const asked =
    update?.revised ?? (standing !== null && standing.approved === null ? standing.timescale : null);
  if (asked === null || (!isOpen(action) && update === null)) return [];
  const stands = action.revisedTimescale?.timescale.date === asked.date ? action.revisedTimescale : null;
  return [
    {
      ...tellHead(position, people),
      original: action.originalTimescale,
      asked,
      slippage: describeSlippage(action.originalTimescale, asked),
      reason: update?.revised ? update.reason : (stands?.reason ?? ''),
      by: update?.revised ? update.authorName : (stands?.proposedBy ?? ''),
      approvedBy: stands?.approved?.by ?? null,
    },
  ];
}

function tellCompletion(
  position: ActionInCycle,
  { cycle }: DigestSources,
  people: PeopleById,
): DigestCompletion[] {
  const { action, rating, update } = position;
  if (cycle === null || update === null || !(update.finished || rating.level === 'complete')) return [];
  const evidence = update.evidence === '' ? action.evidence.join('\n') : update.evidence;
  return [{ ...tellHead(position, people), evidence, confirmed: action.status === 'complete' }];
}
