import { addressesOf } from '../../domain/people/mail-address.ts';
import type { TeamMember } from '../../domain/people/team-member.ts';
import { Failure } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import type { Sender } from '../shared/requester.ts';

export type FirstManagerServices = Pick<
  Services,
  'store' | 'directory' | 'roster' | 'firstManagers' | 'logger'
>;

/** The sender as the organisation’s directory has them, asked of Teams and never read from what they sent. */
async function findOwnRecord(
  { directory, roster }: FirstManagerServices,
  sender: Sender,
): Promise<TeamMember | null> {
  const ref = await directory.findConversation(sender.tenantId, sender.userId);
  return ref === null ? null : roster.findMember(ref);
}

/**
 * Whether the sender is configured to import a plan without running one. Teams is asked only where an e-mail address could
 * decide it. Throws `messaging-failed` when Teams does not answer that.
 */
export async function isFirstManager(services: FirstManagerServices, sender: Sender): Promise<boolean> {
  const { firstManagers } = services;
  if (sender.tenantId !== firstManagers.tenantId) return false;
  if (firstManagers.userIds.has(sender.userId)) return true;
  if (firstManagers.emails.size === 0) return false;
  const member = await findOwnRecord(services, sender);
  return (
    member !== null &&
    member.userId === sender.userId &&
    addressesOf(member).some((address) => firstManagers.emails.has(address))
  );
}

/** The sender’s name and address for a people list: as Teams has them, else the name they are shown under and ''. */
export async function teamsRecordOf(
  services: FirstManagerServices,
  sender: Sender,
): Promise<Pick<TeamMember, 'name' | 'email'>> {
  try {
    const member = await findOwnRecord(services, sender);
    if (member !== null && member.userId === sender.userId) return member;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // The plan is what they came for; an address can be added to the people list at any time.
    services.logger.warn({ err: error }, 'the record of a new project manager could not be read');
  }
  return { name: sender.name.trim() === '' ? 'Project manager' : sender.name.trim(), email: '' };
}

/** Whether somebody in no plan should be told how to start one. Never throws for Teams’ sake: it is only said or not said. */
export async function maySendFirstPlan(services: FirstManagerServices, sender: Sender): Promise<boolean> {
  try {
    return await isFirstManager(services, sender);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    services.logger.warn({ err: error }, 'whether somebody is a first project manager could not be read');
    return false;
  }
}
