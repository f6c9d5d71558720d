import type { Temporal } from 'temporal-polyfill';
import { isOverdue } from '../../domain/delivery/claim-delivery.ts';
import { type Delivery, isOfQuestion, questionsLedger } from '../../domain/delivery/delivery.ts';
import { planQuestionDelivery } from '../../domain/delivery/delivery-plan.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type Question, whomToAsk } from '../../domain/reply/question.ts';
import { Conflict, type Services, type Stored } from '../../ports.ts';
import { findReach } from '../people/find-reach.ts';
import { passOn } from '../reply/answer-question.ts';
import { insertDeliveries, keyOf } from '../shared/insert-deliveries.ts';
import { oldestDue } from './measure-queue.ts';
import { replanUnreachable } from './sweep-cycle.ts';

type SweepServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'logger'>;

export interface SweptQuestions {
  readonly requeued: number;
  readonly reachable: number;
  /** Messages that are still under way. */
  readonly unsettled: number;
  /** Since when the longest-waiting of them should have gone, ISO; null when none waits. */
  readonly oldestDue: string | null;
}

/**
 * Heals what goes between who asks and who answers: lost queue messages go again, people who have come back get what they
 * missed, an action's new lead is asked, and who asked hears that nobody could be. A plan without questions costs one read.
 */
export async function sweepQuestions(services: SweepServices, plan: Plan): Promise<SweptQuestions> {
  const { store, queue, clock } = services;
  const rows = await store.listDeliveries(plan.id, questionsLedger);
  if (rows.length === 0) return { requeued: 0, reachable: 0, unsettled: 0, oldestDue: null };
  const [people, questions] = await Promise.all([
    store.listPeople(plan.id),
    store.listQuestions(plan.id, null),
  ]);
  const known = people.map(({ value }) => value);
  const waiting = questions.filter(({ value }) => value.answer === null);
  let planned = 0;
  for (const stored of waiting) planned += await seeTo(services, { plan, people: known, rows }, stored);
  const now = clock.now();
  const overdue = rows.filter(({ value }) => isOverdue(value, now)).map(({ value }) => keyOf(value));
  await queue.enqueue(overdue);
  const unreachable = rows.filter(({ value }) => value.state === 'unreachable');
  const reach = await findReach(
    services,
    plan.tenantId,
    known.filter(({ id }) => unreachable.some(({ value }) => value.personId === id)),
  );
  const back = unreachable.filter(({ value }) => reach.get(value.personId) === 'reachable');
  const reachable = await replanUnreachable(services, back);
  const underWay = rows
    .map(({ value }) => value)
    .filter(({ state }) => state === 'planned' || state === 'claimed');
  return {
    requeued: overdue.length,
    reachable,
    unsettled: underWay.length + reachable + planned,
    oldestDue: oldestDue(underWay, now),
  };
}

interface Ledger {
  readonly plan: Plan;
  readonly people: readonly Person[];
  readonly rows: readonly Stored<Delivery>[];
}

/** Passes an unanswered question on, or tells who asked that it reaches nobody; gives how many messages that makes. */
async function seeTo(services: SweepServices, ledger: Ledger, stored: Stored<Question>): Promise<number> {
  const { plan, people, rows } = ledger;
  const question = stored.value;
  const action = (await services.store.readAction(plan.id, question.actionId))?.value;
  if (!action) return 0;
  const lead = whomToAsk(action, people);
  if (lead !== null && lead.id !== question.to) {
    return passOn(services, { via: 'system' }, { plan, people, action, stored }).then(
      (to) => (to === null ? 0 : 1),
      (error: unknown) => {
        // Somebody has answered or passed it on at this moment.
        if (error instanceof Conflict) return 0;
        throw error;
      },
    );
  }
  const isStranded = rows.some(
    ({ value: { kind, personId, state } }) =>
      kind.name === 'question' &&
      kind.questionId === question.id &&
      personId === question.to &&
      (state === 'unreachable' || state === 'failed'),
  );
  return lead === null || isStranded ? tellAsker(services, ledger, question) : 0;
}

/** Once for each person whom a question could not be brought to. */
async function tellAsker(
  services: SweepServices,
  { plan, people, rows }: Ledger,
  { id: questionId, actionId, askedBy, to }: Question,
): Promise<number> {
  const asker = people.find(({ id }) => id === askedBy);
  const isTold = rows.some(
    ({ value: { kind } }) =>
      isOfQuestion(kind) && kind.name === 'undelivered' && kind.questionId === questionId && kind.to === to,
  );
  if (!asker || isTold) return 0;
  const now: Temporal.Instant = services.clock.now();
  const kind = { name: 'undelivered', actionId, questionId, to } as const;
  const row = planQuestionDelivery(plan.id, asker, kind, { reach: 'reachable', now });
  return (await insertDeliveries(services, plan.id, [row])).length;
}
