import type { Temporal } from 'temporal-polyfill';
import type { Person } from '../../domain/people/person.ts';
import { collateReach, type PlanReach } from '../../domain/people/reach.ts';
import type { Services, TeamRef } from '../../ports.ts';
import { findReach, findRecipient } from '../people/find-reach.ts';
import { type RosterReading, readRosters } from '../people/read-rosters.ts';
import type { Wait } from './record-delivery.ts';
import { sendToRecipient } from './send-to-recipient.ts';

type TeamServices = Pick<Services, 'store' | 'directory' | 'roster' | 'messenger' | 'clock' | 'logger'>;

/** The bot has come into a team, or people have come into a team that has it. */
export interface TeamJoined {
  readonly team: TeamRef;
  readonly botAdded: boolean;
  /** The people added: the channel's own ids of them and, where it tells them, Entra object ids in lower case. */
  readonly added: readonly string[];
}

/** Teams tells of one installation twice, and of ten people added in ten messages. */
const atMostEvery: Temporal.DurationLike = { seconds: 10 };
/** A notice that Teams does not take at once is tried so often; who can be reached stands in the status all the same. */
const mostTries = 4;
const longestWaitSeconds = 30;

interface Concerned {
  readonly reach: PlanReach;
  readonly managers: readonly Person[];
}

/** Whom each plan of the tenant can reach now; only plans with news where the bot was there before. */
async function collateNews(
  services: TeamServices,
  { team: { tenantId }, botAdded }: TeamJoined,
  { changed, plans }: RosterReading,
): Promise<Concerned[]> {
  const { store, directory, clock } = services;
  const registered = (await directory.listPlans()).filter((plan) => plan.tenantId === tenantId);
  const concerned: Concerned[] = [];
  for (const { planId } of registered) {
    const [plan, stored] = await Promise.all([store.readPlan(planId), store.listPeople(planId)]);
    if (!plan) continue;
    const people = stored.map(({ value }) => value);
    const isFound = plans.some((found) => found.plan.id === planId && found.found.length > 0);
    const isNews = isFound || people.some(({ userId }) => userId !== null && changed.has(userId));
    // What could not reach them is sent by the next tick.
    if (isNews) await directory.wakePlan(tenantId, planId, clock.now().toString());
    if (!isNews && !botAdded) continue;
    concerned.push({
      reach: collateReach(plan.value, people, await findReach(services, tenantId, people)),
      managers: people.filter(({ roles }) => roles.includes('pm')),
    });
  }
  return concerned;
}

/** Each project manager's plans, by account. */
function byManager(concerned: readonly Concerned[]): Map<string, PlanReach[]> {
  const plans = new Map<string, PlanReach[]>();
  for (const { reach, managers } of concerned) {
    for (const { userId } of managers) {
      if (userId !== null) plans.set(userId, [...(plans.get(userId) ?? []), reach]);
    }
  }
  return plans;
}

/** Who is told, and of which plans. */
interface Manager {
  readonly userId: string;
  readonly plans: readonly PlanReach[];
}

async function tellManager(
  services: TeamServices,
  { team: { tenantId }, botAdded }: TeamJoined,
  { userId, plans }: Manager,
  wait: Wait,
): Promise<void> {
  const { messenger, logger } = services;
  for (let tried = 1; tried <= mostTries; tried += 1) {
    const to = await findRecipient(services, tenantId, userId);
    if (typeof to === 'string') {
      logger.info({ reason: to }, 'a project manager cannot be told who is within reach');
      return;
    }
    const outcome = await sendToRecipient(services, to, (chat) =>
      messenger.send(chat, { kind: 'reach', reach: { botAdded, plans } }),
    );
    if (outcome.kind === 'sent') return;
    logger.warn({ outcome: outcome.kind, tried }, 'a project manager has not been told who is within reach');
    if (outcome.kind === 'unreachable' || outcome.kind === 'failed') return;
    const asked =
      outcome.kind === 'later'
        ? outcome.seconds
        : outcome.kind === 'throttled'
          ? outcome.retryAfterSeconds
          : null;
    if (tried < mostTries) await wait(1_000 * Math.min(longestWaitSeconds, asked ?? 2 ** tried));
  }
}

/**
 * Reads who is in a team, so that they can be written to first, sends what could not reach them before, and tells the
 * project managers of the tenant's plans whom the bot can reach now. Several calls within ten seconds read the team once.
 */
export async function meetTeam(services: TeamServices, joined: TeamJoined, wait: Wait): Promise<void> {
  const { tenantId, teamId } = joined.team;
  const rejoined = new Set(joined.added);
  const reading = await readRosters(services, tenantId, {
    teamId,
    atMostEvery,
    rejoined,
    patience: 'background',
  });
  if (!reading.read) return;
  const concerned = await collateNews(services, joined, reading);
  for (const [userId, plans] of byManager(concerned))
    await tellManager(services, joined, { userId, plans }, wait);
}
