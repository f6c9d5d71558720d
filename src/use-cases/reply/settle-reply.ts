import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { PaperNews } from '../../domain/reply/prompt.ts';
import type { Update } from '../../domain/reply/update.ts';
import { Conflict, type Services, type Stored } from '../../ports.ts';
import { decideKept } from '../cycle/keep-snapshot.ts';
import { logRow } from '../shared/log-row.ts';
import type { Sender } from '../shared/requester.ts';

type SettleServices = Pick<Services, 'store' | 'clock' | 'logger'>;

/** A saved reply, and what its author is to be told of the paper. */
export interface SettledReply {
  /** As it is stored: `late` where the paper as it is now lacks it. */
  readonly update: Update;
  /** The cycle as it was when this was found out. */
  readonly cycle: Cycle;
  readonly news: PaperNews;
}

/** The snapshot that lacks a reply; null where the paper has it, or will: its cycle is open. Of a paper made before data were kept we know what the reply says. */
async function lackedBy(
  { store }: SettleServices,
  planId: string,
  cycle: Cycle,
  update: Update,
): Promise<{ readonly late: boolean; readonly lateFor: string | null }> {
  const { state, snapshot, cycleId } = cycle;
  if (state === 'open') return { late: false, lateFor: null };
  if (snapshot === null) return { late: update.late, lateFor: null };
  const kept = await decideKept(store, planId, { cycleId, snapshot }, update.actionId);
  // A later version has taken this one's place: it was what stood at the freeze.
  const late = (kept?.update?.version ?? 0) < update.version;
  return { late, lateFor: late ? snapshot : null };
}

/** Puts right what a row says of being late. Best effort: a newer reply that has taken its place says it for itself. */
async function correct(
  services: SettleServices,
  sender: Sender,
  planId: string,
  { stored, update }: { readonly stored: Stored<Update>; readonly update: Update },
): Promise<void> {
  const { actionId, cycleId, version, late } = update;
  const at = services.clock.now().toString();
  const detail = { actionId, meeting: cycleId, version, late, snapshot: update.lateFor ?? null };
  try {
    await services.store.commit(planId, [
      { op: 'replace', row: { kind: 'update', value: update }, etag: stored.etag },
      logRow(sender, 'reply-settled', at, detail),
    ]);
  } catch (error) {
    if (error instanceof Conflict) return;
    services.logger.warn(
      { err: error, planId, meeting: cycleId },
      'a reply still says of itself that it is in time',
    );
  }
}

/**
 * Finds out on which side of a freeze a saved reply fell, by asking after its commit, and puts the row right where it was
 * thought otherwise. `cycle` is as it was read before the commit. Never throws: the reply is saved, and what
 * cannot be seen is told as that.
 */
export async function settleReply(
  services: SettleServices,
  sender: Sender,
  planId: string,
  { stored, cycle: before }: { readonly stored: Stored<Update>; readonly cycle: Cycle },
): Promise<SettledReply> {
  const { value: saved } = stored;
  try {
    const found = await services.store.readCycle(planId, saved.cycleId);
    if (!found) throw new Error(`The cycle ${saved.cycleId} is gone.`);
    const cycle = found.value;
    const { late, lateFor } = await lackedBy(services, planId, cycle, saved);
    const { lateFor: known = null, ...rest } = saved;
    const update: Update = { ...rest, late, ...(lateFor === null ? {} : { lateFor }) };
    if (late !== saved.late || lateFor !== known) await correct(services, sender, planId, { stored, update });
    return { update, cycle, news: late && before.state === 'open' ? 'overtaken' : 'none' };
  } catch (error) {
    services.logger.error(
      { err: error, planId, meeting: saved.cycleId },
      'a reply is saved, but it could not be seen whether the paper has it',
    );
    return { update: saved, cycle: before, news: 'unseen' };
  }
}
