import type { Action } from '../../domain/plan/action.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services } from '../../ports.ts';
import { historyRow, logRow } from '../shared/log-row.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import { longestReason } from './decide-proposals.ts';

function checkReason(text: string): string {
  const reason = text.trim();
  if (reason === '') throw new Refusal('bad-input', 'Say why it is opened again: the reason goes on record.');
  if (reason.length <= longestReason) return reason;
  throw new Refusal(
    'bad-input',
    `Please shorten the reason by ${reason.length - longestReason} characters (at most ${longestReason}).`,
  );
}

/**
 * Opens a completed action again (DOMAIN 4.7): its lead is asked about it from now on. Superseded, withdrawn and merged
 * ones stay closed, as the document says. Throws `not-permitted`, `unknown-action`, `action-closed`, `bad-input` for
 * a missing reason or an action that is open.
 */
export async function reopenAction(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  requester: Requester,
  { planId, ref }: { readonly planId: string; readonly ref: string },
  reasonText: string,
): Promise<Action> {
  const { plan, person } = await readPlanFor(services.store, requester, planId);
  demand(person, 'decide');
  const reason = checkReason(reasonText);
  const { after, at } = await withRetries(async () => {
    const actions = await services.store.listActions(planId);
    const stored = actions.find(({ value }) => refKey(value.ref) === refKey(ref));
    if (!stored) throw new Refusal('unknown-action', `The plan has no action ${ref}.`);
    const { value: before, etag } = stored;
    if (before.status !== 'complete') {
      const open = before.status === 'not-started' || before.status === 'in-progress';
      throw new Refusal(
        open ? 'bad-input' : 'action-closed',
        open
          ? `${before.ref} is open already.`
          : `${before.ref} is ${before.status}, not complete: change it in the plan’s document and import that.`,
      );
    }
    const after: Action = { ...before, status: 'in-progress', completionProposed: false };
    const at = services.clock.now().toString();
    const detail = { actionId: before.id, statusFrom: before.status, statusTo: after.status, reason };
    await services.store.commit(planId, [
      { op: 'replace', row: { kind: 'action', value: after }, etag },
      historyRow(requester, at, before),
      logRow(requester, 'action-reopened', at, detail),
    ]);
    return { after, at };
  });
  // In an open cycle its lead may lack a prompt now.
  await services.directory.wakePlan(plan.tenantId, planId, at);
  return after;
}
