import type { Meeting } from '../../domain/calendar/meeting.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { cycleBefore, paperRatings } from '../../domain/digest/action-in-cycle.ts';
import { collateDigest, digestGroups } from '../../domain/digest/collate-digest.ts';
import type { Digest, DigestFilter } from '../../domain/digest/digest.ts';
import type { Person } from '../../domain/people/person.ts';
import { findGroup } from '../../domain/plan/find-group.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { PlanStore, Services } from '../../ports.ts';
import { type CyclePosition, readPosition, readSnapshot } from '../cycle/read-position.ts';
import { chooseCycle, parseMeeting } from '../shared/read-cycle.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

export interface DigestRequest {
  readonly planId: string;
  /** null: the open cycle, else the latest, else as imported. */
  readonly cycleId: string | null;
  /** null: reds and ambers. */
  readonly level: 'red' | 'amber' | null;
  /** A theme or priority in the reader's words; null for all. */
  readonly group: string | null;
}

/**
 * The red/amber digest for the board, its chair or the PM; of a frozen cycle as it was at the freeze. Throws `not-permitted`, `unknown-cycle`, and `bad-input`
 * naming the themes there are when the words fit none.
 */
export async function showDigest(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  request: DigestRequest,
): Promise<Digest> {
  const { planId } = request;
  const [{ plan, person, people }, storedCycles, meetings] = await Promise.all([
    readPlanFor(services.store, requester, planId),
    services.store.listCycles(planId),
    services.store.listMeetings(planId),
  ]);
  demand(person, 'read-digest');
  const calendar = meetings.map(({ value }) => value);
  const cycles = storedCycles.map(({ value }) => value);
  const none = cycles.length === 0 && request.cycleId === null;
  const cycle = none ? null : chooseCycle(cycles, request.cycleId, calendar);
  const position = cycle
    ? await readPosition(services.store, planId, cycle, people)
    : await readImported(services.store, planId, people);
  const levels: DigestFilter['levels'] = request.level === null ? ['red', 'amber'] : [request.level];
  const filter = { levels, group: chooseGroup(digestGroups(position.actions), request.group) };
  const told = cycles.filter((one) => one.cycleId === cycle?.cycleId || wasShown(one, calendar));
  const before = cycle && cycleBefore(cycle, told);
  const shown = before && (await readSnapshot(services.store, planId, before));
  const digest = collateDigest({
    plan,
    actions: position.actions,
    people: position.people,
    // To what was kept at its freeze a cycle is the newest there is.
    cycles: position.kept ? told.filter(({ boardDate }) => boardDate <= (cycle?.boardDate ?? '')) : told,
    cycle,
    lastPaper: before && shown && paperRatings(shown, before),
    updates: position.updates,
    filter,
    today: todayIn(plan, services.clock.now()),
  });
  return { ...digest, forMeeting: cycle === null ? null : drawingMeeting(cycle, request.cycleId) };
}

/** The meeting a digest was asked for where it is not the cycle's own; null where it is, or where none was named. */
function drawingMeeting({ cycleId, boardDate }: Cycle, named: string | null): string | null {
  const day = named === null ? cycleId : parseMeeting(named).toString();
  return day === cycleId || day === boardDate ? null : day;
}

/** Whether a board has met, or will, that sees a cycle's replies: of a cancelled meeting nobody has, unless another draws on them. */
function wasShown({ cycleId, boardDate }: Cycle, calendar: readonly Meeting[]): boolean {
  return (
    !calendar.some(({ date, state }) => date === boardDate && state === 'cancelled') ||
    calendar.some(({ cycle, state }) => cycle === cycleId && state === 'planned')
  );
}

/** Before the first cycle: the register as it stands. */
async function readImported(
  store: PlanStore,
  planId: string,
  people: readonly Person[],
): Promise<CyclePosition> {
  const actions = (await store.listActions(planId)).map(({ value }) => value);
  return { actions, people, updates: new Map(), kept: false };
}

function chooseGroup(groups: readonly string[], words: string | null): string | null {
  if (words === null) return null;
  const group = findGroup(groups, words);
  if (group === null) {
    throw new Refusal(
      'bad-input',
      `No single theme or priority fits “${words}”. This plan has: ${groups.join('; ')}.`,
    );
  }
  return group;
}
