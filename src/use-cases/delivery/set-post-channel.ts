import type { Plan } from '../../domain/plan/plan.ts';
import type { ConversationRef, Services } from '../../ports.ts';
import { setScheduleRules } from '../calendar/set-schedule-rules.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { isSwept, replanUnreachable } from './sweep-cycle.ts';

type ChannelServices = Pick<Services, 'store' | 'directory' | 'clock' | 'bankHolidays'>;
type PostServices = ChannelServices & Pick<Services, 'queue'>;

export interface PostChannel {
  readonly planName: string;
  /** false where nothing was to be ended. */
  readonly changed: boolean;
}

/**
 * From now on a link to the paper is posted in this channel on the day of publication; in one channel a plan, the last one said.
 * For the PM, in whose name the link is made. Throws `unknown-plan` and `not-permitted`.
 */
export async function postHere(
  services: PostServices,
  requester: Requester,
  planId: string,
  channel: ConversationRef,
): Promise<PostChannel> {
  const { store, directory, clock } = services;
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  // First: a rule without a channel would post nothing.
  await directory.saveBoardChannel(planId, channel);
  await setScheduleRules(services, requester, planId, { postsPaper: true });
  const at = clock.now().toString();
  await store.commit(planId, [
    logRow(requester, 'post-channel-set', at, { channel: channel.conversationId }),
  ]);
  await postWaiting(services, plan);
  return { planName: plan.name, changed: true };
}

/** What could not be posted, for want of a channel or of the bot in it, goes now if it is still of use. */
async function postWaiting(services: PostServices, plan: Plan): Promise<void> {
  const { store, directory, clock } = services;
  const now = clock.now();
  for (const { value: cycle } of await store.listCycles(plan.id)) {
    if (!isSwept(cycle, now)) continue;
    const rows = await store.listDeliveries(plan.id, cycle.cycleId);
    const waiting = rows.filter(({ value }) => value.kind.name === 'post' && value.state === 'unreachable');
    await replanUnreachable(services, waiting);
  }
  await directory.wakePlan(plan.tenantId, plan.id, now.toString());
}

/** Ends that. Throws as `postHere` does. */
export async function stopPosting(
  services: ChannelServices,
  requester: Requester,
  planId: string,
): Promise<PostChannel> {
  const { changes, name } = await setScheduleRules(services, requester, planId, { postsPaper: false });
  return { planName: name, changed: changes.length > 0 };
}
