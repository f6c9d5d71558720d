import { Temporal } from 'temporal-polyfill';
import type { Meeting, RoundDates } from '../calendar/meeting.ts';
import { publishes } from '../calendar/schedule-rules.ts';
import { type Closures, type IsClosed, squeezeRound } from '../calendar/working-days.ts';
import type { Plan } from '../plan/plan.ts';
import { formatDate } from '../shared/dates.ts';
import { todayIn } from '../shared/days.ts';
import type { Cycle, SkippedStep } from './cycle.ts';

/** One thing the scheduler has to do now. Days are `YYYY-MM-DD` in the plan's time zone. */
export type DueStep =
  /** Leads are asked for this meeting; a round found late has its days squeezed. */
  | { readonly kind: 'open'; readonly meeting: Meeting; readonly dates: RoundDates }
  /** Found when its replies would have been closed already: nobody is asked. `why` is for the PM. */
  | { readonly kind: 'miss'; readonly date: string; readonly why: string }
  | { readonly kind: 'remind'; readonly cycleId: string; readonly day: string }
  | { readonly kind: 'skip'; readonly cycleId: string; readonly skipped: SkippedStep }
  | { readonly kind: 'escalate'; readonly cycleId: string; readonly day: string }
  | { readonly kind: 'freeze'; readonly cycleId: string }
  /** What the rules say goes out of the frozen cycle: the digest to the chair and members, a link to the paper to a channel. */
  | { readonly kind: 'publish'; readonly cycleId: string; readonly day: string }
  /** Publication day has come and the cycle is not frozen: the PM is told. */
  | { readonly kind: 'hold'; readonly cycleId: string; readonly day: string };

export interface DueSources {
  readonly plan: Pick<Plan, 'schedule' | 'timeZone'>;
  readonly meetings: readonly Meeting[];
  readonly cycles: readonly Cycle[];
  /** Asked only for days that matter: a plan without anything ahead needs no bank holidays. */
  readonly closures: Pick<Closures, 'publication' | 'working'>;
  readonly now: Temporal.Instant;
}

export interface DueDecision {
  /** In the order to be done. */
  readonly steps: readonly DueStep[];
  /** When there may be something to do again; always after `now`. null when nothing is ahead. */
  readonly next: Temporal.Instant | null;
}

/** A digest that did not go before the board met is told of for so long: of boards long past it was never to go. */
const toldLate = { hours: 24 * 7 };

/** A calendar whose every day is closed for longer than this opens no window for messages. */
const longestClosureDays = 400;

const compare = Temporal.Instant.compare;

/** The clock of one plan: its wall-clock times as instants, whatever the time zone does in between. */
function createPlanClock({ plan, now }: Pick<DueSources, 'plan' | 'now'>) {
  const { sendFrom, sendUntil, freezeAt } = plan.schedule;
  const instantAt = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone: plan.timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
  const today = todayIn(plan, now);
  /** The first moment, now or later, at which a message of a day may go out; null when none ever may. */
  const sendable = (day: string, isClosed: IsClosed): Temporal.Instant | null => {
    const due = Temporal.PlainDate.from(day);
    let date = Temporal.PlainDate.compare(due, today) > 0 ? due : today;
    for (let tried = 0; tried < longestClosureDays; tried += 1, date = date.add({ days: 1 })) {
      if (isClosed(date)) continue;
      const opens = instantAt(date, sendFrom);
      if (compare(opens, now) > 0) return opens;
      if (compare(now, instantAt(date, sendUntil)) < 0) return now;
    }
    return null;
  };
  const freezing = (day: string) => instantAt(Temporal.PlainDate.from(day), freezeAt);
  const startOf = (day: string) => instantAt(Temporal.PlainDate.from(day), '00:00');
  const endOf = (day: string) => instantAt(Temporal.PlainDate.from(day).add({ days: 1 }), '00:00');
  return { today, sendable, freezing, startOf, endOf };
}

type PlanClock = ReturnType<typeof createPlanClock>;

/** Steps that are due, and instants of those that are ahead. */
interface Found {
  readonly steps: DueStep[];
  readonly ahead: Temporal.Instant[];
}

function missedWords({ date, dates }: Meeting): string {
  return `Nobody was asked for the board meeting on ${formatDate(date)}: it was found only after ${formatDate(dates.freezes)}, when replies would have been closed. Open it by hand if replies can still be of use.`;
}

/** Whether leads are to be asked for a meeting that nobody has opened yet. */
function isToOpen(meeting: Meeting, cycles: readonly Cycle[]): boolean {
  const { state, date, cycle, missed } = meeting;
  return (
    state === 'planned' &&
    cycle === date &&
    missed === null &&
    !cycles.some((known) => known.cycleId === date)
  );
}

function decideOpening(meeting: Meeting, sources: DueSources, clock: PlanClock): Found {
  const { now, closures, plan } = sources;
  const freezes = clock.freezing(meeting.dates.freezes);
  if (compare(freezes, now) <= 0) {
    return { steps: [{ kind: 'miss', date: meeting.date, why: missedWords(meeting) }], ahead: [] };
  }
  const opens = clock.sendable(meeting.dates.opens, closures.working);
  if (opens === null || compare(opens, freezes) >= 0) return { steps: [], ahead: [freezes] };
  if (compare(opens, now) > 0) return { steps: [], ahead: [opens] };
  const board = Temporal.PlainDate.from(meeting.date);
  const dates = squeezeRound(meeting.dates, clock.today, board, closures.working);
  const cycle = scheduledCycle(meeting, dates, now, '');
  const { ahead } = decideCycle(cycle, { plan, closures, now }, clock);
  return { steps: [{ kind: 'open', meeting, dates }], ahead };
}

/** The cycle of a round as the scheduler opens it. */
export function scheduledCycle(
  meeting: Pick<Meeting, 'date'>,
  dates: RoundDates,
  now: Temporal.Instant,
  by: string,
): Cycle {
  return {
    cycleId: meeting.date,
    boardDate: meeting.date,
    state: 'open',
    due: dates.due,
    publishBy: dates.publishBy,
    reminders: dates.reminders,
    escalates: dates.escalates,
    freezes: dates.freezes,
    remindersDone: [],
    escalationDoneAt: null,
    publicationDoneAt: null,
    publicationHeldAt: null,
    skipped: [],
    openedAt: now.toString(),
    openedBy: by,
    frozenAt: null,
    frozenBy: null,
    snapshot: null,
    signedOff: null,
    reopened: [],
  };
}

/** Reminders of a cycle whose freeze is still to come: of several that are late only the latest goes out. */
function decideReminders(
  cycle: Cycle,
  closures: DueSources['closures'],
  now: Temporal.Instant,
  clock: PlanClock,
): Found {
  const today = clock.today.toString();
  const open = cycle.reminders.filter((day) => !cycle.remindersDone.includes(day)).sort();
  const skip = (day: string, why: string): DueStep => ({
    kind: 'skip',
    cycleId: cycle.cycleId,
    skipped: { what: 'reminder', day, why },
  });
  const steps: DueStep[] = [];
  const ahead: Temporal.Instant[] = [];
  const late = open.filter((day) => day <= today);
  const latest = late.at(-1);
  const sends = latest === undefined ? null : clock.sendable(latest, closures.working);
  if (latest !== undefined && sends !== null && compare(sends, now) <= 0) {
    for (const day of late.slice(0, -1)) {
      steps.push(skip(day, `It was found late; the reminder of ${formatDate(latest)} stands for it.`));
    }
    steps.push({ kind: 'remind', cycleId: cycle.cycleId, day: latest });
  } else if (sends !== null) ahead.push(sends);
  for (const day of open.filter((later) => later > today)) {
    const moment = clock.sendable(day, closures.working);
    if (moment !== null) ahead.push(moment);
  }
  return { steps, ahead };
}

function decideEscalation(
  cycle: Cycle,
  closures: DueSources['closures'],
  now: Temporal.Instant,
  clock: PlanClock,
): Found {
  if (cycle.escalates === null || cycle.escalationDoneAt !== null) return { steps: [], ahead: [] };
  const moment = clock.sendable(cycle.escalates, closures.publication);
  if (moment === null) return { steps: [], ahead: [] };
  if (compare(moment, now) > 0) return { steps: [], ahead: [moment] };
  return { steps: [{ kind: 'escalate', cycleId: cycle.cycleId, day: cycle.escalates }], ahead: [] };
}

/** Everything that has not been done when replies close is left out: a reminder has become pointless. */
function skipAll(cycle: Cycle): DueStep[] {
  const why = 'Its time came only after replies had closed.';
  const skip = (what: SkippedStep['what'], day: string): DueStep => ({
    kind: 'skip',
    cycleId: cycle.cycleId,
    skipped: { what, day, why },
  });
  return [
    ...cycle.reminders
      .filter((day) => !cycle.remindersDone.includes(day))
      .map((day) => skip('reminder', day)),
    ...(cycle.escalates !== null && cycle.escalationDoneAt === null
      ? [skip('escalation', cycle.escalates)]
      : []),
  ];
}

type CycleSources = Pick<DueSources, 'plan' | 'closures' | 'now'>;

/**
 * The digest on the day of publication, from the plan's hour of messages on: once the cycle is frozen, late where it must be,
 * and not on the day the board meets or after. `freezesNow`: a step before this one freezes it.
 */
function decidePublication(
  cycle: Cycle,
  { plan, closures, now }: CycleSources,
  clock: PlanClock,
  freezesNow: boolean,
): Found {
  const { cycleId, state, snapshot, publishBy: day } = cycle;
  const isKept = state === 'open' || snapshot !== null;
  if (!publishes(plan.schedule) || cycle.publicationDoneAt !== null || !isKept) return nothing;
  const ends = clock.startOf(cycle.boardDate);
  if (compare(ends, now) <= 0) {
    if (compare(ends.add(toldLate), now) <= 0) return nothing;
    const why =
      state === 'open'
        ? 'The cycle was not frozen before the day of the board.'
        : 'Its time came only on the day of the board.';
    return { steps: [{ kind: 'skip', cycleId, skipped: { what: 'publication', day, why } }], ahead: [] };
  }
  const moment = clock.sendable(day, closures.publication);
  if (moment === null || compare(moment, ends) >= 0) return { steps: [], ahead: [ends] };
  if (compare(moment, now) > 0) return { steps: [], ahead: [moment] };
  if (state === 'frozen' || freezesNow) return { steps: [{ kind: 'publish', cycleId, day }], ahead: [] };
  return { steps: cycle.publicationHeldAt === null ? [{ kind: 'hold', cycleId, day }] : [], ahead: [ends] };
}

const nothing: Found = { steps: [], ahead: [] };

function decideCycle(cycle: Cycle, sources: CycleSources, clock: PlanClock): Found {
  const asking = decideAsking(cycle, sources, clock);
  const freezesNow = asking.steps.some(({ kind }) => kind === 'freeze');
  const publication = decidePublication(cycle, sources, clock, freezesNow);
  return {
    steps: [...asking.steps, ...publication.steps],
    ahead: [...asking.ahead, ...publication.ahead],
  };
}

/** Everything that asks leads for replies, and the freeze that ends it. */
function decideAsking(cycle: Cycle, { closures, now }: CycleSources, clock: PlanClock): Found {
  if (cycle.state !== 'open') return nothing;
  const left = skipAll(cycle);
  const freeze: DueStep[] = cycle.freezes === null ? [] : [{ kind: 'freeze', cycleId: cycle.cycleId }];
  // Where only the PM freezes, the board's day is the last on which a message is of use.
  const closes = cycle.freezes === null ? clock.endOf(cycle.boardDate) : clock.freezing(cycle.freezes);
  const atClose = [...left, ...freeze];
  if (compare(closes, now) <= 0) return { steps: atClose, ahead: [] };
  const reminders = decideReminders(cycle, closures, now, clock);
  const escalation = decideEscalation(cycle, closures, now, clock);
  return {
    steps: [...reminders.steps, ...escalation.steps],
    ahead: [...reminders.ahead, ...escalation.ahead, ...(atClose.length === 0 ? [] : [closes])],
  };
}

/**
 * What is due at `now`, found from the plan's calendar and cycles alone: late, after days of downtime or twice at once it
 * decides the same. Messages go out on working days between the plan's hours; a freeze comes at its instant,
 * whatever the day. What has become pointless is left out and says why. Doing the steps and deciding again at
 * the same `now` gives none.
 */
export function decideDue(sources: DueSources): DueDecision {
  const { meetings, cycles } = sources;
  const clock = createPlanClock(sources);
  const found = [
    ...cycles.map((cycle) => decideCycle(cycle, sources, clock)),
    ...meetings
      .filter((meeting) => isToOpen(meeting, cycles))
      .map((meeting) => decideOpening(meeting, sources, clock)),
  ];
  const ahead = found.flatMap((each) => each.ahead).sort(compare);
  return { steps: found.flatMap(({ steps }) => steps), next: ahead[0] ?? null };
}

/** The cycle once a step of it is done; the same cycle where the step was done already, or is another's. */
export function markDone(cycle: Cycle, step: DueStep, now: Temporal.Instant): Cycle {
  if (!('cycleId' in step) || step.cycleId !== cycle.cycleId) return cycle;
  const reminded = (day: string): Cycle =>
    cycle.remindersDone.includes(day)
      ? cycle
      : { ...cycle, remindersDone: [...cycle.remindersDone, day].sort() };
  const escalated = (): Cycle =>
    cycle.escalationDoneAt === null ? { ...cycle, escalationDoneAt: now.toString() } : cycle;
  const published = (): Cycle =>
    cycle.publicationDoneAt === null ? { ...cycle, publicationDoneAt: now.toString() } : cycle;
  switch (step.kind) {
    case 'publish':
      return cycle.state === 'frozen' ? published() : cycle;
    case 'hold':
      return cycle.publicationHeldAt === null && cycle.state === 'open'
        ? { ...cycle, publicationHeldAt: now.toString() }
        : cycle;
    case 'remind':
      return reminded(step.day);
    case 'escalate':
      return escalated();
    case 'skip': {
      const { skipped } = step;
      const marked =
        skipped.what === 'reminder'
          ? reminded(skipped.day)
          : skipped.what === 'escalation'
            ? escalated()
            : published();
      return marked === cycle ? cycle : { ...marked, skipped: [...cycle.skipped, skipped] };
    }
    case 'freeze':
      return cycle;
  }
}
