import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Services, Write } from '../../ports.ts';
import { withRetries } from './with-retries.ts';

/**
 * Changes a cycle by its tag, together with what belongs to the change. `decide` is asked again when somebody has changed
 * the cycle meanwhile; null means that nothing is to be done. Gives the cycle as it stands then, and whether
 * this call changed it.
 */
export async function changeCycle(
  store: Services['store'],
  planId: string,
  cycleId: string,
  decide: (cycle: Cycle) => { readonly cycle: Cycle; readonly writes: readonly Write[] } | null,
): Promise<{ readonly cycle: Cycle; readonly changed: boolean }> {
  return withRetries(async () => {
    const stored = await store.readCycle(planId, cycleId);
    if (!stored) throw new Error(`The cycle ${cycleId} is gone.`);
    const change = decide(stored.value);
    if (change === null) return { cycle: stored.value, changed: false };
    await store.commit(planId, [
      { op: 'replace', row: { kind: 'cycle', value: change.cycle }, etag: stored.etag },
      ...change.writes,
    ]);
    return { cycle: change.cycle, changed: true };
  });
}
