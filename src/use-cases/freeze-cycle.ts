import type { Cycle } from '../domain/cycle.ts';
import type { Services } from '../ports.ts';
import { chooseCycle } from './read-cycle.ts';
import { actorOf, demand, logFrom, type Requester, readPlanFor } from './requester.ts';

/**
 * Fixes a cycle's data: no reply is taken and no reminder sent any more. Freezing a frozen cycle changes nothing. Throws
 * `Conflict` when the cycle changed in between.
 */
export async function freezeCycle(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  planId: string,
  meeting: string | null,
): Promise<Cycle> {
  const { person } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const stored = await services.store.listCycles(planId);
  const chosen = chooseCycle(
    stored.map(({ value }) => value),
    meeting,
  );
  const row = stored.find(({ value }) => value.meeting === chosen.meeting);
  if (!row || chosen.state === 'frozen') return chosen;
  const actor = actorOf(requester);
  const at = services.clock.now().toString();
  const frozen: Cycle = { ...chosen, state: 'frozen', frozenAt: at, frozenBy: actor.name };
  await services.store.commit(planId, [
    { op: 'replace', row: { kind: 'cycle', value: frozen }, etag: row.etag },
    {
      op: 'insert',
      row: {
        kind: 'log',
        value: {
          what: 'cycle-frozen',
          actor,
          at,
          from: logFrom(requester),
          detail: { meeting: chosen.meeting },
        },
      },
    },
  ]);
  return frozen;
}
