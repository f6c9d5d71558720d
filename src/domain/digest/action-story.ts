import type { Cycle } from '../cycle/cycle.ts';
import type { Action } from '../plan/action.ts';
import { ratingBy } from '../plan/rating-history.ts';
import type { Question } from '../reply/question.ts';
import { saidBy } from '../reply/reply.ts';
import type { Update } from '../reply/update.ts';
import { formatInstantDate } from '../shared/dates.ts';
import type { PlanHeader } from '../shared/plan-header.ts';
import type { Rating } from '../shared/rating.ts';
import { describeTimescale } from '../shared/timescale.ts';
import { actionInCycle, type DigestSources, dayDescribed } from './action-in-cycle.ts';
import type { Digest, DigestAction } from './digest.ts';
import { tellAction } from './tell-action.ts';

/** What somebody said of an action for one board. Texts are '' where nothing was said. */
export interface StoryReply {
  /** With the project manager's name where they answered for the lead. */
  readonly by: string;
  /** The day, in words: `12 November 2026`. */
  readonly on: string;
  readonly rating: Rating;
  /** That everything stands as it was, in one tap. */
  readonly unchanged: boolean;
  readonly narrative: string;
  readonly reason: string;
  readonly recoveryStep: string;
  readonly evidence: string;
  /** The new date asked for; null where none was. */
  readonly revised: string | null;
}

/** An action before one board. */
export interface StoryBoard {
  /** `YYYY-MM-DD`; null for the position the plan was imported with. */
  readonly boardDate: string | null;
  /** As that board was told; of an open cycle as it stands. */
  readonly rating: Rating;
  /** null where nobody replied. */
  readonly reply: StoryReply | null;
  /** Said once the paper was fixed, which does not have it; null where nothing was. */
  readonly late: StoryReply | null;
}

/** A question that was put to the lead of an action. Days in words. */
export interface StoryQuestion {
  readonly by: string;
  readonly on: string;
  readonly to: string;
  readonly text: string;
  readonly answer: { readonly by: string; readonly on: string; readonly text: string } | null;
}

/** One action with everything that was said of it, for whoever has found it in a digest. */
export interface ActionStory extends PlanHeader, Pick<Digest, 'board' | 'boardDate' | 'state' | 'asAt'> {
  /** null where the plan has had no cycle yet. */
  readonly cycleId: string | null;
  /** As the digest of that cycle tells it. */
  readonly action: DigestAction;
  /** What shows it, as last said in that cycle; '' where nothing was. */
  readonly evidence: string;
  /** Names of those who are accountable. */
  readonly strategic: readonly string[];
  /** Newest first; [] for a reader who is not shown them. */
  readonly questions: readonly StoryQuestion[];
  /** Newest first. */
  readonly boards: readonly StoryBoard[];
}

/** An action in one of the cycles told of. */
export interface ToldCycle {
  readonly cycle: Cycle;
  /** The reply the board was told; null for none. */
  readonly update: Update | null;
  /** One that came after the freeze and may be shown; else null. */
  readonly late: Update | null;
}

/** What was said of an action for each of these boards, oldest first, and how it stands in the cycle told of. */
export function collateStory(
  action: Action,
  sources: DigestSources,
  told: readonly ToldCycle[],
  questions: readonly Question[],
): ActionStory {
  const { plan, cycle, people } = sources;
  const byId = new Map(people.map((person) => [person.id, person]));
  const nameOf = (id: string) => byId.get(id)?.name ?? id;
  const replyOf = (update: Update | null): StoryReply | null =>
    update && {
      by: saidBy(update, nameOf),
      on: formatInstantDate(update.at, plan.timeZone),
      rating: update.rating,
      unchanged: update.kind === 'no-change',
      narrative: update.narrative,
      reason: update.reason,
      recoveryStep: update.recoveryStep,
      evidence: update.evidence,
      revised: update.revised && describeTimescale(update.revised),
    };
  const boards = told.map(
    ({ cycle: { boardDate }, update, late }): StoryBoard => ({
      boardDate,
      rating: update?.rating ?? ratingBy(action.ratingHistory, boardDate),
      reply: replyOf(update),
      late: replyOf(late),
    }),
  );
  const imported = action.ratingHistory.find(({ meeting }) => meeting === null);
  const first: StoryBoard[] = imported
    ? [{ boardDate: null, rating: imported.rating, reply: null, late: null }]
    : [];
  const position = actionInCycle(action, sources);
  return {
    planId: plan.id,
    planName: plan.name,
    board: plan.board,
    cycleId: cycle?.cycleId ?? null,
    boardDate: cycle?.boardDate ?? null,
    state: cycle?.state ?? 'as-imported',
    asAt: dayDescribed(sources).toString(),
    action: tellAction(position, sources, byId),
    evidence: position.update?.evidence ?? '',
    strategic: action.strategic.flatMap((id) => byId.get(id)?.name ?? []),
    questions: questions
      .toSorted((a, b) => b.askedAt.localeCompare(a.askedAt))
      .map(({ text, askedByName, askedAt, to, answer }) => ({
        ...{ by: askedByName, on: formatInstantDate(askedAt, plan.timeZone), to: nameOf(to), text },
        answer: answer && {
          ...{ by: answer.byName, on: formatInstantDate(answer.at, plan.timeZone), text: answer.text },
        },
      })),
    boards: [...first, ...boards].reverse(),
  };
}
