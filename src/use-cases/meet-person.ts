import type { ConversationRef, Services } from '../ports.ts';
import { listMyPlans, type Membership } from './find-plan.ts';
import type { Sender } from './requester.ts';
import { replanUnreachable } from './sweep-cycle.ts';

type MeetServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock'>;

/**
 * Remembers where a person can be reached, and sends what could not reach them before. Called for every message in
 * a 1:1 chat, so it writes only when the address is new or has changed. Gives the prompts put on their way.
 */
export async function meetPerson(
  services: MeetServices,
  sender: Sender,
  ref: ConversationRef,
): Promise<number> {
  const known = await services.directory.findConversation(sender.tenantId, sender.userId);
  if (known && known.conversationId === ref.conversationId && known.serviceUrl === ref.serviceUrl) return 0;
  await services.directory.saveConversation(ref);
  return sendWaiting(services, await listMyPlans(services, sender));
}

async function sendWaiting(services: MeetServices, plans: readonly Membership[]): Promise<number> {
  let count = 0;
  for (const { plan, person } of plans) {
    const cycles = await services.store.listCycles(plan.id);
    for (const { value: cycle } of cycles.filter(({ value }) => value.state === 'open')) {
      const rows = await services.store.listDeliveries(plan.id, cycle.meeting);
      const theirs = rows.filter(
        ({ value }) => value.personId === person.id && value.state === 'unreachable',
      );
      const planned = await replanUnreachable(services, theirs);
      if (planned > 0) {
        await services.directory.wakePlan(plan.tenantId, plan.id, services.clock.now().toString());
      }
      count += planned;
    }
  }
  return count;
}

/** After an uninstall: nothing is sent until the person comes back, and the PM sees them as unreachable. */
export async function forgetPerson(services: Pick<Services, 'directory'>, sender: Sender): Promise<void> {
  await services.directory.forgetConversation(sender.tenantId, sender.userId);
}
