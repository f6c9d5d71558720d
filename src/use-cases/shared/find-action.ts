import type { Permission } from '../../domain/people/permissions.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from './requester.ts';

/** Which action is meant: by its ref as typed, or by the id a card carries. */
export type ActionTarget = { readonly planId: string } & (
  | { readonly ref: string }
  | { readonly actionId: string }
);

/** An action by its ref or id, for somebody with a permission. Throws `unknown-plan`, `not-permitted`, `unknown-action`. */
export async function findAction(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  target: ActionTarget,
  permission: Permission,
): Promise<{ readonly plan: Plan; readonly action: Action }> {
  const { plan, person } = await readPlanFor(store, requester, target.planId);
  demand(person, permission);
  const actions = (await store.listActions(target.planId)).map(({ value }) => value);
  const action =
    'ref' in target
      ? actions.find(({ ref }) => refKey(ref) === refKey(target.ref))
      : actions.find(({ id }) => id === target.actionId);
  if (action) return { plan, action };
  throw noSuchAction(target);
}

/** What somebody is told who means an action that is not there. */
export function noSuchAction(target: ActionTarget): Refusal {
  const named = 'ref' in target ? `action ${target.ref}` : 'such action any more';
  return new Refusal('unknown-action', `The plan has no ${named}.`);
}
