import { Temporal } from 'temporal-polyfill';
import type { MemberAddress, RosterMember, Services, TeamRef } from '../../ports.ts';
import { identifyMembers, type PlanIdentities } from './identify-people.ts';

type RosterServices = Pick<Services, 'store' | 'directory' | 'roster' | 'clock' | 'logger'>;

export interface RosterOptions {
  /** One team alone; all of the tenant's where it is left out. */
  readonly teamId?: string;
  /** A team is left alone that was read less long ago; ten minutes where left out. */
  readonly atMostEvery?: Temporal.DurationLike;
  /** Whose being refused counts no more, for they have just been added: Entra object ids, or the channel's own ids. */
  readonly rejoined?: ReadonlySet<string>;
  readonly patience?: 'background' | undefined;
}

export interface RosterReading {
  /** Whether any team was read. */
  readonly read: boolean;
  /** Entra object ids of those who can be written to since, or in another way. */
  readonly changed: ReadonlySet<string>;
  /** The tenant's plans that know any of the members, with those whose account was found by it. */
  readonly plans: readonly PlanIdentities[];
}

const usually: Temporal.DurationLike = { minutes: 10 };

/** The address as the roster tells it now; the same object where nothing has changed. */
function addressOf(
  { memberId, userId }: RosterMember,
  { tenantId, serviceUrl, channelId, botId, botName }: TeamRef,
  known: MemberAddress | undefined,
  rejoined: boolean,
): MemberAddress {
  const told = { tenantId, userId, serviceUrl, channelId, botId, botName, memberId };
  const refusedUntil = rejoined ? null : (known?.refusedUntil ?? null);
  const next: MemberAddress = { ...told, refusedUntil };
  const isSame =
    known !== undefined &&
    known.memberId === memberId &&
    known.serviceUrl === serviceUrl &&
    known.botId === botId &&
    known.refusedUntil === refusedUntil;
  return isSame ? known : next;
}

/**
 * Asks the teams that have the bot for their members, keeps how each can be written to first (ids alone, no names), and finds
 * people of the tenant's plans among them whose account was not known. Nobody is forgotten because they are missing: whether
 * the bot may still write to them is for Teams to say. A team is read by one replica at a time and not too often; one that
 * cannot be read is logged, and left out until then.
 */
export async function readRosters(
  services: RosterServices,
  tenantId: string,
  { teamId, atMostEvery = usually, rejoined = new Set(), patience }: RosterOptions = {},
): Promise<RosterReading> {
  const { directory, roster, clock, logger } = services;
  const now = clock.now();
  const since = now.subtract(atMostEvery);
  const teams = (await directory.listTeams(tenantId)).filter(
    (team) =>
      (teamId === undefined || team.teamId === teamId) &&
      (team.readAt === null || Temporal.Instant.compare(team.readAt, since) < 0),
  );
  const rosters: (readonly [TeamRef, readonly RosterMember[]])[] = [];
  for (const team of teams) {
    if (!(await directory.claimRoster(tenantId, team.teamId, now.toString(), since.toString()))) continue;
    try {
      rosters.push([team, await roster.listMembers(team, patience)]);
    } catch (error) {
      logger.warn({ err: error }, 'the members of a team could not be read');
    }
  }
  if (rosters.length === 0) return { read: false, changed: new Set(), plans: [] };
  const known = new Map(
    (await directory.listAddresses(tenantId)).map((address) => [address.userId, address]),
  );
  const fresh = new Map<string, MemberAddress>();
  for (const [team, members] of rosters) {
    for (const member of members.filter(({ memberId }) => memberId !== '')) {
      const before = known.get(member.userId);
      const isBack = rejoined.has(member.userId) || rejoined.has(member.memberId);
      const address = addressOf(member, team, before, isBack);
      if (address !== before) fresh.set(member.userId, address);
    }
  }
  await directory.saveAddresses(tenantId, [...fresh.values()]);
  logger.info({ teams: rosters.length, addresses: fresh.size }, 'members of teams read');
  // After the addresses: whose account is found now is written to at once.
  const plans = await identifyMembers(
    services,
    tenantId,
    rosters.flatMap(([, members]) => members),
  );
  return { read: true, changed: new Set(fresh.keys()), plans };
}
