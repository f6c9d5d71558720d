import { Temporal } from 'temporal-polyfill';
import { closedOn, workBack } from '../domain/calendar.ts';
import type { Cycle } from '../domain/cycle.ts';
import { formatDate } from '../domain/dates.ts';
import { Refusal } from '../domain/errors.ts';
import type { Plan } from '../domain/plan.ts';
import { Conflict, type Services } from '../ports.ts';
import { type PlannedPrompts, planCyclePrompts } from './plan-prompts.ts';
import { parseMeeting, todayIn } from './read-cycle.ts';
import { actorOf, demand, logFrom, type Requester, readPlanFor } from './requester.ts';

export interface OpenedCycle extends PlannedPrompts {
  readonly plan: Plan;
  readonly cycle: Cycle;
  /** It was open already: only leads who had no prompt yet were added. */
  readonly alreadyOpen: boolean;
  readonly warnings: readonly string[];
}

function newCycle(
  plan: Plan,
  meeting: Temporal.PlainDate,
  due: Temporal.PlainDate | null,
  services: Pick<Services, 'clock' | 'bankHolidays'>,
  by: string,
): Cycle {
  const today = todayIn(plan, services.clock);
  const from = meeting.subtract({ days: 60 }).toString();
  const isClosed = closedOn(services.bankHolidays.between(plan.division, from, meeting.toString()));
  const dates = workBack(meeting, plan.division, isClosed, today);
  return {
    meeting: meeting.toString(),
    state: 'open',
    due: (due ?? dates.due).toString(),
    publishBy: dates.publishBy.toString(),
    openedAt: services.clock.now().toString(),
    openedBy: by,
    frozenAt: null,
    frozenBy: null,
  };
}

/** Why a date is hardly that of the next meeting; null when it may well be. Boards meet once a year at the least. */
function doubtOf(meeting: Temporal.PlainDate, today: Temporal.PlainDate): string | null {
  const day = formatDate(meeting.toString());
  if (Temporal.PlainDate.compare(meeting, today) < 0) return `${day} has passed.`;
  return Temporal.PlainDate.compare(meeting, today.add({ years: 1 })) > 0
    ? `${day} is more than a year away.`
    : null;
}

/**
 * Opens the cycle for a board meeting and plans one prompt for each lead with open actions. Opening one that is open
 * already heals it: leads who still lack a prompt get one, nobody gets two. Throws `cycle-frozen` when it
 * has been frozen, `bad-input` for dates that are none.
 */
export async function openCycle(
  services: Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'bankHolidays'>,
  requester: Requester,
  planId: string,
  meetingText: string,
  dueText: string | null = null,
): Promise<OpenedCycle> {
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const meeting = parseMeeting(meetingText);
  const due = dueText === null ? null : parseMeeting(dueText);
  if (due && Temporal.PlainDate.compare(due, meeting) > 0) {
    throw new Refusal(
      'bad-input',
      'Replies cannot be due after the board meeting. Give an earlier due date.',
    );
  }
  const today = todayIn(plan, services.clock);
  const past = Temporal.PlainDate.compare(meeting, today) < 0;
  const doubt = doubtOf(meeting, today);
  // A mistyped year would message every lead of the plan. An operator may have a reason, such as loading past cycles.
  if (doubt !== null && requester.via === 'teams') {
    throw new Refusal('bad-input', `${doubt} Give the date of the next board meeting.`);
  }
  if (due && !past && Temporal.PlainDate.compare(due, today) < 0) {
    throw new Refusal('bad-input', 'Replies cannot be due on a day that has passed. Give a later due date.');
  }
  const actor = actorOf(requester);
  const fresh = newCycle(plan, meeting, due, services, actor.name);
  let alreadyOpen = false;
  try {
    await services.store.commit(planId, [
      { op: 'insert', row: { kind: 'cycle', value: fresh } },
      {
        op: 'insert',
        row: {
          kind: 'log',
          value: {
            what: 'cycle-opened',
            actor,
            at: fresh.openedAt,
            from: logFrom(requester),
            detail: { meeting: fresh.meeting, due: fresh.due, publishBy: fresh.publishBy },
          },
        },
      },
    ]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    alreadyOpen = true;
  }
  const cycle = alreadyOpen
    ? ((await services.store.readCycle(planId, fresh.meeting))?.value ?? fresh)
    : fresh;
  if (cycle.state === 'frozen') {
    throw new Refusal(
      'cycle-frozen',
      `The cycle for ${formatDate(cycle.meeting)} is frozen and stays as it is.`,
    );
  }
  const planned = await planCyclePrompts(services, plan, people, cycle.meeting);
  return {
    ...planned,
    plan,
    cycle,
    alreadyOpen,
    warnings: doubt === null ? [] : [`${doubt} Is that the meeting you mean?`],
  };
}
