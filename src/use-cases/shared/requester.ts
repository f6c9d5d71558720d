import { may, type Permission } from '../../domain/people/permissions.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan, PlanId } from '../../domain/plan/plan.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Actor, PlanStore, Stored } from '../../ports.ts';

/** An authenticated person in Teams: ids come from the activity, never from a card. Lower case. */
export interface Sender {
  readonly via: 'teams';
  readonly tenantId: string;
  readonly userId: string;
  readonly name: string;
}

/** The operator at the command line: whoever can read the storage may do anything in it. */
export interface Operator {
  readonly via: 'cli' | 'system';
}

export type Requester = Sender | Operator;

export function actorOf(requester: Requester): Actor {
  return requester.via === 'teams'
    ? { userId: requester.userId, name: requester.name }
    : { userId: requester.via, name: requester.via === 'cli' ? 'Command line' : 'Board Actions' };
}

/** Whom a thing is for, in words for somebody it is not for. */
const what: Readonly<Record<Permission, string>> = {
  'read-digest': 'The digest is for the board and its project manager',
  'read-status': 'The status is for the chair and the project manager',
  'run-cycle': 'Only the project manager can do that',
  decide: 'That is for the chair and the project manager to decide',
  'ask-lead': 'Only the chair and the project manager can put a question to a lead',
  'see-own-actions': 'That is for people with a part in the plan',
};

/**
 * The plan, if the requester may know of it. A plan of another tenant, or one the sender has no part in, is
 * refused in the same words as one that does not exist, so that nobody learns which plans there are.
 */
export function admit(
  requester: Requester,
  planId: PlanId,
  plan: Stored<Plan> | null,
  people: readonly Stored<Person>[],
): { plan: Plan; person: Person | null } {
  const unknown = () =>
    new Refusal(
      'unknown-plan',
      requester.via === 'teams'
        ? 'I know of no plan here that you are part of. Ask your project manager to add you to the people list.'
        : `There is no plan ${planId}. Import one first: import FILE --plan ${planId}.`,
    );
  if (!plan) throw unknown();
  if (requester.via !== 'teams') return { plan: plan.value, person: null };
  const person = people.find(({ value }) => value.userId === requester.userId)?.value;
  if (plan.value.tenantId !== requester.tenantId || !person) throw unknown();
  return { plan: plan.value, person };
}

/** What somebody without a permission is told. */
export function refusalOf(permission: Permission): string {
  return `${what[permission]}. Type “help” to see what you can do.`;
}

/** Refuses a person without the permission, in words; null is the operator, who may do anything. */
export function demand(person: Person | null, permission: Permission): void {
  if (person && !may(person, permission)) {
    throw new Refusal('not-permitted', refusalOf(permission));
  }
}

/** Reads a plan and its people and admits the requester. */
export async function readPlanFor(
  store: PlanStore,
  requester: Requester,
  planId: PlanId,
): Promise<{ plan: Plan; person: Person | null; people: Person[] }> {
  const [plan, people] = await Promise.all([store.readPlan(planId), store.listPeople(planId)]);
  return { ...admit(requester, planId, plan, people), people: people.map(({ value }) => value) };
}
