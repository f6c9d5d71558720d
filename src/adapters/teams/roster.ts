import { setTimeout as wait } from 'node:timers/promises';
import { TeamsInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { Failure } from '../../domain/shared/errors.ts';
import type { ConversationRef, Roster, RosterMember, TeamRef } from '../../ports.ts';
import { type BotAdapter, turnOffRetries } from './bot-adapter.ts';
import { referenceTo } from './conversation-reference.ts';

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
  userPrincipalName: z.string().max(512).nullish(),
  aadObjectId: z.string().max(64).nullish(),
  tenantId: z.string().max(64).nullish(),
  userRole: z.string().max(64).nullish(),
});

/**
 * A member with an account in this tenant, [] for anybody else. Somebody of another tenant whom this one has not invited (a federated
 * chat, a shared channel) may have any address their own tenant likes, and is nobody here; a guest has an account here.
 */
function parseMember(value: unknown, tenantId: string): RosterMember[] {
  const { data } = member.safeParse(value);
  if (!data?.aadObjectId || !data.name?.trim()) return [];
  const isStranger = data.tenantId && data.tenantId.toLowerCase() !== tenantId.toLowerCase();
  if (isStranger && data.userRole?.toLowerCase() !== 'guest') return [];
  return [
    {
      userId: data.aadObjectId.toLowerCase(),
      name: data.name.trim(),
      email: data.email ?? '',
      userPrincipalName: data.userPrincipalName ?? '',
      memberId: data.id ?? '',
    },
  ];
}

/** Only 404 says that somebody is not there; everything else says nothing of them. */
function isAbsent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 404;
}

/** Reads members through the Bot Framework connector. `appId` is '' where nobody is authenticated. */
export function createRoster(adapter: BotAdapter, appId: string, patience = patienceMilliseconds): Roster {
  async function readAll(context: TurnContext, team: TeamRef): Promise<RosterMember[]> {
    const members: RosterMember[] = [];
    let next: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const read = await TeamsInfo.getPagedTeamMembers(context, team.teamId, pageSize, next);
      members.push(...read.members.flatMap((one) => parseMember(one, team.tenantId)));
      next = read.continuationToken;
      if (!next) return members;
    }
    return members;
  }

  async function readOne(context: TurnContext, ref: ConversationRef): Promise<RosterMember | null> {
    try {
      const read = await TeamsInfo.getMember(context, ref.memberId || ref.userId);
      const [found] = parseMember(read, ref.tenantId);
      return found?.userId === ref.userId.toLowerCase() ? found : null;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  /** Throws `Failure('messaging-failed')`, also when Teams takes too long. */
  async function askTeams<T>(
    reference: Parameters<BotAdapter['continueConversationAsync']>[1],
    work: (context: TurnContext) => Promise<T>,
    what: string,
    milliseconds = patience,
  ): Promise<T> {
    const asking = (async () => {
      let answer: { readonly value: T } | null = null;
      await adapter.continueConversationAsync(appId, reference, async (context) => {
        turnOffRetries(context);
        answer = { value: await work(context) };
      });
      return answer as { readonly value: T } | null;
    })();
    const stop = new AbortController();
    const tooLong = wait(milliseconds, null, { signal: stop.signal, ref: false }).catch(() => null);
    try {
      const answer = await Promise.race([asking, tooLong]);
      if (answer !== null) return answer.value;
    } catch (cause) {
      throw new Failure('messaging-failed', `Teams did not give ${what}.`, { cause });
    } finally {
      stop.abort();
    }
    // Nobody waits for it any more; its end, good or bad, is of no interest.
    asking.catch(() => undefined);
    throw new Failure('messaging-failed', `Teams took too long to give ${what}.`);
  }

  return {
    listMembers(team, background) {
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
      const milliseconds = background === undefined ? patience : backgroundMilliseconds;
      return askTeams(
        reference,
        (context) => readAll(context, team),
        'the members of the team',
        milliseconds,
      );
    },

    findMember: (ref) => askTeams(referenceTo(ref), (context) => readOne(context, ref), 'a person’s address'),
  };
}
