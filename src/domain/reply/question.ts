import type { Person, PersonId } from '../people/person.ts';
import type { Action, ActionId } from '../plan/action.ts';
import { namedUpdater } from '../plan/action-rules.ts';
import type { PlanHeader } from '../shared/plan-header.ts';
import type { Rating } from '../shared/rating.ts';

/** In UTF-16 units. */
export const longestQuestion = 500;
export const longestAnswer = 2_000;

/** The latest answer; earlier ones are in the log. */
export interface QuestionAnswer {
  readonly text: string;
  /** Who gave it, as a person id, and their name then. */
  readonly by: PersonId;
  readonly byName: string;
  readonly at: string;
  /** Counts the answers, from 1. */
  readonly version: number;
}

/** A question to the lead of an action: no reply to a cycle, and no rating changes by it. */
export interface Question {
  /** Given with the form, so that a form sent twice asks once. */
  readonly id: string;
  readonly actionId: ActionId;
  readonly text: string;
  readonly askedBy: PersonId;
  readonly askedByName: string;
  readonly askedAt: string;
  /** Who is to answer: it is passed on where the action is. */
  readonly to: PersonId;
  readonly answer: QuestionAnswer | null;
}

/** A question with what its reader must know of its action. */
export interface AskedQuestion extends PlanHeader {
  readonly timeZone: string;
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly rating: Rating;
  readonly question: Question;
  readonly toName: string;
  /** Name of the one open cycle in which the lead may reply; null for none, or where it is not clear which. */
  readonly openCycle: string | null;
}

/** Superseded, withdrawn and merged actions have nobody to ask any more; of a complete one the board may ask why. */
export function canBeAskedAbout({ status }: Pick<Action, 'status'>): boolean {
  return status === 'not-started' || status === 'in-progress' || status === 'complete';
}

/** Who answers for an action: its named updater, else its first strategic lead; null where neither is on the people list. */
export function whomToAsk(action: Action, people: readonly Person[]): Person | null {
  if (!canBeAskedAbout(action)) return null;
  const ids = [namedUpdater(action), ...action.strategic];
  for (const id of ids) {
    const person = people.find((one) => one.id === id);
    if (person) return person;
  }
  return null;
}
