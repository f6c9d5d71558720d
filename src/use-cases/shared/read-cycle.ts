import type { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../../domain/calendar/meeting.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { OtherCycle } from '../../domain/reply/list-prompt.ts';
import type { Update } from '../../domain/reply/update.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { parseDay } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { PlanStore, Stored } from '../../ports.ts';

/** A board meeting's date from a command or card. Throws `bad-input` for anything but a real `YYYY-MM-DD`. */
export function parseMeeting(text: string): Temporal.PlainDate {
  const day = parseDay(text);
  if (day) return day;
  throw new Refusal('bad-input', `“${text}” is not a date. Write the board meeting as 2026-12-16.`);
}

/** The cycle that reports for a day: named so, meeting on it, or drawn on by another board's meeting on it. */
function findCycle(cycles: readonly Cycle[], day: string, meetings: readonly Meeting[]): Cycle | undefined {
  const meeting = meetings.find(({ date, state }) => date === day && state === 'planned');
  return (
    cycles.find((cycle) => cycle.cycleId === day) ??
    cycles.find((cycle) => cycle.boardDate === day) ??
    cycles.find((cycle) => cycle.cycleId === meeting?.cycle)
  );
}

/**
 * The cycle a command means: the one named (`YYYY-MM-DD`: its name, its board's day or a meeting that draws on its
 * replies), else the only open one, else the latest. Several open ones are an `ambiguous-cycle` that says which;
 * none at all is `unknown-cycle`, which says where a round was missed; no date is `bad-input`.
 */
export function chooseCycle(
  cycles: readonly Cycle[],
  named: string | null,
  meetings: readonly Meeting[] = [],
): Cycle {
  if (named !== null) {
    const day = parseMeeting(named).toString();
    const found = findCycle(cycles, day, meetings);
    if (found) return found;
    const missed = meetings.find(({ date, state }) => date === day && state === 'planned')?.missed ?? null;
    if (missed !== null) throw new Refusal('unknown-cycle', missed);
    const known = cycles.map((cycle) => formatDate(cycle.boardDate)).join(', ');
    throw new Refusal(
      'unknown-cycle',
      `There is no cycle for a board meeting on ${formatDate(day)}.${known === '' ? '' : ` There are: ${known}.`}`,
    );
  }
  const open = cycles.filter((cycle) => cycle.state === 'open');
  if (open.length > 1) {
    const dates = open.map((cycle) => formatDate(cycle.boardDate)).join(' and ');
    const first = open[0]?.boardDate ?? '';
    throw new Refusal(
      'ambiguous-cycle',
      `Cycles are open for ${dates}. Add the one you mean: “for ${first}” in chat, --meeting ${first} on the command line.`,
    );
  }
  const chosen = open[0] ?? cycles.toSorted((a, b) => a.boardDate.localeCompare(b.boardDate)).at(-1);
  if (!chosen) {
    const missed = meetings.findLast(({ state, missed }) => state === 'planned' && missed !== null)?.missed;
    throw new Refusal(
      'unknown-cycle',
      missed ?? 'No cycle has been opened yet. The project manager opens one.',
    );
  }
  return chosen;
}

/** Updates by action id. */
export function byAction(updates: readonly Stored<Update>[]): Map<string, Update> {
  return new Map(updates.map(({ value }) => [value.actionId, value]));
}

/** The other open cycles with their replies: a cycle extended past the next one's opening, as a rule none. */
export async function readOtherOpen(
  store: PlanStore,
  planId: string,
  cycles: readonly Cycle[],
  cycleId: string,
): Promise<OtherCycle[]> {
  const others = cycles.filter((cycle) => cycle.state === 'open' && cycle.cycleId !== cycleId);
  return Promise.all(
    others.map(async (cycle) => ({
      cycle,
      updates: byAction(await store.listUpdates(planId, cycle.cycleId)),
    })),
  );
}

/** Everything a cycle's commands decide on, in one round of reads. */
export async function readCycleFacts(
  store: PlanStore,
  planId: string,
  cycle: Cycle,
): Promise<{ actions: Action[]; updates: Map<string, Update> }> {
  const [actions, updates] = await Promise.all([
    store.listActions(planId),
    store.listUpdates(planId, cycle.cycleId),
  ]);
  return { actions: actions.map(({ value }) => value), updates: byAction(updates) };
}
