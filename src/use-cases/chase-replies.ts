import { formatDate } from '../domain/dates.ts';
import { planReminders } from '../domain/delivery-plan.ts';
import { Refusal } from '../domain/errors.ts';
import type { Plan } from '../domain/plan.ts';
import type { Services } from '../ports.ts';
import { insertDeliveries } from './plan-prompts.ts';
import { chooseCycle, readCycleFacts, todayIn } from './read-cycle.ts';
import { actorOf, demand, logFrom, type Requester, readPlanFor } from './requester.ts';

export interface ChasedReplies {
  readonly plan: Plan;
  readonly meeting: string;
  /** Reminders put on their way. */
  readonly reminded: number;
  /** Leads who have been reminded today already and still owe a reply. */
  readonly remindedToday: number;
  /** Leads with open actions whom a prompt could not reach. */
  readonly unreachable: number;
}

/** Reminds every lead who has been prompted and still owes a reply, once a day. Throws `cycle-frozen`. */
export async function chaseReplies(
  services: Pick<Services, 'store' | 'queue' | 'clock'>,
  requester: Requester,
  planId: string,
  meeting: string | null,
): Promise<ChasedReplies> {
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const cycles = (await services.store.listCycles(planId)).map(({ value }) => value);
  const cycle = chooseCycle(cycles, meeting);
  if (cycle.state === 'frozen') {
    throw new Refusal(
      'cycle-frozen',
      `The cycle for ${formatDate(cycle.meeting)} is frozen: nobody is reminded any more.`,
    );
  }
  const [{ actions, updates }, deliveries] = await Promise.all([
    readCycleFacts(services.store, planId, cycle),
    services.store.listDeliveries(planId, cycle.meeting),
  ]);
  const existing = deliveries.map(({ value }) => value);
  const day = todayIn(plan, services.clock).toString();
  const answered = new Set(updates.keys());
  const now = services.clock.now();
  const remindersBeside = (known: typeof existing) =>
    planReminders(planId, cycle.meeting, day, actions, people, answered, known, now);
  const rows = remindersBeside(existing);
  const inserted = await insertDeliveries(services, planId, rows);
  const owing = remindersBeside(existing.filter((row) => row.kind === 'prompt')).length;
  await services.store.commit(planId, [
    {
      op: 'insert',
      row: {
        kind: 'log',
        value: {
          what: 'leads-reminded',
          actor: actorOf(requester),
          at: now.toString(),
          from: logFrom(requester),
          detail: { meeting: cycle.meeting, reminded: inserted.length },
        },
      },
    },
  ]);
  return {
    plan,
    meeting: cycle.meeting,
    reminded: inserted.length,
    remindedToday: owing - inserted.length,
    unreachable: existing.filter((row) => row.kind === 'prompt' && row.state === 'unreachable').length,
  };
}
