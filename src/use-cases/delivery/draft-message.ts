import type { Meeting } from '../../domain/calendar/meeting.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { isPlannedTooLate, isTooLateToAsk } from '../../domain/delivery/ask-in-time.ts';
import { collateEscalation } from '../../domain/delivery/collate-escalation.ts';
import {
  asksLead,
  type Delivery,
  type DeliveryKey,
  type FrozenDeliveryKind,
  isOfFreeze,
  isOfQuestion,
} from '../../domain/delivery/delivery.ts';
import { collateStatus } from '../../domain/digest/collate-status.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import {
  actionsToPrompt,
  actionsToShow,
  listPrompt,
  type OtherCycle,
} from '../../domain/reply/list-prompt.ts';
import type { Update } from '../../domain/reply/update.ts';
import { todayIn } from '../../domain/shared/days.ts';
import type { OutgoingMessage, Services, Stored } from '../../ports.ts';
import { findRecipient } from '../people/find-reach.ts';
import { byAction, readOtherOpen } from '../shared/read-cycle.ts';
import type { ComposeMessage, Draft } from './draft.ts';
import { draftQuestion } from './draft-question.ts';

type DraftServices = Pick<Services, 'store' | 'directory' | 'clock'>;

/** What the messages of one cycle are written from; read once for all that are at hand. */
export interface DeliveryFacts {
  readonly plan: Plan;
  readonly cycle: Cycle;
  /** Others that are open at the same time. */
  readonly others: readonly OtherCycle[];
  readonly people: readonly Person[];
  readonly actions: readonly Action[];
  readonly updates: ReadonlyMap<string, Update>;
  readonly deliveries: readonly Stored<Delivery>[];
  readonly meetings: readonly Meeting[];
}

/** null when plan or cycle is gone. */
export async function readDeliveryFacts(
  store: Services['store'],
  { planId, cycleId }: Pick<DeliveryKey, 'planId' | 'cycleId'>,
  withMeetings: boolean,
): Promise<DeliveryFacts | null> {
  const [plan, cycles, people, actions, updates, deliveries, meetings] = await Promise.all([
    store.readPlan(planId),
    store.listCycles(planId),
    store.listPeople(planId),
    store.listActions(planId),
    store.listUpdates(planId, cycleId),
    store.listDeliveries(planId, cycleId),
    withMeetings ? store.listMeetings(planId) : [],
  ]);
  const known = cycles.map(({ value }) => value);
  const cycle = known.find((one) => one.cycleId === cycleId);
  if (!plan || !cycle) return null;
  return {
    plan: plan.value,
    cycle,
    others: await readOtherOpen(store, planId, known, cycleId),
    people: people.map(({ value }) => value),
    actions: actions.map(({ value }) => value),
    updates: byAction(updates),
    deliveries,
    meetings: meetings.map(({ value }) => value),
  };
}

/** The lead's newest card of the cycle that Teams has taken; null where there is none. */
function newestCard(deliveries: readonly Stored<Delivery>[], personId: string): string | null {
  const sent = deliveries
    .map(({ value }) => value)
    .filter((row) => row.personId === personId && row.state === 'sent' && (row.activityId ?? '') !== '')
    .filter(({ kind }) => asksLead(kind))
    .toSorted((a, b) => (a.sentAt ?? '').localeCompare(b.sentAt ?? ''));
  return sent.at(-1)?.activityId ?? null;
}

/** What the person is to be told now, since the plan may have moved since the row was planned; null for nothing any more. */
function draftContent(
  facts: DeliveryFacts,
  person: Person,
  row: Pick<Delivery, 'kind' | 'plannedAt'>,
  clock: Services['clock'],
): OutgoingMessage | null {
  const { plan, cycle, others, people, actions, updates } = facts;
  const { kind } = row;
  const today = todayIn(plan, clock.now());
  const isFrozen = cycle.state === 'frozen';
  if (kind.name === 'refresh') {
    const asked = actionsToPrompt(actions, person);
    const mine = asked.length > 0 ? asked : actionsToShow(actions, person);
    return {
      kind: 'prompt',
      prompt: listPrompt({ plan, cycle, person, actions: mine, updates, today, others }),
    };
  }
  if (kind.name === 'notice') {
    const isTrue = kind.of === 'frozen' ? kind.snapshot === cycle.snapshot : !isFrozen;
    if (!isTrue) return null;
    const deliveries = facts.deliveries.map(({ value }) => value);
    const status = collateStatus({ ...facts, deliveries, today });
    return { kind: 'notice', notice: kind.of, status };
  }
  if (isTooLateToAsk(cycle, plan, clock.now()) || isPlannedTooLate(row, cycle, plan)) return null;
  if (kind.name === 'escalation') {
    const answered = new Set(updates.keys());
    const escalation = collateEscalation({ plan, cycle, person, actions, people, answered, today });
    return escalation && { kind: 'escalation', escalation };
  }
  if (isOfQuestion(kind) || isOfFreeze(kind)) return null;
  const mine = actionsToPrompt(actions, person);
  if (mine.every((action) => updates.has(action.id))) return null;
  const prompt = listPrompt({
    plan,
    cycle,
    person,
    actions: mine,
    updates,
    today,
    tone: kind.name,
    others,
  });
  return { kind: 'prompt', prompt };
}

/**
 * A message made of one freeze: of no use once the cycle is opened again, nor a digest from the board's day on, when it is
 * asked for. Written last, since it is the dearest of all.
 */
async function draftOfFreeze(
  services: DraftServices,
  { plan, cycle, people }: DeliveryFacts,
  { personId, planId, cycleId }: Delivery,
  kind: FrozenDeliveryKind,
  compose: ComposeMessage,
): Promise<Draft> {
  const person = people.find(({ id }) => id === personId);
  const isPast = kind.name !== 'paper' && todayIn(plan, services.clock.now()).toString() >= cycle.boardDate;
  if (!person || cycle.snapshot !== kind.snapshot || isPast) return { kind: 'not-needed' };
  const to =
    kind.name === 'post'
      ? ((await services.directory.findBoardChannel(plan.tenantId, planId)) ?? 'no-channel')
      : await findRecipient(services, plan.tenantId, person.userId);
  if (typeof to === 'string') return { kind: 'unreachable', reason: to };
  const { tenantId } = plan;
  const reader = { via: 'teams', tenantId, userId: person.userId ?? '', name: person.name } as const;
  const message = await compose(kind.name, reader, { planId, cycleId });
  return message === null ? { kind: 'not-needed' } : { kind: 'send', to, message };
}

/** Writes one delivery's message and finds where it goes. */
export async function draftMessage(
  services: DraftServices,
  facts: DeliveryFacts | null,
  row: Delivery,
  compose: ComposeMessage,
): Promise<Draft> {
  const { kind } = row;
  if (isOfQuestion(kind)) return draftQuestion(services, row, kind);
  if (facts && isOfFreeze(kind)) return draftOfFreeze(services, facts, row, kind, compose);
  const person = facts?.people.find(({ id }) => id === row.personId);
  const message = facts && person ? draftContent(facts, person, row, services.clock) : null;
  if (!facts || !person || !message) return { kind: 'not-needed' };
  const isRefresh = row.kind.name === 'refresh';
  const activityId = isRefresh ? newestCard(facts.deliveries, person.id) : null;
  if (isRefresh && activityId === null) return { kind: 'not-needed' };
  const to = await findRecipient(services, facts.plan.tenantId, person.userId);
  if (activityId !== null) {
    // A card in a chat that is gone needs no new look, and must not be what a person who comes back is owed.
    const isGone = typeof to === 'string' || to.conversationId === null;
    return isGone ? { kind: 'not-needed' } : { kind: 'update', to, activityId, message };
  }
  return typeof to === 'string' ? { kind: 'unreachable', reason: to } : { kind: 'send', to, message };
}
