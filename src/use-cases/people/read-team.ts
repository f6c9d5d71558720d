import type { TeamMember } from '../../domain/people/team-member.ts';
import type { Services } from '../../ports.ts';

/** Members of the tenant's teams, each once. */
export interface TeamReading {
  readonly members: readonly TeamMember[];
  /** False when a team's members could not be had: what is built on them is less than it could be. */
  readonly complete: boolean;
}

/** Reads the members of every team of the tenant that has the bot. A team that cannot be read is logged and left out. */
export async function readTeam(
  services: Pick<Services, 'directory' | 'roster' | 'logger'>,
  tenantId: string,
): Promise<TeamReading> {
  const teams = await services.directory.listTeams(tenantId);
  const read = await Promise.all(
    teams.map(async (team) => {
      try {
        return await services.roster.listMembers(team);
      } catch (error) {
        services.logger.warn({ err: error }, 'the members of a team could not be read');
        return null;
      }
    }),
  );
  const members = new Map(read.flatMap((list) => list ?? []).map((member) => [member.userId, member]));
  return { members: [...members.values()], complete: !read.includes(null) };
}
