import { namesOf } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import { type Proposal, type Proposals, proposalsOf, seenOf } from '../../domain/reply/proposals.ts';
import type { Update } from '../../domain/reply/update.ts';
import type { PlanStore, Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

/** The latest replies of actions said to be complete: they hold the evidence. */
async function readLastSaid(
  store: PlanStore,
  planId: string,
  actions: readonly Action[],
): Promise<Map<string, Update>> {
  const said = await Promise.all(
    actions
      .filter(({ completionProposed }) => completionProposed)
      .map(async ({ id, lastReply }) =>
        lastReply === null ? null : store.readUpdate(planId, lastReply.meeting, id),
      ),
  );
  return new Map(said.flatMap((row) => (row ? [[row.value.actionId, row.value]] : [])));
}

/** What actions propose, in their order. */
export async function readProposals(
  store: PlanStore,
  planId: string,
  actions: readonly Action[],
  nameOf: (personId: string) => string,
): Promise<Proposal[]> {
  const said = await readLastSaid(store, planId, actions);
  return actions.flatMap((action) => proposalsOf(action, said.get(action.id) ?? null, nameOf));
}

/** What waits in a plan, and the names its people go by. */
export interface WaitingProposals {
  readonly waiting: Proposals;
  readonly nameOf: (personId: string) => string;
}

/** One round of reads behind `listProposals`, which says what it throws. */
export async function readWaiting(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
): Promise<WaitingProposals> {
  const [{ plan, person, people }, actions] = await Promise.all([
    readPlanFor(store, requester, planId),
    store.listActions(planId),
  ]);
  demand(person, 'decide');
  const nameOf = namesOf(people);
  const values = actions.map(({ value }) => value);
  const proposals = await readProposals(store, planId, values, nameOf);
  const { name: planName, timeZone } = plan;
  return { waiting: { planId, planName, timeZone, proposals, stamp: seenOf(proposals) }, nameOf };
}

/**
 * Revised dates that are not approved and completions that are not confirmed, of the whole plan: those of earlier cycles
 * wait too. For the chair and the PM; throws `not-permitted`.
 */
export async function listProposals(...request: Parameters<typeof readWaiting>): Promise<Proposals> {
  return (await readWaiting(...request)).waiting;
}
