import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { CycleHeader } from '../../domain/cycle/cycle-header.ts';
import {
  asksLead,
  bringsMessageOn,
  type Delivery,
  type DeliveryKind,
} from '../../domain/delivery/delivery.ts';
import { planReminders } from '../../domain/delivery/delivery-plan.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { type CycleTarget, chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { insertDeliveries } from '../shared/insert-deliveries.ts';
import { logRow } from '../shared/log-row.ts';
import { readCycleFacts } from '../shared/read-cycle.ts';
import type { Requester } from '../shared/requester.ts';

export interface ChasedReplies extends Pick<CycleHeader, 'cycleId' | 'boardDate'> {
  readonly plan: Plan;
  /** Reminders put on their way. */
  readonly reminded: number;
  /** Leads who have been reminded today already and still owe a reply. */
  readonly remindedToday: number;
  /** Leads with open actions whom a prompt could not reach. */
  readonly unreachable: number;
}

type ChaseServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock'> &
  Partial<Pick<Services, 'logger'>>;

interface Chase {
  readonly plan: Plan;
  readonly cycle: Cycle;
  /** Whom to remind, as far as they owe a reply. */
  readonly people: readonly Person[];
  /** Names the reminders, and so makes them happen once: the day they are due. */
  readonly day: string;
  /** Also spares leads who have got their prompt today: of the scheduler's own accord nobody is written to twice a day. */
  readonly sparesPrompted: boolean;
}

/** Reminds everybody of them who has been prompted, owes a reply and has had no reminder today. Safe to do twice. */
export async function remindLeads(
  services: ChaseServices,
  { plan, cycle, people, day, sparesPrompted }: Chase,
): Promise<Pick<ChasedReplies, 'reminded' | 'remindedToday' | 'unreachable'>> {
  const { store, clock } = services;
  const [{ actions, updates }, deliveries] = await Promise.all([
    readCycleFacts(store, plan.id, cycle),
    store.listDeliveries(plan.id, cycle.cycleId),
  ]);
  const existing = deliveries.map(({ value }) => value);
  const answered = new Set(updates.keys());
  const now = clock.now();
  const today = todayIn(plan, now).toString();
  const spares = (kind: DeliveryKind) => (sparesPrompted ? asksLead(kind) : kind.name === 'reminder');
  const facts = { planId: plan.id, cycleId: cycle.cycleId, day, actions, people, answered, now };
  const prompts = existing.filter(({ kind }) => kind.name === 'prompt');
  const owing = planReminders({ ...facts, existing: prompts });
  const isRecent = (row: Delivery) => spares(row.kind) && bringsMessageOn(row, today, plan.timeZone);
  const rows = planReminders({ ...facts, existing }, isRecent);
  const inserted = await insertDeliveries(services, plan.id, rows);
  const ids = new Set(people.map(({ id }) => id));
  const unreachable = prompts.filter((row) => row.state === 'unreachable' && ids.has(row.personId));
  return {
    reminded: inserted.length,
    remindedToday: owing.length - inserted.length,
    unreachable: unreachable.length,
  };
}

async function chase(
  services: ChaseServices,
  requester: Requester,
  target: CycleTarget,
  choose: (people: readonly Person[]) => readonly Person[],
): Promise<ChasedReplies> {
  const { store, clock, directory } = services;
  const {
    plan,
    people,
    cycle: stored,
  } = await chooseCycleFor(store, requester, target, { permission: 'run-cycle' });
  const cycle = stored.value;
  if (cycle.state === 'frozen') {
    throw new Refusal(
      'cycle-frozen',
      `The cycle for ${formatDate(cycle.boardDate)} is frozen: nobody is reminded any more.`,
    );
  }
  const chosen = choose(people);
  const at = clock.now().toString();
  // Woken first: were we to end between planning and sending, the next tick sees to it.
  await directory.wakePlan(plan.tenantId, plan.id, at);
  const day = todayIn(plan, clock.now()).toString();
  const chased = await remindLeads(services, { plan, cycle, people: chosen, day, sparesPrompted: false });
  const detail = {
    meeting: cycle.cycleId,
    reminded: chased.reminded,
    ...(chosen.length === people.length ? {} : { person: chosen.map(({ id }) => id).join(', ') }),
  };
  await store.commit(plan.id, [logRow(requester, 'leads-reminded', at, detail)]);
  return { plan, cycleId: cycle.cycleId, boardDate: cycle.boardDate, ...chased };
}

/** Reminds every lead who has been prompted and still owes a reply, once a day. Throws `cycle-frozen`. */
export function chaseReplies(
  services: ChaseServices,
  requester: Requester,
  target: CycleTarget,
): Promise<ChasedReplies> {
  return chase(services, requester, target, (people) => people);
}

/** The same for one lead of the plan. Throws `unknown-person` for anybody else. */
export function remindOne(
  services: ChaseServices,
  requester: Requester,
  target: CycleTarget,
  personId: string,
): Promise<ChasedReplies> {
  return chase(services, requester, target, (people) => {
    const found = people.filter(({ id }) => id === personId);
    if (found.length === 0) {
      throw new Refusal('unknown-person', 'This person is not on the plan’s people list any more.');
    }
    return found;
  });
}
