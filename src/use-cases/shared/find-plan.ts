import { may, type Permission } from '../../domain/people/permissions.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan, PlanId } from '../../domain/plan/plan.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { refusalOf, type Sender } from './requester.ts';

export interface Membership {
  readonly plan: Plan;
  readonly person: Person;
}

/**
 * The plans a sender has a part in, by the plans' own people lists; the directory only says where to look, and need not
 * be asked again by a caller that has `known` what it says.
 */
export async function listMyPlans(
  services: Pick<Services, 'store' | 'directory'>,
  sender: Sender,
  known?: readonly PlanId[],
): Promise<Membership[]> {
  const hints = known ?? (await services.directory.listMemberships(sender.tenantId, sender.userId));
  const found = await Promise.all(
    hints.map(async (planId): Promise<Membership[]> => {
      const [plan, people] = await Promise.all([
        services.store.readPlan(planId),
        services.store.listPeople(planId),
      ]);
      const person = people.find(({ value }) => value.userId === sender.userId)?.value;
      return plan && person && plan.value.tenantId === sender.tenantId ? [{ plan: plan.value, person }] : [];
    }),
  );
  return found.flat();
}

/** Which plan a command means. */
export interface PlanTarget {
  /** null where the command names none. */
  readonly planId: string | null;
  /** What the directory says of the sender, from a caller that has asked it. */
  readonly known?: readonly PlanId[] | undefined;
}

/**
 * The plans where a sender may do what a command needs: the one it names, else all. At least one; throws `unknown-plan` or
 * `not-permitted` where there is none.
 */
export async function findPlans(
  services: Pick<Services, 'store' | 'directory'>,
  sender: Sender,
  { planId, known }: PlanTarget,
  permission: Permission,
): Promise<Membership[]> {
  const mine = await listMyPlans(services, sender, known);
  const meant = planId === null ? mine : mine.filter(({ plan }) => plan.id === planId);
  if (meant.length === 0) {
    throw new Refusal(
      'unknown-plan',
      mine.length === 0
        ? 'You are not in a plan yet. Ask your project manager to add you to the people list.'
        : `You are not in a plan called ${planId}. Yours: ${mine.map(({ plan }) => plan.id).join(', ')}.`,
    );
  }
  const allowed = meant.filter(({ person }) => may(person, permission));
  if (allowed.length === 0) {
    throw new Refusal('not-permitted', refusalOf(permission));
  }
  return allowed;
}

/**
 * The plan a command means when it names none: the only one where the sender may do this. Throws
 * `unknown-plan`, `not-permitted`, or `ambiguous-plan` naming the plans to choose from.
 */
export async function findPlan(...asked: Parameters<typeof findPlans>): Promise<Membership> {
  const allowed = await findPlans(...asked);
  const [only, ...others] = allowed;
  if (only && others.length === 0) return only;
  throw new Refusal(
    'ambiguous-plan',
    `You are in ${allowed.length} plans. Add which one at the end: ${allowed.map(({ plan }) => `“in ${plan.id}” (${plan.name})`).join(', ')}.`,
  );
}
