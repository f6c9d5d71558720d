import pLimit from 'p-limit';
import { type ActionStory, collateStory, type ToldCycle } from '../../domain/digest/action-story.ts';
import { may } from '../../domain/people/permissions.ts';
import { isLeadOf } from '../../domain/plan/action-rules.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { PlanStore, Services } from '../../ports.ts';
import { type ActionTarget, noSuchAction } from '../shared/find-action.ts';
import { demand, type Requester } from '../shared/requester.ts';
import { readSources } from './show-digest.ts';

/** Enough to hide storage latency; a plan of three years has some thirty cycles. */
const concurrentReads = 8;

/** Which action, and the cycle to tell it in: null for the one a digest would tell of. */
export type StoryTarget = ActionTarget & { readonly cycleId: string | null };

/** An action's story, with what its reader may do. */
export interface ShownAction {
  readonly story: ActionStory;
  /** Whether the digest is theirs to read as well: a lead sees their own action alone. */
  readonly readsDigest: boolean;
  /** Whether they may put a question to its lead. */
  readonly mayAsk: boolean;
}

/**
 * One action with what was said of it for each board: for whoever may read the digest, and for its leads. Of a frozen
 * cycle as it was at the freeze. Where others read along it is as open as the digest, and shows no more than the boards were told. Throws `not-permitted`, `unknown-cycle`, `unknown-action`.
 */
export async function showAction(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  target: StoryTarget,
  isShared: boolean,
): Promise<ShownAction> {
  const { planId, cycleId } = target;
  const { facts, person } = await readSources(services, requester, { planId, cycleId }, 'see-own-actions');
  const { cycle, cycles } = facts;
  const action = facts.actions.find((one) =>
    'ref' in target ? refKey(one.ref) === refKey(target.ref) : one.id === target.actionId,
  );
  const readsDigest = person === null || may(person, 'read-digest');
  // Before it is said whether there is one, so that a lead does not learn what actions of others there are.
  const isTheirs = !isShared && person !== null && action !== undefined && isLeadOf(person, action);
  if (!isTheirs) demand(person, 'read-digest');
  if (!action) throw noSuchAction(target);
  const told = cycles.filter(({ boardDate }) => cycle !== null && boardDate <= cycle.boardDate);
  // What is said after the freeze is the chair's and the project manager's to read, and its own lead's.
  const seesLate = !isShared && (isTheirs || person === null || may(person, 'read-status'));
  const [replies, questions] = await Promise.all([
    pLimit(concurrentReads).map(told, (one) => readTold(services.store, planId, action.id, one, seesLate)),
    isShared ? [] : services.store.listQuestions(planId, action.id),
  ]);
  const story = collateStory(
    action,
    facts,
    replies.flatMap((one) => one ?? []),
    questions.map(({ value }) => value),
  );
  return { story, readsDigest, mayAsk: !isShared && person !== null && may(person, 'ask-lead') };
}

/** What one cycle's board was told of an action; null where the action was not in its paper. */
async function readTold(
  store: PlanStore,
  planId: string,
  actionId: string,
  cycle: ToldCycle['cycle'],
  seesLate: boolean,
): Promise<ToldCycle | null> {
  const { cycleId, snapshot } = cycle;
  const stored = await store.readUpdate(planId, cycleId, actionId);
  const present = stored?.value ?? null;
  if (snapshot === null) return { cycle, update: present, late: null };
  const kept = await store.readFrozenAction(planId, cycleId, snapshot, actionId);
  if (kept === null) return null;
  return { cycle, update: kept.update, late: seesLate && present?.late === true ? present : null };
}
