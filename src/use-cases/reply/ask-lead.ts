import { randomBytes } from 'node:crypto';
import type { Delivery } from '../../domain/delivery/delivery.ts';
import { planQuestionDelivery } from '../../domain/delivery/delivery-plan.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Reachability } from '../../domain/people/reach.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import {
  type AskedQuestion,
  canBeAskedAbout,
  longestQuestion,
  type Question,
  whomToAsk,
} from '../../domain/reply/question.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { Conflict, type Services, type Write } from '../../ports.ts';
import { findRecipient } from '../people/find-reach.ts';
import { noSuchAction } from '../shared/find-action.ts';
import { keyOf } from '../shared/insert-deliveries.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, readPlanFor, type Sender } from '../shared/requester.ts';
import { tellQuestion } from './tell-question.ts';

type AskServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock'>;

/** Which action a question is about. */
export interface AskTarget {
  readonly planId: string;
  readonly actionId: string;
}

/** What a question is typed into. */
export interface AskForm {
  readonly plan: Plan;
  readonly action: Action;
  readonly to: Person;
  /** Names the question to be, so that the form sent twice asks once. */
  readonly questionId: string;
}

/** A question on its way, or kept for somebody who cannot be reached yet. */
export interface SentQuestion {
  readonly asked: AskedQuestion;
  /** Why it has not gone out, as a stable code; null where it has. */
  readonly unreachable: Exclude<Reachability, 'reachable'> | null;
}

/**
 * The form of a question to an action's lead, for the chair and the project manager. Throws `not-permitted`,
 * `unknown-action`, `action-closed`, and `unknown-person` where nobody leads it, or the sender does themselves.
 */
export async function openAskForm(
  services: Pick<Services, 'store'>,
  sender: Sender,
  target: AskTarget,
): Promise<AskForm> {
  const { plan, action, to } = await findAsked(services, sender, target);
  return { plan, action, to, questionId: randomBytes(8).toString('hex') };
}

/**
 * Puts a question to the lead of an action, once however often its form is sent; throws as `openAskForm` does, and `bad-input` for a
 * text that is empty or too long.
 */
export async function askLead(
  services: AskServices,
  sender: Sender,
  target: AskTarget,
  { questionId, text }: { readonly questionId: string; readonly text: string },
): Promise<SentQuestion> {
  const { store, directory, queue, clock } = services;
  const { planId, actionId } = target;
  const { plan, person, people, action, to } = await findAsked(services, sender, target);
  const known = await readMine(services, target, questionId, person);
  if (known !== null) return sentAlready(services, { plan, people, action, question: known });
  checkText(text);
  const now = clock.now();
  const question: Question = {
    ...{ id: questionId, actionId, text, to: to.id, answer: null },
    ...{ askedBy: person.id, askedByName: person.name, askedAt: now.toString() },
  };
  const found = await findRecipient(services, plan.tenantId, to.userId);
  const unreachable = typeof found === 'string' ? found : null;
  const key = { actionId, questionId };
  const delivery = planQuestionDelivery(
    planId,
    to,
    { name: 'question', ...key },
    {
      reach: unreachable ?? 'reachable',
      now,
    },
  );
  const writes: Write[] = [
    { op: 'insert', row: { kind: 'question', value: question } },
    { op: 'insert', row: { kind: 'delivery', value: delivery } },
    logRow(sender, 'question-asked', question.askedAt, { ...key, question: text, to: to.id }),
    ...(unreachable === null ? [] : [toldAtOnce(planId, person, { ...key, to: to.id }, now)]),
  ];
  try {
    await store.commit(planId, writes);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // The form has been sent twice at once: the other one asks.
    const first = await readMine(services, target, questionId, person);
    if (first === null) throw error;
    return sentAlready(services, { plan, people, action, question: first });
  }
  if (unreachable === null) await queue.enqueue([keyOf(delivery)]);
  await directory.wakePlan(plan.tenantId, planId, now.toString());
  return { asked: await tellQuestion(services, { plan, people, action, question }), unreachable };
}

/** The asker reads on the form's own answer that somebody is out of reach: no message says it again. */
function toldAtOnce(
  planId: string,
  asker: Person,
  key: { readonly actionId: string; readonly questionId: string; readonly to: string },
  now: Parameters<typeof planQuestionDelivery>[3]['now'],
): Write {
  const planned = planQuestionDelivery(
    planId,
    asker,
    { name: 'undelivered', ...key },
    { reach: 'reachable', now },
  );
  const value: Delivery = { ...planned, state: 'not-needed' };
  return { op: 'insert', row: { kind: 'delivery', value } };
}

async function findAsked(
  { store }: Pick<Services, 'store'>,
  sender: Sender,
  { planId, actionId }: AskTarget,
) {
  const { plan, person, people } = await readPlanFor(store, sender, planId);
  demand(person, 'ask-lead');
  const stored = await store.readAction(planId, actionId);
  if (!stored || !person) throw noSuchAction({ planId, actionId });
  const action = stored.value;
  if (!canBeAskedAbout(action)) {
    throw new Refusal('action-closed', `${action.ref} is ${action.status}: nobody answers for it any more.`);
  }
  const to = whomToAsk(action, people);
  if (to === null) {
    throw new Refusal(
      'unknown-person',
      `${action.ref} has no confirmed lead, so nobody can be asked. The project manager says who leads it with “match leads” or “assign”.`,
    );
  }
  if (to.id === person.id) {
    throw new Refusal('unknown-person', `You answer for ${action.ref} yourself.`);
  }
  return { plan, person, people, action, to };
}

/** The sender's own question of this id; null for none. Somebody else's is as unknown as one that is not there. */
async function readMine(
  { store }: Pick<Services, 'store'>,
  { planId, actionId }: AskTarget,
  questionId: string,
  person: Person,
): Promise<Question | null> {
  const stored = await store.readQuestion(planId, actionId, questionId);
  if (stored === null) return null;
  if (stored.value.askedBy !== person.id) throw noSuchQuestion();
  return stored.value;
}

async function sentAlready(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  facts: Parameters<typeof tellQuestion>[1],
): Promise<SentQuestion> {
  const { plan, people, question } = facts;
  const userId = people.find(({ id }) => id === question.to)?.userId ?? null;
  const found = await findRecipient(services, plan.tenantId, userId);
  return {
    asked: await tellQuestion(services, facts),
    unreachable: typeof found === 'string' && question.answer === null ? found : null,
  };
}

function checkText(text: string): void {
  if (text === '') throw new Refusal('bad-input', 'Write what you want to ask.');
  if (text.length > longestQuestion) {
    throw new Refusal(
      'bad-input',
      `A question has at most ${longestQuestion} characters; this has ${text.length}.`,
    );
  }
}

/** In the same words for a question of others, and for one that is not there. */
export function noSuchQuestion(): Refusal {
  return new Refusal('unknown-question', 'There is no such question to you any more.');
}
