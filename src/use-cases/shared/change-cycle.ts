import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { LogCode } from '../../domain/shared/log-words.ts';
import { Conflict, type LogEntry, type Services, type Write } from '../../ports.ts';
import { actorOf, logFrom, type Requester } from './requester.ts';

/** An audit row for a change of a cycle. */
export function cycleLog(requester: Requester, what: LogCode, at: string, detail: LogEntry['detail']): Write {
  const value = { what, actor: actorOf(requester), at, from: logFrom(requester), detail };
  return { op: 'insert', row: { kind: 'log', value } };
}

/** Somebody may change the cycle between our read and write; a few rounds outlast that. */
const maxRounds = 5;

/**
 * Changes a cycle by its tag, together with what belongs to the change. `decide` is asked again when somebody has changed
 * the cycle meanwhile; null means that nothing is to be done. Gives the cycle as it stands then, and whether
 * this call changed it.
 */
export async function changeCycle(
  store: Services['store'],
  planId: string,
  meeting: string,
  decide: (cycle: Cycle) => { readonly cycle: Cycle; readonly writes: readonly Write[] } | null,
): Promise<{ readonly cycle: Cycle; readonly changed: boolean }> {
  for (let round = 1; ; round += 1) {
    const stored = await store.readCycle(planId, meeting);
    if (!stored) throw new Error(`The cycle ${meeting} is gone.`);
    const change = decide(stored.value);
    if (change === null) return { cycle: stored.value, changed: false };
    try {
      await store.commit(planId, [
        { op: 'replace', row: { kind: 'cycle', value: change.cycle }, etag: stored.etag },
        ...change.writes,
      ]);
      return { cycle: change.cycle, changed: true };
    } catch (error) {
      if (!(error instanceof Conflict) || round === maxRounds) throw error;
    }
  }
}
