import { setTimeout as wait } from 'node:timers/promises';
import { TeamsInfo } from 'botbuilder';
import { z } from 'zod';
import { Failure } from '../../domain/errors.ts';
import type { Roster, RosterMember, TeamRef } from '../../ports.ts';
import { type BotAdapter, turnOffRetries } from './bot-adapter.ts';

/** The most that Teams gives on one page. */
const pageSize = 500;
/** A team has at most 25,000 members; more pages than that are a loop. */
const mostPages = 60;
/** A card that waits for the roster must be answered within five seconds; suggestions are made without it then. */
const patienceMilliseconds = 3_000;
/** A large team has fifty pages; nobody waits for them where they are read in the background. */
const backgroundMilliseconds = 30_000;

/** What is read of a member; a bot has no account in the directory. */
const member = z.object({
  id: z.string().max(512).nullish(),
  name: z.string().max(512).nullish(),
  email: z.string().max(512).nullish(),
  aadObjectId: z.string().max(64).nullish(),
});

function parseMember(value: unknown): RosterMember[] {
  const { data } = member.safeParse(value);
  if (!data?.aadObjectId || !data.name?.trim()) return [];
  const { id, aadObjectId, name, email } = data;
  return [{ userId: aadObjectId.toLowerCase(), name: name.trim(), email: email ?? '', memberId: id ?? '' }];
}

/** Reads teams' members through the Bot Framework connector. `appId` is '' where nobody is authenticated. */
export function createRoster(adapter: BotAdapter, appId: string, patience = patienceMilliseconds): Roster {
  async function readAll(team: TeamRef): Promise<RosterMember[]> {
    const members: RosterMember[] = [];
    const reference = {
      channelId: team.channelId,
      serviceUrl: team.serviceUrl,
      bot: { id: team.botId, name: team.botName },
      conversation: {
        id: team.teamId,
        name: '',
        isGroup: true,
        conversationType: 'channel',
        tenantId: team.tenantId,
      },
    };
    await adapter.continueConversationAsync(appId, reference, async (context) => {
      turnOffRetries(context);
      let next: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const read = await TeamsInfo.getPagedTeamMembers(context, team.teamId, pageSize, next);
        members.push(...read.members.flatMap(parseMember));
        next = read.continuationToken;
        if (!next) return;
      }
    });
    return members;
  }

  return {
    async listMembers(team, background) {
      const stop = new AbortController();
      const milliseconds = background === undefined ? patience : backgroundMilliseconds;
      const tooLong = wait(milliseconds, null, { signal: stop.signal, ref: false }).catch(() => null);
      const reading = readAll(team);
      try {
        const members = await Promise.race([reading, tooLong]);
        if (members !== null) return members;
      } catch (cause) {
        throw new Failure('messaging-failed', 'Teams did not give the members of the team.', { cause });
      } finally {
        stop.abort();
      }
      // Nobody waits for it any more; its end, good or bad, is of no interest.
      reading.catch(() => undefined);
      throw new Failure('messaging-failed', 'Teams took too long to give the members of the team.');
    },
  };
}
