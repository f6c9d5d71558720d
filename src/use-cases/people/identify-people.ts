import pLimit from 'p-limit';
import { type IdentifiedPeople, identifyPeople } from '../../domain/people/identify-people.ts';
import { addressesOf } from '../../domain/people/mail-address.ts';
import type { TeamMember } from '../../domain/people/team-member.ts';
import type { Plan, PlanId } from '../../domain/plan/plan.ts';
import type { Services, Write } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { withRetries } from '../shared/with-retries.ts';

export interface PlanIdentities extends IdentifiedPeople {
  readonly plan: Plan;
}

type IdentifyServices = Pick<Services, 'store' | 'directory' | 'clock'>;

/** Replicas hear of one person at the same moment: a lost race is read and decided again this often. */
const attempts = 4;
const plansAtOnce = 8;
/** Of so few members the directory is asked one by one which plans know them; for more every plan of the tenant is read. */
const fewMembers = 5;

/**
 * Gives people of a tenant's plans the Teams account that a roster tells for their e-mail address, so that they find their plans and
 * prompts find them. `members` come from the connector's roster of this tenant, never from an activity. Gives the plans that know any
 * of them, the others left out. Safe to call again, late or twice at once. Throws a `Failure` of storage.
 *
 * A handful of members costs two reads each and what their plans cost: whoever says hello is found through the addresses that people
 * lists left in the directory, not by reading every plan. A whole roster, read when the bot joins a team, reads each plan's people
 * once, whatever its size: that also finds people of lists imported before addresses were kept.
 */
export async function identifyMembers(
  services: IdentifyServices,
  tenantId: string,
  members: readonly TeamMember[],
): Promise<PlanIdentities[]> {
  if (members.length === 0) return [];
  const planIds =
    members.length <= fewMembers
      ? await plansOfFew(services, tenantId, members)
      : (await services.directory.listPlans())
          .filter((plan) => plan.tenantId === tenantId)
          .map((plan) => plan.planId);
  const limit = pLimit(plansAtOnce);
  const found = await limit.map(planIds, (planId) => identifyInPlan(services, tenantId, planId, members));
  return found
    .flatMap((plan) => plan ?? [])
    .filter((plan) => plan.found.length + plan.known.length + plan.ambiguous.length > 0);
}

async function plansOfFew(
  { directory }: IdentifyServices,
  tenantId: string,
  members: readonly TeamMember[],
): Promise<PlanId[]> {
  const hints = await Promise.all(
    members.flatMap((member) => [
      directory.listMemberships(tenantId, member.userId),
      ...addressesOf(member).map((address) => directory.listPlansExpecting(tenantId, address)),
    ]),
  );
  return [...new Set(hints.flat())];
}

/** The same for one plan of the tenant; null where there is no such plan. */
export async function identifyInPlan(
  services: IdentifyServices,
  tenantId: string,
  planId: PlanId,
  members: readonly TeamMember[],
): Promise<PlanIdentities | null> {
  const { store, directory } = services;
  const identified = await withRetries(
    async () => {
      const [plan, stored] = await Promise.all([store.readPlan(planId), store.listPeople(planId)]);
      if (plan?.value.tenantId !== tenantId) return null;
      const people = stored.map(({ value }) => value);
      const identities = identifyPeople(people, members);
      const tags = new Map(stored.map(({ value, etag }) => [value.id, etag]));
      const at = services.clock.now().toString();
      await store.commitInBatches(planId, writesOf(identities.found, tags, at));
      return { plan: plan.value, at, identities };
    },
    { attempts },
  );
  if (identified === null) return null;
  const { plan, at, identities } = identified;
  const { found, known } = identities;
  // Those found before as well: a crash after the rows must not leave somebody unable to find the plan.
  for (const { userId, accountFrom } of [...found, ...known]) {
    if (userId !== null && accountFrom === 'email') await directory.addMembership(tenantId, userId, planId);
  }
  if (found.length > 0) await directory.wakePlan(tenantId, planId, at);
  return { plan, ...identities };
}

function writesOf(
  found: IdentifiedPeople['found'],
  tags: ReadonlyMap<string, string>,
  at: string,
): readonly Write[] {
  if (found.length === 0) return [];
  const detail = {
    found: found.length,
    people: found
      .map(({ id }) => id)
      .join(' ')
      .slice(0, 2_000),
  };
  return [
    ...found.map(
      (person): Write => ({
        op: 'replace',
        row: { kind: 'person', value: person },
        etag: tags.get(person.id) ?? '',
      }),
    ),
    logRow({ via: 'system' }, 'people-identified', at, detail),
  ];
}
