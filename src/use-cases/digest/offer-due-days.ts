import { Temporal } from 'temporal-polyfill';
import { closuresOf, workingDaysAfter } from '../../domain/calendar/working-days.ts';
import type { CycleStatus } from '../../domain/digest/cycle-status.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Services } from '../../ports.ts';
import type { CycleTarget } from '../shared/choose-cycle-for.ts';
import { demand, type Requester } from '../shared/requester.ts';
import { readStatus } from './show-status.ts';

export interface OfferedDueDays {
  readonly status: CycleStatus;
  /** Working days after today and the last day for replies, not after the board meeting, soonest first; `YYYY-MM-DD`. */
  readonly days: readonly string[];
}

const mostDays = 6;

/** The next days to which a project manager may put off the last day for replies. Throws `not-permitted`. */
export async function offerDueDays(
  services: Pick<Services, 'store' | 'clock' | 'bankHolidays'>,
  requester: Requester,
  target: CycleTarget,
): Promise<OfferedDueDays> {
  const { plan, person, status } = await readStatus(services, requester, target);
  demand(person, 'run-cycle');
  return { status, days: dueDays(plan, status, services) };
}

function dueDays(
  plan: Plan,
  { due, today, boardDate, state }: CycleStatus,
  { bankHolidays }: Pick<Services, 'bankHolidays'>,
): string[] {
  // A frozen cycle's last day for replies is past, whatever its date says.
  const from = Temporal.PlainDate.from(state === 'open' && due > today ? due : today);
  const latest = Temporal.PlainDate.from(boardDate);
  const days: string[] = [];
  const isClosed = closuresOf(
    plan,
    bankHolidays.between(plan.division, from.toString(), latest.toString()),
  ).working;
  for (let day = from; days.length < mostDays; ) {
    day = workingDaysAfter(day, 1, isClosed);
    if (Temporal.PlainDate.compare(day, latest) > 0) break;
    days.push(day.toString());
  }
  return days;
}
