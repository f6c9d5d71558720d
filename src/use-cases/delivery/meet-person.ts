import { questionsLedger } from '../../domain/delivery/delivery.ts';
import { addressesOf } from '../../domain/people/mail-address.ts';
import type { PlanId } from '../../domain/plan/plan.ts';
import { Failure } from '../../domain/shared/errors.ts';
import type { ConversationRef, Services } from '../../ports.ts';
import { identifyMembers } from '../people/identify-people.ts';
import { listMyPlans, type Membership } from '../shared/find-plan.ts';
import type { Sender } from '../shared/requester.ts';
import { isSwept, isWorthSending, replanUnreachable } from './sweep-cycle.ts';

type MeetServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'roster' | 'logger'>;

/**
 * Remembers where a person can be reached, finds out who they are where no plan knows their account, and sends what could not reach
 * them before. Called for every message in a 1:1 chat, so it writes only when the address is new or has changed, and asks Teams
 * only about somebody it has never met or no plan knows. `listed` are their plans as the directory has them, a
 * read already under way; gives them with those found now.
 */
export async function meetPerson(
  services: MeetServices,
  sender: Sender,
  ref: ConversationRef,
  listed: Promise<readonly PlanId[]> = services.directory.listMemberships(sender.tenantId, sender.userId),
): Promise<readonly PlanId[]> {
  const [known, memberships] = await Promise.all([
    services.directory.findConversation(sender.tenantId, sender.userId),
    listed,
  ]);
  const isMet = known?.conversationId === ref.conversationId && known.serviceUrl === ref.serviceUrl;
  if (isMet && memberships.length > 0) return memberships;
  if (!isMet) await services.directory.saveConversation(ref);
  const sendIn = async (plans: readonly PlanId[]) =>
    sendWaiting(services, await listMyPlans(services, sender, plans));
  const [found] = await Promise.all([identifySender(services, sender, ref), sendIn(memberships)]);
  const news = found.filter((planId) => !memberships.includes(planId));
  await sendIn(news);
  return [...memberships, ...news];
}

/**
 * The plans that know the address which Teams, not the activity, gives for this person. Teams that gives none, or not in time,
 * leaves them unknown until they write again.
 */
async function identifySender(
  services: MeetServices,
  sender: Sender,
  ref: ConversationRef,
): Promise<readonly PlanId[]> {
  try {
    const member = await services.roster.findMember(ref);
    if (member === null) return [];
    const plans = await identifyMembers(services, sender.tenantId, [member]);
    const isTheirs = ({ userId }: { readonly userId: string | null }) => userId === sender.userId;
    const theirs = plans
      .filter(({ found, known }) => [...found, ...known].some(isTheirs))
      .map(({ plan }) => plan.id);
    // Their list may come later: many have the app installed for them before there is a plan.
    if (theirs.length === 0) {
      for (const address of addressesOf(member)) {
        await services.directory.noteAccount(sender.tenantId, address, sender.userId);
      }
    }
    return theirs;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'messaging-failed') throw error;
    services.logger.warn({ err: error }, 'who wrote could not be asked of Teams');
    return [];
  }
}

async function sendWaiting(services: MeetServices, plans: readonly Membership[]): Promise<void> {
  for (const { plan, person } of plans) {
    const cycles = await services.store.listCycles(plan.id);
    const now = services.clock.now();
    const swept = cycles.map(({ value }) => value).filter((cycle) => isSwept(cycle, now));
    for (const cycle of [...swept, null]) {
      const rows = await services.store.listDeliveries(plan.id, cycle?.cycleId ?? questionsLedger);
      const theirs = rows.filter(
        ({ value }) =>
          value.personId === person.id &&
          value.state === 'unreachable' &&
          (cycle === null || isWorthSending(value, cycle)),
      );
      const planned = await replanUnreachable(services, theirs);
      if (planned > 0) {
        await services.directory.wakePlan(plan.tenantId, plan.id, services.clock.now().toString());
      }
    }
  }
}

/** After an uninstall: nothing is sent until the person comes back, and the PM sees them as unreachable. */
export async function forgetPerson(services: Pick<Services, 'directory'>, sender: Sender): Promise<void> {
  await services.directory.forgetConversation(sender.tenantId, sender.userId);
}
