import type { BoardCalendar } from '../../domain/meetings/board-calendar.ts';
import { viewCalendar } from '../../domain/meetings/view-calendar.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Services } from '../../ports.ts';
import { calendarFacts, readStoredCalendar } from '../calendar/calendar-changes.ts';
import type { Requester } from '../shared/requester.ts';

type ListServices = Pick<Services, 'store' | 'clock' | 'bankHolidays'>;

/** The plan's calendar, for its PM and chair: every meeting, every worked-back day, and the rule behind each. */
export async function listMeetings(
  services: ListServices,
  requester: Requester,
  planId: string,
): Promise<BoardCalendar> {
  const stored = await readStoredCalendar(services, requester, planId, 'read-status');
  return viewCalendar(calendarFacts(services, stored.plan.value, stored));
}

/** The calendar of a plan whose reader has been admitted in another way. */
export async function readBoardCalendar(services: ListServices, plan: Plan): Promise<BoardCalendar> {
  const [meetings, cycles] = await Promise.all([
    services.store.listMeetings(plan.id),
    services.store.listCycles(plan.id),
  ]);
  return viewCalendar(calendarFacts(services, plan, { meetings, cycles }));
}
