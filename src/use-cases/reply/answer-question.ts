import { planQuestionDelivery } from '../../domain/delivery/delivery-plan.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import { isLeadOf } from '../../domain/plan/action-rules.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type AskedQuestion, longestAnswer, type Question, whomToAsk } from '../../domain/reply/question.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services, Stored } from '../../ports.ts';
import { findRecipient } from '../people/find-reach.ts';
import { keyOf } from '../shared/insert-deliveries.ts';
import { logRow } from '../shared/log-row.ts';
import { type Requester, readPlanFor, type Sender } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import { noSuchQuestion } from './ask-lead.ts';
import { tellQuestion } from './tell-question.ts';

type AnswerServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock'>;

export interface QuestionTarget {
  readonly planId: string;
  readonly actionId: string;
  readonly questionId: string;
}

/** What became of an answer. */
export type Answered =
  | { readonly kind: 'answered'; readonly asked: AskedQuestion }
  /** The sender does not lead the action any more; `to` who has the question now, null where nobody leads it. */
  | { readonly kind: 'passed-on'; readonly asked: AskedQuestion; readonly to: string | null };

interface Found {
  readonly plan: Plan;
  readonly people: readonly Person[];
  readonly person: Person;
  readonly action: Action;
  readonly stored: Stored<Question>;
}

/** A question for who is to answer it, or leads its action; to anybody else it is not there. */
async function findQuestion(
  { store }: Pick<Services, 'store'>,
  sender: Sender,
  { planId, actionId, questionId }: QuestionTarget,
): Promise<Found> {
  const { plan, person, people } = await readPlanFor(store, sender, planId);
  const [action, stored] = await Promise.all([
    store.readAction(planId, actionId),
    store.readQuestion(planId, actionId, questionId),
  ]);
  if (!person || !action || !stored) throw noSuchQuestion();
  if (stored.value.to !== person.id && !isLeadOf(person, action.value)) throw noSuchQuestion();
  return { plan, people, person, action: action.value, stored };
}

/** Throws `unknown-question` for one that is somebody else's or not there, as `answerQuestion` does. */
export async function showQuestion(
  services: Pick<Services, 'store'>,
  sender: Sender,
  target: QuestionTarget,
): Promise<AskedQuestion> {
  const found = await findQuestion(services, sender, target);
  return tellQuestion(services, { ...found, question: found.stored.value });
}

/**
 * Answers a question; the latest answer stands, and the same text again changes nothing. It is no reply to a cycle. Throws
 * `unknown-question`, and `bad-input` for a text that is empty or too long.
 */
export async function answerQuestion(
  services: AnswerServices,
  sender: Sender,
  target: QuestionTarget,
  text: string,
): Promise<Answered> {
  return withRetries(async () => {
    const found = await findQuestion(services, sender, target);
    const { plan, people, person, action, stored } = found;
    const question = stored.value;
    const tell = (told: Question) => tellQuestion(services, { plan, people, action, question: told });
    if (!isLeadOf(person, action)) {
      const to = await passOn(services, sender, { plan, people, action, stored });
      return { kind: 'passed-on', asked: await tell(question), to: to?.name ?? null };
    }
    checkAnswer(text);
    if (question.answer?.text === text) return { kind: 'answered', asked: await tell(question) };
    return { kind: 'answered', asked: await tell(await saveAnswer(services, sender, found, text)) };
  });
}

function checkAnswer(text: string): void {
  if (text === '') throw new Refusal('bad-input', 'Write your answer.');
  if (text.length > longestAnswer) {
    throw new Refusal(
      'bad-input',
      `An answer has at most ${longestAnswer} characters; this has ${text.length}.`,
    );
  }
}

/** Saves an answer and sends it on its way to who asked, in one transaction. */
async function saveAnswer(
  { store, directory, queue, clock }: AnswerServices,
  sender: Sender,
  { plan, people, person, stored: { value: question, etag } }: Found,
  text: string,
): Promise<Question> {
  const { id: questionId, actionId, askedBy } = question;
  const now = clock.now();
  const version = (question.answer?.version ?? 0) + 1;
  const answer = { text, by: person.id, byName: person.name, at: now.toString(), version };
  const answered: Question = { ...question, answer };
  const asker = people.find(({ id }) => id === askedBy) ?? null;
  const found = await findRecipient({ directory, clock }, plan.tenantId, asker?.userId ?? null);
  const kind = { name: 'answer', actionId, questionId, version } as const;
  const reach = typeof found === 'string' ? found : 'reachable';
  const delivery = planQuestionDelivery(plan.id, { id: askedBy }, kind, { reach, now });
  await store.commit(plan.id, [
    { op: 'replace', row: { kind: 'question', value: answered }, etag },
    { op: 'insert', row: { kind: 'delivery', value: delivery } },
    logRow(sender, 'question-answered', answer.at, {
      ...{ actionId, questionId, question: question.text, answer: text, version },
    }),
  ]);
  if (delivery.state === 'planned') await queue.enqueue([keyOf(delivery)]);
  await directory.wakePlan(plan.tenantId, plan.id, answer.at);
  return answered;
}

/**
 * Passes an unanswered question on to who leads its action now; gives them, null where nobody does or it is theirs already.
 * Throws a `Conflict` when the question has changed.
 */
export async function passOn(
  { store, directory, queue, clock }: AnswerServices,
  requester: Requester,
  { plan, people, action, stored }: Omit<Found, 'person'>,
): Promise<Person | null> {
  const { value: question, etag } = stored;
  const { id: questionId, actionId } = question;
  const to = whomToAsk(action, people);
  if (to === null || question.answer !== null || to.id === question.askedBy) return null;
  if (to.id === question.to) return to;
  const now = clock.now();
  const found = await findRecipient({ directory, clock }, plan.tenantId, to.userId);
  const reach = typeof found === 'string' ? found : 'reachable';
  const kind = { name: 'question', actionId, questionId } as const;
  const delivery = planQuestionDelivery(plan.id, to, kind, { reach, now });
  const known = await store.readDelivery(delivery);
  await store.commit(plan.id, [
    { op: 'replace', row: { kind: 'question', value: { ...question, to: to.id } }, etag },
    // Led by them before: their own row is sent anew.
    known
      ? { op: 'replace', row: { kind: 'delivery', value: delivery }, etag: known.etag }
      : { op: 'insert', row: { kind: 'delivery', value: delivery } },
    logRow(requester, 'question-passed-on', now.toString(), {
      ...{ actionId, questionId, leadFrom: question.to, leadTo: to.id },
    }),
  ]);
  if (delivery.state === 'planned') await queue.enqueue([keyOf(delivery)]);
  await directory.wakePlan(plan.tenantId, plan.id, now.toString());
  return to;
}
