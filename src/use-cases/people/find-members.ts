import pLimit from 'p-limit';
import type { TeamMember } from '../../domain/people/team-member.ts';
import type { Services } from '../../ports.ts';
import { readTeam, type TeamReading } from './read-team.ts';

type FindServices = Pick<Services, 'directory' | 'roster' | 'logger'>;

const chatsAtOnce = 8;

/**
 * The members of the tenant's teams, and those people met in a 1:1 chat who had one of these addresses (folded) then: the directory
 * only says whom to ask for, Teams says now who they are.
 */
export async function findMembers(
  services: FindServices,
  tenantId: string,
  addresses: readonly string[],
): Promise<TeamReading> {
  const [team, met] = await Promise.all([
    readTeam(services, tenantId),
    findMet(services, tenantId, addresses),
  ]);
  const members = new Map([...met.members, ...team.members].map((member) => [member.userId, member]));
  return { members: [...members.values()], complete: team.complete && met.complete };
}

async function findMet(
  { directory, roster, logger }: FindServices,
  tenantId: string,
  addresses: readonly string[],
): Promise<TeamReading> {
  const limit = pLimit(chatsAtOnce);
  const accounts = await limit.map(addresses, (address) => directory.listAccounts(tenantId, address));
  const read = await limit.map([...new Set(accounts.flat())], async (userId) => {
    const chat = await directory.findConversation(tenantId, userId);
    if (chat === null) return [];
    try {
      const member = await roster.findMember(chat);
      return member === null ? [] : [member];
    } catch (error) {
      logger.warn({ err: error }, 'a person met before could not be asked of Teams');
      return null;
    }
  });
  return {
    members: read.flatMap((members): TeamMember[] => members ?? []),
    complete: !read.includes(null),
  };
}
