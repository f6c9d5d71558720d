import type { Person } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import { isOpen } from '../../domain/plan/action-rules.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { AskedQuestion, Question } from '../../domain/reply/question.ts';
import type { Services } from '../../ports.ts';

export interface QuestionFacts {
  readonly plan: Plan;
  readonly people: readonly Person[];
  readonly action: Action;
  readonly question: Question;
}

/** A question as its readers are told it. */
export async function tellQuestion(
  { store }: Pick<Services, 'store'>,
  { plan, people, action, question }: QuestionFacts,
): Promise<AskedQuestion> {
  const cycles = isOpen(action) ? await store.listCycles(plan.id) : [];
  const open = cycles.filter(({ value }) => value.state === 'open');
  const { id: actionId, ref, title, rating } = action;
  return {
    ...{ planId: plan.id, planName: plan.name, timeZone: plan.timeZone },
    ...{ actionId, ref, title, rating, question },
    toName: people.find(({ id }) => id === question.to)?.name ?? question.to,
    openCycle: open.length === 1 ? (open[0]?.value.cycleId ?? null) : null,
  };
}
