import { type Cycle, hasMet } from '../cycle/cycle.ts';

/**
 * Whether a reply is still taken: in time while its cycle is open, and after the freeze as a late change until its board has
 * met. `today` is the day in the plan's time zone, `YYYY-MM-DD`.
 */
export function takesReplies(cycle: Pick<Cycle, 'state' | 'boardDate'>, today: string): boolean {
  return cycle.state === 'open' || !hasMet(cycle, today);
}
