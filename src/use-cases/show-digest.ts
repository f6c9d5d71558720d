import { collateDigest, digestGroups, findGroup } from '../domain/collate-digest.ts';
import type { Digest, DigestFilter } from '../domain/digest.ts';
import { Refusal } from '../domain/errors.ts';
import type { Services } from '../ports.ts';
import { byAction, chooseCycle, todayIn } from './read-cycle.ts';
import { demand, type Requester, readPlanFor } from './requester.ts';

export interface DigestRequest {
  readonly planId: string;
  /** null: the open cycle, else the latest, else as imported. */
  readonly meeting: string | null;
  /** null: reds and ambers. */
  readonly level: 'red' | 'amber' | null;
  /** A theme or priority in the reader's words; null for all. */
  readonly group: string | null;
}

/**
 * The red/amber digest for the board, its chair or the PM. Throws `not-permitted`, `unknown-cycle`, and `bad-input`
 * naming the themes there are when the words fit none.
 */
export async function showDigest(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  request: DigestRequest,
): Promise<Digest> {
  const { planId } = request;
  const [{ plan, person, people }, storedCycles, storedActions] = await Promise.all([
    readPlanFor(services.store, requester, planId),
    services.store.listCycles(planId),
    services.store.listActions(planId),
  ]);
  demand(person, 'read-digest');
  const cycles = storedCycles.map(({ value }) => value);
  const actions = storedActions.map(({ value }) => value);
  const cycle = cycles.length === 0 && request.meeting === null ? null : chooseCycle(cycles, request.meeting);
  const updates = cycle ? byAction(await services.store.listUpdates(planId, cycle.meeting)) : new Map();
  const levels: DigestFilter['levels'] = request.level === null ? ['red', 'amber'] : [request.level];
  const filter = { levels, group: chooseGroup(digestGroups(actions), request.group) };
  const today = todayIn(plan, services.clock);
  return collateDigest({ plan, actions, people, cycles, cycle, updates, filter, today });
}

function chooseGroup(groups: readonly string[], words: string | null): string | null {
  if (words === null) return null;
  const group = findGroup(groups, words);
  if (group === null) {
    throw new Refusal(
      'bad-input',
      `No single theme or priority fits “${words}”. This plan has: ${groups.join('; ')}.`,
    );
  }
  return group;
}
