import { randomBytes } from 'node:crypto';
import type { BoardCalendar } from '../../domain/meetings/board-calendar.ts';
import type { Services } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { readBoardCalendar } from './list-meetings.ts';

/** 32 random bytes: whoever has the link may read the calendar, so nobody may guess it. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/**
 * The link to the plan's calendar for calendar programs, which cannot sign in: the token that stands for it, the same each
 * time. `replace` gives a new one, and the old one reads nothing from then on.
 */
export async function shareCalendar(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  requester: Requester,
  planId: string,
  { replace = false }: { readonly replace?: boolean } = {},
): Promise<string> {
  const { store, directory, clock } = services;
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  const known = await directory.calendarToken(plan.tenantId, planId);
  if (known !== null && !replace) return known;
  const token = randomBytes(32).toString('base64url');
  const stands = await directory.saveCalendar(token, plan.tenantId, planId, known);
  if (stands !== token) return stands;
  const what = known === null ? 'calendar-shared' : 'calendar-link-replaced';
  // The token itself would let every reader of the log read the calendar.
  await store.commit(planId, [logRow(requester, what, clock.now().toString(), {})]);
  return token;
}

/** The calendar behind a link; null where the token stands for none. Holds meetings and their days, no people. */
export async function readSharedCalendar(
  services: Pick<Services, 'store' | 'directory' | 'clock' | 'bankHolidays'>,
  token: string,
): Promise<BoardCalendar | null> {
  if (!tokenPattern.test(token)) return null;
  const found = await services.directory.findCalendar(token);
  if (found === null) return null;
  const plan = (await services.store.readPlan(found.planId))?.value;
  // A plan that has since become another tenant's is not the one the link was made for.
  return plan === undefined || plan.tenantId !== found.tenantId ? null : readBoardCalendar(services, plan);
}
