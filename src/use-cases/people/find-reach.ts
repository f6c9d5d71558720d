import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import type { Person } from '../../domain/people/person.ts';
import type { Reachability } from '../../domain/people/reach.ts';
import type { Recipient, Services } from '../../ports.ts';
import { readRosters } from './read-rosters.ts';

type ReachServices = Pick<Services, 'directory' | 'clock'>;

/** Enough to hide storage latency without a burst that gets the account throttled. */
const concurrentReads = 16;

/** Where somebody can be written to, or why nowhere: their own chat, else one to be created with a member of a team. */
export async function findRecipient(
  { directory, clock }: ReachServices,
  tenantId: string,
  userId: string | null,
): Promise<Recipient | Exclude<Reachability, 'reachable'>> {
  if (userId === null) return 'no-teams-account';
  const known = await directory.findConversation(tenantId, userId);
  if (known) return known;
  const address = await directory.findAddress(tenantId, userId);
  if (!address) return 'never-met-bot';
  const { refusedUntil } = address;
  const isRefused = refusedUntil !== null && Temporal.Instant.compare(refusedUntil, clock.now()) > 0;
  return isRefused ? 'refused' : { ...address, conversationId: null };
}

/** Whether each person can be reached now, by their id in the plan. */
export async function findReach(
  services: ReachServices,
  tenantId: string,
  people: readonly Person[],
): Promise<Map<string, Reachability>> {
  const entries = await pLimit(concurrentReads).map(
    people,
    async (person): Promise<[string, Reachability]> => {
      const found = await findRecipient(services, tenantId, person.userId);
      return [person.id, typeof found === 'string' ? found : 'reachable'];
    },
  );
  return new Map(entries);
}

/**
 * The same, but nobody is called unreachable before the teams that have the bot were asked for their members, unless
 * they were within the last ten minutes. Somebody whose account was found by it, as `people` have none of them, is within reach
 * for the next tick, which is called for. Costs nothing more where everybody is within reach. Needs `roster` for it.
 */
export async function findReachAfresh(
  services: ReachServices & Pick<Services, 'store'> & Partial<Pick<Services, 'roster' | 'logger'>>,
  tenantId: string,
  people: readonly Person[],
  patience?: 'background',
): Promise<Map<string, Reachability>> {
  const reach = await findReach(services, tenantId, people);
  const { store, directory, clock, roster, logger } = services;
  const strangers = people.filter(
    ({ id, email }) =>
      reach.get(id) === 'never-met-bot' || (reach.get(id) === 'no-teams-account' && email !== ''),
  );
  if (strangers.length === 0 || !roster || !logger) return reach;
  const { changed } = await readRosters({ store, directory, clock, roster, logger }, tenantId, { patience });
  const found = strangers.filter(({ userId }) => userId !== null && changed.has(userId));
  return new Map([...reach, ...(await findReach(services, tenantId, found))]);
}
