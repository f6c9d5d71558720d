import type { Delivery, QuestionDeliveryKind } from '../../domain/delivery/delivery.ts';
import { questionsLedger } from '../../domain/delivery/delivery.ts';
import { describeReason } from '../../domain/digest/collate-status.ts';
import type { Question } from '../../domain/reply/question.ts';
import { canBeAskedAbout, whomToAsk } from '../../domain/reply/question.ts';
import type { OutgoingMessage, Services } from '../../ports.ts';
import { findRecipient } from '../people/find-reach.ts';
import { type QuestionFacts, tellQuestion } from '../reply/tell-question.ts';
import type { Draft } from './draft.ts';

type DraftServices = Pick<Services, 'store' | 'directory' | 'clock'>;

/** Why a question has not been brought to somebody, in words for who asked; null where nothing stands in its way any more. */
async function whyUndelivered(
  { store }: Pick<Services, 'store'>,
  { plan, action, question, people }: QuestionFacts,
  to: string,
): Promise<string | null> {
  if (question.answer !== null) return null;
  if (!canBeAskedAbout(action))
    return `The action is ${action.status} now, so nobody answers for it any more.`;
  if (whomToAsk(action, people) === null)
    return 'The action has no confirmed lead now, so nobody can be asked.';
  const kind = { name: 'question', actionId: action.id, questionId: question.id } as const;
  const row = await store.readDelivery({ planId: plan.id, cycleId: questionsLedger, personId: to, kind });
  const reason =
    row?.value.state === 'unreachable' || row?.value.state === 'failed' ? row.value.reason : null;
  return reason === null ? null : describeReason(reason);
}

async function contentOf(
  services: DraftServices,
  facts: QuestionFacts,
  kind: QuestionDeliveryKind,
  personId: string,
): Promise<OutgoingMessage | null> {
  const { action, people, question } = facts;
  const asked = () => tellQuestion(services, facts);
  switch (kind.name) {
    case 'question': {
      // Reassigned or closed since: the sweep passes it on, or tells who asked.
      const isTheirs = question.to === personId && whomToAsk(action, people)?.id === personId;
      return isTheirs && question.answer === null ? { kind: 'question', asked: await asked() } : null;
    }
    case 'answer':
      return kind.version === question.answer?.version
        ? { kind: 'answer', asked: await asked(), why: null }
        : null;
    case 'undelivered': {
      const why = await whyUndelivered(services, facts, kind.to);
      return why === null ? null : { kind: 'answer', asked: await asked(), why };
    }
  }
}

async function readFacts(
  { store }: Pick<Services, 'store'>,
  planId: string,
  { actionId, questionId }: Pick<QuestionDeliveryKind, 'actionId' | 'questionId'>,
): Promise<QuestionFacts | null> {
  const [plan, people, action, stored] = await Promise.all([
    store.readPlan(planId),
    store.listPeople(planId),
    store.readAction(planId, actionId),
    store.readQuestion(planId, actionId, questionId),
  ]);
  const question: Question | undefined = stored?.value;
  if (!plan || !action || !question) return null;
  return { plan: plan.value, people: people.map(({ value }) => value), action: action.value, question };
}

/** Writes what a row of a question brings, and finds where it goes. */
export async function draftQuestion(
  services: DraftServices,
  { planId, personId }: Delivery,
  kind: QuestionDeliveryKind,
): Promise<Draft> {
  const facts = await readFacts(services, planId, kind);
  const message = facts && (await contentOf(services, facts, kind, personId));
  const person = facts?.people.find(({ id }) => id === personId);
  if (!facts || !message || !person) return { kind: 'not-needed' };
  const to = await findRecipient(services, facts.plan.tenantId, person.userId);
  return typeof to === 'string' ? { kind: 'unreachable', reason: to } : { kind: 'send', to, message };
}
