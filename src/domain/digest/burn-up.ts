import { runStart } from '../plan/rating-history.ts';
import { dayOf } from '../shared/days.ts';
import { type ActionInCycle, type DigestSources, dayDescribed, historyIn } from './action-in-cycle.ts';
import type { BurnUp } from './digest.ts';

const monthOf = (day: string) => day.slice(0, 7);

/**
 * Since which day an action has been complete, `YYYY-MM-DD`; null where it is not. The register keeps no day of completion:
 * of one rated complete it is the day of the first rating in the unbroken run of such ratings (the document's own day for one
 * imported so); of one with that status under another rating, the day of the last word on it. A completion that waits for the PM
 * or chair counts only once its rating says so.
 */
function completeSince({ action, rating, update }: ActionInCycle, sources: DigestSources): string | null {
  const { plan, cycle } = sources;
  const history = historyIn(action, cycle);
  const isRatedSo = rating.level === 'complete';
  if (!isRatedSo && action.status !== 'complete') return null;
  const point = isRatedSo ? runStart(history, 'complete') : history.at(-1);
  const at = point?.at ?? update?.at;
  return at === undefined ? plan.positionDate : dayOf(at, plan.timeZone);
}

/** How many fell due by original timescales and how many were completed, adding up month by month. */
export function tellBurnUp(positions: readonly ActionInCycle[], sources: DigestSources): BurnUp {
  const now = monthOf(dayDescribed(sources).toString());
  const due = new Map<string, number>();
  const done = new Map<string, number>();
  const add = (months: Map<string, number>, month: string) => months.set(month, (months.get(month) ?? 0) + 1);
  let undated = 0;
  for (const position of positions) {
    const { date } = position.action.originalTimescale;
    if (date === null) undated += 1;
    else add(due, monthOf(date));
    const since = completeSince(position, sources);
    if (since === null) continue;
    // What is complete on the day described was completed by then, whatever a clock said.
    const [month = now] = [monthOf(since), now].sort();
    add(done, month);
  }
  let [planned, completed] = [0, 0];
  const months = [...new Set([...due.keys(), ...done.keys(), now])].sort().map((month) => {
    planned += due.get(month) ?? 0;
    completed += done.get(month) ?? 0;
    return { month, planned, completed: month > now ? null : completed };
  });
  return { months, undated };
}
